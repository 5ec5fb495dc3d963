"""Several IDs in one string."""

from __future__ import annotations

import pytest

from diagnose.customer.joined_ids import joined_ids
from diagnose.json_value import Json


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        (
            {"filters": {"ids": "job_work_1,job_work_2"}},
            "in `filters.ids`, 2 IDs stand in one string",
        ),
        ({"filters": {"ids": ["job_work_1; job_work_2; job_work_3"]}}, "in `filters.ids`, 3 IDs"),
        ({"jobWorkIds": "clx8k5e2t0012mp08n3o4p5q6 clx8k5e2t0013mp08r7s8t9u0"}, "in `jobWorkIds`, 2 IDs"),
    ],
)
def test_joined(variables: dict[str, Json], words: str) -> None:
    """The place, and how many."""
    (problem,) = joined_ids(variables)
    assert problem.certain
    assert problem.text.startswith(words)


@pytest.mark.parametrize(
    "variables",
    [{"filters": {"ids": ["job_work_1", "job_work_2"]}}, {"note": "job_work_1,job_work_2"}, {"workspaceId": "a, b"}],
)
def test_not_joined(variables: dict[str, Json]) -> None:
    """Each in its own; words that are no ID's slot; what has no ID's shape."""
    assert list(joined_ids(variables)) == []
