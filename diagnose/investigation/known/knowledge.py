"""The facts together, and the questions that can be put to them without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeAlias, TypeVar, cast

from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Manners
from diagnose.investigation.known.facts import Connection, JobWork, Look, Workspace
from diagnose.investigation.known.paging import Paging, paging
from diagnose.investigation.known.reading_answers import facts_of

T = TypeVar("T")


@dataclass(frozen=True)
class Seen(Generic[T]):
    """It was shown."""

    it: T


@dataclass(frozen=True)
class Absent:
    """It was asked for by its very ID, and nothing came back. ``refusal`` is what the gateway said, if it said more."""

    evidence: str
    refusal: str | None = None


@dataclass(frozen=True)
class Unseen:
    """Nobody can tell: the gateway would not let us look, or nobody looked."""

    reason: str
    evidence: str | None = None


Sighting: TypeAlias = Seen[T] | Absent | Unseen


@dataclass(frozen=True, slots=True)
class Home:
    """Where an ID lives: a kind that it is live, and the place in the chain."""

    kind: Kind
    workspace_id: str
    connection_id: str | None = None
    job_work_id: str | None = None


NOT_ASKED = "this was not asked"


@dataclass
class Live:
    """Everything that the answers so far have shown, in the order they came.

    Grows by :meth:`learn` only. ``answers`` holds ``(evidence ID, answer)``.
    """

    answers: list[tuple[str, Answer]] = field(default_factory=list)
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    connections: dict[str, Connection] = field(default_factory=dict)
    job_works: dict[str, JobWork] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    manners: Manners = field(default_factory=Manners)
    asked: set[str] = field(default_factory=set)
    _index: dict[tuple[Kind, str], dict[str, None]] = field(default_factory=dict)
    _external: dict[str, dict[str, None]] = field(default_factory=dict)
    _external_artifacts: dict[str, dict[str, None]] = field(default_factory=dict)
    _lists: dict[tuple[str, Kind | None], list[Look]] = field(default_factory=dict)
    _proven: dict[tuple[str, Kind], set[str]] = field(default_factory=dict)
    _homes: dict[str, tuple[Home, ...]] = field(default_factory=dict)
    """What :meth:`homes` found since the last answer; every ID of a ticket is looked up a dozen times."""
    _once: tuple[object, object] | None = None
    _unread: tuple[str | None] | None = None

    @classmethod
    def from_answers(cls, answers: Iterable[Answer]) -> Live:
        """Build the facts from a recording."""
        live = cls()
        for answer in answers:
            live.learn(answer)
        return live

    def learn(self, answer: Answer) -> str:
        """Add what an answer shows; return the evidence ID that it got."""
        evidence = f"E{len(self.answers) + 1}"
        self.manners = self.manners.after(answer)
        self.asked.add(answer.question.key)
        # The data lives on in the facts; a recording is made where answers arrive, not here.
        self.answers.append((evidence, replace(answer, data=None)))
        if answer.question.operation != "LoginViaPersonalApiToken":
            for fact in facts_of(answer, evidence):
                self._add(fact)
        self._homes.clear()
        self._once = None
        self._unread = None
        return evidence

    def once(self, key: object, work: Callable[[], T]) -> T:
        """Return what ``work`` makes of these facts, done once until the next answer; ``key`` tells one from another.

        The planner's last question and the checks' first one are the same, and with many IDs it takes a while.
        """
        if self._once is None or self._once[0] is not key:
            self._once = (key, work())
        return cast("T", self._once[1])

    def _add(self, fact: Workspace | Connection | JobWork | Look) -> None:
        match fact:
            case Workspace():
                self.workspaces.setdefault(fact.id, fact)
            case Connection():
                self.connections.setdefault(fact.id, fact)
            case JobWork():
                known = self.job_works.get(fact.id)
                if known is None or fact.detail > known.detail or (known.trouble and not fact.trouble):
                    self.job_works[fact.id] = fact
                    self._index_job_work(fact)
            case Look():
                self.looks.append(fact)
                if fact.of is Kind.JOB_WORK and fact.connection_id:
                    self._lists.setdefault((fact.connection_id, fact.by), []).append(fact)
                place = fact.workspace_id if fact.of is Kind.CONNECTION else fact.connection_id
                if fact.by and place and fact.proves_absence:
                    self._proven.setdefault((place, fact.by), set()).update(fact.asked)

    # -- sightings

    def workspace(self, workspace_id: str) -> Sighting[Workspace]:
        """Tell whether the credentials see this workspace.

        An explicit refusal for this very ID counts as absence only if the same credentials were served otherwise.
        """
        if workspace_id in self.workspaces:
            return Seen(self.workspaces[workspace_id])
        looks = [look for look in self.looks if look.of is Kind.WORKSPACE and workspace_id in look.asked]
        for look in looks:
            if look.proves_absence:
                return Absent(look.evidence)
        served = any(look.of is Kind.WORKSPACE and look.trouble is None for look in self.looks)
        for look in looks:
            if served and look.trouble and look.trouble.reception in {Reception.FORBIDDEN, Reception.NOT_FOUND}:
                return Absent(look.evidence, look.trouble.reason)
        return self._unseen(looks)

    def connection(self, connection_id: str, workspace_id: str | None = None) -> Sighting[Connection]:
        """Tell whether this connection exists in the workspace; without one, in any that is visible."""
        found = self.connections.get(connection_id)
        if found and workspace_id in {None, found.workspace_id}:
            return Seen(found)
        looks = [
            look
            for look in self.looks
            if look.of is Kind.CONNECTION
            and connection_id in look.asked
            and (workspace_id is None or look.workspace_id == workspace_id)
        ]
        proofs = [look for look in looks if look.proves_absence]
        everywhere = all(self.proven_absent(one, Kind.CONNECTION, connection_id) for one in self.workspaces)
        if found or (proofs and (workspace_id is not None or everywhere)):
            return Absent(proofs[0].evidence if proofs else self.connections[connection_id].evidence)
        return self._unseen([look for look in looks if look.trouble] or looks)

    def under(self, connection_id: str, kind: Kind, some_id: str) -> Sighting[JobWork]:
        """Tell whether a connection has a job work with this ID, of this work, or in this connection job."""
        for job_work in self._by(kind, some_id):
            if job_work.connection_id == connection_id:
                return Seen(job_work)
        looks = [look for look in self._lists.get((connection_id, kind), ()) if some_id in look.asked]
        for look in looks:
            if look.proves_absence:
                return Absent(look.evidence)
        return self._unseen(looks)

    def any_under(self, connection_id: str) -> Sighting[JobWork]:
        """Tell whether a connection has any job work at all."""
        for job_work in self.job_works.values():
            if job_work.connection_id == connection_id:
                return Seen(job_work)
        looks = self.listing(connection_id)
        for look in looks:
            if look.proves_absence:
                return Absent(look.evidence)
        return self._unseen(looks)

    def homes(self, some_id: str) -> tuple[Home, ...]:
        """Return every place where an ID lives, as whatever kind, without repetitions."""
        known = self._homes.get(some_id)
        if known is None:
            known = self._homes[some_id] = tuple(dict.fromkeys(self._homes_of(some_id)))
        return known

    def lives(self, kind: Kind, some_id: str) -> bool:
        """True when the ID was seen as one of this kind."""
        match kind:
            case Kind.WORKSPACE:
                return some_id in self.workspaces
            case Kind.CONNECTION:
                return some_id in self.connections
            case _:
                return (kind, some_id) in self._index

    def homes_as(self, kind: Kind, some_id: str) -> tuple[Home, ...]:
        """Return every place where an ID lives as this kind."""
        if kind is Kind.JOB_WORK:
            one = self.job_works.get(some_id)
            return (Home(kind, one.workspace_id, one.connection_id, one.id),) if one else ()
        return tuple(home for home in self.homes(some_id) if home.kind is kind)

    def _homes_of(self, some_id: str) -> Iterator[Home]:
        if some_id in self.workspaces:
            yield Home(Kind.WORKSPACE, some_id)
        if some_id in self.connections:
            connection = self.connections[some_id]
            yield Home(Kind.CONNECTION, connection.workspace_id, connection.id)
        for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB, Kind.ARTIFACT):
            for one in self._by(kind, some_id):
                job_work = None if kind is Kind.CONNECTION_JOB else one.id
                yield Home(kind, one.workspace_id, one.connection_id, job_work)

    def ids_of(self, kind: Kind) -> Iterator[str]:
        """Yield every live ID of a kind that was seen, each once."""
        match kind:
            case Kind.WORKSPACE:
                yield from self.workspaces
            case Kind.CONNECTION:
                yield from self.connections
            case _:
                yield from (some_id for of, some_id in self._index if of is kind)

    def by_external_id(self, external_id: str) -> list[JobWork]:
        """Return the job works whose work has this external ID of the customer's."""
        return [self.job_works[one] for one in self._external.get(external_id, ())]

    def holders(self, *texts: str) -> list[JobWork]:
        """Return the job works that an artifact is attached to, by its own ID or by the customer's external ID."""
        found = {one: None for text in texts for one in self._index.get((Kind.ARTIFACT, text), ())}
        found |= {one: None for text in texts for one in self._external_artifacts.get(text, ())}
        return [self.job_works[one] for one in found]

    def listing(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> list[Look]:
        """Return the pages of one listing of job works, as asked so far."""
        return [look for look in self._lists.get((connection_id, by), ()) if look.asked == asked]

    def paging(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> Paging:
        """Return how far a listing was paged."""
        return paging(self.listing(connection_id, by, asked))

    def ended(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> bool:
        """True when a listing of job works was paged until an empty page; only that shows its end."""
        return self.paging(connection_id, by, asked).ended

    def proven_absent(self, place: str, kind: Kind, some_id: str) -> bool:
        """True when a connection (for a connection's ID: a workspace) was asked for this very ID and had nothing."""
        return some_id in self._proven.get((place, kind), ())

    @property
    def listed_workspaces(self) -> bool:
        """True when the gateway was asked for all workspaces that these credentials see, and said so."""
        return any(look.of is Kind.WORKSPACE and look.by is None and look.trouble is None for look in self.looks)

    def not_hunted(self, some_id: str, kind: Kind) -> str | None:
        """Return why an ID may live somewhere that was not seen; None when all that is visible was searched for it.

        A list that came back with other rows does not count: only an empty one shows that the ID is not there.
        """
        if not self.listed_workspaces:
            every = (look for look in self.looks if look.of is Kind.WORKSPACE and look.by is None)
            return next((look.trouble.reason for look in every if look.trouble), "the search for it was not made")
        if unread := self._unread_page():
            return unread
        places = self.workspaces if kind is Kind.CONNECTION else self.connections
        unproven = next((one for one in places if not self.proven_absent(one, kind, some_id)), None)
        return self._why_unproven(unproven, kind, some_id) if unproven else None

    # -- internals

    def _unread_page(self) -> str | None:
        """Return the trouble of a page of connections that no other answer showed; worked out once for each answer."""
        if self._unread is None:
            self._unread = (self._find_unread_page(),)
        return self._unread[0]

    def _find_unread_page(self) -> str | None:
        pages = [look for look in self.looks if look.of is Kind.CONNECTION and look.by is None]
        read = {(place, look.offset) for look in pages if look.trouble is None for place in (look.workspace_id, None)}
        unread = (look for look in pages if (look.workspace_id, look.offset) not in read)
        return next((look.trouble.reason for look in unread if look.trouble), None)

    def _why_unproven(self, place: str, kind: Kind, some_id: str) -> str:
        looks = (look for look in self.looks if look.by is kind and some_id in look.asked)
        here = [look for look in looks if place in {look.connection_id, look.workspace_id}]
        trouble = next((look.trouble.reason for look in here if look.trouble), None)
        return trouble or f"the list that {place} answered may have been cut short"

    def _index_job_work(self, one: JobWork) -> None:
        keys = [
            (Kind.JOB_WORK, one.id),
            (Kind.WORK, one.work_id),
            (Kind.CONNECTION_JOB, one.connection_job_id),
        ]
        for artifact in one.artifacts or ():
            keys += [(Kind.ARTIFACT, artifact.id), (Kind.ARTIFACT, artifact.artifact_id)]
        for key in keys:
            self._index.setdefault(key, {})[one.id] = None
        for artifact in one.artifacts or ():
            if artifact.external_id:
                self._external_artifacts.setdefault(artifact.external_id, {})[one.id] = None
        if one.external_id:
            self._external.setdefault(one.external_id, {})[one.id] = None

    def _by(self, kind: Kind, some_id: str) -> Iterator[JobWork]:
        for job_work_id in self._index.get((kind, some_id), ()):
            yield self.job_works[job_work_id]

    def _unseen(self, looks: list[Look]) -> Unseen:
        for look in reversed(looks):
            if look.trouble:
                return Unseen(look.trouble.reason, look.evidence)
        if looks:
            return Unseen("the gateway's list may have been cut short", looks[-1].evidence)
        return Unseen(NOT_ASKED)
