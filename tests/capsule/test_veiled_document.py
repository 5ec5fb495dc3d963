"""A query without what it tells of people: it parses, selects and fails as the customer's did."""

from __future__ import annotations

import time

import pytest

from diagnose.capsule.veiled_document import veiled_document
from diagnose.graphql_text import Parsed, parse_text
from tests.capsule.veils import OPEN, TOKEN, veil

QUERY = """# for Ann Weatherby
query GetWeatherby($w: ID! = "weatherby-1") {
  me { workspaces(filters: {ids: [$w, "connection_790"]}) { ann: connections(limit: 10, offset: 219098765) { id } } }
}"""


def test_names_ids_and_comments() -> None:
    assert (
        veiled_document(QUERY, veil())
        == """
query operation-1($w: ID! = "id-1") {
  me { workspaces(filters: {ids: [$w, "connection_790"]}) { operation-2: connections(limit: 10, offset: 111111111) { id } } }
}"""  # noqa: E501 - a query on one line
    )


def test_openly_only_secrets_go() -> None:
    assert veiled_document(f'{{ me(token: "{TOKEN}") }} # Ann', OPEN) == '{ me(token: "[access token]") } # Ann'


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{ me { weatherby", "{ me { operation-1"),
        ('{ me(id: "weatherby', '{ me(id: "id-1'),
        ("{ me(id: 'weatherby') }", "{ me(id: 'operation-1') }"),
        ("{ me(id: “weatherby”) }", "{ me(id: “operation-1”) }"),
        ("{ Müller }", "{ xéxxxx }"),
        ('{ me(id: """Ann\nWeatherby""") }', '{ me(id: """id-1""") }'),
        ('{ me(status: "completed") }', '{ me(status: "completed") }'),
        ("{ me(id: 4155550136) }", "{ me(id: 9999999999) }"),
    ],
)
def test_what_cannot_be_read_can_be_read_as_little_afterwards(given: str, told: str) -> None:
    """And a word that is a stand-in by then is a name."""
    shown = veiled_document(given, veil())
    assert shown == told
    stood_in = shown.replace("operation-1", "Bcdfgh").replace("id-1", "Bcdfgh")
    assert isinstance(parse_text(given), Parsed) is isinstance(parse_text(stood_in), Parsed)


def test_a_long_text_costs_as_much_time_as_it_is_long() -> None:
    """Quotation marks that nothing closes, backslashes, words without end."""
    for hostile in ('"' * 200_000, '"""' + '\\"' * 100_000, "#" * 200_000, "\\" * 200_000, '"' + "\\" * 199_999):
        began = time.process_time()
        veiled_document(hostile, veil())
        assert time.process_time() - began < 20  # seconds; a square of this would take an hour
