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
