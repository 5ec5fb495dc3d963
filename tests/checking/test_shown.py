"""What came back, in counts, and the values of it that proofs rest on."""

from __future__ import annotations

from diagnose.report import Facts
from tests.diagnosis.playing import played


def facts(name: str) -> dict[str, Facts]:
    return {evidence.id: evidence.facts for evidence in played(name).evidence}


def test_what_came_back_is_counted() -> None:
    """In the gateway's own words for its lists, an empty one as such."""
    shown = {evidence.id: evidence.shown for evidence in played("wrong-connection").evidence}
    assert shown["E1"] == "workspaces 1 · connections 1 · jobWorks []"
    assert shown["E2"] == "workspaces 2 · connections 4 · jobWorks 5 · jobWorkArtifacts 6"


def test_errors_are_told_by_their_codes() -> None:
    """A refused answer has nothing else."""
    (evidence,) = played("token-expired").evidence
    assert evidence.shown == "errors 1 (UNAUTHENTICATED)"
    assert [error.code for error in evidence.facts.errors] == [None, "UNAUTHENTICATED"]


def test_only_what_a_proof_rests_on_is_kept() -> None:
    """The list of the connection named, and of the right one; nothing of the others that the same answer shows."""
    found = facts("wrong-connection")
    named = [(each.under, each.rows, len(each.asked), each.ids) for each in found["E1"].lists]
    assert named == [("connection_789", 0, 5, ())]
    assert {each.under for each in found["E2"].lists} == {"connection_790"}
    assert {row.connection_id for row in found["E2"].job_works} == {"connection_790"}
    assert found["E3"] == Facts()


def test_a_healthy_report_rests_on_nothing() -> None:
    """No cause, no facts."""
    assert all(each == Facts() for each in facts("healthy").values())


def test_an_external_id_is_told_only_where_it_is_the_point() -> None:
    """It is the customer's own, and may name a client."""
    assert all(row.external_id is None for row in facts("wrong-connection")["E2"].job_works)


def test_states_have_their_dates() -> None:
    """So that an age can be worked out again."""
    (state,) = facts("artifact-stuck")["E1"].states
    assert (state.id, state.status) == ("artifact_41013", "pending")
    assert state.created_at is not None
