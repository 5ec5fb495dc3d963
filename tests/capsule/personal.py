"""Scenarios in which the customer's own IDs, files and queries are named after people."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from diagnose.sandbox import Scenario, scenario

T = TypeVar("T")
_ANEW = (
    (re.compile(r"\bclient-(\d+)"), r"weatherby-\1"),
    (re.compile(r"\bfile-(\w+)-(\d+)"), r"abernathy-\1-\2"),
    (re.compile(r"\bGetJobWorks\b"), "GetCartwrightWorks"),
)
PEOPLE = ("weatherby", "abernathy", "cartwright")


def of_people(name: str) -> Scenario:
    """Return a scenario of that kind, its world and its ticket alike."""
    return _renamed(scenario(name))


def _renamed(value: T) -> T:
    match value:
        case Enum():
            return value
        case str():
            return type(value)(_text(value))
        case bytes():
            return type(value)(_text(value.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape"))
        case tuple() | list():
            return type(value)(map(_renamed, value))
        case dict():
            return type(value)((key, _renamed(inner)) for key, inner in value.items())
        case _ if is_dataclass(value) and not isinstance(value, type):
            told = {field.name: _renamed(getattr(value, field.name)) for field in fields(value) if field.init}
            return replace(value, **told)
        case _:
            return value


def _text(text: str) -> str:
    for pattern, instead in _ANEW:
        text = pattern.sub(instead, text)
    return text
