"""Generated tickets: a case in a form, in an envelope, with noise around it; and playing one through the diagnosis.

Everything that can vary is a table: :data:`~tests.diagnosis.generated_faults.FAULTS`,
:data:`~tests.diagnosis.generated_forms.FORMS` and :data:`~tests.diagnosis.generated_noise.ENVELOPES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from diagnose.checking.registry import Checks
from diagnose.diagnosis import diagnose
from diagnose.intake import Source, read_sources
from diagnose.rehearsal import settings_for
from diagnose.report import Report, Status
from diagnose.sandbox import ScenarioTicket, serve
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.ticket import TicketError
from diagnose_checks import CHECKS
from tests.diagnosis.generated_faults import FAULTS, HEALTHY, Case, Fault
from tests.diagnosis.generated_forms import FORMS, Form
from tests.diagnosis.generated_noise import ENVELOPES, File, Noise
from tests.diagnosis.generated_pairs import PAIRS
from tests.diagnosis.generated_told import jwt
from tests.diagnosis.generated_worlds import scenes
from tests.diagnosis.worlds import scenario_for

RIGHT = "nothing"
"""The name of the fault of a ticket in which everything is right."""
_ALL = Checks(CHECKS)


@dataclass(frozen=True)
class Generated:
    """A ticket, how it came about, and the case that it tells."""

    form: str
    fault: str
    envelope: str
    files: tuple[File, ...] = field(repr=False)
    case: Case = field(repr=False)

    @property
    def text(self) -> str:
        """All its files, as a person would look at them."""
        return "\n".join(f"--- {name}\n{content.decode(errors='replace')}" for name, content in self.files)

    def __repr__(self) -> str:
        behind = f" and behind it {sorted(self.case.behind)}" if self.case.behind else ""
        told = f"must come out: {sorted(self.case.causes)}{behind}, {sorted(self.case.statuses)}"
        return f"<{self.fault} as {self.form} in {self.envelope}; {told}>\n{self.text}"


@dataclass(frozen=True)
class Outcome:
    """What came out. ``report`` is None when no ID was found at all, which the command line calls wrong usage."""

    generated: Generated
    report: Report | None

    @property
    def status(self) -> Status | None:
        """The verdict's status; None for a ticket that nothing was found in."""
        return self.report.verdict.status if self.report else None

    @property
    def causes(self) -> set[tuple[str, str]]:
        """The causes, by code and subject. A secret in the ticket is a notice, never a cause (contract §5)."""
        found = self.report.verdict.causes if self.report else ()
        return {(cause.code, cause.subject.id) for cause in found if cause.code != "ticket-contains-secret"}

    @property
    def right_status(self) -> bool:
        """Whether the status is one that the case may have."""
        return self.status in self.generated.case.statuses

    @property
    def exact(self) -> bool:
        """Whether exactly one cause came out, the right one; for a healthy case, none."""
        wanted = self.generated.case.causes
        return len(self.causes) == 1 and self.causes <= wanted if wanted else self.right_status and not self.causes

    @property
    def both(self) -> bool:
        """Whether the fault behind another one was found in the same run, beside that one."""
        case = self.generated.case
        return all(self.causes & wanted for wanted in (case.causes, case.behind)) and self.right_status

    @property
    def false_healthy(self) -> bool:
        """Whether it says that all is well with a ticket in which something is wrong."""
        return bool(self.generated.case.causes) and self.status is Status.HEALTHY

    @property
    def false_causes(self) -> set[tuple[str, str]]:
        """Causes that are none."""
        return self.causes - self.generated.case.causes

    @property
    def false_alarm(self) -> bool:
        """Whether a ticket in which nothing is wrong has a cause, or was not decided."""
        undecided = self.status in {None, Status.INCONCLUSIVE}
        return not self.generated.case.causes and (bool(self.causes) or undecided)

    def __str__(self) -> str:
        shown = self.report.verdict.headline if self.report else "No ID was found."
        return f"{self.status}: {sorted(self.causes)}\n{shown}\n{self.generated!r}"


def fault_named(name: str) -> Fault:
    """Return the fault of a name, or the pair of faults; :data:`RIGHT` included."""
    return HEALTHY if name == RIGHT else {**FAULTS, **PAIRS}[name]


def fits(form: str, fault: str) -> bool:
    """Whether a ticket in this form can show the fault."""
    by = fault_named(fault).by
    return by & FORMS[form].carries == by


_digits = st.integers(0, 9_999).map("{:04}".format)
_noise = st.builds(
    Noise,
    phone=_digits.map("+1 555 010 {}".format),
    order=_digits.map("4711-{}".format),
    request_id=_digits.map("6f0c1d2e-93ab-4c5d-8e7f-aabbccdd{}".format),
    message_id=_digits.map("CAF8a1b2c3d4e5f{}@mail.taxfirm.example".format),
    picture=_digits.map("d1e2f3a4-5b6c-4d7e-9f80-11223344{}".format),
    german=st.booleans(),
)
_authorizations = st.sampled_from(["Bearer ***", "Bearer [REDACTED]", "Bearer $TOKEN", f"Bearer {jwt()}"])
"""Rightly formed each: what stands in for a token is as people mask it, or as their code names it."""


@st.composite
def generated_tickets(
    draw: st.DrawFn, forms: Mapping[str, Sequence[str]], envelopes: Sequence[str] = tuple(ENVELOPES)
) -> Generated:
    """A ticket with one of the faults in one of the forms that ``forms`` gives for it, each of which must fit."""
    fault = draw(st.sampled_from(list(forms)))
    form = draw(st.sampled_from(forms[fault]))
    envelope = draw(st.sampled_from(envelopes))
    case = fault_named(fault).spoil(draw, draw(scenes()))
    told = replace(case.told, headers={"Authorization": draw(_authorizations), **case.told.headers})
    # A token that looks live is a notice, which makes the verdict a warning at most (contract §5).
    secret = {Status.WARNING} if fault == RIGHT and jwt() in told.headers["Authorization"] else set()
    case = replace(case, told=told, statuses=case.statuses | secret)
    text, files = _written(FORMS[form], case)
    return Generated(form, fault, envelope, tuple(ENVELOPES[envelope](text, draw(_noise), files, case.told)), case)


def _written(form: Form, case: Case) -> tuple[str, list[File]]:
    told, rendered = case.told, form.render(case.told)
    saved = None if form.answer else told.saved
    answer = f"\n\nand this is the answer:\n\n{saved}" if saved else ""
    if form.file is None:
        return (
            rendered if rendered.startswith("<table>") and not answer else f"{told.symptom}\n\n{rendered}{answer}"
        ), []
    return f"{told.symptom} See the file {form.file}.{answer}", [(form.file, rendered.encode())]


def played(generated: Generated) -> Outcome:
    """Read the ticket and diagnose it, for real, against a gateway that serves its world."""
    reading = read_sources([Source.of_bytes(name, content) for name, content in generated.files])
    try:
        ticket = ticket_from(Options(), reading)
    except TicketError:
        return Outcome(generated, None)
    scenario = scenario_for(generated.case.world, ScenarioTicket())
    with serve(scenario) as gateway:
        settings = settings_for(gateway)
        return Outcome(generated, diagnose(ticket, settings, _ALL, run_id="run", environ={}).report)
