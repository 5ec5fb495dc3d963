"""The kinds of ID in a ticket's chain.

A ticket names a chain: workspace → connection → connection job → job work → artifact; works (and the
customer's external IDs) hang off job works. Source: https://docs.filed.com/apis/endpoint/get-job-works
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an ID of the chain identifies, highest in the chain first."""

    WORKSPACE = "workspace"
    CONNECTION = "connection"
    CONNECTION_JOB = "connection_job"
    JOB_WORK = "job_work"
    WORK = "work"
    ARTIFACT = "artifact"

    @property
    def height(self) -> int:
        """Place in the chain: 0 for the workspace, growing downwards."""
        return list(Kind).index(self)

    @property
    def words(self) -> str:
        """The kind as a sentence has it: ``connection job``."""
        return self.value.replace("_", " ")


MAX_ID_LENGTH = 256
"""Characters. A choice of this tool: the gateway's ID format is not documented, its examples are shorter than 20."""
