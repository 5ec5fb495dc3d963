"""Why something is missing from an answer: what the errors say, else what stands there."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import GraphQLError, Reception
from diagnose.investigation.known.rows import MalformedRow
from diagnose.investigation.known.troubles import Path, Troubles

LIST = ("me", "workspaces", 0, "connections")


@pytest.mark.parametrize("at", [LIST, (*LIST, 0, "id"), ("me",)])
def test_an_error_on_the_way_explains_a_null(at: Path) -> None:
    """At the very place, below it (the null bubbled up), or above it."""
    trouble = Troubles((GraphQLError("no entry", at, "FORBIDDEN"),)).of_value(LIST, None, "a list")
    assert trouble.reason.startswith("no entry (at me")
    assert trouble.reception is Reception.FORBIDDEN


def test_an_error_elsewhere_explains_nothing() -> None:
    """What stands there is said instead; an error without a path may be about anything."""
    elsewhere = GraphQLError("no entry", ("me", "workspaces", 1), "FORBIDDEN")
    assert (
        Troubles((elsewhere,)).of_value(LIST, None, "a list").reason
        == "connections is null or missing instead of a list"
    )
    assert Troubles((elsewhere, GraphQLError("broken"))).of_value(LIST, None, "a list").reason == "broken"


@pytest.mark.parametrize(
    ("code", "reception"),
    [
        ("ACCESS_DENIED", Reception.FORBIDDEN),
        ("not_found", Reception.NOT_FOUND),
        (None, Reception.SERVER_ERROR),
        ("INTERNAL", Reception.SERVER_ERROR),
    ],
)
def test_codes(code: str | None, reception: Reception) -> None:
    """Only a code that says so makes it forbidden or not found."""
    assert Troubles((GraphQLError("no", LIST, code),)).of_value(LIST, None, "a list").reception is reception


def test_a_row_that_lies_is_malformed() -> None:
    """Also where an error stands beside it; a row that an error took away has that error's reason."""
    troubles = Troubles((GraphQLError("no entry", (*LIST, 0)),))
    assert troubles.of_row((*LIST, 0), {}, MalformedRow("id is missing")).reason == "id is missing"
    assert troubles.of_row((*LIST, 0), None, MalformedRow("id is missing")).reason.startswith("no entry")
