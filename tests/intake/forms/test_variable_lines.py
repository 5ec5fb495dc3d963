"""Variables in lines below the document that declares them."""

from __future__ import annotations

import pytest

from tests.intake.sent import read

DOCUMENT = (
    "query Q($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters, $limit: Int) "
    "{ me { workspaces(filters: {ids: [$workspaceId]}) { connections(filters: {ids: [$connectionId]}) "
    "{ jobWorks(filters: $filters, limit: $limit) { id } } } } }"
)
WHOLE = {"workspaceId": "ws-101", "connectionId": "co-202", "filters": {"ids": ["jw_901", "jw_902"]}, "limit": 25}


@pytest.mark.parametrize(
    "lines",
    [
        'workspaceId = ws-101\nconnectionId = co-202\nfilters = {"ids": ["jw_901", "jw_902"]}\nlimit = 25',
        "- `workspaceId`: `ws-101`\n- `connectionId`: `co-202`\n* filters: {ids: ['jw_901', 'jw_902']}\n- limit: `25`",
        "$workspaceId: ws-101\n$connectionId: co-202\n$filters:\n  ids:\n    - jw_901\n    - jw_902\n$limit: 25,",
    ],
)
def test_each_notation_gives_the_variables(lines: str) -> None:
    """As assignments, as bullets, nested as in YAML."""
    (request,) = read(f"{DOCUMENT}\n\nwith\n\n{lines}\n\nNothing comes back.\n").requests
    assert (request.variables, request.variables_complete) == (WHOLE, True)


def test_what_the_document_does_not_declare_is_left_to_the_words() -> None:
    """An empty list below the variables is none of them, nor is a name that is merely like one."""
    reading = read(f"{DOCUMENT}\n\nworkspaceId: ws-101\nworkspaces: []\n\nAnd the connection is co-202.\n")
    assert reading.requests[0].variables == {"workspaceId": "ws-101"}
    assert not reading.requests[0].variables_complete
    assert reading.slots.connection_id == "co-202"


def test_lines_without_a_document_are_words() -> None:
    """Their labels tell what they are."""
    slots = read("workspaceId: ws-101\nconnectionId: co-202\nlimit: 25\n").slots
    assert (slots.workspace_id, slots.connection_id) == ("ws-101", "co-202")


@pytest.mark.parametrize(
    "lines",
    [
        "limit: unchanged\nworkspaceId: ws-101 (ACME)\nconnectionId: co-202, which is active",
        "limit: we tried 25 and 100\nworkspaceId: it is ws-101 as always\nconnectionId: see above, co-202",
        "workspaceId: string, the workspace\nconnectionId: string, the connection\nlimit: how many rows",
        "workspaceId: ID!\nconnectionId: ID!\nlimit: Int",
        "limit: 30 per page, starting with 0",
    ],
)
def test_words_about_variables_are_left_to_the_words(lines: str) -> None:
    """One that is told in words leaves all of them to the words."""
    reading = read(f"{DOCUMENT}\n\nWe call it with workspace ws-101 and connection co-202.\n\n{lines}\n")
    assert not reading.requests[0].variables
    assert (reading.slots.workspace_id, reading.slots.connection_id) == ("ws-101", "co-202")


def test_a_remark_is_no_part_of_a_value() -> None:
    """Nor is a word the value of a number, or of an ID that stays what it was."""
    lines = (
        "workspaceId: ws-101 (ACME)\nconnectionId: co-202  // Drake\nfilters: {ids: ['jw_901']} (one)\nlimit: default"
    )
    (request,) = read(f"{DOCUMENT}\n\n{lines}\n").requests
    assert request.variables == {"workspaceId": "ws-101", "connectionId": "co-202", "filters": {"ids": ["jw_901"]}}
    (other,) = read(f"{DOCUMENT}\n\nworkspaceId: ws-101\nconnectionId: unchanged\nlimit: 25\n").requests
    assert other.variables == {"workspaceId": "ws-101", "limit": 25}
