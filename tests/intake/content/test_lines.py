"""Lines of a JSON value's strings, also as seen from a place within."""

from __future__ import annotations

from diagnose.intake.content.lines import Lines
from diagnose.intake.source.lenient_json import parse
from diagnose.intake.source.traced import Traced

_TEXT = '{\n"a": {\n"b": ["x",\n"y"],\n"n": 1}\n}'


def lines() -> Lines:
    return Lines(1, parse(_TEXT).places, Traced.of(_TEXT))


def test_each_string_has_its_own_line() -> None:
    """What is no string has the line of the whole."""
    assert lines().at("a", "b", 1) == 4
    assert lines().at("a", "n") == 1


def test_from_within() -> None:
    """Paths count from the value that is looked at."""
    assert lines().below("a").below("b").at(0) == 3
    assert lines().below("a", "b").at(1) == 4


def test_under_a_key_that_is_not_in_the_text() -> None:
    """A value that is wrapped for its readers keeps its lines, at every depth."""
    wrapped = lines().below("a").under_key()
    assert wrapped.at("data", "b", 1) == 4
    assert wrapped.below("data").at("b", 1) == 4


def test_the_first_string_tells_where_a_value_stands() -> None:
    """An object in the middle of a text has the line of its first string."""
    assert lines().below("a").from_first_string_of({"n": 1, "b": ["x", "y"]}).line == 3
    assert lines().from_first_string_of({"n": 1}).line == 1
