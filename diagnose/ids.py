"""The kinds of ID in a ticket's chain.

A ticket names a chain: workspace → connection → connection job → job work → artifact; works (and the
customer's external IDs) hang off job works. Source: https://docs.filed.com/apis/endpoint/get-job-works
"""

from __future__ import annotations

import re
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

_UUID = re.compile(
    r"(?:urn:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?", re.IGNORECASE
)
"""Takes a UUID in capitals, without hyphens, in braces, as ``urn:uuid:…``; leaves whatever is longer or shorter."""


def identity(some_id: str) -> str:
    """Return what all spellings of one ID share: of a UUID the usual one (RFC 9562), of any other ID itself."""
    match = _UUID.fullmatch(some_id)
    return "-".join(match.groups()).lower() if match else some_id


def spellings(some_id: str) -> tuple[str, ...]:
    """Return the ways that a gateway may spell an ID, as given first: a UUID with hyphens or not, in either case."""
    usual = identity(some_id)
    if _UUID.fullmatch(some_id) is None:
        return (some_id,)
    bare = usual.replace("-", "")
    return tuple(dict.fromkeys((some_id, usual, usual.upper(), bare, bare.upper())))
