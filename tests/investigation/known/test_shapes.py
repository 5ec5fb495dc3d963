"""The table of shapes says of every document what the guards of the embedded gateway count."""

from __future__ import annotations

import pytest
from graphql import parse

from diagnose.gateway.documents.sendable import document, operations
from diagnose.gateway.exchange import LOGIN
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.shapes import DETAIL_OF, PARTS, SHAPES, QueryShape
from diagnose.sandbox.guards import shape_of


def test_every_document_is_in_the_table() -> None:
    """A document without a shape could be refused for ever; what signs in or probes is asked once."""
    assert set(SHAPES) == set(operations()) - {LOGIN, "SignedIn"}


@pytest.mark.parametrize("operation", SHAPES)
def test_the_table_counts_as_guards_do(operation: str) -> None:
    """Depth, aliases and cost, rounded."""
    counted = shape_of(parse(document(operation)))
    assert SHAPES[operation] == QueryShape(counted.depth, counted.aliases, round(counted.cost))


def test_the_parts_together_are_the_whole() -> None:
    """What one listing shows in full, the parts show one by one, each of them for less."""
    shown = Detail.BARE
    for part in PARTS:
        assert not shown & DETAIL_OF[part]
        shown |= DETAIL_OF[part]
        assert SHAPES[part].cost < SHAPES["JobWorks"].cost
    assert shown is Detail.FULL
