"""What is asked of every row in a response, found out in one walk: a recording may hold a million of them."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.json_value import Json

_LISTS = frozenset({"workspaces", "connections", "jobWorks", "jobWorkArtifacts"})


@dataclass(frozen=True)
class ResponseRows:
    """The lists of the chain that came back ``empty``, and what is told of single rows."""

    empty: frozenset[str] = frozenset()
    troubled: frozenset[str] = frozenset()
    """Job works without artifacts, or with artifacts that are not completed."""
    own_ids: frozenset[str] = frozenset()
    """The customer's own IDs of artifacts."""


NO_ROWS = ResponseRows()


def rows_of(data: Json) -> ResponseRows:
    """Go through every object in a response's data, in no particular order."""
    empty: set[str] = set()
    troubled: set[str] = set()
    own_ids: set[str] = set()
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        if not isinstance(part, dict):
            continue
        for key, value in part.items():
            if not isinstance(value, list | dict):
                continue
            if value:
                waiting.append(value)
            elif key in _LISTS and isinstance(value, list):
                empty.add(key)
            if key == "jobWorkArtifacts" and isinstance(value, list) and _in_trouble(value):
                troubled |= _text(part, "id")
            elif key == "workArtifact" and isinstance(value, dict):
                own_ids |= _text(value, "externalId")
    return ResponseRows(frozenset(empty), frozenset(troubled), frozenset(own_ids))


def _text(row: dict[str, Json], key: str) -> set[str]:
    return {value} if isinstance(value := row.get(key), str) else set()


def _in_trouble(artifacts: list[Json]) -> bool:
    statuses = [
        work.get("status")
        for item in artifacts
        if isinstance(item, dict) and isinstance(work := item.get("workArtifact"), dict) and "status" in work
    ]
    return not artifacts or any(not isinstance(word, str) or word.lower() != "completed" for word in statuses)
