"""What a reader needs, once, computed from the report alone."""

from __future__ import annotations

import pytest

from diagnose.report import Acts, CheckOutcome, Severity, Status, Subject, SubjectKind, Verdict
from diagnose_reports.cause_card import Alternative
from diagnose_reports.first_screen import Unchecked, first_screen
from tests.reports import examples
from tests.reports.example_parts import cause


def test_a_wrong_id_says_what_to_change_and_why() -> None:
    """Both IDs, where the ticket has the wrong one, what the right one holds, and who acts."""
    card = first_screen(examples.rich()).causes[0]
    assert card.title == "Wrong connection ID"
    assert card.change is not None
    assert (card.change.label, card.change.id, card.change.right) == (
        "In the ticket",
        "connection_789",
        "connection_790",
    )
    assert card.change.where is not None
    assert card.change.where.line == 14
    assert card.change.shown_by is not None
    assert (card.change.shown_by.text, card.change.shown_by.evidence) == ("lists all 5 job works", "E2")
    assert [reason.evidence for reason in card.proof] == ["E1"], "what stands beside the change is not said again"
    assert card.deed is not None
    assert card.deed.who == "Customer"


def test_a_tie_puts_the_question_first_and_states_no_side() -> None:
    """Neither change is the one to make: both are alternatives, and the engineer asks."""
    screen = first_screen(examples.tied())
    card = screen.causes[0]
    assert screen.title == "Either the connection or the job work is the wrong one"
    assert card.change is None
    assert card.alternatives == (
        Alternative("connection", "connection_789", "connection_790"),
        Alternative("job work", "job_work_451", None),
    )
    assert card.deed is not None
    assert (card.deed.who, card.deed.what[:18]) == ("You", "ask the customer: ")
    assert screen.asks == (), "the question stands on the card already"


def test_what_stopped_the_run_is_the_engineers_to_mend() -> None:
    """With the run's own credentials refused, the customer is asked for the ticket's things only."""
    screen = first_screen(examples.inconclusive())
    assert screen.title.startswith("Could not look: the access token expired")
    assert screen.stopped is not None
    assert screen.causes[0].deed is not None
    assert screen.causes[0].deed.who == "You"
    assert not [ask for ask in screen.asks if "token" in ask or "credential" in ask]


def test_a_customers_own_wrong_address_does_not_stop_the_run() -> None:
    """An endpoint that is not the run's is something to change in the customer's request."""
    finding = (
        examples.rich()
        .findings[0]
        .model_copy(
            update={
                "code": "endpoint-wrong-surface",
                "subject": Subject(kind=SubjectKind.ENDPOINT, id="https://router.filed.example/graphql"),
                "acts": Acts.CUSTOMER,
            }
        )
    )
    verdict = Verdict(status=Status.INCONCLUSIVE, headline="Could not decide: so.", causes=(cause(finding),))
    screen = first_screen(examples.rich().model_copy(update={"verdict": verdict, "findings": (finding,)}))
    assert screen.stopped is None
    assert screen.title == "Could not decide: the address is the newer router"
    assert screen.causes[0].deed is not None
    assert screen.causes[0].deed.who == "Customer"


def test_healthy_says_what_to_do_next() -> None:
    """What was not in the ticket, and what to ask for."""
    screen = first_screen(examples.healthy())
    assert screen.title == "No problem found"
    assert screen.deed is not None
    assert screen.deed.who == "You"
    assert screen.deed.what == "ask the customer for the answer that they got, saved as JSON or as a HAR."
    assert Unchecked("picture.png", "it is no text") in screen.unchecked


def test_the_counts_say_whether_all_that_failed_has_one_cause() -> None:
    """Two failed checks of one cause are said to be; with a second cause nothing is."""
    assert first_screen(examples.tied()).counts == "1 ok · 2 failed, both from this cause"
    assert first_screen(examples.rich()).counts.startswith("5 ok · 3 failed · 1 warning · 1 could not tell · 1 broke")


def test_what_could_not_be_told_is_among_what_was_not_checked() -> None:
    """A check that could not tell, or broke, comes before what the ticket lacks."""
    unchecked = first_screen(examples.rich()).unchecked
    assert [item.what for item in unchecked] == [
        "whether the connection is active",
        "whether connection IDs start with acme_",
        "the headers of the customer's request",
    ]


@pytest.mark.parametrize("outcome", [CheckOutcome.SKIP])
def test_what_was_blocked_is_not_called_not_applicable(outcome: CheckOutcome) -> None:
    """Nobody could look at it: that is not the same as having no bearing."""
    rows = examples.inconclusive().checks
    blocked = sum(1 for row in rows if row.outcome is outcome and row.blocked_by)
    assert f"{blocked} blocked" in first_screen(examples.inconclusive()).counts


def test_a_severity_of_a_later_version_still_gives_a_card() -> None:
    """A saved report may know more than we do."""
    report = examples.rich()
    odd = report.verdict.causes[0].model_copy(update={"severity": "grave"})
    verdict = report.verdict.model_copy(update={"causes": (odd,)})
    assert first_screen(report.model_copy(update={"verdict": verdict})).causes[0].tone == "doubt"


def test_many_causes_are_counted() -> None:
    """Ten thousand causes are not ten thousand cards."""
    screen = first_screen(examples.huge())
    assert len(screen.causes) + screen.more_causes == 10_001
    assert len(screen.causes) <= 51
    assert screen.title == "Wrong connection ID, and 10,000 more causes"


def test_a_finding_that_is_no_cause_is_told() -> None:
    """A warning without a cause leads to what it says to do."""
    report = examples.healthy().model_copy(update={"findings": (examples.rich().findings[7],)})
    screen = first_screen(report)
    assert screen.also[0].startswith("External ID used more than once: ")
    assert screen.deed is not None
    assert screen.deed.what.startswith("Give every work")
    assert examples.rich().findings[7].severity is Severity.WARNING
