"""What the exports of API clients have in common."""

from __future__ import annotations

import json

from diagnose.intake.content.exported import bearer, headers_of, listed_values, query_body, with_authorization
from diagnose.intake.content.lines import Lines
from diagnose.json_value import Json


def test_headers_in_each_shape() -> None:
    """A list of pairs, an object and a text of lines; what is switched off is left out."""
    lines = Lines(7)
    off: Json = {"name": "b", "value": "2", "disabled": True}
    assert list(headers_of([{"key": "a", "value": "1"}, off], lines)) == [("a", "1", 7)]
    assert list(headers_of({"a": "1"}, lines)) == [("a", "1", 7)]
    assert list(headers_of("a: 1\n\nb:2", lines)) == [("a", "1", 7), ("b", "2", 7)]


def test_a_header_by_hand_goes_before_the_clients_own() -> None:
    """The client's token is not added beside one that was typed in as a header."""
    by_hand = (("authorization", "Token x", 1),)
    assert with_authorization(by_hand, bearer("t", 2)) == by_hand
    assert with_authorization((), bearer("t", 2)) == (("Authorization", "Bearer t", 2),)
    assert bearer("", 2) == ()


def test_variables_that_are_no_object_stay_as_they_were_typed() -> None:
    """Broken variables are not made right in silence."""
    body = query_body("{ me { id } }", "{broken", 3, {})
    assert body is not None
    assert json.loads(body.text)["variables"] in ({}, "{broken")
    filled = query_body("{ me { id } }", '{"n": {{n}}}', 3, {"n": "5"})
    assert filled is not None
    assert json.loads(filled.text)["variables"] == {"n": 5}


def test_values_of_a_list() -> None:
    """The current value goes before the initial one."""
    listed: list[Json] = [
        {"key": "a", "initialValue": "1", "currentValue": "2"},
        {"key": "b", "value": "3", "enabled": False},
    ]
    assert listed_values([*listed]) == {"a": "2"}
