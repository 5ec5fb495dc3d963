"""What one exchange of a report holds, and whether it agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import JsonValue

from diagnose.report import Evidence, SubjectKind
from diagnose.report_proof import IdFact, ListFact, StateFact

_UUID = re.compile(r"[0-9a-f]{32}")
_SHOWN = {SubjectKind.WORKSPACE: "workspaces", SubjectKind.CONNECTION: "connections", SubjectKind.JOB_WORK: "jobWorks"}
"""What an exchange's count of rows calls each kind; https://docs.filed.com/apis/endpoint/get-job-works."""
_COUNTED = re.compile(r"(workspaces|connections|jobWorks) (\[\]|[\d,]+)")
"""Takes ``jobWorks 1,204`` and ``jobWorks []``."""


def same(some_id: str | None) -> str | None:
    """Return what all spellings of a UUID share; any other ID as it is."""
    bare = (some_id or "").replace("-", "").strip("{}").lower()
    return bare if _UUID.fullmatch(bare) else some_id


@dataclass(frozen=True)
class Recorded:
    """One exchange, as far as proofs rest on it."""

    evidence: Evidence

    @property
    def lists(self) -> tuple[ListFact, ...]:
        """Its lists."""
        return self.evidence.facts.lists

    def list_of(self, kind: SubjectKind, place: str) -> Iterator[ListFact]:
        """Yield the lists of a kind under a workspace or a connection."""
        return (fact for fact in self.lists if fact.of is kind and same(fact.under) == same(place))

    def job_works(self, kind: SubjectKind, some_id: str) -> Iterator[IdFact]:
        """Yield the job works that came with an ID of a kind."""
        return (row for row in self.evidence.facts.job_works if same(id_of(row, kind)) == same(some_id))

    def states(self, some_id: str) -> Iterator[StateFact]:
        """Yield what is recorded of the state of a connection or an artifact."""
        return (state for state in self.evidence.facts.states if same(state.id) == same(some_id))

    @cached_property
    def asked(self) -> frozenset[str | None]:
        """Every text that the question's variables hold."""
        return frozenset(map(same, _texts(self.evidence.variables)))

    def objections(self) -> Iterator[str]:
        """Yield where the facts contradict one another, the question or the count of what came back."""
        for fact in self.lists:
            yield from self._of_list(fact)
        for row in self.evidence.facts.job_works:
            yield from self._of_row(row)
        yield from self._of_counts()
        for error in self.evidence.facts.errors:
            if error.code is not None and error.code not in self.evidence.shown:
                yield f"the error {error.code} is not among those that came back"
        for state in self.evidence.facts.states:
            if state.created_at is not None and state.created_at > self.evidence.at:
                yield f"{state.id} was created after it was shown"

    def _of_list(self, fact: ListFact) -> Iterator[str]:
        what = f"the list of {fact.of.value} under {fact.under}"
        ids = [same(some_id) for some_id in fact.ids]
        if len(set(ids)) > fact.rows:
            yield f"{what} has more IDs than rows"
        if len(set(ids)) < len(ids):
            yield f"{what} has an ID twice"
        if not {same(some_id) for some_id in fact.asked} <= self.asked:
            yield f"{what} was asked for an ID that the question does not hold"
        if fact.by is fact.of and not set(ids) <= {same(some_id) for some_id in fact.asked}:
            yield f"{what} has an ID that it was not asked for"

    def _of_row(self, row: IdFact) -> Iterator[str]:
        listed = [fact for fact in self.lists if same(row.id) in map(same, fact.ids)]
        for fact in listed:
            if same(fact.under) != same(row.connection_id):
                yield f"{row.id} is listed under {fact.under} and said to be in {row.connection_id}"
            if fact.by is None:
                continue
            by = id_of(row, fact.by)
            if by is not None and same(by) not in map(same, fact.asked):
                yield f"{row.id} came with another {fact.by.value} ID than the list was asked for"

    def _of_counts(self) -> Iterator[str]:
        counted = {name: int(number.strip("[]").replace(",", "") or 0) for name, number in self._shown()}
        for kind, name in _SHOWN.items():
            rows = [fact.rows for fact in self.lists if fact.of is kind]
            if rows and name in counted and sum(rows) > counted[name]:
                yield f"its lists have more {name} than came back"
            if any(rows) and name not in counted and counted:
                yield f"its lists have {name}, and none came back"

    def _shown(self) -> Iterable[tuple[str, str]]:
        return _COUNTED.findall(self.evidence.shown)


def id_of(row: IdFact, kind: SubjectKind) -> str | None:
    """Return the ID of a kind that a job work came with."""
    match kind:
        case SubjectKind.CONNECTION:
            return row.connection_id
        case SubjectKind.CONNECTION_JOB:
            return row.connection_job_id
        case SubjectKind.JOB_WORK:
            return row.id
        case SubjectKind.WORK:
            return row.work_id
        case _:
            return None


def _texts(value: JsonValue | Mapping[str, JsonValue]) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case Mapping():
            for item in value.values():
                yield from _texts(item)
        case _:
            pass
