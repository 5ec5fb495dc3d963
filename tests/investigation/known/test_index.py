"""Job works by the other IDs that lead to them."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.known.facts import Artifact, Detail, JobWork
from diagnose.investigation.known.index import index_of

HELD = (Artifact("link_1", "artifact_1", "file-1"),)
ROWS = (
    JobWork("jw_1", "w", "c", "job_1", "work_1", Detail.FULL, "E1", "client", artifacts=HELD),
    JobWork("jw_2", "w", "c", "job_1", "work_2", Detail.FULL, "E1", "client", artifacts=()),
    JobWork("jw_1", "w", "c", "job_1", "work_1", Detail.FULL, "E2"),
)


def test_every_id_of_a_row_leads_to_it() -> None:
    """In the order they came, each once however often it was seen."""
    index = index_of(ROWS)
    assert list(index.by_kind[Kind.CONNECTION_JOB]["job_1"]) == ["jw_1", "jw_2"]
    assert list(index.by_kind[Kind.WORK]["work_2"]) == ["jw_2"]
    assert list(index.external["client"]) == ["jw_1", "jw_2"]
    for artifact_id in ("link_1", "artifact_1"):
        assert list(index.by_kind[Kind.ARTIFACT][artifact_id]) == ["jw_1"]
    assert list(index.external_artifacts["file-1"]) == ["jw_1"]
    assert "file-1" not in index.by_kind[Kind.ARTIFACT]
