"""The part of YAML that exports have."""

from __future__ import annotations

import pytest

from diagnose.intake.source.plain_yaml import NotPlainYamlError, read_yaml
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: two words\n", {"a": 1, "b": "two words"}),
        ("a:\n  - x: 1\n    y: 2\n  - z\n", {"a": [{"x": 1, "y": 2}, "z"]}),
        ("a:\n- x: 1\n- x: 2\nb: c\n", {"a": [{"x": 1}, {"x": 2}], "b": "c"}),
        ("a: 'it''s: x'\nb: \"q\\\"\\n\"\n", {"a": "it's: x", "b": 'q"\n'}),
        ("a: |-\n  {\n    \"x\": 1\n\n  }\nb: 1\n", {"a": '{\n  "x": 1\n\n}\n', "b": 1}),
        ('a: "{{ _.b }}/x"\nb: {}\nc: []\nd: true\n', {"a": "{{ _.b }}/x", "b": {}, "c": [], "d": True}),
        ("a: https://x/y # note\n# comment\nb:\n", {"a": "https://x/y", "b": None}),
        ("a: one\n  two\n", {"a": "one two"}),
        ('a: "one\n  two\\\n  three"\n', {"a": "one twothree"}),
    ],
)  # fmt: skip
def test_values(text: str, value: Json) -> None:
    """Mappings, sequences and every kind of scalar that a tool writes."""
    assert read_yaml(Traced.of(text)).value == value


@pytest.mark.parametrize("text", ["a: &x 1\n", "a: [1, 2]\n", "words only\n", "a: 1\n   b: 2\n- c\n", "", "a: 'open\n"])
def test_what_is_not_read(text: str) -> None:
    """What has more of YAML, or is none, is refused as a whole."""
    with pytest.raises(NotPlainYamlError):
        read_yaml(Traced.of(text))


def test_lines() -> None:
    """Each text has the line that it stands on."""
    assert read_yaml(Traced.of("a:\n  - b: x\n    c: y\n")).lines == {("a", 0, "b"): 2, ("a", 0, "c"): 3}


def test_deep_nesting_is_refused() -> None:
    """No recursion without end."""
    with pytest.raises(NotPlainYamlError):
        read_yaml(Traced.of("".join(f"{' ' * level}a:\n" for level in range(5_000)) + " " * 5_000 + "b: 1\n"))
