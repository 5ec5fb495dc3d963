"""Questions and answers as values: what is equal, what may be read, which word the report has for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question, Reception
from diagnose.outcome import Outcome

ASKED = Question("Connections", {"limit": 2, "connections": {"ids": ["connection_790"]}})
AT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def answer(reception: Reception, status: int | None = None, *errors: GraphQLError) -> Answer:
    return Answer(ASKED, reception, (Attempt(AT, 1.0, reception, status),), errors=errors)


def test_questions_are_equal_when_they_send_the_same() -> None:
    """The order of variables does not matter; another value or another operation does."""
    turned = Question("Connections", {"connections": {"ids": ["connection_790"]}, "limit": 2})
    assert (turned, turned.key, hash(turned)) == (ASKED, ASKED.key, hash(ASKED))
    others = {Question("Connections", {"limit": 3}).key, Question("Search", ASKED.variables).key, ASKED.key}
    assert len(others) == 3


def test_data_may_be_read_of_whole_and_partial_answers_only() -> None:
    """Everything else is about why there is none."""
    assert {reception for reception in Reception if answer(reception).usable} == {Reception.OK, Reception.PARTIAL}


@pytest.mark.parametrize(
    ("reception", "status", "errors", "outcome"),
    [
        (Reception.OK, 200, (), Outcome.OK),
        (Reception.PARTIAL, 200, (GraphQLError("x"),), Outcome.PARTIAL),
        (Reception.TIMED_OUT, None, (), Outcome.TIMEOUT),
        (Reception.UNREACHABLE, None, (), Outcome.UNREACHABLE),
        (Reception.NOT_GRAPHQL, 200, (), Outcome.NOT_GRAPHQL),
        (Reception.MALFORMED, 200, (), Outcome.NOT_GRAPHQL),
        (Reception.REDIRECTED, 301, (), Outcome.NOT_GRAPHQL),
        (Reception.FORBIDDEN, 403, (), Outcome.HTTP_ERROR),
        (Reception.FORBIDDEN, 403, (GraphQLError("x"),), Outcome.GRAPHQL_ERROR),
        (Reception.UNAUTHENTICATED, 200, (), Outcome.GRAPHQL_ERROR),
        (Reception.SERVER_ERROR, 503, (), Outcome.HTTP_ERROR),
    ],
)
def test_the_report_has_a_coarser_word(
    reception: Reception, status: int | None, errors: tuple[GraphQLError, ...], outcome: Outcome
) -> None:
    """An error that came as GraphQL is told from one that only the status tells."""
    assert answer(reception, status, *errors).outcome is outcome


def test_an_answer_can_be_masked_afterwards() -> None:
    """A secret that became known through the answer itself goes out of data, keys, messages and summary."""
    told = Answer(
        ASKED,
        Reception.PARTIAL,
        (),
        {"me": {"hush": ["a hush b", 7]}},
        (GraphQLError("hush", ("me",), "C"),),
        "is hush",
    )
    masked = told.masked(lambda text: text.replace("hush", "[secret]"))
    assert masked.data == {"me": {"[secret]": ["a [secret] b", 7]}}
    assert masked.errors == (GraphQLError("[secret]", ("me",), "C"),)
    assert masked.summary == "is [secret]"
    assert told.data == {"me": {"hush": ["a hush b", 7]}}
