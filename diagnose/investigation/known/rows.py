"""Reading single rows of an answer, which may lie: wrong types, missing fields, endless strings."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.ids import MAX_ID_LENGTH
from diagnose.json_value import Json

MAX_TEXT = 4_000
"""Characters kept of a text field that is shown to people."""


class MalformedRow(ValueError):
    """A field is not what the documentation says it is; the message names field and find, and no value at length."""


def describe(value: Json) -> str:
    """Say what a JSON value is, for a sentence: ``a list``, ``the number 5``, ``missing``."""
    match value:
        case None:
            return "null or missing"
        case bool():
            return f"the boolean {str(value).lower()}"
        case int() | float():
            return "a number"
        case str():
            return f"a text of {len(value):,} characters"
        case list():
            return "a list"
        case dict():
            return "an object"


def as_object(value: Json, field: str) -> dict[str, Json]:
    """Return an object; raise :class:`MalformedRow` for anything else."""
    if isinstance(value, dict):
        return value
    raise MalformedRow(f"{field} is {describe(value)} instead of an object")


def as_id(row: dict[str, Json], field: str) -> str:
    """Return an ``ID!`` field: a text of 1 to 256 characters; a gateway may answer with a number for its digits."""
    value = row.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and 0 < len(value) <= MAX_ID_LENGTH:
        return value
    raise MalformedRow(f"{field} is {describe(value)} instead of an ID")


def as_text(row: dict[str, Json], field: str) -> str | None:
    """Return a nullable text field, cut to a readable length."""
    value = row.get(field)
    if value is None:
        return None
    if isinstance(value, str):
        return value[:MAX_TEXT]
    raise MalformedRow(f"{field} is {describe(value)} instead of a text")


def as_time(row: dict[str, Json], field: str) -> datetime | None:
    """Return a ``Date`` field as an aware time; a date that cannot be read is as good as none."""
    value = row.get(field)
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
