"""Values and words as PowerShell reads them."""

from __future__ import annotations

import pytest

from diagnose.intake.shell.powershell import Shell, Value, plain, read_words
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def value(text: str, variables: dict[str, Value] | None = None) -> Json:
    return plain(Shell(Traced.of(text), 0, len(text), variables or {}).value())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a`"b`n$([char]233)"', 'a"b\n\u00e9'),
        ("'it''s'", "it's"),
        ('@"\na "b"\n"@', 'a "b"'),
        ("@'\na $b\n'@", "a $b"),
        ("@{ a = 1; 'b' = @('x', 'y')\n c = $true }", {"a": 1, "b": ["x", "y"], "c": True}),
        ("@{ a = @{ b = $null } } | ConvertTo-Json -Depth 5", '{"a": {"b": null}}'),
        ('"$name and ${name}"', "made-up and made-up"),
        ("$name", "made-up"),
        ("$other", "$other"),
        ("[ordered]@{ a = 1 }", {"a": 1}),
        ("(ConvertTo-Json -Compress -InputObject @{ a = 1 })", '{"a": 1}'),
    ],
)
def test_values(text: str, expected: Json) -> None:
    """Both kinds of string, here-strings, tables, arrays, and variables that were given a value before."""
    assert value(text, {"name": Traced.on_line("made-up", 1)}) == expected


def test_words_of_a_native_command() -> None:
    """Backticks go on to the next line; the line's end ends the command."""
    text = "curl.exe -H \"a: b\" `\n  -d '{}'\nnext"
    line = read_words(Traced.of(text), 0, len(text))
    assert [word.text for word in line.words] == ["curl.exe", "-H", "a: b", "-d", "{}"]
    assert text[line.end :] == "\nnext"


@pytest.mark.parametrize("text", ["@{ a = 1", '"abc', "'abc", '@"\nabc'])
def test_what_is_cut_off_says_so(text: str) -> None:
    """A value that the text's end cuts off is told."""
    shell = Shell(Traced.of(text), 0, len(text))
    shell.value()
    assert shell.unclosed
