"""What a database's client or a spreadsheet's service exports: the columns' names once, then rows of bare values.

``{"columns": ["workspace_id", …], "rows": [["6b1f…", …], …]}`` as of Metabase, BigQuery, Kusto and Snowflake, and a
list whose first row has the names, as of Google Sheets. Each row is read as the object that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.intake.content.exported import as_list, as_object, as_text
from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.lines import Lines
from diagnose.intake.kinds import kind_of_key
from diagnose.json_value import Json

_COLUMNS = ("columns", "Columns", "cols", "fields", "header", "headers", "columnNames", "schema")
_ROWS = ("rows", "Rows", "data", "values", "records", "results")
_CALLED = ("name", "ColumnName", "label", "title", "display_name")
_MOST = 2_000


def looks_like_result(part: JsonPart) -> bool:
    """Tell a result with columns of which one names a kind of ID."""
    return _result(part.value) is not None


def _result(value: Json) -> tuple[list[str], list[Json]] | None:
    if isinstance(value, dict):
        names = next((_names(value[key]) for key in _COLUMNS if key in value), [])
        rows = next((as_list(value[key]) for key in _ROWS if key in value), [])
    else:
        listed = as_list(value)
        names, rows = (_names(listed[0]), listed[1:]) if listed and isinstance(listed[0], list) else ([], [])
    fits = rows and all(isinstance(row, list) and len(row) <= len(names) for row in rows[:_MOST])
    return (names, rows[:_MOST]) if fits and any(map(kind_of_key, names)) else None


def _names(columns: Json) -> list[str]:
    called = (as_object(column) for column in as_list(columns))
    named = (next((as_text(column[key]) for key in _CALLED if key in column), "") for column in called)
    return [as_text(column) or name for column, name in zip(as_list(columns), named, strict=True)]


def read_result(part: JsonPart) -> Iterator[JsonPart]:
    """Hand on the rows as objects."""
    names, rows = _result(part.value) or ([], [])
    objects: list[Json] = [dict(zip(names, as_list(row), strict=False)) for row in rows]
    yield JsonPart({"rows": objects}, Lines(part.lines.line), part.size)


RESULT_SET = JsonForm("result-set", looks_like_result, read_result, inside=True)
