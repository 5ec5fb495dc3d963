"""How each named ID stands against the live data: right, wrong (and in which way), nowhere, or nobody can tell.

Joins three things: what the ticket names, what is known live, and the smallest change that explains the difference
(:mod:`~.reasoning.explain`). The checks put the result into words; the plan asks it where to look next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from diagnose.ids import Kind
from diagnose.investigation.known.facts import JobWork
from diagnose.investigation.known.knowledge import Absent, Home, Live, Seen, Unseen
from diagnose.investigation.reasoning.explain import Explanation, Key, Place, Placed, explain
from diagnose.investigation.reasoning.near import NOTHING_NEAR, Near, near
from diagnose.ticket.ticket import NamedId, Ticket

_LEAVES = frozenset({Kind.CONNECTION_JOB, Kind.JOB_WORK, Kind.WORK})
MOST_NEAR_MISSES = 200
"""IDs of one ticket that near misses are sought for: beyond that, the IDs are not typing errors."""


class State(StrEnum):
    """How a named ID stands. The most specific wins, in this order."""

    AGREES = "agrees"
    WRONG_KIND = "wrong-kind"
    MISTYPED = "mistyped"
    ELSEWHERE = "elsewhere"
    """It is live, but not where the ticket says."""
    NOWHERE = "nowhere"
    """Asked for by its very ID, and not there; not seen anywhere else either."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """One named ID. ``right_id`` is what belongs in its place, where the live data tells.

    ``homes`` are the places where the ID itself lives, as whatever kind. ``because_of`` are IDs of the ticket which,
    when put right, put this one right too: it then is a consequence. ``candidates`` are right IDs that are equally
    likely.
    """

    named: NamedId
    state: State
    right_id: str | None = None
    actual_kind: Kind | None = None
    homes: tuple[Home, ...] = ()
    near: tuple[str, ...] = ()
    because_of: tuple[Key, ...] = ()
    candidates: tuple[str, ...] = ()
    external: bool = False
    """The ID is the customer's own external ID of what was meant."""
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standings:
    """All named IDs, and the connection that the ticket really hangs off (None: nothing tells).

    ``anchor`` holds for IDs that the ticket names and for the ones that it does not: those are resolved from it.
    """

    anchor: Place | None
    explanation: Explanation
    by_key: Mapping[Key, Standing] = field(default_factory=dict)

    def of(self, named: NamedId) -> Standing:
        """Return the standing of one of the ticket's IDs (artifacts have none: they hang off job works)."""
        return self.by_key[key_of(named)]


def key_of(named: NamedId) -> Key:
    """Return the ID as the explanation has it."""
    return Key(named.kind, named.id)


def stand(ticket: Ticket, live: Live) -> Standings:
    """Work out how each named ID stands against what is known live."""
    return live.once(ticket, lambda: _Standing(ticket, live).all())


@dataclass(frozen=True)
class _Meant:
    """The ID that was meant by one that is not live as its kind: ``id`` is None where it cannot be derived."""

    state: State
    id: str | None = None
    homes: tuple[Home, ...] = ()
    near: Near = NOTHING_NEAR
    external: bool = False


class _Standing:
    def __init__(self, ticket: Ticket, live: Live) -> None:
        self.ticket = ticket
        self.live = live
        self.candidates: dict[Kind, tuple[str, ...]] = {}
        self.near_misses = 0
        self.meant: dict[Key, _Meant] = {}
        ids = [one for one in ticket if one.kind is not Kind.ARTIFACT]
        self.named = frozenset(key_of(one) for one in ids)
        placed = tuple(self.place(one) for one in ids)
        self.explanation = explain(placed)
        self.anchor = self.explanation.best.anchor or self.of_artifacts()
        solutions = (self.explanation.best, *self.explanation.alternatives)
        # What only some of several equally likely solutions change is not itself to blame.
        self.changes = frozenset.intersection(*(solution.changes for solution in solutions))
        self.moved = dict(self.explanation.best.jobs)

    def all(self) -> Standings:
        named = [one for one in self.ticket if one.kind is not Kind.ARTIFACT]
        return Standings(self.anchor, self.explanation, {key_of(one): self.one(one) for one in named})

    # -- before the explanation: where does each ID live?

    def place(self, named: NamedId) -> Placed:
        key = key_of(named)
        places, job = self.places(named.kind, named.id)
        if places or (named.kind is Kind.WORKSPACE and named.id in self.live.workspaces):
            return Placed(key, places, job, named.id if named.kind is Kind.WORKSPACE else None)
        meant = self.meant_by(named)
        self.meant[key] = meant
        if meant.id is not None and Key(named.kind, meant.id) not in self.named:
            # Where the ticket names the right one as well, that one speaks for itself, once.
            places, job = self.places(named.kind, meant.id)
        guessed = meant.state is not State.UNKNOWN
        unread = not guessed and named.kind in _LEAVES and self.live.not_hunted(named.id, named.kind) is not None
        return Placed(key, places, job, free=guessed, unread=unread)

    def places(self, kind: Kind, some_id: str) -> tuple[frozenset[Place], str | None]:
        if kind is Kind.WORKSPACE or not self.live.lives(kind, some_id):
            return frozenset(), None
        if kind is Kind.JOB_WORK:
            one = self.live.job_works[some_id]
            return frozenset((Place(one.workspace_id, one.connection_id),)), one.connection_job_id
        homes = self.live.homes_as(kind, some_id)
        places = frozenset(Place(home.workspace_id, home.connection_id) for home in homes if home.connection_id)
        if kind is Kind.CONNECTION_JOB:
            return places, some_id
        jobs = {self.live.job_works[home.job_work_id].connection_job_id for home in homes if home.job_work_id}
        return places, jobs.pop() if len(jobs) == 1 else None

    def meant_by(self, named: NamedId) -> _Meant:
        homes = tuple(home for home in self.live.homes(named.id) if home.kind is not named.kind)
        if homes:
            return _Meant(State.WRONG_KIND, self.derived(named.kind, homes), homes)
        external = self.by_external_id(named)
        if external:
            return external
        guess = self.near_miss(named)
        if guess.only is not None:
            return _Meant(State.MISTYPED, guess.only, near=guess)
        return _Meant(State.UNKNOWN, near=guess)

    def near_miss(self, named: NamedId) -> Near:
        self.near_misses += 1
        if self.near_misses > MOST_NEAR_MISSES:
            return NOTHING_NEAR
        if named.kind not in self.candidates:
            self.candidates[named.kind] = tuple(self.live.ids_of(named.kind))
        return near(named.id, self.candidates[named.kind])

    def by_external_id(self, named: NamedId) -> _Meant | None:
        """A customer's own external ID in the place of a job work's or work's ID."""
        if named.kind not in {Kind.JOB_WORK, Kind.WORK}:
            return None
        hits = self.live.by_external_id(named.id)
        if not hits:
            return None
        right = {one.id if named.kind is Kind.JOB_WORK else one.work_id for one in hits}
        homes = tuple(Home(Kind.WORK, one.workspace_id, one.connection_id, one.id) for one in hits)
        return _Meant(State.WRONG_KIND, right.pop() if len(right) == 1 else None, homes, external=True)

    def derived(self, kind: Kind, homes: Iterable[Home]) -> str | None:
        """The one ID of ``kind`` that an ID of another kind leads to; None when it leads to several or to none."""
        found: set[str] = set()
        for home in homes:
            match kind:
                case Kind.WORKSPACE:
                    found.add(home.workspace_id)
                case Kind.CONNECTION if home.connection_id:
                    found.add(home.connection_id)
                case Kind.CONNECTION:
                    found.update(
                        one.id for one in self.live.connections.values() if one.workspace_id == home.workspace_id
                    )
                case _ if home.job_work_id:
                    found.add(_id_of(kind, self.live.job_works[home.job_work_id]))
                case _:
                    pass
        return found.pop() if len(found) == 1 else None

    # -- after it: what is wrong with each?

    def one(self, named: NamedId) -> Standing:
        match named.kind:
            case Kind.WORKSPACE:
                return self.workspace(named)
            case Kind.CONNECTION:
                return self.connection(named)
            case Kind.CONNECTION_JOB:
                return self.connection_job(named)
            case _:
                return self.leaf(named)

    def workspace(self, named: NamedId) -> Standing:
        homes = self.live.homes(named.id)
        right = self.anchor.workspace if self.anchor else None
        match self.live.workspace(named.id):
            case Seen(it):
                if right in {None, named.id}:
                    return Standing(named, State.AGREES, homes=homes, evidence=(it.evidence,))
                candidates = self.candidate_places(named)
                return Standing(
                    named, State.ELSEWHERE, None if candidates else right, homes=homes, candidates=candidates,
                    evidence=(it.evidence,),
                )  # fmt: skip
            case Absent(evidence, refusal):
                return self.not_live(named, right, refusal or "", evidence)
            case Unseen(reason, evidence):
                return self.unseen(named, reason, evidence)

    def connection(self, named: NamedId) -> Standing:
        homes = self.live.homes(named.id)
        right = self.anchor.connection if self.anchor else None
        workspace = self.ticket.workspace
        if named.id in self.live.connections:
            it = self.live.connections[named.id]
            if right not in {None, named.id}:
                candidates = self.candidate_places(named)
                return Standing(
                    named, State.ELSEWHERE, None if candidates else right, homes=homes, candidates=candidates,
                    evidence=(it.evidence,),
                )  # fmt: skip
            if workspace and self.live.workspaces.get(workspace.id) and workspace.id != it.workspace_id:
                return Standing(
                    named,
                    State.ELSEWHERE,
                    homes=homes,
                    because_of=(key_of(workspace),),
                    evidence=(it.evidence,),
                )
            return Standing(named, State.AGREES, homes=homes, evidence=(it.evidence,))
        scope = workspace.id if workspace and workspace.id in self.live.workspaces else None
        match self.live.connection(named.id, scope):
            case Absent(evidence):
                return self.not_live(named, right, self.live.not_hunted(named.id, Kind.CONNECTION) or "", evidence)
            case Unseen(reason, evidence):
                return self.unseen(named, reason, evidence)
            case Seen():
                raise AssertionError("a connection that is live was handled above")

    def connection_job(self, named: NamedId) -> Standing:
        key = key_of(named)
        if named.id in self.moved:
            return Standing(named, State.ELSEWHERE, self.moved[named.id], homes=self.live.homes(named.id))
        return self.leaf(named, right=self.job_of_job_works() if key in self.meant or key in self.changes else None)

    def leaf(self, named: NamedId, right: str | None = None) -> Standing:
        """A connection job, a job work or a work: it hangs off the connection."""
        mine = self.live.homes_as(named.kind, named.id)
        if mine:
            here = self.anchor and any(home.connection_id == self.anchor.connection for home in mine)
            if here and key_of(named) in self.changes:
                # In the connection, but in none of the connection jobs that the ticket names.
                return Standing(named, State.ELSEWHERE, homes=mine, evidence=self.shown(mine))
            torn = self.torn(key_of(named))
            if torn and not self.blamed():
                # Nothing but the IDs themselves tells the connection, and they tell different ones.
                return Standing(
                    named, State.ELSEWHERE, homes=mine, candidates=self.anchors(), evidence=self.shown(mine)
                )
            if here and not torn and not self.away():
                return Standing(named, State.AGREES, homes=mine, evidence=self.shown(mine))
            because = self.blamed() if torn else self.away() if here else ()
            return Standing(named, State.ELSEWHERE, right, homes=mine, because_of=because, evidence=self.shown(mine))
        meant = self.meant.get(key_of(named), _Meant(State.UNKNOWN))
        if meant.state is State.WRONG_KIND:
            return self.mistaken(named, meant, right)
        where = self.anchor.connection if self.anchor else self.named_connection()
        if where is None:
            return self.leaf_without_connection(named, meant)
        match self.live.under(where, named.kind, named.id):
            case Absent(evidence) if why := self.live.not_hunted(named.id, named.kind):
                # It is not where the ticket says; to call it nowhere, everything visible must have been searched.
                reason = f"{where} does not have it, and whether it is elsewhere could not be seen: {why}"
                return self.unseen(named, reason, evidence)
            case Absent() if meant.state is State.MISTYPED:
                return self.mistaken(named, meant, right)
            case Absent(evidence):
                return Standing(
                    named, State.NOWHERE, right, near=meant.near.ids, evidence=(evidence,),
                )  # fmt: skip
            case Unseen(reason, evidence):
                return self.unseen(named, reason, evidence)
            case Seen():
                raise AssertionError("an ID that is live was handled above")

    def leaf_without_connection(self, named: NamedId, meant: _Meant) -> Standing:
        """Nothing leads to a connection: asked for in every one that is visible, the ID can still be nowhere."""
        workspace = self.ticket.workspace
        narrowed = self.ticket.connection is not None or (workspace and workspace.id not in self.live.workspaces)
        if narrowed or not self.live.connections:
            return Standing(named, State.UNKNOWN, reason="the connection that it should be in cannot be seen")
        if why := self.live.not_hunted(named.id, named.kind):
            return Standing(named, State.UNKNOWN, reason=why)
        if meant.state is State.MISTYPED:
            return self.mistaken(named, meant, None)
        evidence = next(iter(self.live.connections.values())).evidence
        return Standing(named, State.NOWHERE, near=meant.near.ids, evidence=(evidence,))

    def not_live(self, named: NamedId, right: str | None, reason: str, evidence: str) -> Standing:
        """A workspace or a connection that is not there: what was meant?"""
        meant = self.meant.get(key_of(named), _Meant(State.UNKNOWN))
        if meant.state is State.WRONG_KIND:
            return self.mistaken(named, meant, right or meant.id)
        hunted = named.kind is Kind.WORKSPACE or not reason
        if meant.state is State.MISTYPED and right in {None, meant.id} and hunted:
            return self.mistaken(named, meant, meant.id)
        shown = {"near": meant.near.ids, "reason": reason, "evidence": (evidence,)}
        if right is not None:
            candidates = self.candidate_places(named)
            only = None if candidates else right
            return Standing(named, State.ELSEWHERE, only, candidates=candidates, **shown)  # type: ignore[arg-type]
        return Standing(named, State.NOWHERE, **shown)  # type: ignore[arg-type]

    def mistaken(self, named: NamedId, meant: _Meant, right: str | None) -> Standing:
        actual = meant.homes[0].kind if meant.homes else None
        return Standing(
            named,
            meant.state,
            right or meant.id,
            actual,
            meant.homes,
            meant.near.ids,
            external=meant.external,
            evidence=self.shown(meant.homes),
        )

    def unseen(self, named: NamedId, reason: str, evidence: str | None) -> Standing:
        return Standing(named, State.UNKNOWN, reason=reason, evidence=(evidence,) if evidence else ())

    # -- helpers

    def of_artifacts(self) -> Place | None:
        """Where the artifacts are, if nothing else tells and they are all in one connection."""
        holders = [one for named in self.ticket.artifacts for one in self.live.holders(named.named, named.id)]
        places = {Place(one.workspace_id, one.connection_id) for one in holders}
        return places.pop() if len(places) == 1 else None

    def away(self) -> tuple[Key, ...]:
        """The live connection that the ticket names wrongly, if it does: it explains what hangs off the right one."""
        connection = self.ticket.connection
        if connection is None or self.anchor is None or connection.id == self.anchor.connection:
            return ()
        return (key_of(connection),) if connection.id in self.live.connections else ()

    def blamed(self) -> tuple[Key, ...]:
        """The connection that the ticket names, if it is not the right one, be it live or not."""
        connection = self.ticket.connection
        right = connection is None or self.anchor is None or connection.id == self.anchor.connection
        return () if right or connection is None else (key_of(connection),)

    def torn(self, key: Key) -> bool:
        """True when some of several equally likely solutions keep this ID, and others change it."""
        return self.explanation.ambiguous and key not in self.changes

    def named_connection(self) -> str | None:
        connection = self.ticket.connection
        return connection.id if connection and connection.id in self.live.connections else None

    def job_of_job_works(self) -> str | None:
        """The one connection job that the named job works are in, if it is one."""
        known = (self.live.job_works.get(one.id) for one in self.ticket.job_works)
        jobs = {one.connection_job_id for one in known if one and (one.workspace_id, one.connection_id) == self.anchor}
        return jobs.pop() if len(jobs) == 1 else None

    def candidate_places(self, named: NamedId) -> tuple[str, ...]:
        solutions = (self.explanation.best, *self.explanation.alternatives)
        live = named.id in self.live.workspaces or named.id in self.live.connections
        # One that does not exist changes in every solution.
        changing = [one for one in solutions if not live or key_of(named) in one.changes]
        index = 0 if named.kind is Kind.WORKSPACE else 1
        found = tuple(dict.fromkeys(one.anchor[index] for one in changing if one.anchor))
        return found if len(found) > 1 else ()

    def anchors(self) -> tuple[str, ...]:
        """The connections that are equally likely to be meant."""
        solutions = (self.explanation.best, *self.explanation.alternatives)
        return tuple(dict.fromkeys(one.anchor.connection for one in solutions if one.anchor))

    def shown(self, homes: Iterable[Home]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for home in homes:
            if home.job_work_id in self.live.job_works:
                found[self.live.job_works[home.job_work_id].evidence] = None
            elif home.connection_id in self.live.connections:
                found[self.live.connections[home.connection_id].evidence] = None
            elif home.workspace_id in self.live.workspaces:
                found[self.live.workspaces[home.workspace_id].evidence] = None
        return tuple(found)


def _id_of(kind: Kind, job_work: JobWork) -> str:
    match kind:
        case Kind.CONNECTION_JOB:
            return job_work.connection_job_id
        case Kind.WORK:
            return job_work.work_id
        case _:
            return job_work.id
