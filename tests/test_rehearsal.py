"""Playing a scenario: what did not come out as it must is said, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.checking.registry import load_checks
from diagnose.exit_codes import Exit
from diagnose.rehearsal import Rehearsal, differences, rehearse, ticket_of
from diagnose.sandbox import DIALECTS, scenario, scenario_names
from diagnose.ticket.slots import SLOTS, ids_by_kind


@pytest.fixture(scope="module")
def played() -> Rehearsal:
    return rehearse(scenario("wrong-connection"), load_checks(), run_id="run")


@pytest.mark.parametrize("name", ["healthy", *(name for name in scenario_names() if scenario(name).sources)])
def test_the_ticket_is_the_scenarios_own(name: str) -> None:
    """As `diagnose run` would read it: from options, or from the ticket's own files, which say the same."""
    named, ticket = scenario(name).ticket, ticket_of(scenario(name))
    assert ticket.reference == named.reference
    assert {kind: tuple(some_id.named for some_id in ticket.of(kind)) for kind in SLOTS} == ids_by_kind(named)
    assert [source.name for source in ticket.sources] == [file.name for file in scenario(name).sources]


def test_what_comes_out_as_it_must_has_no_differences(played: Rehearsal) -> None:
    """The exit code is the one of run, the report that of the run named."""
    assert played.differences == ()
    assert played.code is Exit.PROBLEM
    assert played.diagnosis.report.run.id == "run"


def test_every_kind_of_difference_is_named(played: Rehearsal) -> None:
    """Verdict, exit code, notices, causes, suggestion and resolved IDs are each compared."""
    report, expected = played.diagnosis.report, played.scenario.expect
    cause = expected.causes[0]
    wrong = {
        "the verdict is problem, not healthy": replace(expected, status="healthy"),
        "the exit code is 1, not 0": replace(expected, exit_code=0),
        "the notices are (), not": replace(expected, notices=("source-platform-missing",)),
        "the causes are": replace(expected, causes=()),
        "the suggestion for connection_789 is": replace(expected, causes=(replace(cause, suggestion="c_1"),)),
        "the work w_1 was not resolved": replace(expected, resolved={"work": "w_1"}),
    }
    for begins, other in wrong.items():
        told = list(differences(other, report, played.code))
        assert len(told) == 1
        assert told[0].startswith(begins)


def test_a_dialect_may_make_a_difference() -> None:
    """A gateway that shows no artifacts cannot show a failed one."""
    rehearsal = rehearse(scenario("artifact-failed"), load_checks(), run_id="run", dialect=DIALECTS["guarded"])
    assert rehearsal.differences[0] == "the verdict is inconclusive, not problem"
