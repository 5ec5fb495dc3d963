"""Rows of bare values below the names of their columns."""

from __future__ import annotations

import pytest

from diagnose.json_value import Json
from tests.intake.sent import read

NAMES: list[Json] = ["client", "workspace_id", "connection_id", "job_work_id", "amount"]
ROWS: list[Json] = [["A", "ws-101", "co-202", "jw_901", 12.5], ["B", "ws-101", "co-202", "jw_902", 7]]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": NAMES, "rows": ROWS, "rowCount": 2},
        {"Tables": [{"Columns": [{"ColumnName": name} for name in NAMES], "Rows": ROWS}]},
        {"range": "A1:E3", "values": [NAMES, *ROWS]},
        {"result": {"cols": [{"name": name} for name in NAMES], "rows": ROWS}},
    ],
)
def test_the_columns_name_the_kinds(value: Json) -> None:
    """As Metabase, Kusto, Google Sheets and others write it."""
    slots = read(value).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("ws-101", "co-202", ("jw_901", "jw_902"))


@pytest.mark.parametrize("value", [{"columns": ["a", "b"], "rows": [["x-1", "y-2"]]}, {"rows": ROWS}, [["a"], ["b"]]])
def test_columns_of_something_else_name_nothing(value: Json) -> None:
    """So do rows without names."""
    assert read(value).ids == ()
