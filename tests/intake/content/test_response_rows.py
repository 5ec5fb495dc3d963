"""What the rows of a response tell, wherever they stand in it."""

from diagnose.intake.content.response_rows import rows_of
from diagnose.json_value import Json


def test_lists_that_are_empty() -> None:
    """Those of the chain, and no others; an object without anything in it is no list."""
    data: Json = {"me": {"workspaces": [{"tags": [], "jobWorks": {}, "connections": []}, {"jobWorks": [[]]}]}}
    assert rows_of(data).empty == {"connections"}
    assert rows_of([{"a": [{"jobWorkArtifacts": []}]}]).empty == {"jobWorkArtifacts"}
    assert not rows_of(None).empty


def test_job_works_in_trouble() -> None:
    """Without artifacts, or with one that is not completed."""
    rows: Json = [
        {"id": "none", "jobWorkArtifacts": []},
        {"id": "pending", "jobWorkArtifacts": [{"workArtifact": {"status": "PENDING"}}]},
        {"id": "well", "jobWorkArtifacts": [{"workArtifact": {"status": "COMPLETED"}}]},
        {"id": "unasked"},
        {"id": 7, "jobWorkArtifacts": []},
    ]
    assert rows_of({"jobWorks": rows}).troubled == {"none", "pending"}


def test_the_customers_own_ids_of_artifacts() -> None:
    """Not those of works, and no numbers."""
    rows: Json = [
        {"work": {"externalId": "client-1"}, "jobWorkArtifacts": [{"workArtifact": {"externalId": own}}]}
        for own in ("file-1", 7, "file-2")
    ]
    assert rows_of({"jobWorks": rows}).own_ids == {"file-1", "file-2"}
