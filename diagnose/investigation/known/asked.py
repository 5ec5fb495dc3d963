"""What a question asked its lists for, read from its variables: the filter of each stands under the list's own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diagnose.ids import Kind
from diagnose.json_value import Json

CONNECTION_LISTS = ("connections", "named")
JOB_WORK_LISTS = ("jobWorks", "byJobWork", "byWork", "byConnectionJob")
_FILTERED_BY = {"workIds": Kind.WORK, "connectionJobIds": Kind.CONNECTION_JOB}
"""The key ``ids`` filters by the rows' own IDs."""


@dataclass(frozen=True)
class Asked:
    """What one listing of a question was filtered and paged by."""

    by: Kind | None = None
    ids: frozenset[str] = frozenset()
    offset: int = 0
    limit: int | None = None


def asked(variables: Mapping[str, Json], listing: str, own: Kind) -> Asked | None:
    """Return what ``listing`` was asked with, or None when the question left it out."""
    switch = "with" + listing[0].upper() + listing[1:]
    if listing not in variables or variables.get(switch, True) is False:
        return None
    paging = "connectionOffset", "connectionLimit"
    if own is Kind.JOB_WORK:
        paging = ("offset", "limit") if listing == "jobWorks" else ("", "limit")
    by: Kind | None = None
    ids: frozenset[str] = frozenset()
    filters = variables[listing]
    if isinstance(filters, dict):
        for key, values in filters.items():
            by = _FILTERED_BY.get(key, own)
            ids = _texts(values) if isinstance(values, list) else ids
    return _paged(variables, paging, by, ids)


def asked_workspaces(variables: Mapping[str, Json]) -> Asked:
    """Return which workspaces a question asked for; all, when it names none."""
    wanted = variables.get("workspaceIds")
    return Asked(Kind.WORKSPACE, _texts(wanted)) if isinstance(wanted, list) else Asked()


def asked_connections(variables: Mapping[str, Json], listing: str) -> Asked:
    """Return what a list of connections was asked with, be it without a filter of its own."""
    paging = "connectionOffset", "connectionLimit"
    return asked(variables, listing, Kind.CONNECTION) or _paged(variables, paging, None, frozenset())


def _paged(variables: Mapping[str, Json], names: tuple[str, str], by: Kind | None, ids: frozenset[str]) -> Asked:
    offset, limit = (variables.get(name) for name in names)
    return Asked(by, ids, offset if isinstance(offset, int) else 0, limit if isinstance(limit, int) else None)


def _texts(values: list[Json]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str))
