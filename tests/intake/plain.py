"""A reading as plain JSON, for comparing it whole; secrets show as their length only."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from diagnose.intake import Reading
from diagnose.json_value import Json
from diagnose.secrets import Secret

ELSEWHERE = {"column", "quote", "caret", "told", "people"}
"""Follow from the lines: the tests of columns, complaints and correspondents hold them."""


def plain(value: object) -> Json:
    """Return any part of a reading as JSON; fields at their default are left out."""
    if isinstance(value, Secret):
        return f"{len(value.reveal())} characters"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        defaults = {field.name: field.default for field in dataclasses.fields(value)}
        return {name: plain(item) for name, item in shown.items() if item != defaults[name] and name not in ELSEWHERE}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value).encode("utf-8", "backslashreplace").decode()


def reading_of(reading: Reading) -> Json:
    """Return a whole reading as JSON."""
    return plain(reading)
