"""Which kind of ID an argument, a field or a key names. Source: the documented schema and its pages.

https://docs.filed.com/apis/endpoint/get-job-works names the filters, the create pages name the arguments.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from diagnose.ids import Kind

_STEMS: dict[str, Kind] = {
    "workspace": Kind.WORKSPACE,
    "connection": Kind.CONNECTION,
    "providerconnection": Kind.CONNECTION,
    "connectionjob": Kind.CONNECTION_JOB,
    "jobwork": Kind.JOB_WORK,
    "work": Kind.WORK,
    "artifact": Kind.ARTIFACT,
    "workartifact": Kind.ARTIFACT,
}

_FIELDS: dict[str, Kind] = {
    "workspaces": Kind.WORKSPACE, "workspace": Kind.WORKSPACE, "createWorkspace": Kind.WORKSPACE,
    "connections": Kind.CONNECTION, "connection": Kind.CONNECTION, "providerConnection": Kind.CONNECTION,
    "startProviderConnection": Kind.CONNECTION, "collectProviderConnection": Kind.CONNECTION,
    "createConnectionJob": Kind.CONNECTION_JOB, "connectionJob": Kind.CONNECTION_JOB,
    "connectionJobs": Kind.CONNECTION_JOB,
    "jobWorks": Kind.JOB_WORK, "jobWork": Kind.JOB_WORK, "createJobWorks": Kind.JOB_WORK,
    "work": Kind.WORK, "works": Kind.WORK,
    "workArtifact": Kind.ARTIFACT, "workArtifacts": Kind.ARTIFACT,
}  # fmt: skip
"""What the plain ``id`` under a field of this name identifies. A job artifact's own ID is not an ID of the chain."""

CREATING = frozenset({
    "createWorkspace", "startProviderConnection", "collectProviderConnection", "createConnectionJob",
    "createJobWorks", "createJobWorkArtifacts",
})  # fmt: skip
"""Root fields whose responses name IDs: they say what the customer was given."""

_PREFIXES: tuple[tuple[str, Kind | None], ...] = (
    ("workspace_", Kind.WORKSPACE),
    ("connection_job_", Kind.CONNECTION_JOB),
    ("connection_", Kind.CONNECTION),
    ("job_artifact_", None),
    ("job_work_", Kind.JOB_WORK),
    ("job_", Kind.CONNECTION_JOB),
    ("work_", Kind.WORK),
    ("artifact_", Kind.ARTIFACT),
)
"""Prefixes of the documentation's example values; the format itself is not documented."""


@lru_cache(maxsize=4096)
def kind_of_key(key: str) -> Kind | None:
    """Tell the kind from a key that says it, such as ``connectionJobIds`` or ``workspace_id``; else None."""
    letters = _letters(key)
    for ending in ("ids", "id"):
        if letters.endswith(ending):
            return _STEMS.get(letters.removesuffix(ending).removeprefix("filed"))
    return None


_STEP = re.compile(r"__|[.\[\]]+")


def kind_of_path(path: tuple[str, ...], beside: Collection[str] = ()) -> Kind | None:
    """Tell the kind of a value from the keys that lead to it, as variables, log lines and code name them.

    ``filters.ids`` and ``variables__filters__ids`` are job works, ``connectionFilters.ids`` connections; a bare ``ids``
    is job works where a connection's ID stands ``beside`` it. A plain ``jobWorks`` or ``workspace`` is its kind too.
    """
    steps = [step for key in path for step in _STEP.split(key) if step and not step.isdecimal()]
    if not steps:
        return None
    if steps[-1].lower() not in {"id", "ids"}:
        return kind_of_key(steps[-1]) or _STEMS.get(_letters(steps[-1]).removesuffix("s"))
    named = [step for step in reversed(steps[:-1]) if step.lower() != "variables"]
    # The field that takes the filters tells what they filter: workspaces.filters.ids.
    field = named[1] if len(named) > 1 and named[0].lower() in {"filter", "filters"} else ""
    above = field if _STEMS.get(_letters(field).removesuffix("s")) else named[0] if named else ""
    kind = _STEMS.get(_letters(above).removesuffix("filters").removesuffix("filter").removesuffix("s"))
    if kind:
        return kind
    if above:
        return Kind.JOB_WORK if "filter" in above.lower() else None
    named_beside = (kind_of_key(key) or _STEMS.get(_letters(key)) for key in beside)
    return Kind.JOB_WORK if Kind.CONNECTION in named_beside else None


@lru_cache(maxsize=4096)
def _letters(key: str) -> str:
    return "".join(char for char in key[:64] if char.isalnum()).lower()


def kind_of_argument(field: str, path: tuple[str, ...]) -> Kind | None:
    """Tell the kind of a value from the field's name and the path down from the argument's name."""
    key = path[-1]
    if key in {"id", "ids"}:
        return _FIELDS.get(field)
    if key == "externalId" and field == "createJobWorkArtifacts":
        return Kind.ARTIFACT
    return kind_of_key(key)


@lru_cache(maxsize=4096)
def kind_of_field(parent: str, key: str) -> Kind | None:
    """Return the kind of a response's value, by its key and the field that holds its object."""
    return _FIELDS.get(parent) if key == "id" else kind_of_key(key)


def kind_of_prefix(value: str) -> Kind | None:
    """Tell the kind from a documented prefix."""
    lowered = value[:32].lower()
    return next((kind for prefix, kind in _PREFIXES if lowered.startswith(prefix)), None)
