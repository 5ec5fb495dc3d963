"""Which kind of ID a name tells."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.kinds import kind_of_argument, kind_of_field, kind_of_key, kind_of_prefix


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("connectionJobIds", Kind.CONNECTION_JOB),
        ("workspace_id", Kind.WORKSPACE),
        ("WORK-ID", Kind.WORK),
        ("id", None),
        ("clientId", None),
        ("valid", None),
    ],
)
def test_keys(key: str, kind: Kind | None) -> None:
    """In any spelling, but only whole."""
    assert kind_of_key(key) is kind


def test_a_plain_id_is_told_by_what_it_stands_in() -> None:
    """Of an argument by its field, of a response by the object's."""
    assert kind_of_argument("connections", ("filters", "ids")) is Kind.CONNECTION
    assert kind_of_argument("jobWorks", ("filters", "workIds")) is Kind.WORK
    assert kind_of_field("jobWorks", "id") is Kind.JOB_WORK
    assert kind_of_field("jobWorkArtifacts", "id") is None


def test_prefixes_of_the_documentation() -> None:
    """The longer one goes first; a job artifact is no ID of the chain."""
    assert kind_of_prefix("connection_job_1") is Kind.CONNECTION_JOB
    assert kind_of_prefix("connection_1") is Kind.CONNECTION
    assert kind_of_prefix("job_artifact_1") is None
