"""JSON that the standard parser may have: what it says is what ours says, and what is odd is left to ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.intake.source.lenient_json import parse
from diagnose.intake.source.limits import MAX_DEPTH
from diagnose.intake.source.plain_json import plain_value
from diagnose.json_value import Json


def test_where_it_ends() -> None:
    """The end is that of the value, in the text that it stands in."""
    text = 'see {"a": [1]} there'
    assert plain_value(text, 4) == ({"a": [1]}, text.index(" there"))


@pytest.mark.parametrize("size", [10, 5_000, 50_000, 500_000])
def test_a_value_of_any_size(size: int) -> None:
    """What is tried in growing pieces comes out whole."""
    value: Json = {"a": ["\\\u00e9" * 7] * size, "b": -1.5e3}
    text = json.dumps(value)
    assert plain_value(f"[{text}, x", 1) == (value, len(text) + 1)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}', '[{"a": {"b": 1, "b": 1}}]', "[NaN]", '{"a": Infinity}', "[-Infinity]", "[1", '{"a": "b',
        "{'a': 1}", '["\n"]', "[1,]", "", "x", " [1]", "[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
)  # fmt: skip
def test_what_is_left_to_the_kindly_parser(text: str) -> None:
    """Not JSON, or JSON of which something is to be told."""
    assert plain_value(text) is None


@pytest.mark.parametrize("deepest", ["1", "[]", '{"a": 1}'])
@pytest.mark.parametrize("levels", [MAX_DEPTH - 2, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": [0, ', "]}")])
def test_as_deep_as_the_kindly_parser_reads(deepest: str, levels: int, opening: str, closing: str) -> None:
    """What is nested too deeply for one is so for the other."""
    count = levels // len(closing)
    text = opening * count + deepest + closing * count
    assert (plain_value(text) is None) == parse(text).too_deep


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
).filter(lambda value: isinstance(value, dict | list))


@given(
    _JSON,
    st.sampled_from(
        ["", " ", "]", "x", '{"'],
    ),
    st.none() | st.just(2),
)
def test_as_the_kindly_parser_reads_it(value: Json, behind: str, indent: int | None) -> None:
    """Nobody can tell which of the two read a value."""
    text = json.dumps(value, indent=indent)
    kindly = parse(text + behind)
    assert plain_value(text + behind) == (kindly.value, kindly.end) == (value, len(text))
