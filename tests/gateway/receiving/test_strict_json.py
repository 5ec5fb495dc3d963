"""JSON: what is valid reads as Python's own reader has it, everything else is refused by name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.receiving.strict_json import MAX_DEPTH, BadJson, NotJson, loads
from diagnose.json_value import Json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES, st.booleans())
def test_valid_json_reads_as_written(value: Json, ascii_only: bool) -> None:
    """Any value that JSON can hold comes back equal, escaped or not."""
    assert loads(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()[:-1]))
def test_nothing_else_ever_escapes(body: bytes) -> None:
    """Whatever the bytes, there is a value or one of the two refusals."""
    try:
        loads(body)
    except (NotJson, BadJson) as error:
        reason = str(error)
    else:
        reason = "read"
    assert reason.isprintable()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "digits"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'[{"b": {"a": 1, "\\u0061": 2}}]', "twice"),
        (b'{"a" : 1, "b": "\\":", "a": 2}', "twice"),
        (b'{"a"\n:1,"a"\t:2}', "twice"),
        (b'{"a":1,"a" :2}', "twice"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b'{"a": "\\uDFFF\\ud800"}', "surrogate"),
        (b'{"\\ud800": 1}', "surrogate"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"a": "\xed\xa0\x80"}', "UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deep"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "deep"),
        (b'{"data": {"me":', "cut off"),
        (b'{"data": 1} trailing', "broken"),
        (b"{'data': 1}", "broken"),
    ],
)
def test_json_that_lies_is_bad_json(body: bytes, why: str) -> None:
    """What starts as JSON and cannot be trusted is refused, and the reason is said."""
    with pytest.raises(BadJson, match=why):
        loads(body)


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"<!doctype html>", b"upstream connect error", b"\xff\xfe{}", b"\x1f\x8b\x08"]
)
def test_what_is_no_json_at_all_is_told_apart(body: bytes) -> None:
    """HTML, plain text, nothing and foreign encodings are not even bad JSON."""
    with pytest.raises(NotJson):
        loads(body)


def test_what_looks_dangerous_but_is_not_passes() -> None:
    """Nesting up to the bound, pairs of surrogates, escaped backslashes, a byte order mark."""
    assert loads(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    assert loads(b'"\\ud83d\\ude00"') == "\U0001f600"
    assert loads(b'"\\\\ud800"') == "\\ud800"
    assert loads(b"\xef\xbb\xbf{}") == {}
    assert loads(b'{"a" : "\\": \\" :", "b":{"a":1}}') == {"a": '": " :', "b": {"a": 1}}
