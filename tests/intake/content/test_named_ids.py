"""IDs that an object's keys name."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.named_ids import ids_by_key
from diagnose.intake.content.sightings import IdSeen, MoreIds
from diagnose.intake.model import Grounds
from diagnose.intake.source.limits import MAX_IDS
from diagnose.json_value import Json


def named(value: dict[str, Json]) -> list[tuple[Kind | None, str]]:
    return [(found.kind, found.value) for found in ids_by_key(value, Lines(1)) if isinstance(found, IdSeen)]


@pytest.mark.parametrize(
    "value",
    [
        {"filters": {"ids": ["a-1", "b-2"]}},
        {"variables__filters__ids": "a-1,b-2"},
        {"filters.ids": ["a-1", "b-2"]},
        {"jobWorkFilters": {"ids": ["a-1", "b-2"]}},
        {"JOB_WORK_IDS": '["a-1","b-2"]'},
        {"job_works": ["a-1", "b-2"]},
        {"connectionId": None, "ids": ["a-1", "b-2"]},
    ],
)
def test_job_works(value: dict[str, Json]) -> None:
    """Many ways to say which job works are meant."""
    assert named(value) == [(Kind.JOB_WORK, "a-1"), (Kind.JOB_WORK, "b-2")]


@pytest.mark.parametrize(
    "value",
    [{"ids": ["a-1"]}, {"traceId": "a-1"}, {"connection": "keep-alive"}, {"workspaceId": "ask Dana"}, {"work": True},
     {"a": {"b": {"c": {"d": {"workspaceId": "a-1"}}}}}],
)  # fmt: skip
def test_what_is_none(value: dict[str, Json]) -> None:
    """A bare list of IDs, other kinds of ID, words, and what lies deep in another structure."""
    assert named(value) == []


def test_other_kinds() -> None:
    """The other kinds by their keys, plural or not."""
    value: dict[str, Json] = {
        "workspace": "w1",
        "connectionFilters": {"ids": ["c1c"]},
        "workspaceID": "w2w",
        "artifactIds": ["a1a"],
    }
    assert named({**value, "workspace": "w1w"}) == [
        (Kind.WORKSPACE, "w1w"), (Kind.CONNECTION, "c1c"), (Kind.WORKSPACE, "w2w"), (Kind.ARTIFACT, "a1a"),
    ]  # fmt: skip


def test_a_list_beyond_what_is_kept_is_counted() -> None:
    """One sighting for all the rest: a million of them would cost more than reading the file."""
    last = list(ids_by_key({"filters": {"ids": ["a-1"] * (MAX_IDS + 7)}}, Lines(1)))[-1]
    assert last == MoreIds(7)


def test_a_long_list_of_something_else_is_not_counted() -> None:
    """Times and sizes are no IDs, however many a log keeps beside those."""
    value: dict[str, Json] = {
        "context": {"workspaceId": "a-1", "timings": [3] * (MAX_IDS + 7)},
        "ids": [1] * (MAX_IDS + 1),
    }
    assert [*ids_by_key(value, Lines(1))] == [
        IdSeen(Kind.WORKSPACE, "a-1", "a-1", Grounds.FIELD, 1, "context.workspaceId")
    ]
