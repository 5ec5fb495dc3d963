"""What is kept of a response, while there is room and after."""

from __future__ import annotations

import pytest

from diagnose.intake.content.graphql_json import response_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import ResponseSeen
from diagnose.intake.gathering import store
from diagnose.intake.gathering.response_ids import creates, keep_ids
from diagnose.intake.gathering.store import Store
from diagnose.json_value import Json


def listing(*job_works: str) -> Json:
    """A listing of job works, each with one artifact."""
    rows: list[Json] = [
        {"id": each, "jobWorkArtifacts": [{"workArtifact": {"externalId": f"file-{each}"}}]} for each in job_works
    ]
    return {"me": {"workspaces": [{"connections": [{"jobWorks": rows}]}]}}


def seen(data: Json) -> ResponseSeen:
    """A response as a form hands it on."""
    found = response_seen({"data": data}, Lines(1), size=100)
    assert found is not None
    return found


def test_beyond_the_limit_only_what_still_counts_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The customer's own IDs, and whatever was created; the reading says that more was listed."""
    monkeypatch.setattr(store, "MAX_INVENTORY", 2)
    kept = Store()
    keep_ids(kept, "a.har", seen(listing("job_work_1", "job_work_2")), {})
    assert (kept.is_full, kept.more_listed) == (True, False)
    keep_ids(kept, "a.har", seen(listing("job_work_3")), {})
    keep_ids(kept, "a.har", seen({"createJobWorks": [{"id": "job_work_4"}]}), {})
    assert {found.value for found in kept.ids.values()} == {"job_work_1", "job_work_2", "job_work_4"}
    assert kept.given_external_ids == {"file-job_work_1", "file-job_work_2", "file-job_work_3"}
    assert kept.more_listed


def test_a_creation_is_one_under_any_name() -> None:
    """Whatever the query calls the field; a listing is none."""
    assert creates({"made": [{"id": "a"}]}, {"made": "createJobWorks"})
    assert not creates(listing("a"), {})
