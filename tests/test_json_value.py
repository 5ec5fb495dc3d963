"""Walking and rewriting JSON trees: every part once, in order, however deep."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from diagnose.json_value import Json, objects_in, walk, with_texts

JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


def deep(levels: int) -> Json:
    value: Json = "bottom"
    for level in range(levels):
        value = [value] if level % 2 else {"in": value}
    return value


def test_parts_come_in_the_order_of_the_text_with_their_paths() -> None:
    """What holds comes before what is held; the whole has the empty path."""
    value: Json = {"a": [1, {"b": None}], "c": "x"}
    assert list(walk(value)) == [
        ((), value),
        (("a",), [1, {"b": None}]),
        (("a", 0), 1),
        (("a", 1), {"b": None}),
        (("a", 1, "b"), None),
        (("c",), "x"),
    ]


@given(JSON)
def test_every_object_comes_once(value: Json) -> None:
    """The same ones as in the walk, that one in another too."""
    walked = [id(part) for _, part in walk(value) if isinstance(part, dict)]
    assert sorted(id(found) for found in objects_in(value)) == sorted(walked)


@given(JSON)
def test_a_path_leads_to_its_part(value: Json) -> None:
    """Following each path from the whole ends at the part that came with it."""
    for path, part in walk(value):
        found: Json = value
        for step in path:
            if isinstance(found, dict):
                assert isinstance(step, str)
                found = found[step]
            else:
                assert isinstance(found, list)
                assert isinstance(step, int)
                found = found[step]
        assert found is part


@given(JSON)
def test_a_rewriting_that_changes_nothing_is_a_copy(value: Json) -> None:
    """The copy is equal, shares no list or object with the original, and keeps the order of keys."""
    copy = with_texts(value, lambda text: text)
    assert json.dumps(copy) == json.dumps(value)
    originals = {id(part) for _, part in walk(value) if isinstance(part, list | dict)}
    assert originals.isdisjoint(id(part) for _, part in walk(copy) if isinstance(part, list | dict))


def test_texts_and_keys_are_rewritten_and_nothing_else() -> None:
    """Numbers, booleans and null stay; the original is untouched; of two keys that become one the later stands."""
    value: Json = {"k": ["a", 1, True, None, {"x": "b"}], "K": "last"}
    assert with_texts(value, str.upper) == {"K": "LAST"}
    assert with_texts(["a", {"b": ["c", 2]}], str.upper) == ["A", {"B": ["C", 2]}]
    assert value == {"k": ["a", 1, True, None, {"x": "b"}], "K": "last"}
    assert with_texts("a", str.upper) == "A"
    assert with_texts(7, str.upper) == 7


def test_depth_is_no_limit() -> None:
    """Ten thousand levels, more than Python's own recursion allows, are walked and rewritten."""
    value = deep(10_000)
    assert sum(1 for _ in walk(value)) == 10_001
    *_, (path, bottom) = walk(with_texts(value, str.upper))
    assert (len(path), bottom) == (10_000, "BOTTOM")
