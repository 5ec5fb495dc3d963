"""Values that are written are read back as they were; what is not declared is refused, whatever it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diagnose.capsule.contents import RecordedRun, RecordedTicket
from diagnose.capsule.written_values import BadRecord, read, written
from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question, Reception
from diagnose.ids import Kind
from diagnose.intake.model import FoundSecret, OtherChain, Reading, SavedResponse, SecretKind
from diagnose.json_value import Json
from diagnose.outside import OutsideId
from diagnose.secrets import Secret
from diagnose.ticket.hygiene import Dirt
from diagnose.ticket.ticket import NamedId

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
RUN = RecordedRun("1", NOW, NOW, "https://gateway.filed.com/graphql", "x", timedelta(hours=1))
ANSWER = Answer(
    Question("Search", {"ids": ["a"], "limit": 5, "more": None}),
    Reception.PARTIAL,
    (Attempt(NOW, 1.5, Reception.PARTIAL, 200),),
    {"me": {"list": [1, 2.5, True, None, "x"]}},
    (GraphQLError("no", ("me", 0), "FORBIDDEN"),),
)


@pytest.mark.parametrize("value", [RUN, ANSWER, SavedResponse("a.har", 3, data=[{"id": "x"}], empty=("jobWorks",))])
def test_what_was_written_is_read_back(value: object) -> None:
    assert read(type(value), written(value)) == value


def test_a_text_from_outside_is_written_as_a_text() -> None:
    """Its marks are for sentences."""
    ticket = RecordedTicket(named=(NamedId(Kind.WORK, OutsideId("w\u200b"), OutsideId("w"), (Dirt(1, "\u200b"),)),))
    told = written(ticket)
    assert told == {
        "named": [{"kind": "work", "named": "w\u200b", "id": "w", "dirt": [{"index": 1, "character": "\u200b"}]}]
    }
    assert read(RecordedTicket, told) == ticket


def test_a_secret_is_never_written() -> None:
    """Where it stood is; what it was is read back as nothing."""
    found = FoundSecret(SecretKind.COOKIE, "a.har", 3, "cookie", Secret("very-secret-value", "cookie"))
    told = written(Reading(secrets=(found,), others=(OtherChain(((Kind.WORK, "w"),), "a.har", 1),)))
    assert "very-secret-value" not in str(told)
    back = read(Reading, told)
    assert back.secrets[0].secret.reveal() == ""
    assert back.others[0].ids == ((Kind.WORK, "w"),)


GOOD = written(RUN)
assert isinstance(GOOD, dict)
REFUSED: dict[str, tuple[Json, str]] = {
    "no object": ([], "it is a list instead of an object"),
    "a key too many": ({**GOOD, "shell": "rm"}, "it has the key 'shell', which is not known"),
    "a key too few": ({key: GOOD[key] for key in GOOD if key != "id"}, "it lacks 'id'"),
    "a number for a text": ({**GOOD, "id": 5}, "it.id is an int instead of a text"),
    "a text for a number": ({**GOOD, "requests": "5"}, "it.requests is a text instead of a whole number that can be"),
    "true for a number": ({**GOOD, "requests": True}, "it.requests is a bool instead of a whole number that can be"),
    "a number past all bounds": ({**GOOD, "requests": 10**40}, "it.requests is an int instead of a whole number"),
    "no time": ({**GOOD, "started_at": "soon"}, "it.started_at is no time"),
    "a time without zone": ({**GOOD, "started_at": "2026-11-25T09:30:00"}, "it.started_at has no zone, or cannot be"),
    "the year one": ({**GOOD, "started_at": "0001-01-01T00:00:00+00:00"}, "it.started_at has no zone, or cannot be"),
    "an eternity": ({**GOOD, "stale_after": 1e300}, "it.stale_after is no time span that can be"),
    "less than nothing": ({**GOOD, "stale_after": -1.0}, "it.stale_after is no time span that can be"),
    "a list for an object": ({**GOOD, "reach": []}, "it.reach is a list instead of an object"),
    "nothing for an object": ({**GOOD, "selection": None}, "it.selection is missing instead of an object"),
    "a text for a list": ({**GOOD, "selection": {"only": "a"}}, "it.selection.only is a text instead of a list"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_was_not_declared_is_refused(name: str) -> None:
    value, clause = REFUSED[name]
    with pytest.raises(BadRecord) as refused:
        read(RecordedRun, value)
    assert str(refused.value).startswith(clause)


def test_a_word_is_one_of_those_there_are() -> None:
    told = written(ANSWER)
    assert isinstance(told, dict)
    with pytest.raises(BadRecord, match=r"it\.reception is none of ok, partial, "):
        read(Answer, {**told, "reception": "fine"})
    with pytest.raises(BadRecord, match="has 1 parts instead of 2"):
        read(Reading, {"others": [{"ids": [["work"]], "source": "a", "line": 1}]})


def test_only_values_are_written() -> None:
    with pytest.raises(TypeError, match="set is nothing that is written"):
        written({1})
