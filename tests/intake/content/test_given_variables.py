"""Which keys of an object are a document's variables."""

from __future__ import annotations

import pytest

from diagnose.intake.content.document_reading import DocumentReading
from diagnose.intake.content.given_variables import variables_among

LIST = DocumentReading(
    variables=frozenset({"workspaceId", "connectionId", "filters"}), required=frozenset({"workspaceId", "connectionId"})
)


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (["workspaceId", "connectionId"], ["workspaceId", "connectionId"]),
        (["workspace_id", "connection_id"], ["workspace_id", "connection_id"]),
        (["workspaceID", "connectionId"], ["workspaceID", "connectionId"]),
        (["workspaceId", "connection"], ["workspaceId", "connection"]),
        (["workspaceId", "conectionId", "filter"], ["workspaceId", "conectionId", "filter"]),
        (["workspaceId", "provider"], ["workspaceId", "provider"]),
        (["workspaceId", "connectionId", "traceId"], ["workspaceId", "connectionId"]),
        (["level", "message", "workspaceId"], ["workspaceId"]),
        (["level", "message"], []),
        (["jobWorkId"], []),
    ],
)
def test_variables_among_the_keys(keys: list[str], taken: list[str]) -> None:
    """Declared, mistyped, or the only one where another is missing; what a log adds is none."""
    assert variables_among(keys, LIST) == {*taken}
