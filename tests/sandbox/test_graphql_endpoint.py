"""The GraphQL endpoint: a request that is none is one error, and only POST is answered."""

from __future__ import annotations

import httpx
import pytest

from diagnose.sandbox import serve
from tests.sandbox.calling import harbour


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"variables": {}}', "application/json", 400),
        (b'[{"query": "{ me { id } }"}]', "application/json", 400),
        (b'{"query": "{ me { id } }", "variables": 7}', "application/json", 400),
        (b"{ me { id } }", "text/plain", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"query": "{ me { nothing } }"}', "application/json", 400),
        (b'{"query": "{ me {"}', "application/json", 400),
        (b'{"query": "query A { me { id } } query B { me { id } }"}', "application/json", 400),
        (b'{"query": "fragment F on Me { id }"}', "application/json", 400),
    ],
)
def test_bad_requests(content: bytes, content_type: str, status: int) -> None:
    """A request that is none is one GraphQL error, never a 500."""
    with serve(harbour()) as gateway:
        headers = {"content-type": content_type, "authorization": f"Bearer {gateway.access_token}"}
        answer = httpx.post(gateway.url, content=content, headers=headers, trust_env=False)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


def test_get_is_refused() -> None:
    """Only POST is documented."""
    with serve(harbour()) as gateway:
        answer = httpx.get(gateway.url, trust_env=False)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
