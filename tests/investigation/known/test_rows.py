"""Single rows of an answer, which may lie."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diagnose.ids import MAX_ID_LENGTH
from diagnose.investigation.known.rows import MAX_TEXT, MalformedRow, as_id, as_object, as_text, as_time
from diagnose.json_value import Json


@pytest.mark.parametrize("value", [None, "", 7.5, True, [], {}, "x" * (MAX_ID_LENGTH + 1)])
def test_what_is_not_an_id(value: Json) -> None:
    """It is refused with a sentence that names the field, and holds nothing of length."""
    with pytest.raises(MalformedRow, match=r"workId is .* instead of an ID") as caught:
        as_id({"workId": value}, "workId")
    assert len(str(caught.value)) < 100


def test_fields_as_documented() -> None:
    """IDs, texts and times come out as they are; texts are cut to a readable length."""
    row: dict[str, Json] = {"id": "jw_1", "status": "x" * (MAX_TEXT + 1), "createdAt": "2026-01-01T01:00:00+01:00"}
    assert as_id(row, "id") == "jw_1"
    assert as_text(row, "status") == "x" * MAX_TEXT
    assert as_text(row, "missing") is None
    assert as_time(row, "createdAt") == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "yesterday", 7, "0001-01-01T00:00:00+14:00"])
def test_a_date_that_cannot_be_read_is_none(value: Json) -> None:
    """It is not worth losing the row for."""
    assert as_time({"createdAt": value}, "createdAt") is None


def test_wrong_types() -> None:
    """A text where an object belongs, or the other way round, is a lie."""
    with pytest.raises(MalformedRow, match="a workspace is a text of 1 characters instead of an object"):
        as_object("x", "a workspace")
    with pytest.raises(MalformedRow, match="status is an object instead of a text"):
        as_text({"status": {}}, "status")


def test_a_number_is_its_digits() -> None:
    """A gateway may keep numbers for IDs: they are what the ticket's digits say."""
    assert as_id({"id": 88120}, "id") == "88120"
