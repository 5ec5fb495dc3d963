"""What both peers know of an answer: where the job works are, and when to stop asking."""

from __future__ import annotations

from typing import Any


def rows(data: dict[str, Any]) -> dict[str, str]:
    """Return the connection of every job work in an answer, by its ID."""
    return {
        job_work["id"]: connection["id"]
        for workspace in data["me"]["workspaces"]
        for connection in workspace["connections"]
        for listed in ("jobWorks", "byJobWork")
        for job_work in connection.get(listed) or ()
    }
