"""The cause, not the symptoms: the smallest set of IDs to change so that the rest agrees with the live data.

A pure function over small values. It knows nothing of answers, checks or wording: :func:`explain` is given what each
named ID is known to be (:class:`Placed`) and says which of them to change. The rules are the contract's §6:

* IDs agree when they hang off one connection in one workspace, and each job work (or work) is in a connection job
  that the ticket names, where it names any.
* An ID that is known to be nowhere, or of another kind, has to change whatever else does. It then stands for the ID
  that was meant, where that can be derived, and that one has to agree too.
* An ID that could not be checked neither agrees nor disagrees.
* Of equally small sets, the one that blames the ID higher in the chain wins: a lower, live ID supports it. Where an ID
  that could not be checked might say otherwise, the one that blames the lower IDs wins instead: those were seen.
  Sets that blame the same highest ID but point elsewhere are all kept, as alternatives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from diagnose.ids import Kind


class Place(NamedTuple):
    """A connection and the workspace it is in."""

    workspace: str
    connection: str


class Key(NamedTuple):
    """One ID as the ticket names it."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What is known of one named ID.

    ``places`` are the connections where it (or the ID that was meant) lives: empty when there is none or nobody can
    tell. ``connection_job`` is that of a job work (or of a work that has just one), and of a connection job the one
    that was meant. ``free`` says that it has to change anyway, so that pointing it elsewhere costs nothing: IDs that
    are nowhere, and workspaces and connections of the wrong kind. A workspace that is visible has its own ID in
    ``workspace``.
    """

    key: Key
    places: frozenset[Place] = frozenset()
    connection_job: str | None = None
    workspace: str | None = None
    free: bool = False
    unread: bool = False
    """Whether it exists, and where, could not be checked."""


@dataclass(frozen=True)
class Solution:
    """IDs to change, and where the ticket's chain then hangs."""

    anchor: Place | None
    changes: frozenset[Key]
    jobs: tuple[tuple[str, str], ...] = ()
    """Connection jobs to change, and which one to name instead."""


@dataclass(frozen=True)
class Explanation:
    """The smallest change, and the others that are as small and as likely."""

    best: Solution
    alternatives: tuple[Solution, ...] = ()
    rivals: tuple[Solution, ...] = ()
    """As small as well, but they blame IDs lower in the chain, or have less to support them."""

    @property
    def ambiguous(self) -> bool:
        """True when the live data alone does not tell which of several changes is right."""
        return bool(self.alternatives)


def explain(placed: Iterable[Placed]) -> Explanation:
    """Return the smallest set of IDs to change; the order of the IDs does not matter."""
    everything = tuple(placed)
    anchors = sorted({place for named in everything for place in named.places})
    solutions = [_hang(everything, anchor) for anchor in anchors] or [Solution(None, frozenset())]
    fewest = min(len(solution.changes) for solution in solutions)
    smallest = [solution for solution in solutions if len(solution.changes) == fewest]
    prefer = max if any(named.unread for named in everything) else min
    blamed = prefer(_blame(solution) for solution in smallest)
    likely = [solution for solution in smallest if _blame(solution) == blamed]
    support = {solution.anchor: _support(everything, solution.anchor) for solution in likely}
    most = max(support.values())
    ranked = [solution for solution in likely if support[solution.anchor] == most]
    rivals = tuple(solution for solution in smallest if solution not in ranked)
    return Explanation(ranked[0], tuple(ranked[1:]), rivals)


def _hang(everything: tuple[Placed, ...], anchor: Place) -> Solution:
    """Return the cheapest change that hangs the ticket off this connection."""
    changes: set[Key] = set()
    here: dict[str, list[Key]] = defaultdict(list)
    named_jobs: dict[str, Key] = {}
    spare = 0
    for placed in everything:
        match placed.key.kind:
            case Kind.WORKSPACE if placed.workspace is not None and placed.workspace != anchor.workspace:
                changes.add(placed.key)
            case Kind.WORKSPACE:
                pass
            case Kind.CONNECTION_JOB if placed.places and anchor in placed.places:
                named_jobs.setdefault(placed.connection_job or placed.key.id, placed.key)
            case Kind.CONNECTION_JOB:
                # Unknown or changed: either way it may be whichever job the job works need.
                spare += 1
                if placed.places:
                    changes.add(placed.key)
            case _ if placed.places and anchor not in placed.places:
                if not (placed.free and placed.key.kind is Kind.CONNECTION):
                    changes.add(placed.key)
            case Kind.JOB_WORK | Kind.WORK if placed.places and placed.connection_job is not None:
                here[placed.connection_job].append(placed.key)
            case _:
                pass
    moved = _regroup_job_works(changes, here, named_jobs, spare) if named_jobs or spare else ()
    return Solution(anchor, frozenset(changes), moved)


def _regroup_job_works(
    changes: set[Key], here: Mapping[str, list[Key]], named_jobs: Mapping[str, Key], spare: int
) -> tuple[tuple[str, str], ...]:
    """Add to ``changes`` what fits the job works' connection jobs to those named; return which to name instead."""
    pairs, strays = _regroup(here, set(named_jobs), spare)
    moved = tuple((named_jobs[old], new) for old, new in pairs)
    changes.update(key for key, _ in moved)
    changes.update(key for job in strays for key in here[job])
    return tuple((key.id, new) for key, new in moved)


def _regroup(
    here: Mapping[str, list[Key]], named: set[str], spare: int
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Fit the job works' own connection jobs to those that the ticket names.

    Return which named jobs to exchange for which, and the jobs whose job works have to change instead. Largest groups
    are served first, by spare jobs for nothing, then by named jobs with the fewest job works of their own: no other
    pairing is cheaper, since a pair costs one job and the job works that it leaves behind.
    """
    # Of groups as large, those with the higher IDs are left to change: ties go to what is higher in the chain.
    strays = sorted((job for job in here if job not in named), key=lambda job: (-len(here[job]), _low(here[job]), job))
    strays = strays[spare:]
    keepers = sorted(named, key=lambda job: (len(here.get(job, ())), _high(here.get(job, ())), job))
    moved: list[tuple[str, str]] = []
    left: list[str] = []
    for stray in strays:
        keeper = keepers[0] if keepers else None
        # A tie goes to the connection job: it is higher in the chain, and the job works support it.
        if keeper is not None and len(here[stray]) >= 1 + len(here.get(keeper, ())):
            keepers.pop(0)
            moved.append((keeper, stray))
            left.extend([keeper] if here.get(keeper) else [])
        else:
            left.append(stray)
    return tuple(moved), tuple(left)


def _blame(solution: Solution) -> tuple[int, ...]:
    """Order equally small sets: the one that blames the higher IDs first."""
    return _high(solution.changes)


def _high(keys: Iterable[Key]) -> tuple[int, ...]:
    """Order sets of IDs as large as one another: the one with the highest IDs first."""
    return tuple(sorted(key.kind.height for key in keys))


def _low(keys: Iterable[Key]) -> tuple[int, ...]:
    """The other way round."""
    return tuple(-height for height in _high(keys))


def _support(everything: tuple[Placed, ...], anchor: Place | None) -> int:
    counts = Counter(place for named in everything for place in named.places)
    return counts[anchor] if anchor else 0
