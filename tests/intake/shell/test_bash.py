"""Words as bash splits them; the round trip of whole commands is in ``test_roundtrip``."""

from __future__ import annotations

import pytest

from diagnose.intake.shell.bash import read_bash
from diagnose.intake.source.traced import Traced


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("curl -d 'a b' c", ["curl", "-d", "a b", "c"]),
        ('curl "a \\"b\\" $C"', ["curl", 'a "b" $C']),
        ("curl $'a\\u00e9\\x41\\n'", ["curl", "a\u00e9A\n"]),
        ("curl a \\\n  b", ["curl", "a", "b"]),
        ("curl a\n  -H b", ["curl", "a", "-H", "b"]),
        ("curl a # not b", ["curl", "a"]),
        ("curl a#b", ["curl", "a#b"]),
        ("curl a > out 2>&1 b", ["curl", "a", "b"]),
        ("curl a | jq .", ["curl", "a"]),
        ("curl a; ls", ["curl", "a"]),
        ("curl 'a'\"b\"c", ["curl", "abc"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Quotes join, blanks split, operators end; an option on the next line belongs to the command."""
    assert [word.text for word in read_bash(Traced.of(text), 0, len(text)).words] == words


def test_standard_input_comes_from_a_here_document() -> None:
    """What stands before the end mark is the input, on its own lines."""
    text = "curl -d @- <<'END'\n{\"a\": 1}\nEND\nmore"
    line = read_bash(Traced.of(text), 0, len(text))
    assert line.stdin is not None
    assert (line.stdin.text, line.stdin.line_at(0)) == ('{"a": 1}', 2)
    assert text[line.end :] == "\nmore"


@pytest.mark.parametrize("text", ["curl 'a", 'curl "a', "curl $'a", "curl <<END\na"])
def test_an_open_quote_is_told(text: str) -> None:
    """A command that was cut off in a quote says so."""
    assert read_bash(Traced.of(text), 0, len(text)).unclosed


def test_substitutions_are_counted_and_not_run() -> None:
    """They stay as written."""
    text = 'curl -H "Bearer $(cat token)" `date`'
    line = read_bash(Traced.of(text), 0, len(text))
    assert line.substitutions == 2
    assert line.words[2].text == "Bearer $(cat token)"
