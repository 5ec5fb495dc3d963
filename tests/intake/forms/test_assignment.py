"""Names that are given values, and what comes of them further on."""

from __future__ import annotations

import pytest

from diagnose.intake import Source, read_sources

DOCUMENT = "query Q($workspaceId: ID!) { me { workspaces(filters: {ids: [$workspaceId]}) { id } } }"


@pytest.mark.parametrize(
    "text",
    [
        (
            f"W=workspace_204417\nQUERY='{DOCUMENT}'\ncurl https://gateway.filed.com/graphql -d @- <<EOF\n"
            '{"query": "$QUERY", "variables": {"workspaceId": "$W"}}\nEOF'
        ),
        (
            f"const QUERY = `{DOCUMENT}`;\nconst w = 'workspace_204417';\nfetch('https://gateway.filed.com/graphql', "
            "{ method: 'POST', body: JSON.stringify({ query: QUERY, variables: { workspaceId: w } }) })"
        ),
        (
            f"$q = '{DOCUMENT}'\n$p = @{{ Uri = 'https://gateway.filed.com/graphql'; Method = 'POST'\n"
            "Body = (@{ query = $q; variables = @{ workspaceId = 'workspace_204417' } } | ConvertTo-Json) }\n"
            "Invoke-RestMethod @p"
        ),
    ],
)
def test_a_request_is_put_together(text: str) -> None:
    """Query and IDs that were assigned are those of the request that names them."""
    (request,) = read_sources([Source.of_bytes("ticket.txt", text.encode())]).requests
    assert request.document == DOCUMENT
    assert request.variables == {"workspaceId": "workspace_204417"}
    assert request.endpoint == "https://gateway.filed.com/graphql"
