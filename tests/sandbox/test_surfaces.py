"""What else may stand at an address that somebody takes for the gateway."""

from __future__ import annotations

import httpx

from diagnose.sandbox import Dialect, Refusal, serve
from tests.sandbox.calling import EVERYTHING, harbour


def test_sign_in_page() -> None:
    """The address that the redirect names is a sign-in page."""
    with serve(harbour(), dialect=Dialect(refuse_token=Refusal.REDIRECT)) as gateway:
        page = httpx.post(gateway.url, json={"query": EVERYTHING}, trust_env=False, follow_redirects=True)
    assert "<title>Sign in</title>" in page.text
