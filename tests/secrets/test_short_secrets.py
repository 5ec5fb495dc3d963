"""Short secrets, where they stand."""

from __future__ import annotations

import pytest

from diagnose.secrets import Secret
from diagnose.secrets.short_secrets import ShortSecrets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Authorization: Bearer hunter2", ["hunter2"]),
        ("authorization=hunter2", ["hunter2"]),
        ('{"password" : "HUNTER2"}', ["HUNTER2"]),
        ("X-Tenant: hunter2", ["hunter2"]),
        ("https://hunter2@host, https://me:hunter2@host", ["hunter2", "hunter2"]),
        ("X-Other: hunter2", []),
        ("hunter2 came; password: hunter22", []),
    ],
)
def test_only_beside_a_telling_word_or_its_own_key(text: str, found: list[str]) -> None:
    """In a header, a field, an address; whole, in any case."""
    short = ShortSecrets()
    short.add(Secret("hunter2", "password", "x-tenant"))
    assert [text[start:end] for start, end, _ in short.search(text)] == found


def test_without_any_nothing_is_found() -> None:
    """And nothing is searched."""
    assert list(ShortSecrets().search("password: hunter2")) == []
