"""Objects with IDs in other JSON, as log lines and exports have them."""

from __future__ import annotations

import json

import pytest

from diagnose.intake import Source, read_sources
from tests.intake.sent import DOCUMENT, VARIABLES, read


def test_variables_in_a_log_line() -> None:
    """The variables beside an operation's name, in an object of another shape, name the ticket's IDs."""
    line = {
        "level": "info",
        "extra": {"variables": {"workspaceId": "w-1", "connectionId": "c-1", "filters": {"ids": ["j-1"]}}},
    }
    slots = read_sources([Source.of_bytes("a.log", json.dumps(line).encode())]).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-1", "c-1", ("j-1",))


@pytest.mark.parametrize("label", ["Variables:\n{}", "**Variablen**\n\n{}", "Variables:\n\n```json\n{}\n```"])
def test_variables_above_the_document_are_told_by_their_label(label: str) -> None:
    """Their own names tell nothing."""
    told = label.format(json.dumps(VARIABLES))
    (request,) = read(f"Hello,\n\n{told}\n\nQuery:\n\n{DOCUMENT}\n").requests
    assert (request.document, request.variables) == (DOCUMENT, VARIABLES)


def test_a_field_that_is_called_tells_what_its_filters_are_of() -> None:
    """As query builders write it, field by field; the argument's name alone would tell job works."""
    slots = read(
        "ws = op.me.workspaces(filters={'ids': ['w-101']})\n"
        "co = ws.connections(filters={'ids': ['c-202']}, limit=1)\n"
        "jw = co.job_works(filters={'ids': ['jw-901', 'jw-902']})\n"
    ).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-101", "c-202", ("jw-901", "jw-902"))
