"""What may be told of a value: itself, its alias, or a placeholder; and always the same for the same value."""

from __future__ import annotations

import pytest

from diagnose.capsule.veil import is_moment
from tests.capsule.veils import OPEN, TOKEN, veil


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("connection_790", "connection_790"),
        ("conection_790", "conection_790"),
        ("8f14e45f-ceea-467f-a1a6-1d7f0b523c9e", "8f14e45f-ceea-467f-a1a6-1d7f0b523c9e"),
        ("weatherby-2024", "id-1"),
        ("219-09-8765", "id-1"),
        (" connection_790\u200b", " connection_790\u200b"),
        ("job_work_20931,job_work_31846", "job_work_20931,job_work_31846"),
        ("${WEATHERBY_ID}", "{{id-1}}"),
        ("<workspace-id>", "<workspace-id>"),
        ("YOUR_WEATHERBY_ID", "<id>"),
        (TOKEN, "[access token]"),
        ("w" * 300, "x" * 300),
    ],
)
def test_ids(given: str, told: str) -> None:
    """What stood in the place of an ID is as much of one afterwards."""
    assert veil().id(given) == told


def test_the_same_value_is_the_same_alias_whatever_it_stands_for() -> None:
    hidden = veil()
    assert hidden.id("weatherby-2024") == hidden.external_id("weatherby-2024") == hidden.other("weatherby-2024")
    assert hidden.external_id("client-40012") == "client-40012"


@pytest.mark.parametrize("name", ["jobWorks", "conections", "GetJobWorks", "include", "taxYear", "extensions"])
def test_names_of_the_schema_and_slips_in_them_stay(name: str) -> None:
    """Rules look for the slip."""
    assert veil().name(name) == name


def test_other_names_are_one_alias_each() -> None:
    hidden = veil()
    assert [hidden.name(name) for name in ("weatherbyWorks", "abernathy", "weatherbyWorks")] == [
        "operation-1",
        "operation-2",
        "operation-1",
    ]
    assert hidden.name("Ann Weatherby") == "value-1"


def test_sentences_keep_what_is_useful_and_name_the_querys_names_as_the_query_does() -> None:
    hidden = veil()
    assert hidden.told("403 Forbidden for Ann Weatherby") == "403 Forbidden for person-1"
    assert hidden.told(f"token {TOKEN} expired") == "token [access token] expired"
    assert hidden.name("weatherbyWorks") == "operation-1"
    assert hidden.said_of_a_query("Cannot query field 'weatherbyWorks' on 'JobWork'") == (
        "Cannot query field 'operation-1' on 'JobWork'"
    )


def test_of_the_tickets_words_only_plain_ones_stay() -> None:
    quoted, caret = veil().quote("for Ann Weatherby: connection_790", 19)
    assert (quoted, caret) == ("for …: connection_790", 7)
    assert quoted[caret:].startswith("connection_790")
    assert veil().quote("for Ann Weatherby", 400)[1] is None
    assert veil().quote("", None) == ("", None)


@pytest.mark.parametrize(("given", "told"), [(25, 25), (2.5, 2.5), (219098765, 111_111_111), (4155550136, 2**40)])
def test_numbers_that_may_be_somebodys_become_others_of_their_size(given: float, told: float) -> None:
    assert veil().number(given) == told


def test_headers_and_words() -> None:
    hidden = veil()
    assert hidden.header("application/json; charset=utf-8") == "application/json; charset=utf-8"
    assert hidden.header("application/json; for=Weatherby") == "header-value-1"
    assert hidden.word("completed") == "completed"
    assert hidden.word("waiting for Ann") == "value-1"
    assert hidden.other("2026-11-25T09:30:00Z") == "2026-11-25T09:30:00Z"
    assert is_moment("2026-11-25")
    assert not is_moment("soon")


def test_openly_only_secrets_go() -> None:
    assert OPEN.id("weatherby-2024") == "weatherby-2024"
    assert OPEN.id(TOKEN) == OPEN.word(TOKEN) == OPEN.name(TOKEN) == OPEN.other(TOKEN) == "[access token]"
    assert OPEN.told(f"Ann Weatherby has {TOKEN}") == "Ann Weatherby has [access token]"
    assert OPEN.quote("for Ann", 4) == ("for Ann", 4)
    assert OPEN.number(219098765) == 219098765
