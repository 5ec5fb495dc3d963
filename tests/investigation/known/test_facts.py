"""What a fact says by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Detail, JobWork, Look, Trouble


def test_a_job_work_goes_by_the_ids_of_three_kinds() -> None:
    """Its connection job's, its work's, and for everything else its own."""
    job_work = JobWork("jw", "ws", "conn", "job", "work", Detail.BARE, "E1")
    kinds = (Kind.CONNECTION_JOB, Kind.WORK, Kind.JOB_WORK, Kind.ARTIFACT)
    assert [job_work.id_as(kind) for kind in kinds] == ["job", "work", "jw", "jw"]


@pytest.mark.parametrize(
    ("changed", "proves"),
    [
        ({}, True),
        ({"rows": 1}, False),
        ({"offset": 10}, False),
        ({"trouble": Trouble("it was refused", Reception.FORBIDDEN)}, False),
    ],
)
def test_only_a_list_that_is_empty_from_its_beginning_proves_absence(changed: dict[str, object], proves: bool) -> None:
    """A gateway may cap a list silently, so one with some rows proves nothing about the IDs that it lacks."""
    look = Look(Kind.JOB_WORK, Kind.JOB_WORK, frozenset({"jw"}), "E1")
    assert replace(look, **changed).proves_absence is proves  # type: ignore[arg-type]
