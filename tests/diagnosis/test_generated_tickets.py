"""Never wrong about a ticket: properties over generated worlds, and tickets in every form that customers use.

``python -m tests.diagnosis.generated_report`` counts what comes
out by form and by fault, and shows the smallest ticket of each kind of failure.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.diagnosis.generated_faults import FAULTS
from tests.diagnosis.generated_forms import FORMS
from tests.diagnosis.generated_noise import ENVELOPES
from tests.diagnosis.generated_pairs import BEHIND, PAIRS
from tests.diagnosis.generated_tickets import RIGHT, Generated, Outcome, fits, generated_tickets, played
from tests.parts import EXAMPLES

NOT_YET: frozenset[str] = frozenset()
"""What still goes wrong: a form, a fault, an envelope, or ``fault as form``. It only ever shrinks."""

FOR_EACH_FAULT, FOR_EACH_FORM, FOR_EACH_BEHIND = EXAMPLES // 25, EXAMPLES // 25, EXAMPLES // 8
"""For each of some forty faults and forms, and of nine faults behind another: together more than ``EXAMPLES``."""

pytestmark = pytest.mark.property


def holds(name: str, tickets: SearchStrategy[Generated], examples: int, wrong: Callable[[Outcome], bool]) -> None:
    """Play tickets, the same ones every time, and fail with the smallest that goes wrong."""

    @seed(zlib.crc32(name.encode()))  # a red suite means a change, not luck
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(tickets)
    def never(ticket: Generated) -> None:
        outcome = played(ticket)
        if wrong(outcome):
            raise AssertionError(str(outcome))  # the ticket as the customer wrote it, not the values it was made from

    never()


def forms_by_fault(faults: Collection[str]) -> dict[str, list[str]]:
    """The forms to try each fault in."""
    found = {
        fault: [
            form
            for form in FORMS
            if fits(form, fault) and not NOT_YET & {form, fault, f"{fault} as {form}"}
        ]
        for fault in faults
    }  # fmt: skip
    return {fault: forms for fault, forms in found.items() if forms}


IN = [envelope for envelope in ENVELOPES if envelope not in NOT_YET]


@pytest.mark.parametrize("fault", forms_by_fault(FAULTS))
def test_no_false_healthy(fault: str) -> None:
    """Whatever is wrong in the world or the request, the customer is never told that all is well."""
    tickets = generated_tickets(forms_by_fault([fault]), IN)
    holds(fault, tickets, FOR_EACH_FAULT, lambda outcome: outcome.false_healthy)


@pytest.mark.parametrize("form", forms_by_fault([RIGHT])[RIGHT])
def test_no_false_cause(form: str) -> None:
    """In a healthy world with a right request nothing is blamed and the run decides, whatever surrounds the ticket."""
    tickets = generated_tickets({RIGHT: [form]}, IN)
    holds(form, tickets, FOR_EACH_FORM, lambda outcome: outcome.false_alarm)


@pytest.mark.parametrize("behind", BEHIND)
def test_the_fault_behind_a_wrong_id_is_found_in_the_same_run(behind: str) -> None:
    """The customer who puts one thing right does not come back with the next."""
    pairs = [name for name in PAIRS if name.startswith(f"{behind} behind ")]
    tickets = generated_tickets(forms_by_fault(pairs), IN)
    holds(behind, tickets, FOR_EACH_BEHIND, lambda outcome: not outcome.both)


def test_what_is_left_out_exists() -> None:
    """A name left out for now is a form, a fault or an envelope, so that a typing error leaves nothing out."""
    names = {part for entry in NOT_YET for part in entry.split(" as ")}
    assert names <= {*FORMS, *FAULTS, RIGHT, *ENVELOPES}
