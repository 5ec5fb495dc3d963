"""What is known at one moment: the facts together, and the questions that can be put to them without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind, identity
from diagnose.investigation.known.bounds import Manners
from diagnose.investigation.known.facts import Connection, JobWork, Look, Workspace
from diagnose.investigation.known.index import Index, index_of
from diagnose.investigation.known.looks import Looks, absent_or_unseen, unseen
from diagnose.investigation.known.paging import Paging, paging
from diagnose.investigation.known.presence import Absent, Home, Presence, Seen


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Everything that the answers so far have shown, in the order they came. A value: nothing is added to it.

    ``answers`` holds ``(evidence ID, answer)``, ``job_works`` the fullest row of each. ``rows`` has the earlier ones
    too, since an artifact that was shown once stays seen. ``asked`` are the keys of all questions that were asked.
    What is looked up often is indexed when it is first asked for.
    """

    answers: tuple[tuple[str, Answer], ...] = ()
    workspaces: Mapping[str, Workspace] = field(default_factory=dict)
    connections: Mapping[str, Connection] = field(default_factory=dict)
    job_works: Mapping[str, JobWork] = field(default_factory=dict)
    rows: tuple[JobWork, ...] = ()
    looks: Looks = field(default_factory=Looks)
    manners: Manners = field(default_factory=Manners)
    asked: frozenset[str] = frozenset()

    # -- what can be said of one ID

    def workspace(self, workspace_id: str) -> Presence[Workspace]:
        """Tell whether the credentials see this workspace.

        An explicit refusal for this very ID counts as absence only if the same credentials were served otherwise.
        """
        if workspace_id in self.workspaces:
            return Seen(self.workspaces[workspace_id])
        looks = [look for look in self.looks.of(Kind.WORKSPACE) if workspace_id in look.asked]
        for look in looks:
            if look.proves_absence:
                return Absent(look.evidence)
        served = any(look.trouble is None for look in self.looks.of(Kind.WORKSPACE))
        for look in looks:
            if served and look.trouble and look.trouble.reception in {Reception.FORBIDDEN, Reception.NOT_FOUND}:
                return Absent(look.evidence, look.trouble.reason)
        return unseen(looks)

    def connection(self, connection_id: str, workspace_id: str | None = None) -> Presence[Connection]:
        """Tell whether this connection exists in the workspace; without one, in any that is visible."""
        found = self.connections.get(connection_id)
        if found and workspace_id in {None, found.workspace_id}:
            return Seen(found)
        looks = [
            look
            for look in self.looks.of(Kind.CONNECTION)
            if connection_id in look.asked and (workspace_id is None or look.workspace_id == workspace_id)
        ]
        proof = next((look.evidence for look in looks if look.proves_absence), None)
        if found:
            return Absent(proof or found.evidence)
        everywhere = all(self.looks.proven_absent(place, Kind.CONNECTION, connection_id) for place in self.workspaces)
        if proof and (workspace_id is not None or everywhere):
            return Absent(proof)
        return unseen([look for look in looks if look.trouble] or looks)

    def under(self, connection_id: str, kind: Kind, some_id: str) -> Presence[JobWork]:
        """Tell whether a connection has a job work with this ID, of this work, or in this connection job."""
        for job_work in self.rows_of(kind, some_id):
            if job_work.connection_id == connection_id:
                return Seen(job_work)
        return absent_or_unseen(
            [look for look in self.looks.in_connection(connection_id, kind) if some_id in look.asked]
        )

    def any_under(self, connection_id: str) -> Presence[JobWork]:
        """Tell whether a connection has any job work at all."""
        for job_work in self.job_works.values():
            if job_work.connection_id == connection_id:
                return Seen(job_work)
        return absent_or_unseen(self.listing(connection_id))

    # -- where IDs live

    def homes(self, some_id: str) -> tuple[Home, ...]:
        """Return every place where an ID lives, as whatever kind, without repetitions."""
        known = self._homes.get(some_id)
        if known is None:
            known = self._homes[some_id] = tuple(dict.fromkeys(self._homes_of(some_id)))
        return known

    @cached_property
    def _homes(self) -> dict[str, tuple[Home, ...]]:
        """What :meth:`homes` found, since every ID of a ticket is looked up a dozen times."""
        return {}

    def lives(self, kind: Kind, some_id: str) -> bool:
        """True when the ID was seen as one of this kind."""
        match kind:
            case Kind.WORKSPACE:
                return some_id in self.workspaces
            case Kind.CONNECTION:
                return some_id in self.connections
            case Kind.JOB_WORK:
                return some_id in self.job_works
            case _:
                return some_id in self._index.by_kind[kind]

    def homes_as(self, kind: Kind, some_id: str) -> tuple[Home, ...]:
        """Return every place where an ID lives as this kind."""
        if kind is Kind.JOB_WORK:
            job_work = self.job_works.get(some_id)
            return (Home(kind, job_work.workspace_id, job_work.connection_id, job_work.id),) if job_work else ()
        return tuple(home for home in self.homes(some_id) if home.kind is kind)

    def _homes_of(self, some_id: str) -> Iterator[Home]:
        if some_id in self.workspaces:
            yield Home(Kind.WORKSPACE, some_id)
        if some_id in self.connections:
            connection = self.connections[some_id]
            yield Home(Kind.CONNECTION, connection.workspace_id, connection.id)
        for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB, Kind.ARTIFACT):
            for job_work in self.rows_of(kind, some_id):
                of_one = None if kind is Kind.CONNECTION_JOB else job_work.id
                yield Home(kind, job_work.workspace_id, job_work.connection_id, of_one)

    def ids_of(self, kind: Kind) -> Iterable[str]:
        """Return every live ID of a kind that was seen, each once."""
        match kind:
            case Kind.WORKSPACE:
                return self.workspaces
            case Kind.CONNECTION:
                return self.connections
            case Kind.JOB_WORK:
                return self.job_works
            case _:
                return self._index.by_kind[kind]

    def spelled_as(self, kinds: Iterable[Kind]) -> dict[str, str]:
        """Return the live IDs of some kinds as the gateway spells them, by what all spellings of one share."""
        return {identity(some_id): some_id for kind in kinds for some_id in self.ids_of(kind)}

    def by_external_id(self, external_id: str) -> list[JobWork]:
        """Return the job works whose work has this external ID of the customer's."""
        return [self.job_works[job_work_id] for job_work_id in self._index.external.get(external_id, ())]

    def holders(self, *texts: str) -> list[JobWork]:
        """Return the job works that an artifact is attached to, by its own ID or by the customer's external ID."""
        found = {holder: None for text in texts for holder in self._index.by_kind[Kind.ARTIFACT].get(text, ())}
        found |= {holder: None for text in texts for holder in self._index.external_artifacts.get(text, ())}
        return [self.job_works[holder] for holder in found]

    def shown_by(self, homes: Iterable[Home]) -> tuple[str, ...]:
        """Return the evidence IDs of the exchanges that showed these places, without repetitions."""
        return tuple(dict.fromkeys(evidence for home in homes if (evidence := self._evidence(home))))

    def _evidence(self, home: Home) -> str | None:
        shown = (
            self.job_works.get(home.job_work_id or "")
            or self.connections.get(home.connection_id or "")
            or self.workspaces.get(home.workspace_id)
        )
        return shown.evidence if shown else None

    # -- lists, and what they prove

    def listing(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> list[Look]:
        """Return the pages of one listing of job works, as asked so far."""
        return [look for look in self.looks.in_connection(connection_id, by) if look.asked == asked]

    def paging(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> Paging:
        """Return how far a listing was paged."""
        return paging(self.listing(connection_id, by, asked))

    def ended(self, connection_id: str, by: Kind | None = None, asked: frozenset[str] = frozenset()) -> bool:
        """True when a listing of job works was paged until an empty page; only that shows its end."""
        return self.paging(connection_id, by, asked).ended

    def listed(self, connection_id: str) -> bool:
        """True when a connection's job works were listed, and no page of that failed that no other answer showed.

        Only then is it known that no other ID is as near to a mistyped one.
        """
        pages = self.listing(connection_id)
        read = {page.offset for page in pages if page.trouble is None}
        return bool(read) and all(page.offset in read for page in pages)

    def proven_absent(self, place: str, kind: Kind, some_id: str) -> bool:
        """True when a connection (for a connection's ID: a workspace) was asked for this very ID and had nothing."""
        return self.looks.proven_absent(place, kind, some_id)

    def lacks_at_home(self, look: Look, own: Mapping[str, str]) -> bool:
        """True when nothing came for an ID that lives in the place that was asked; ``own`` has its own spelling.

        Such a gateway tells the spellings of one ID apart.
        """
        if look.by is None or not look.proves_absence:
            return False
        homes = [home for some_id in look.asked & own.keys() for home in self.homes_as(look.by, own[some_id])]
        match look.of:
            case Kind.WORKSPACE:
                return bool(homes)
            case Kind.CONNECTION:
                return any(home.workspace_id == look.workspace_id for home in homes)
            case _:
                return any(home.connection_id == look.connection_id for home in homes)

    def not_hunted(self, some_id: str, kind: Kind) -> str | None:
        """Return why an ID may live somewhere that was not seen; None when all that is visible was searched for it.

        A list that came back with other rows does not count: only an empty one shows that the ID is not there.
        """
        if not self.looks.listed_workspaces:
            return self.looks.why_workspaces_unlisted
        if unread := self.looks.unread_page or self.looks.unending_list:
            return unread
        places = self.workspaces if kind is Kind.CONNECTION else self.connections
        unproven = next((place for place in places if not self.looks.proven_absent(place, kind, some_id)), None)
        return self.looks.why_unproven(unproven, kind, some_id) if unproven else None

    @cached_property
    def _index(self) -> Index:
        return index_of(self.rows)

    def rows_of(self, kind: Kind, some_id: str) -> Iterator[JobWork]:
        """Yield the job works that an ID below the connection leads to."""
        if kind is not Kind.JOB_WORK:
            yield from (self.job_works[job_work_id] for job_work_id in self._index.by_kind[kind].get(some_id, ()))
        elif some_id in self.job_works:
            yield self.job_works[some_id]
