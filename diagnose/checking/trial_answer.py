"""The answer to a corrected request, as IDs and counts: nothing else of it is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from diagnose.checking.shown import error_fact
from diagnose.gateway.exchange import Answer
from diagnose.ids import Kind, identity
from diagnose.json_value import Json
from diagnose.phrases import listed
from diagnose.report import Facts, SubjectKind
from diagnose.report_proof import IdFact, ListFact
from diagnose.ticket.slots import SLOTS

_NUMBERED: Final = re.compile(r"_[0-9]{1,3}$")
"""Takes the end of ``jobWorks_2``, the name of a second list."""
_FILTERS: Final = {
    SLOTS[kind].filter: SubjectKind(kind.value) for kind in (Kind.JOB_WORK, Kind.CONNECTION_JOB, Kind.WORK)
}
_MOST_ERRORS: Final = 5
Filters: TypeAlias = Mapping[str, tuple[str, ...]]
"""The IDs that a list is filtered by, by the filter's key."""


@dataclass(frozen=True)
class TrialRow:
    """A job work that came back; ``artifacts`` are counted where they were asked for."""

    id: str
    connection_id: str
    connection_job_id: str | None
    work_id: str | None
    artifacts: int | None


@dataclass(frozen=True)
class TrialList:
    """One list of job works that came back: what answered which list of the request, and of which connection."""

    key: str
    connection_id: str
    rows: tuple[TrialRow, ...]


@dataclass(frozen=True)
class TrialAnswer:
    """What came back: the connections of each workspace, and the lists of job works."""

    workspaces: tuple[str, ...]
    connections: tuple[tuple[str, str], ...]
    """Each as its workspace's ID and its own."""
    lists: tuple[TrialList, ...]

    @property
    def rows(self) -> Mapping[str, TrialRow]:
        """The job works by the identity of their IDs, each once."""
        return {identity(row.id): row for each in self.lists for row in each.rows}

    def in_counts(self, answer: Answer) -> str:
        """Say what came back: ``workspaces 1 · connections 1 · jobWorks []``, then the errors."""
        rows = sum(len(each.rows) for each in self.lists)
        counted = {"workspaces": len(self.workspaces)}
        counted |= {"connections": len(self.connections)} if self.workspaces else {}
        counted |= {"jobWorks": rows} if self.lists else {}
        parts = [f"{name} {number:,}" if number else f"{name} []" for name, number in counted.items()]
        if answer.errors:
            told = Counter(error.code or error.message for error in answer.errors)
            parts.append(f"errors {len(answer.errors):,} ({listed(list(told))})")
        return " · ".join(parts if answer.usable or answer.errors else [])

    def facts(self, answer: Answer, filters: Mapping[str, Filters], named: Collection[str]) -> Facts:
        """Return what proofs may rest on: of the IDs only those ``named``; ``filters`` has each list's, by its key."""
        told = {identity(some_id) for some_id in (*named, *(some_id for _, some_id in self.connections))}

        def kept(some_id: str | None) -> str | None:
            return some_id if some_id is not None and identity(some_id) in told else None

        return Facts(
            lists=(*self._of_connections(kept), *(_list_fact(each, filters[each.key], kept) for each in self.lists)),
            job_works=tuple(
                IdFact(
                    id=row.id,
                    connection_id=row.connection_id,
                    connection_job_id=kept(row.connection_job_id),
                    work_id=kept(row.work_id),
                )
                for row in self.rows.values()
                if kept(row.id)
            ),
            errors=tuple(map(error_fact, answer.errors[:_MOST_ERRORS])),
        )

    def _of_connections(self, kept: Callable[[str | None], str | None]) -> Iterator[ListFact]:
        for workspace in dict.fromkeys(workspace for workspace, _ in self.connections):
            ids = [some_id for holder, some_id in self.connections if holder == workspace]
            yield ListFact(
                of=SubjectKind.CONNECTION, under=workspace, ids=tuple(filter(kept, dict.fromkeys(ids))), rows=len(ids)
            )


def _list_fact(each: TrialList, filters: Filters, kept: Callable[[str | None], str | None]) -> ListFact:
    by = next((key for key in _FILTERS if key in filters), None)
    asked = filters.get(by, ()) if by else ()
    ids = dict.fromkeys(row.id for row in each.rows if kept(row.id))
    return ListFact(
        of=SubjectKind.JOB_WORK,
        under=each.connection_id,
        by=_FILTERS[by] if by else None,
        asked=asked,
        ids=tuple(ids),
        rows=len(each.rows),
    )


def read_trial(answer: Answer) -> TrialAnswer:
    """Read what came back, whatever has another shape than was asked for left out."""
    data = answer.data if isinstance(answer.data, dict) else {}
    workspaces: list[str] = []
    connections: list[tuple[str, str]] = []
    lists: list[TrialList] = []
    for me in _below(data, "me"):
        for workspace in _below(me, "workspaces"):
            holder = _text(workspace, "id") or ""
            workspaces.append(holder)
            for connection in _below(workspace, "connections"):
                own = _text(connection, "id") or ""
                connections.append((holder, own))
                lists.extend(_lists(connection, own))
    return TrialAnswer(tuple(dict.fromkeys(workspaces)), tuple(connections), tuple(lists))


def _lists(connection: Mapping[str, Json], own: str) -> Iterator[TrialList]:
    for key, rows in connection.items():
        if _NUMBERED.sub("", key) == "jobWorks" and isinstance(rows, list):
            found = (_row(row, own) for row in rows if isinstance(row, dict))
            yield TrialList(key, own, tuple(row for row in found if row is not None))


def _row(row: Mapping[str, Json], connection: str) -> TrialRow | None:
    own, artifacts = _text(row, "id"), row.get("jobWorkArtifacts")
    if own is None:
        return None
    counted = len(artifacts) if isinstance(artifacts, list) else None
    return TrialRow(own, connection, _text(row, "connectionJobId"), _text(row, "workId"), counted)


def _below(holder: Mapping[str, Json], name: str) -> Iterator[Mapping[str, Json]]:
    """Yield the objects in the lists of a name, or the one object of that name."""
    for key, value in holder.items():
        if _NUMBERED.sub("", key) == name:
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def _text(row: Mapping[str, Json], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value else None
