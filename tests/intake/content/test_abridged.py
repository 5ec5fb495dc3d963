"""Documents that are not shown as they were sent."""

from __future__ import annotations

import pytest

from diagnose.intake.content.abridged import is_abridged
from tests.intake.sent import read


@pytest.mark.parametrize(
    "document",
    [
        "query { me { ... } }",
        "query GetJobWorks { … }",
        "query GetJobWorks($workspaceId: ID!, $connec... (truncated)",
        "<see above>",
        "[Filtered]",
        "{ me { workspaces { id [truncated 812 chars]",
        "{ me { workspaces { id ...\n } } }",
        "{ me { workspaces { id # ... the usual fields\n } } }",
    ],
)
def test_what_is_left_out_is_seen(document: str) -> None:
    """Three dots that spread nothing, a logger's mark, a comment that says so, or no selection at all."""
    assert is_abridged(document)


@pytest.mark.parametrize(
    "document",
    [
        "{ me { ... on Me { id } ...Rest } }",
        "{ me { ...@include(if: true) { id } ... { id } } }",
        '{ me { workspaces(filters: { ids: ["a... }"] }) { id } } }',
        "{ me { id # three dots (...) are no matter\n } }",
        "{ me { id ",
        "GetJobWorks",
        "",
    ],
)
def test_a_whole_document_is_none(document: str) -> None:
    """Spreads, strings and comments have dots as well; what breaks off may have been sent so."""
    assert not is_abridged(document)


def test_its_ids_count_and_nothing_is_judged() -> None:
    """What was left out may be just what a check would miss."""
    reading = read('{ me { workspaces { connections(filters: { ids: ["connection_1"] }) { ... } } } }')
    assert reading.slots.connection_id == "connection_1"
    assert [request.document for request in reading.requests] == [None]
    assert [note.text for note in reading.notes] == ["A GraphQL document is not shown whole, so it was not judged."]
