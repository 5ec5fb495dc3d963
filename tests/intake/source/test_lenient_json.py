"""JSON as customers paste it, and what had to be overlooked to read it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.intake.source.lenient_json import parse, parse_kindly
from diagnose.json_value import Json


@pytest.mark.parametrize(
    ("text", "value", "repair"),
    [
        ('{"a": 1,}', {"a": 1}, "a comma before a closing bracket"),
        ("{'a': 'b'}", {"a": "b"}, "single quotes"),
        ('{"a": True, "b": None}', {"a": True, "b": None}, "the word None"),
        ('{"a": "x\ny"}', {"a": "x\ny"}, "a line break or control character inside a string"),
        (r'{"a": "\q"}', {"a": "q"}, "an escape that JSON does not have"),
        ('{"a": 1, "a": 2}', {"a": 2}, "a key given twice"),
        ("{\u201ca\u201d: \u201cb\u201d}", {"a": "b"}, "curly quotes instead of straight ones"),
    ],
)
def test_repairs(text: str, value: Json, repair: str) -> None:
    """Each oddity is read as it was meant, and told."""
    parsed = parse_kindly(text)
    assert parsed.whole
    assert parsed.value == value
    assert repair in parsed.repairs


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, {"b": "c"', {"a": [1, {"b": "c"}]}),
        ('{"a": 1, "b": "cut', {"a": 1}),
        ('{"a" 1}', {}),
        ("[1 2]", [1]),
    ],
)
def test_what_is_cut_off_or_broken_gives_what_came_before(text: str, value: Json) -> None:
    """The text ends or breaks: what was read stands, and is not called whole."""
    parsed = parse(text)
    assert (parsed.value, parsed.whole) == (value, False)


def test_where_it_ends_and_where_its_strings_stood() -> None:
    """Positions are those of the text that it stood in."""
    text = 'see {"a": ["x"]} there'
    parsed = parse(text, 4)
    assert text[parsed.end :] == " there"
    assert {path: text[offset : offset + 3] for path, offset in parsed.places.items()} == {("a", 0): '"x"'}


def test_too_deep() -> None:
    """Nesting beyond the limit ends the reading; nothing recurses."""
    assert parse("[" * 100_000).too_deep


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


@given(_JSON)
def test_valid_json_is_read_as_json_reads_it(value: Json) -> None:
    """Nothing is repaired that is well."""
    parsed = parse(json.dumps(value))
    assert parsed.value == value
    assert parsed.whole
    assert not parsed.repairs
