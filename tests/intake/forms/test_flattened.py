"""Names that automation tools join."""

from __future__ import annotations

import pytest

from diagnose.intake.forms.flattened import nested
from diagnose.json_value import Json
from tests.intake.sent import DOCUMENT, VARIABLES, read


@pytest.mark.parametrize(
    ("flat", "whole"),
    [
        ({"variables__filters__ids": "jw_901, jw_902"}, {"variables": {"filters": {"ids": ["jw_901", "jw_902"]}}}),
        ({"variables__ids": '["jw_901"]', "a": "x, y"}, {"variables": {"ids": ["jw_901"]}, "a": "x, y"}),
        ({"a__b": 1, "a": 2, "a__b__c": 3, "__": 4}, {"a": {"b": 1}, "__": 4}),
    ],
)
def test_values_go_where_their_names_say(flat: dict[str, Json], whole: Json) -> None:
    """A list of IDs in a text is one; what has no place is left out."""
    assert nested(flat) == whole


def test_a_step_as_an_object_and_as_lines() -> None:
    """The request is whole, with its variables."""
    flat: Json = {"data__query": DOCUMENT, "data__variables__w": "ws-101", "data__variables__c": "co-202"}
    lines = f"Data in:\n\ndata__query: {DOCUMENT}\ndata__variables__w: ws-101\ndata__variables__c = co-202\n\nthanks"
    for reading in (read(flat), read(lines)):
        (request,) = reading.requests
        assert (request.document, request.variables) == (DOCUMENT, VARIABLES)


def test_ids_alone() -> None:
    """Among lines of other names."""
    slots = read("workspaceId: ws-101\nvariables__filters__ids: jw_901,jw_902\nconnectionId: co-202\n").slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("ws-101", "co-202", ("jw_901", "jw_902"))


def test_other_names_with_underscores_are_left_alone() -> None:
    """Python's own, and columns."""
    slots = read("class A:\n    __init__: None\n    a__b: 1\nconnection: co-202\n").slots
    assert slots.connection_id == "co-202"
