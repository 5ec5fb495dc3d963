"""Gateways that take an ID in any spelling and answer in their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from diagnose.gateway.exchange import Answer, Question
from diagnose.ids import Kind
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.learning import learned_from
from diagnose.json_value import Json
from tests.investigation.investigating import answer

W, C, J, GONE = (f"6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a2{digit}" for digit in "abcd")


def asked(workspace: str, connection: str, job_work: str) -> Question:
    return Question(
        "JobWorks",
        {"workspaceIds": [workspace], "connections": {"ids": [connection]}, "jobWorks": {"ids": [job_work]},
         "offset": 0, "limit": 1},
    )  # fmt: skip


def shown(*job_works: str, spelled: bool = True) -> Json:
    """The gateway's answer, in capitals."""
    rows: list[Json] = [
        {"id": some_id.upper(), "workId": "work_1", "connectionJobId": "job_1", "work": {}, "jobWorkArtifacts": []}
        for some_id in job_works
    ]
    here: Json = {"id": C.upper(), "providerKey": "qount", "status": "active", "jobWorks": rows}
    return {"me": {"workspaces": [{"id": W.upper(), "connections": [here]}] if spelled else []}}


def known(*answers: Answer) -> Knowledge:
    return learned_from(answers)


def ids_asked(live: Knowledge) -> set[str]:
    asked_for: Iterable[frozenset[str]] = (look.asked for look in live.looks)
    return set(chain.from_iterable(asked_for))


def test_a_question_that_was_answered_need_not_be_asked_in_the_gateways_spelling() -> None:
    """What was asked for in small letters came in capitals: it was asked for in those."""
    live = known(answer(asked(W, C, J), shown(J)))
    assert ids_asked(live) == {W.upper(), C.upper(), J.upper()}
    assert {asked(W, C, J).key, asked(W.upper(), C.upper(), J.upper()).key} <= live.asked


def test_what_is_proven_absent_in_one_spelling_is_so_in_the_other() -> None:
    """A job work that a connection does not have, and that another answer shows in the gateway's spelling."""
    elsewhere: Json = {
        "me": {"workspaces": [{"id": W.upper(), "connections": [
            {"id": "other", "providerKey": "q", "status": "active", "jobWorks": [
                {"id": J.upper(), "workId": "w", "connectionJobId": "j", "work": {}, "jobWorkArtifacts": []}
            ]}
        ]}]}
    }  # fmt: skip
    live = known(answer(asked(W, C, J), shown()), answer(asked(W.upper(), "other", J.upper()), elsewhere))
    assert live.proven_absent(C.upper(), Kind.JOB_WORK, J.upper())


def test_a_gateway_that_tells_spellings_apart_was_not_asked_for_the_other() -> None:
    """Nothing came for small letters, and it is there in capitals: then the capitals have to be asked for."""
    live = known(
        answer(asked(W.upper(), C.upper(), J), shown()), answer(asked(W.upper(), C.upper(), J.upper()), shown(J))
    )
    assert J in ids_asked(live)
    mixed = known(answer(asked(W, C, J), shown()), answer(asked(W, C, J.upper()), shown(J)))
    assert {W, C, J} <= ids_asked(mixed)
    strict = known(
        answer(asked(W, C, J), shown(spelled=False)), answer(asked(W.upper(), C.upper(), J.upper()), shown(J))
    )
    assert W in ids_asked(strict)


def test_what_nothing_has_stays_as_it_was_asked_for() -> None:
    """Nobody knows how the gateway would spell it."""
    live = known(answer(asked(W, C, GONE), shown()))
    assert live.proven_absent(C.upper(), Kind.JOB_WORK, GONE)
