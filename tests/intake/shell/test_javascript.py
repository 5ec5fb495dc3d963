"""JavaScript values as browsers and people write them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.intake.shell.javascript import Expression, ScriptReader, plain
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def read(text: str) -> ScriptReader:
    return ScriptReader(Traced.of(text), 0, len(text))


def value(text: str) -> Json:
    return plain(read(text).value())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'"a\n\x41B\u{1f600}\"" ', 'a\nAB\U0001f600"'),
        (r"'it\'s'", "it's"),
        ("`two\nlines`", "two\nlines"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        ('"a\\\nb"', "ab"),
        ("\"a\" + 'b' + `c`", "abc"),
        ("{a: 1, 'b': true, \"c\": null, d: [1, 2.5,],}", {"a": 1, "b": True, "c": None, "d": [1, 2.5]}),
        ("{ // what\n a: /* this */ 1 }", {"a": 1}),
        ("undefined", None),
        ("-12", -12),
        ("{a: known.elsewhere(1, 2), b: 2}", {"b": 2}),
        ("{...rest, b: 2}", {"b": 2}),
        ("{short, b: 2}", {"b": 2}),
        ("JSON.stringify({a: [1, 'x']}, null, 2)", '{"a": [1, "x"]}'),
    ],
)
def test_values(text: str, expected: Json) -> None:
    """Literals are read; members that only running the script would tell are left out."""
    assert value(text) == expected


@pytest.mark.parametrize("text", ["token", "a ? 1 : 2", "'a' + b", "JSON.stringify(payload)", "f('x', {y: 1})"])
def test_what_is_not_known_is_kept_as_written(text: str) -> None:
    """Nothing is executed or guessed."""
    assert isinstance(read(text).value(), Expression)


def test_a_template_keeps_its_lines_and_its_placeholders() -> None:
    """The second line of a template is on the second line of the ticket; ``${…}`` stays."""
    found = read("`a\n${b}`").value()
    assert isinstance(found, Traced)
    assert (found.text, found.line_at(2)) == ("a\n${b}", 2)


@pytest.mark.parametrize("text", ['"abc', "{a: 1", "[1, 2", "{a: `x", '"abc\n"', "[" * 1000])
def test_what_is_cut_off_says_so(text: str) -> None:
    """The reader ends, and tells that the text did so first."""
    reader = read(text)
    reader.value()
    assert reader.unclosed


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc-_1", max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_all_json_is_javascript(wanted: Json) -> None:
    """Whatever JSON holds is read back equal."""
    assert value(json.dumps(wanted)) == wanted


@given(st.text("{}[]()'\"`\\,:+/*a1 \n$", max_size=60))
def test_it_always_ends(text: str) -> None:
    """Any mess of brackets and quotes is read to an end within the text."""
    reader = read(text)
    reader.value()
    assert 0 <= reader.position <= len(text)
