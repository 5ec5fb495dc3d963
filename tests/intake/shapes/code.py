"""Programs that call the API, and what they hold."""

from __future__ import annotations

PYTHON = """\
response = requests.post(
    "https://gateway.filed.com/graphql",
    headers={"Authorization": f"Bearer {token}"},
    json={
        "query": "query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { id } } } }",
        'variables': {'c': 'connection_789', 'limit': None},
    },
)
"""
JAVASCRIPT = """\
const QUERY = gql`query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { id } } } }`;
const { data } = await client.query({ query: QUERY, variables: { c: 'connection_789', limit: undefined } });
"""
PHP = """\
$response = Http::withToken($token)->post('https://gateway.filed.com/graphql', [
    'query' => 'query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { id } } } }',
    'variables' => ['c' => 'connection_789'],
]);
"""
RUBY = """\
HTTParty.post("https://gateway.filed.com/graphql",
  body: { query: "query Q($c: ID!) { me { workspaces { id } } }", variables: { :c => "connection_789" } }.to_json)
"""


def literal(start: str, item: str, end: str, size: int) -> bytes:
    """A value of as many items as fit."""
    return (start + "".join(item.format(number) for number in range(size // (len(item) + 4) + 1)) + end).encode()


def closed(size: int) -> bytes:
    """Objects within objects, closed again."""
    return ("const found = " + "{a: [" * (size // 7) + "1" + "]}" * (size // 7)).encode()
