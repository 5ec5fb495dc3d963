"""Where each named ID stands: what the ticket names, what is known live, and the smallest change that explains both.

The checks put the result into words; the plan asks it where to look next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from diagnose.customer.exchanges import shown_under
from diagnose.ids import Kind
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.presence import Absent, Home, Seen, Unseen
from diagnose.investigation.reasoning.explain import Key, Place, Placed, explain
from diagnose.investigation.reasoning.meant import Meanings, Meant
from diagnose.investigation.reasoning.near import NOTHING_NEAR, Near
from diagnose.investigation.reasoning.rivalry import rivalry
from diagnose.investigation.reasoning.standing import (
    Agrees,
    Elsewhere,
    Follows,
    Mismatched,
    Mistyped,
    Nowhere,
    Standing,
    Standings,
    Torn,
    WrongKind,
    key_of,
)
from diagnose.ticket.ticket import NamedId, Ticket

_LEAVES = frozenset({Kind.CONNECTION_JOB, Kind.JOB_WORK, Kind.WORK})


def assess(ticket: Ticket, live: Knowledge) -> Standings:
    """Work out how each named ID stands against what is known live."""
    return _Assessment(ticket, live).standings()


class _Assessment:
    def __init__(self, ticket: Ticket, live: Knowledge) -> None:
        self.ticket = ticket
        self.live = live
        self.ids = [named for named in ticket if named.kind is not Kind.ARTIFACT]
        self.named = frozenset(key_of(named) for named in self.ids)
        self.meanings = Meanings(live)
        self.meant: dict[Key, Meant] = {}
        self.placed = (*(self.place(named) for named in self.ids), *self.witnesses())
        self.explanation = explain(self.placed)
        self.solutions = (self.explanation.best, *self.explanation.alternatives)
        self.anchor = self.explanation.best.anchor or self.of_artifacts()
        # What only some of several equally likely solutions change is not itself to blame.
        self.changes = frozenset.intersection(*(solution.changes for solution in self.solutions))
        self.moved = dict(self.explanation.best.jobs)

    def standings(self) -> Standings:
        by_key = {key_of(named): self.of(named) for named in self.ids}
        by_key |= self.works_of_nowhere(by_key)
        return Standings(self.anchor, self.explanation, by_key, rivalry(self.placed, self.explanation, by_key))

    def works_of_nowhere(self, by_key: Mapping[Key, Standing]) -> dict[Key, Standing]:
        """The works that are nowhere, with the job works that are to blame where those are nowhere too.

        A ticket that names as many works as job works names them in pairs, as the rows of a table do; otherwise any
        job work that is nowhere may be theirs, each of one work.
        """
        job_works, works = ([key_of(named) for named in self.ticket.of(kind)] for kind in (Kind.JOB_WORK, Kind.WORK))
        lost = {key: None for key in job_works if isinstance(by_key[key], Nowhere)}
        missing = {work: standing for work in works if isinstance(standing := by_key[work], Nowhere)}
        pairs = zip(works, job_works, strict=True) if len(works) == len(job_works) else zip(missing, lost, strict=False)
        of_work = {work: job_work for work, job_work in pairs if job_work in lost}
        return {work: replace(standing, because_of=of_work.get(work)) for work, standing in missing.items()}

    # -- before the explanation: where does each ID live?

    def place(self, named: NamedId) -> Placed:
        key = key_of(named)
        places, job = self.places(named.kind, named.id)
        if places or (named.kind is Kind.WORKSPACE and named.id in self.live.workspaces):
            return Placed(key, places, job, named.id if named.kind is Kind.WORKSPACE else None)
        meant = self.meant[key] = self.meanings.of(named)
        if isinstance(meant, Near):
            unread = named.kind in _LEAVES and self.live.not_hunted(named.id, named.kind) is not None
            return Placed(key, unread=unread)
        if meant.right is not None and Key(named.kind, meant.right) not in self.named:
            # Where the ticket names the right one as well, that one speaks for itself, once.
            places, job = self.places(named.kind, meant.right)
        return Placed(key, places, job, free=True)

    def witnesses(self) -> Iterator[Placed]:
        """The job works that the customer's own answer shows under the connection named: they support it."""
        named = self.ticket.connection
        it = self.live.connections.get(named.id) if named else None
        if it is None:
            return
        place = frozenset((Place(it.workspace_id, it.id),))
        for some_id in sorted(shown_under(self.ticket.reading, it.id)):
            key = Key(Kind.JOB_WORK, some_id)
            if key not in self.named:
                yield Placed(key, place)

    def places(self, kind: Kind, some_id: str) -> tuple[frozenset[Place], str | None]:
        if kind is Kind.WORKSPACE or not self.live.lives(kind, some_id):
            return frozenset(), None
        if kind is Kind.JOB_WORK:
            job_work = self.live.job_works[some_id]
            return frozenset((Place(job_work.workspace_id, job_work.connection_id),)), job_work.connection_job_id
        homes = self.live.homes_as(kind, some_id)
        places = frozenset(Place(home.workspace_id, home.connection_id) for home in homes if home.connection_id)
        if kind is Kind.CONNECTION_JOB:
            return places, some_id
        jobs = {self.live.job_works[home.job_work_id].connection_job_id for home in homes if home.job_work_id}
        return places, jobs.pop() if len(jobs) == 1 else None

    def of_artifacts(self) -> Place | None:
        """Where the artifacts are, if nothing else tells and they are all in one connection."""
        holders = [holder for named in self.ticket.artifacts for holder in self.live.holders(named.named, named.id)]
        places = {Place(holder.workspace_id, holder.connection_id) for holder in holders}
        return places.pop() if len(places) == 1 else None

    # -- after it: what is wrong with each?

    def of(self, named: NamedId) -> Standing:
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
        right = self.anchor.workspace if self.anchor else None
        match self.live.workspace(named.id):
            case Seen(it):
                if right is None or right == named.id:
                    return Agrees()
                return self.mismatched(named, right, evidence=(it.evidence,))
            case Absent(evidence, refusal):
                return self.not_live(named, right, Nowhere(refusal=refusal or "", evidence=(evidence,)))
            case Unseen() as unseen:
                return unseen

    def connection(self, named: NamedId) -> Standing:
        right = self.anchor.connection if self.anchor else None
        workspace = self.ticket.workspace
        it = self.live.connections.get(named.id)
        if it is not None:
            if right is not None and right != named.id:
                return self.mismatched(named, right, evidence=(it.evidence,))
            if workspace and workspace.id in self.live.workspaces and workspace.id != it.workspace_id:
                homes = self.live.homes_as(Kind.CONNECTION, named.id)
                return Follows(key_of(workspace), homes, (it.evidence,))
            return Agrees()
        scope = workspace.id if workspace and workspace.id in self.live.workspaces else None
        match self.live.connection(named.id, scope):
            case Absent(evidence):
                unsearched = self.live.not_hunted(named.id, Kind.CONNECTION) or ""
                return self.not_live(named, right, Nowhere(unsearched=unsearched, evidence=(evidence,)))
            case Unseen() as unseen:
                return unseen
            case Seen():
                raise AssertionError("a connection that is live was handled above")

    def mismatched(
        self, named: NamedId, right: str, near: tuple[str, ...] = (), *, evidence: tuple[str, ...]
    ) -> Mismatched | Torn:
        candidates = self.candidate_places(named)
        return Torn(candidates, near=near, evidence=evidence) if candidates else Mismatched(right, near, evidence)

    def not_live(self, named: NamedId, right: str | None, nowhere: Nowhere) -> Standing:
        """A workspace or a connection that is not there: what was meant?"""
        meant = self.meant.get(key_of(named), NOTHING_NEAR)
        if isinstance(meant, WrongKind):
            return replace(meant, right=right or meant.right)
        if isinstance(meant, Mistyped) and right in {None, meant.right} and not nowhere.unsearched:
            return meant
        if right is not None:
            return self.mismatched(named, right, _near(meant), evidence=nowhere.evidence)
        return replace(nowhere, near=_near(meant))

    def connection_job(self, named: NamedId) -> Standing:
        key = key_of(named)
        if named.id in self.moved:
            return Mismatched(self.moved[named.id])
        return self.leaf(named, right=self.job_of_job_works() if key in self.meant or key in self.changes else None)

    def leaf(self, named: NamedId, right: str | None = None) -> Standing:
        """A connection job, a job work or a work: it belongs to the connection.

        ``right`` is the one that the rest of the ticket says belongs in its place, if it is another one.
        """
        homes = self.live.homes_as(named.kind, named.id)
        return self.live_leaf(named, homes, right) if homes else self.missing_leaf(named, right)

    def live_leaf(self, named: NamedId, homes: tuple[Home, ...], right: str | None) -> Standing:
        key, evidence = key_of(named), self.live.shown_by(homes)
        here = self.anchor is not None and any(home.connection_id == self.anchor.connection for home in homes)
        if here and key in self.changes:
            # In the connection, but in none of the connection jobs that the ticket names.
            return Elsewhere(homes, evidence)
        blamed = self.blamed()
        if self.torn(key):
            # Without a connection to blame, nothing but the IDs themselves tells it, and they tell different ones.
            return Follows(blamed, homes, evidence) if blamed else Torn(self.anchors(), homes, evidence=evidence)
        if here:
            return Follows(blamed, homes, evidence) if blamed and self.named_connection() else Agrees()
        return Mismatched(right, evidence=evidence) if right else Elsewhere(homes, evidence)

    def missing_leaf(self, named: NamedId, right: str | None) -> Standing:
        meant = self.meant.get(key_of(named), NOTHING_NEAR)
        if isinstance(meant, WrongKind):
            return replace(meant, right=right or meant.right)
        where = self.anchor.connection if self.anchor else self.named_connection()
        if where is None:
            return self.leaf_without_connection(named, meant)
        match self.live.under(where, named.kind, named.id):
            case Absent(evidence) if why := self.live.not_hunted(named.id, named.kind):
                # It is not where the ticket says; to call it nowhere, everything visible must have been searched.
                return Unseen(
                    f"{where} does not have it, and whether it is elsewhere could not be checked: {why}", evidence
                )
            case Absent() if isinstance(meant, Mistyped) and right in {None, meant.right} and self.live.listed(where):
                return meant
            case Absent(evidence) if right:
                return Mismatched(right, _near(meant), (evidence,))
            case Absent(evidence):
                return Nowhere(_near(meant), evidence=(evidence,))
            case Unseen() as unseen:
                return unseen
            case Seen():
                raise AssertionError("an ID that is live was handled above")

    def leaf_without_connection(self, named: NamedId, meant: Mistyped | Near) -> Standing:
        """No connection is known: asked for in every visible one, the ID can still be nowhere."""
        workspace = self.ticket.workspace
        narrowed = self.ticket.connection is not None or (workspace and workspace.id not in self.live.workspaces)
        if narrowed or not self.live.connections:
            return Unseen("the connection that it should be in is not visible")
        if why := self.live.not_hunted(named.id, named.kind):
            return Unseen(why)
        evidence = next(iter(self.live.connections.values())).evidence
        # Where one was meant that lives somewhere, that is the connection: this one may be near to some.
        return Nowhere(_near(meant), evidence=(evidence,))

    # -- helpers

    def blamed(self) -> Key | None:
        """The connection that the ticket names, if it is not the right one, be it live or not."""
        connection = self.ticket.connection
        if connection is None or self.anchor is None or connection.id == self.anchor.connection:
            return None
        return key_of(connection)

    def torn(self, key: Key) -> bool:
        """True when some of several equally likely solutions keep this ID, and others change it."""
        return self.explanation.ambiguous and key not in self.changes

    def named_connection(self) -> str | None:
        """The connection that the ticket names, if it is live."""
        connection = self.ticket.connection
        return connection.id if connection and connection.id in self.live.connections else None

    def job_of_job_works(self) -> str | None:
        """The one connection job that the named job works are in, if it is one."""
        known = (self.live.job_works.get(named.id) for named in self.ticket.job_works)
        jobs = {
            job_work.connection_job_id
            for job_work in known
            if job_work and (job_work.workspace_id, job_work.connection_id) == self.anchor
        }
        return jobs.pop() if len(jobs) == 1 else None

    def candidate_places(self, named: NamedId) -> tuple[str, ...]:
        """The workspaces or connections that are equally likely to belong in its place; none when it is clear."""
        live = named.id in self.live.workspaces or named.id in self.live.connections
        # One that does not exist changes in every solution.
        changing = [solution for solution in self.solutions if not live or key_of(named) in solution.changes]
        index = 0 if named.kind is Kind.WORKSPACE else 1
        found = tuple(dict.fromkeys(solution.anchor[index] for solution in changing if solution.anchor))
        return found if len(found) > 1 else ()

    def anchors(self) -> tuple[str, ...]:
        """The connections that are equally likely to be meant."""
        return tuple(dict.fromkeys(solution.anchor.connection for solution in self.solutions if solution.anchor))


def _near(meant: Meant) -> tuple[str, ...]:
    match meant:
        case Near(ids):
            return ids
        case Mistyped(near=ids):
            return ids
        case WrongKind():
            return ()
