"""What a run saw, as one value: the same sight gives the same decisions, live or played back.

What follows from it alone, such as the job works to look at, is worked out once and shared by all checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.facts import Artifact, Connection, JobWork
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.presence import Presence, Seen, Unseen
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.standing import Standings, WrongKind
from diagnose.ticket.ticket import Ticket

_SPOKE_GRAPHQL = frozenset({Reception.OK, Reception.PARTIAL, Reception.SHAPE_REFUSED, Reception.UNAUTHENTICATED})
_ABOVE = frozenset({Kind.WORKSPACE, Kind.ARTIFACT})


@dataclass(frozen=True)
class SignIn:
    """What the run signed in with, never the secret itself: ``kind`` is ``access-token`` or ``api-key``.

    ``expires_at`` is the token's own ``exp`` claim, where it is a JWT that has one (that it is one is only inferred).
    """

    kind: str
    expires_at: datetime | None = None


@dataclass(frozen=True)
class LookedAt:
    """The job works that a run looks at, and how far that reached.

    ``unseen`` maps an ID to the reason why it could not be checked; ``more`` says that the listing may go on.
    """

    job_works: tuple[JobWork, ...] = ()
    unseen: Mapping[str, str] = field(default_factory=dict)
    more: bool = False


@dataclass(frozen=True, eq=False)
class Sight:
    """Everything that a diagnosis is decided from."""

    case: CaseFile
    endpoint: str
    now: datetime
    credential: SignIn | None = None
    logins: tuple[Answer, ...] = ()
    stale_after: timedelta = timedelta(hours=1)
    reach: Reach = field(default_factory=Reach)
    interrupted: bool = False
    offline: bool = False

    @property
    def ticket(self) -> Ticket:
        """The ticket, as named and cleaned."""
        return self.case.ticket

    @property
    def live(self) -> Knowledge:
        """Everything that the gateway has shown."""
        return self.case.live

    @property
    def standings(self) -> Standings:
        """How the named IDs stand against that."""
        return self.case.standings

    # -- the exchange as a whole

    @cached_property
    def served(self) -> bool:
        """True when the gateway answered at least one question about the ticket."""
        return any(
            answer.usable and answer.reception is not Reception.UNAUTHENTICATED for _, answer in self.live.answers
        )

    @cached_property
    def reached(self) -> bool:
        """True when something that speaks GraphQL, or asks for a sign-in before it, answered."""
        return any(answer.reception in _SPOKE_GRAPHQL or answer.errors for _, answer in self.live.answers)

    # -- the chain

    @cached_property
    def workspace_id(self) -> str | None:
        """The workspace that the ticket really belongs to, named or resolved; None if not known."""
        if self.standings.anchor:
            return self.standings.anchor.workspace
        workspace = self.ticket.workspace
        return workspace.id if workspace and isinstance(self.live.workspace(workspace.id), Seen) else None

    @cached_property
    def connection(self) -> Connection | None:
        """The connection that the ticket really belongs to, named or resolved; None if not known."""
        anchor = self.standings.anchor
        return self.live.connections.get(anchor.connection) if anchor else None

    @cached_property
    def looked_at(self) -> LookedAt:
        """The named job works that are live; with none named, those of the works, connection jobs or connection."""
        if self.ticket.job_works:
            return self._named_job_works()
        if self.ticket.artifacts and all(named.kind in _ABOVE for named in self.ticket):
            return self._holders_of_artifacts()
        if self.connection is None:
            return LookedAt()
        for kind in (Kind.WORK, Kind.CONNECTION_JOB):
            if self.ticket.of(kind):
                return self._job_works_of(kind, self.connection)
        here = (job_work for job_work in self.live.job_works.values() if job_work.connection_id == self.connection.id)
        return self._listed(self.connection, tuple(here), self.live.any_under(self.connection.id))

    def _named_job_works(self) -> LookedAt:
        found: dict[str, JobWork] = {}
        unseen: dict[str, str] = {}
        for named in self.ticket.job_works:
            match self.standings.of(named):
                case _ if named.id in self.live.job_works:
                    found[named.id] = self.live.job_works[named.id]
                case WrongKind(right=str(right)) if right in self.live.job_works:
                    found[right] = self.live.job_works[right]
                case Unseen(reason):
                    unseen[named.id] = reason
                case _:
                    pass
        return LookedAt(tuple(found.values()), unseen)

    def _holders_of_artifacts(self) -> LookedAt:
        """With artifacts alone named, the job works that they are attached to."""
        holders = [holder for named in self.ticket.artifacts for holder in self.live.holders(named.named, named.id)]
        return LookedAt(tuple({holder.id: holder for holder in holders}.values()))

    def _job_works_of(self, kind: Kind, connection: Connection) -> LookedAt:
        ids = {named.id for named in self.ticket.of(kind)}
        here = tuple(
            job_work
            for job_work in self.live.job_works.values()
            if job_work.connection_id == connection.id and job_work.id_as(kind) in ids
        )
        presences = [self.live.under(connection.id, kind, some_id) for some_id in sorted(ids)]
        worst = next((presence for presence in presences if isinstance(presence, Unseen)), presences[0])
        return self._listed(connection, here, worst, kind)

    def _listed(
        self,
        connection: Connection,
        here: tuple[JobWork, ...],
        presence: Presence[JobWork],
        kind: Kind | None = None,
    ) -> LookedAt:
        bound = self.reach.max_job_works
        unseen = {connection.id: presence.reason} if isinstance(presence, Unseen) else {}
        jobs = self.ticket.connection_jobs if kind is Kind.CONNECTION_JOB else ()
        asked = frozenset(job.id for job in jobs)
        unread = [look.trouble.reason for look in self.live.listing(connection.id, kind, asked) if look.trouble]
        ended = kind is Kind.WORK or self.live.ended(connection.id, kind, asked)
        if unread and not unseen and not ended:
            unseen = {connection.id: unread[-1]}
        return LookedAt(here[:bound] if bound else here, unseen, not ended)

    @cached_property
    def artifacts(self) -> tuple[tuple[JobWork, Artifact], ...]:
        """Every artifact of the job works looked at."""
        return tuple(
            (job_work, artifact) for job_work in self.looked_at.job_works for artifact in job_work.artifacts or ()
        )
