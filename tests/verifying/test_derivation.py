"""A true report holds, and no report with a changed fact does."""

from __future__ import annotations

import pytest

from diagnose.report import Report
from diagnose.sandbox import scenario_names
from diagnose.verifying import Rederived, derive
from tests.diagnosis.playing import played
from tests.verifying.failing import loose_ends
from tests.verifying.mutants import mutants


@pytest.mark.parametrize("name", scenario_names())
def test_no_report_with_a_changed_fact_holds(name: str) -> None:
    """Whatever of it is changed, wherever it stands."""
    assert [what for what, mutant in mutants(played(name)) if not loose_ends(mutant)] == []


def test_a_cause_that_rests_on_the_ticket_alone_is_not_derived() -> None:
    """It is neither right nor wrong here."""
    (derived,) = derive(played("query-invalid"))
    assert (derived.outcome, derived.objections) == (Rederived.NOT_DERIVED, ())


def test_a_step_that_names_no_evidence_of_the_report_fails() -> None:
    """It cannot be looked up."""
    report = played("wrong-connection")
    alone = report.model_copy(update={"evidence": report.evidence[1:]})
    assert any("the report has no evidence E1" in objection for objection in loose_ends(alone))


def test_a_cause_without_its_finding_fails() -> None:
    """Nobody could read what it says."""
    report = played("wrong-connection").model_copy(update={"findings": ()})
    assert any("no finding F1" in objection for objection in loose_ends(report))


def changed(name: str, **finding: object) -> Report:
    """A scenario's report with its first finding changed, and all else as it was."""
    report = played(name)
    first, *others = report.findings
    return report.model_copy(update={"findings": (first.model_copy(update=finding), *others)})


def test_a_suggestion_that_no_answer_shows_fails() -> None:
    """A proven cause suggests what an answer has."""
    assert any(
        "connection_245130" in each for each in loose_ends(changed("wrong-connection", suggestion="connection_245130"))
    )


def test_a_finding_of_another_code_fails() -> None:
    """The cause and its finding say the same."""
    assert any(
        "F1 says something else" in each for each in loose_ends(changed("wrong-connection", code="no-job-works"))
    )
