"""Names that stand for values."""

from __future__ import annotations

import pytest

from diagnose.intake.content.placeholders import fill, fill_json, fill_traced, flat_values
from diagnose.intake.source.traced import Traced

_VALUES = {"base": "https://x", "api.key": "k", "base-url": "u", "loop": "{{loop}}", "outer": "{{base}}/y"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{base}}/graphql", "https://x/graphql"),
        ("{{ base }}", "https://x"),
        ("{{ _.api.key }}", "k"),
        ("{{ _['base-url'] }}", "u"),
        ("<<base>>", "https://x"),
        ("{{outer}}", "https://x/y"),
        ("{{loop}}", "{{loop}}"),
        ("{{$dotenv TOKEN}}", "{{$dotenv TOKEN}}"),
        ("{{unknown}}", "{{unknown}}"),
        ("query($a: ID!) { me { id } }", "query($a: ID!) { me { id } }"),
    ],
)
def test_fill(text: str, filled: str) -> None:
    """Every client's notation is known, what has no value stays, and GraphQL is left alone."""
    assert fill(text, _VALUES) == filled


def test_lines_are_kept() -> None:
    """What stands behind a value that was put in is still on its line."""
    filled = fill_traced(Traced.of("a\n{{base}} b\nc"), _VALUES)
    assert filled.text == "a\nhttps://x b\nc"
    assert [filled.line_at(filled.text.index(char)) for char in "abc"] == [1, 2, 3]


def test_values_do_not_blow_up() -> None:
    """Names that multiply one another are filled in to a bound."""
    values = {f"n{n}": f"{{{{n{n + 1}}}}}" * 40 for n in range(30)}
    assert len(fill("{{n0}}", values)) < 3_000_000


def test_flat_values_and_json() -> None:
    """An environment's object gives dotted names; JSON is filled in where it has strings."""
    assert flat_values({"a": {"b": "1"}, "c": 2, "d": True}) == {"a.b": "1", "c": "2"}
    assert fill_json({"a": ["{{base}}", 1]}, _VALUES) == {"a": ["https://x", 1]}
