"""Tickets as customers send them, what must be read in each, and what must come out.

A folder under ``tickets/`` is one ticket: ``expected.toml`` beside the customer's own files, which are read in the
order of their names. :class:`Expected` says what the file may hold; a key that is left out is not compared, unless
it has a default here.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from diagnose.checking.registry import Checks, load_checks
from diagnose.diagnosis import diagnose
from diagnose.intake import CustomerRequest, Reading, Source, read_sources
from diagnose.outside import unmarked
from diagnose.report import Report, Status
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.ticket import Ticket, TicketError
from tests.field.worlds import Gateways

TICKETS = Path(__file__).parent / "tickets"
EXPECTED = "expected.toml"

NOTICES = frozenset({"ticket-contains-secret", "source-platform-missing"})
"""What never bears on the symptom, so that it is no cause; as a cause it is a wrong outcome, not a false cause."""

FROM_TEXT = frozenset(
    {
        "authorization-expired",
        "authorization-malformed",
        "content-type-wrong",
        "endpoint-wrong-surface",
        "id-not-clean",
        "id-not-placed",
        "job-work-id-not-in-response",
        "job-work-outside-filter",
        "job-work-outside-window",
        "method-wrong",
        "query-invalid",
        "query-omits-artifacts",
        "query-variables-invalid",
        "ticket-ambiguous",
    }
)
"""Findings that rest on the ticket's text: a ticket misread shows in them, so none may appear that is not named."""


_ALARM: dict[str, int] = {Status.HEALTHY: 0, Status.WARNING: 1}
"""How much a status alarms; the others are 2. Less alarm than the ticket deserves is a false Healthy."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Count: TypeAlias = int | tuple[int, ...]
"""How many; a list where more than one figure is a right reading."""


class Ids(_Strict):
    """The ticket's slots. Lists are whole, in any order; a list that is left out is not compared.

    ``unknown`` has the IDs whose kind only the live data can tell; by default there is none.
    """

    workspace: str | None = None
    connection: str | None = None
    connection_jobs: tuple[str, ...] | None = None
    job_works: tuple[str, ...] | None = None
    works: tuple[str, ...] | None = None
    artifacts: tuple[str, ...] | None = None
    unknown: tuple[str, ...] = ()


class ShownRequest(_Strict):
    """One request, as far as the ticket shows it.

    ``headers`` are lower-cased names that must be known, ``authorization`` is ``bearer`` or the word of what is wrong
    with it, ``complete`` that both document and variables were read.
    """

    method: str | None = None
    endpoint: str | None = None
    headers: tuple[str, ...] | None = None
    authorization: str | None = None
    complete: bool | None = None


class Requests(_Strict):
    """The customer's requests; ``each`` in the order of the ticket."""

    count: Count = 0
    each: tuple[ShownRequest, ...] = ()


class Responses(_Strict):
    """The saved answers: how many, how many of them with errors, and the lists that came back empty in any."""

    count: Count = 0
    errors: int | None = None
    empty: tuple[str, ...] | None = None


class ExpectedCause(_Strict):
    """A cause; without ``subject`` whatever it is about (``request 1``, where the numbering is not the point).

    ``suggestion`` is what must be suggested, empty for nothing at all.
    """

    code: str
    subject: str | None = None
    suggestion: str | None = None


class Play(_Strict):
    """What must come out against one world.

    ``causes`` are all that must come out, in any order; ``may`` are codes that may come out besides, as cause or
    finding; ``never`` are codes that may be no finding at all, besides those of :data:`FROM_TEXT`.
    """

    world: str
    status: str | tuple[str, ...]
    causes: tuple[ExpectedCause, ...] = ()
    may: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Expected(_Strict):
    """A ticket's ``expected.toml``.

    ``kinds`` are the points of the field's list that it is a specimen of (``A1``, ``B12``, ``C``), ``languages`` those
    of its prose. ``secrets`` has the made-up values by kind: these and no others are reported, and no value stands
    in the report. ``unread`` counts the stretches that must be left as not understood.
    """

    why: str
    form: str
    kinds: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    ids: Ids = Ids()
    requests: Requests = Requests()
    responses: Responses = Responses()
    secrets: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unread: int = 0
    plays: tuple[Play, ...]


@dataclass(frozen=True)
class FieldTicket:
    """One ticket of the field: its name, its files in order, what must come out."""

    name: str
    files: tuple[Path, ...]
    expected: Expected


class Wrong(StrEnum):
    """How an outcome can be wrong, worst first."""

    FALSE_HEALTHY = "false healthy"
    FALSE_CAUSE = "false cause"
    LEAK = "leak"
    OTHER = "other"


@dataclass(frozen=True)
class Difference:
    """One way in which an outcome is not the expected one."""

    wrong: Wrong
    text: str


def names() -> tuple[str, ...]:
    """Return the names of all tickets, sorted."""
    return tuple(sorted(folder.name for folder in TICKETS.iterdir() if (folder / EXPECTED).is_file()))


@cache
def load(name: str) -> FieldTicket:
    """Return the ticket of this name; a mistake in its ``expected.toml`` is an error that names the key."""
    folder = TICKETS / name
    expected = Expected.model_validate(tomllib.loads((folder / EXPECTED).read_text(encoding="utf-8")))
    files = tuple(sorted(path for path in folder.iterdir() if path.name != EXPECTED))
    return FieldTicket(name, files, expected)


def read(ticket: FieldTicket) -> Reading:
    """Read the ticket's files as `diagnose run` would."""
    return read_sources([Source.of_path(path, path.name) for path in ticket.files])


def misread(expected: Expected, reading: Reading) -> list[str]:
    """Return a sentence for everything that was not read as it must be, without the marks of values from outside."""
    told = (
        *_misread_ids(expected.ids, _ticket(reading)),
        *_misread_requests(expected.requests, reading.requests),
        *_misread_responses(expected.responses, reading),
        *_misread_secrets(expected.secrets, reading),
        *_left_unread(expected.unread, reading),
    )
    return [unmarked(sentence) for sentence in told]


def played(ticket: FieldTicket, reading: Reading, gateways: Gateways) -> list[Difference]:
    """Diagnose the ticket for real against each of its worlds, and return what did not come out as it must."""
    return [difference for play in ticket.expected.plays for difference in _played(ticket, play, reading, gateways)]


def _played(ticket: FieldTicket, play: Play, reading: Reading, gateways: Gateways) -> Iterator[Difference]:
    try:
        named = ticket_from(Options(), reading)
    except TicketError:
        yield Difference(Wrong.OTHER, f"{play.world}: the run refuses the ticket, as if it named nothing")
        return
    settings = gateways.settings(play.world)
    # The proxy variables of the machine are none of a loopback server's business.
    report = diagnose(named, settings, _checks(), run_id=ticket.name, environ={}).report
    for difference in outcome_differences(play, report):
        yield Difference(difference.wrong, f"{play.world}: {difference.text}")
    written = report.model_dump_json(by_alias=True)
    for kind, values in ticket.expected.secrets.items():
        if any(value in written for value in values):
            yield Difference(Wrong.LEAK, f"{play.world}: the value of a secret ({kind}) stands in the report")


@cache
def _checks() -> Checks:
    return load_checks()


def outcome_differences(play: Play, report: Report) -> Iterator[Difference]:
    """Yield everything in which the report is not what the play says."""
    status = report.verdict.status
    statuses = (play.status,) if isinstance(play.status, str) else play.status
    if status not in statuses:
        hushed = _ALARM.get(status, 2) < min(_ALARM.get(word, 2) for word in statuses)
        text = f"the status is {status}, not {' or '.join(statuses)}"
        yield Difference(Wrong.FALSE_HEALTHY if hushed else Wrong.OTHER, text)
    yield from _cause_differences(play, report)
    wanted = {cause.code for cause in play.causes}
    never = (FROM_TEXT | set(play.never)) - wanted - set(play.may)
    caused = {cause.code for cause in report.verdict.causes}
    for finding in report.findings:
        if finding.code in never and finding.code not in caused:
            yield Difference(Wrong.OTHER, f"a finding says {finding.code} of {finding.subject.id}")


def _cause_differences(play: Play, report: Report) -> Iterator[Difference]:
    open_causes = list(play.causes)
    for cause in report.verdict.causes:
        match = next(
            (want for want in open_causes if want.code == cause.code and want.subject in {None, cause.subject.id}), None
        )
        if match:
            open_causes.remove(match)
            suggestion = report.finding(cause.finding).suggestion
            if match.suggestion is not None and (suggestion or "") != match.suggestion:
                yield Difference(Wrong.OTHER, f"{suggestion} is suggested for {cause.subject.id}")
        elif cause.code in NOTICES:
            yield Difference(Wrong.OTHER, f"{cause.code} is a cause, and never bears on the symptom")
        elif cause.code not in play.may:
            yield Difference(Wrong.FALSE_CAUSE, f"{cause.code} of {cause.subject.id} is no cause here")
    for want in open_causes:
        yield Difference(Wrong.OTHER, f"the cause {want.code} of {want.subject or 'the request'} is missing")


def _ticket(reading: Reading) -> Ticket:
    try:
        return ticket_from(Options(), reading)
    except TicketError:
        return Ticket()


def _misread_ids(expected: Ids, ticket: Ticket) -> Iterator[str]:
    read_ids = ticket.ids
    singles = (
        ("workspace", expected.workspace, read_ids.workspace_id),
        ("connection", expected.connection, read_ids.connection_id),
    )
    for slot, wanted, found in singles:
        if wanted != found:
            yield f"the {slot} is {found}, not {wanted}"
    lists: tuple[tuple[str, Sequence[str] | None, Sequence[str]], ...] = (
        ("connection jobs", expected.connection_jobs, read_ids.connection_job_ids),
        ("job works", expected.job_works, read_ids.job_work_ids),
        ("works", expected.works, read_ids.work_ids),
        ("artifacts", expected.artifacts, read_ids.artifact_ids),
        ("IDs of unknown kind", expected.unknown, ticket.unsorted),
    )
    for slot, many, found_many in lists:
        if many is not None and Counter(many) != Counter(found_many):
            yield f"the {slot} are {[*found_many]}, not {[*many]}"


def _misread_requests(expected: Requests, requests: Sequence[CustomerRequest]) -> Iterator[str]:
    if not _counts(expected.count, len(requests)):
        yield f"{len(requests)} requests were read, not {_figures(expected.count)}"
    elif len(requests) == len(expected.each):
        for number, (wanted, found) in enumerate(zip(expected.each, requests, strict=True), start=1):
            yield from (f"request {number}: {text}" for text in _misread_request(wanted, found))


def _misread_request(wanted: ShownRequest, found: CustomerRequest) -> Iterator[str]:
    if wanted.method is not None and wanted.method != found.method:
        yield f"the method is {found.method}, not {wanted.method}"
    if wanted.endpoint is not None and wanted.endpoint != found.endpoint:
        yield f"it went to {found.endpoint}, not {wanted.endpoint}"
    if wanted.headers is not None and (lost := [name for name in wanted.headers if name not in _headers(found)]):
        yield f"the headers {lost} were not read"
    if wanted.authorization is not None and wanted.authorization != (form := _authorization(found)):
        yield f"the Authorization header is {form}, not {wanted.authorization}"
    if wanted.complete and not (found.document and found.variables):
        yield f"the {'variables' if found.document else 'document'} was not read"


def _headers(request: CustomerRequest) -> set[str]:
    """Return the names of the headers that are known; the value of Authorization is kept apart from the others."""
    return {*(request.headers or {}), *({"authorization"} if request.authorization else ())}


def _authorization(request: CustomerRequest) -> str | None:
    if request.authorization is None:
        return None
    return request.authorization.problem or (request.authorization.scheme or "").lower()


def _misread_responses(expected: Responses, reading: Reading) -> Iterator[str]:
    if not _counts(expected.count, len(reading.responses)):
        yield f"{len(reading.responses)} saved answers were read, not {_figures(expected.count)}"
    failed = sum(1 for response in reading.responses if response.errors)
    if expected.errors is not None and failed != expected.errors:
        yield f"{failed} saved answers have errors, not {expected.errors}"
    if expected.empty is not None:
        empty = {name for response in reading.responses for name in response.empty}
        if empty != set(expected.empty):
            yield f"empty in the saved answers are {sorted(empty)}, not {sorted(expected.empty)}"


def _misread_secrets(expected: dict[str, tuple[str, ...]], reading: Reading) -> Iterator[str]:
    wanted = {(kind, value) for kind, values in expected.items() for value in values}
    found = {(secret.kind.value, secret.secret.reveal()) for secret in reading.secrets}
    if lost := sorted(one[0] for one in wanted if not any(_same_secret(one, other) for other in found)):
        yield f"secrets were not recognised: {', '.join(lost)}"
    if excess := sorted(one[0] for one in found if not any(_same_secret(one, other) for other in wanted)):
        yield f"what is no secret was taken for one: {', '.join(excess)}"


def _same_secret(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two secrets are one: of a Cookie header the whole or the one cookie that matters may be taken."""
    return one[0] == other[0] and (one[1] in other[1] or other[1] in one[1])


def _left_unread(expected: int, reading: Reading) -> Iterator[str]:
    """Compare what was left as not understood, once readings tell it apart from their other remarks."""
    unread = getattr(reading, "unread", None)
    if unread is not None and len(unread) != expected:
        yield f"{len(unread)} stretches were left unread, not {expected}"


def _counts(expected: Count, found: int) -> bool:
    return found == expected if isinstance(expected, int) else found in expected


def _figures(expected: Count) -> str:
    return str(expected) if isinstance(expected, int) else " or ".join(map(str, expected))
