"""JSON as text: how far it reaches, and what is said of JSON that is not valid."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Claim, JsonPart, Vain
from diagnose.intake.forms.json_text import JSON_IN_TEXT, JSON_SOURCE
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json
from tests.intake.offering import claimed, offered, remarks_in


@pytest.mark.parametrize(
    ("text", "value"),
    [('\ufeff {"a": 1}\n', {"a": 1}), ("[1, 2]", [1, 2]), ('{"a": 1,}', {"a": 1}), ('{"a": 1}\0\0', {"a": 1})],
)
def test_a_whole_text(text: str, value: Json) -> None:
    """Blanks around it do not matter; a repair is told."""
    assert JSON_SOURCE.looks_like(text)
    claim = JSON_SOURCE.read(Traced.of(text))
    assert claim is not None
    (part, *_) = claim.found
    assert isinstance(part, JsonPart)
    assert part.value == value
    assert [remark.startswith("The JSON is not valid") for remark in remarks_in(claim.found)] == [True] * (",}" in text)


@pytest.mark.parametrize("text", ['{"a": 1} and more', '{"a": ', "{ me { id } }"])
def test_what_is_no_whole_value_is_left_to_others(text: str) -> None:
    """With words behind it, cut off, or not JSON at all."""
    assert JSON_SOURCE.read(Traced.of(text)) is None
    assert not JSON_SOURCE.looks_like("words first " + text)


@pytest.mark.parametrize(
    ("text", "value", "remark"),
    [
        ('see {"a": ["b"]} there', {"a": ["b"]}, None),
        ("see [{}, 1] there", [{}, 1], None),
        ("see {\u201ca\u201d: 1} there", {"a": 1}, "not valid as written"),
        ('see {"a": ["b"', {"a": ["b"]}, "cut off or broken"),
    ],
)
def test_a_stretch_of_a_text(text: str, value: Json, remark: str | None) -> None:
    """It ends with its bracket, or where it breaks off; what was repaired goes on as a problem too."""
    found = claimed(JSON_IN_TEXT, text)
    (part,) = (item for item in found if isinstance(item, JsonPart))
    assert part.value == value
    remarks = remarks_in(found)
    assert [remark in text for text in remarks] == [True] if remark else remarks == []
    assert bool(part.problems) is bool(remark)


def test_it_ends_where_the_value_ends() -> None:
    """The words behind it are read by others; an empty value is nothing."""
    text = 'see {"a": 1} there'
    claim = offered(JSON_IN_TEXT, text)
    assert isinstance(claim, Claim)
    assert text[claim.end :] == " there"
    assert isinstance(offered(JSON_IN_TEXT, "see {} there"), Vain)


@pytest.mark.parametrize("text", ["{ me { id } }", "[1, 2]", "a [link](https://x.example)", "{placeholder}"])
def test_brackets_of_other_things_are_not_offered(text: str) -> None:
    """A list of numbers, a GraphQL document, a Markdown link, a template."""
    assert JSON_IN_TEXT.looks_like.search(text) is None
