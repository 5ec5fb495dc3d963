"""Words as cmd.exe and the C runtime split them."""

from __future__ import annotations

import pytest

from diagnose.intake.shell.cmd import read_cmd
from diagnose.intake.source.traced import Traced


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('curl "a b" c', ["curl", "a b", "c"]),
        ('curl "a \\"b\\""', ["curl", 'a "b"']),
        ('curl "a ""b"""', ["curl", 'a "b"']),
        ('curl ^"a^%b^"', ["curl", "a%b"]),
        ("curl a ^\n  b", ["curl", "a", "b"]),
        ('curl "a\\\\b"', ["curl", "a\\\\b"]),
        ('curl ^"a\\\\b^"', ["curl", "a\\b"]),
        ("curl a & dir", ["curl", "a"]),
        ("curl %NAME%", ["curl", "%NAME%"]),
        ('curl "a"\n  -H "b"', ["curl", "a", "-H", "b"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Carets go, doubled quotes are one, and the backslashes that Chrome doubled are single again."""
    assert [word.text for word in read_cmd(Traced.of(text), 0, len(text)).words] == words


def test_an_open_quote_is_told() -> None:
    """A command that was cut off in a quote says so."""
    assert read_cmd(Traced.of('curl "a'), 0, 7).unclosed
