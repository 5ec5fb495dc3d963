"""Steps of proof: each says what an answer of this run shows, and there is none for what no answer shows."""

from __future__ import annotations

from datetime import timedelta

from diagnose.checking import proving
from diagnose.checking.results import Step
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Artifact
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.learning import learned_from
from diagnose.investigation.reasoning.standing import WrongKind
from diagnose.outside import unmarked
from diagnose.report import ProofClaim, Subject, SubjectKind
from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import NOW, investigated

CONN = Subject(kind=SubjectKind.CONNECTION, id="conn_500")


def live() -> Knowledge:
    """Job works jw_11 to jw_13 are in conn_500, jw_31 is in another connection."""
    named = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_12", "jw_31"))
    return investigated(named).case.live


def told(steps: tuple[Step, ...]) -> list[tuple[ProofClaim, str, tuple[str, ...]]]:
    return [(step.claim, step.subject.id, step.objects) for step in steps]


def test_what_a_connection_contains() -> None:
    """Grouped by the answer that shows it; an ID from elsewhere is not shown here."""
    assert told(proving.lists(live(), "conn_500", Kind.JOB_WORK, ["jw_11", "jw_12", "jw_31", "jw_11"])) == [
        (ProofClaim.LISTS, "conn_500", ("jw_11", "jw_12"))
    ]
    (step,) = proving.lists(live(), "conn_500", Kind.WORK, ["work_911"])
    assert unmarked(step.text) == "conn_500 lists work_911"
    (step,) = proving.lists(live(), "ws_100", Kind.CONNECTION, ["conn_500"])
    assert step.subject.kind is SubjectKind.WORKSPACE


def test_what_it_was_asked_for_and_does_not_contain() -> None:
    """Only an answer to a question for that very ID shows it."""
    assert told(proving.lists_not(live(), "conn_500", Kind.JOB_WORK, ["jw_31", "jw_99"])) == [
        (ProofClaim.LISTS_NOT, "conn_500", ("jw_31",))
    ]


def test_many_ids_are_counted_and_few_named() -> None:
    """A sentence has room for three."""
    named = ScenarioTicket(connection_id="conn_500", job_work_ids=("jw_71", "jw_72", "jw_73", "jw_74"))
    steps = proving.lists_not(investigated(named).case.live, "conn_500", Kind.JOB_WORK, named.job_work_ids)
    assert steps[0].text == "conn_500 lists none of the 4 job works"
    assert len(steps[0].objects) == 4


def test_an_id_below_is_shown_where_it_is_and_where_it_is_not() -> None:
    """First the place that was asked, then its home."""
    steps = proving.of_leaf(live(), Kind.JOB_WORK, "jw_31", "conn_500")
    assert [step.claim for step in steps] == [ProofClaim.LISTS_NOT, ProofClaim.LISTS]


def test_nothing_asked_shows_nothing() -> None:
    """No step without an answer."""
    nothing = learned_from([])
    assert proving.lists(nothing, "conn_500", Kind.JOB_WORK, ["jw_11"]) == ()
    assert proving.lists_not(nothing, "conn_500", Kind.JOB_WORK, ["jw_11"]) == ()
    assert proving.is_kind(nothing, CONN, WrongKind(Kind.WORK, None, ())) == ()
    assert proving.not_found(CONN, ()) == ()


def test_kind_state_and_age() -> None:
    """By what the answer says of the ID itself; without a date there is no age."""
    (step,) = proving.is_kind(live(), Subject(kind=SubjectKind.JOB_WORK, id="work_911"), WrongKind(Kind.WORK, None, ()))
    assert (step.claim, step.value, unmarked(step.text)) == (ProofClaim.IS_KIND, "work", "work_911 is a work ID")
    (step,) = proving.has_status(CONN, "E1", "failed")
    assert (step.value, unmarked(step.text)) == ("failed", "conn_500 has the status failed")
    (step,) = proving.has_waited(Artifact("ja_1", "art_1", created_at=NOW), "E1", timedelta(hours=3))
    assert (step.value, unmarked(step.text)) == ("10800", "art_1 was created 3 hours before this run")
    assert proving.has_waited(Artifact("ja_1", "art_1"), "E1", timedelta(hours=3)) == ()
