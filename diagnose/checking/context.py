"""What a check may look at: the ticket, the live facts, and typed questions to them. No network, no clock, no files.

Everything is computed from a :class:`Sight`, a value: the same sight gives the same decisions, live or played back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from diagnose.checking.results import Skipped, Unknown
from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.facts import Artifact, Connection, JobWork
from diagnose.investigation.known.knowledge import Absent, Live, Seen, Sighting, Unseen
from diagnose.investigation.reasoning.standing import Standing, Standings, State, key_of, stand
from diagnose.report import CheckOutcome, Subject, SubjectKind
from diagnose.ticket.ticket import NamedId, Ticket

_SPOKE_GRAPHQL = frozenset({Reception.OK, Reception.PARTIAL, Reception.SHAPE_REFUSED, Reception.UNAUTHENTICATED})
_ABOVE = frozenset({Kind.WORKSPACE, Kind.ARTIFACT})


@dataclass(frozen=True)
class Credential:
    """What the run signed in with, never the secret itself: ``kind`` is ``access-token`` or ``api-key``.

    ``expires_at`` is the token's own ``exp`` claim, where it is a JWT that has one (that it is one is only inferred).
    """

    kind: str
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Sight:
    """Everything that a diagnosis is decided from."""

    ticket: Ticket
    live: Live
    endpoint: str
    now: datetime
    credential: Credential | None = None
    logins: tuple[Answer, ...] = ()
    stale_after: timedelta = timedelta(hours=1)
    reach: Reach = field(default_factory=Reach)
    interrupted: bool = False
    offline: bool = False


@dataclass(frozen=True)
class LookedAt:
    """The job works that a run looks at, and how far that reached.

    ``unseen`` maps an ID to the reason why it could not be looked at; ``more`` says that the listing may go on.
    """

    job_works: tuple[JobWork, ...] = ()
    unseen: Mapping[str, str] = field(default_factory=dict)
    more: bool = False


@dataclass(frozen=True)
class Context:
    """What one check is given; ``outcomes`` are those of the checks that ran before it."""

    sight: Sight
    standings: Standings
    outcomes: Mapping[str, CheckOutcome] = field(default_factory=dict)

    @classmethod
    def of(cls, sight: Sight) -> Context:
        """Build the context for a whole run from its sight."""
        return cls(sight, stand(sight.ticket, sight.live))

    @property
    def ticket(self) -> Ticket:
        """The ticket, as named and cleaned."""
        return self.sight.ticket

    @property
    def live(self) -> Live:
        """All facts, for questions that have no method here."""
        return self.sight.live

    @property
    def now(self) -> datetime:
        """When the run started, in UTC."""
        return self.sight.now

    # -- the exchange as a whole

    @cached_property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        """Every answer with its evidence ID, logins first."""
        return tuple(self.live.answers)

    @cached_property
    def served(self) -> bool:
        """True when the gateway answered at least one question about the ticket."""
        return any(answer.usable and not _signed_out(answer) for _, answer in self.answers)

    @cached_property
    def reached(self) -> bool:
        """True when something that speaks GraphQL, or asks for a sign-in before it, answered."""
        return any(answer.reception in _SPOKE_GRAPHQL or answer.errors for _, answer in self.answers)

    def failures(self, *receptions: Reception) -> list[tuple[str, Answer]]:
        """Return the answers received in one of these ways."""
        return [(evidence, answer) for evidence, answer in self.answers if answer.reception in receptions]

    # -- the chain

    def standing(self, named: NamedId) -> Standing:
        """How one of the ticket's IDs stands against the live data."""
        return self.standings.of(named)

    @cached_property
    def workspace_id(self) -> str | None:
        """The workspace that the ticket really hangs off, named or resolved; None if nothing tells."""
        if self.standings.anchor:
            return self.standings.anchor.workspace
        workspace = self.ticket.workspace
        return workspace.id if workspace and isinstance(self.live.workspace(workspace.id), Seen) else None

    @cached_property
    def connection(self) -> Connection | None:
        """The connection that the ticket really hangs off, named or resolved; None if nothing tells."""
        anchor = self.standings.anchor
        return self.live.connections.get(anchor.connection) if anchor else None

    @cached_property
    def looked_at(self) -> LookedAt:
        """The named job works that are live; with none named, those of the works, connection jobs or connection."""
        if self.ticket.job_works:
            return self._named_job_works()
        if self.ticket.artifacts and all(one.kind in _ABOVE for one in self.ticket):
            return self._holders_of_artifacts()
        if self.connection is None:
            return LookedAt()
        if self.ticket.works:
            return self._job_works_of(self.ticket.works, Kind.WORK)
        if self.ticket.connection_jobs:
            return self._job_works_of(self.ticket.connection_jobs, Kind.CONNECTION_JOB)
        here = tuple(one for one in self.live.job_works.values() if one.connection_id == self.connection.id)
        return self._listed(here, self.live.any_under(self.connection.id))

    def _named_job_works(self) -> LookedAt:
        found: dict[str, JobWork] = {}
        unseen: dict[str, str] = {}
        for named in self.ticket.job_works:
            standing = self.standing(named)
            if named.id in self.live.job_works:
                found[named.id] = self.live.job_works[named.id]
            elif standing.state is State.WRONG_KIND and standing.right_id in self.live.job_works:
                found[standing.right_id] = self.live.job_works[standing.right_id]
            elif standing.state is State.UNKNOWN:
                unseen[named.id] = standing.reason
        return LookedAt(tuple(found.values()), unseen)

    def _holders_of_artifacts(self) -> LookedAt:
        """With artifacts alone named, the job works that they are attached to."""
        holders = [one for named in self.ticket.artifacts for one in self.live.holders(named.named, named.id)]
        return LookedAt(tuple({one.id: one for one in holders}.values()))

    def _job_works_of(self, named: tuple[NamedId, ...], kind: Kind) -> LookedAt:
        assert self.connection is not None  # noqa: S101 - for the type checker: the caller has asked
        ids = {one.id for one in named}
        here = tuple(
            one
            for one in self.live.job_works.values()
            if one.connection_id == self.connection.id
            and (one.work_id if kind is Kind.WORK else one.connection_job_id) in ids
        )
        sightings = [self.live.under(self.connection.id, kind, one) for one in sorted(ids)]
        worst = next((one for one in sightings if isinstance(one, Unseen)), sightings[0])
        return self._listed(here, worst, kind)

    def _listed(self, here: tuple[JobWork, ...], sighting: Sighting[JobWork], kind: Kind | None = None) -> LookedAt:
        assert self.connection is not None  # noqa: S101 - as above
        bound = self.sight.reach.max_job_works
        unseen = {self.connection.id: sighting.reason} if isinstance(sighting, Unseen) else {}
        jobs = self.ticket.connection_jobs if kind is Kind.CONNECTION_JOB else ()
        asked = frozenset(one.id for one in jobs)
        unread = [look.trouble.reason for look in self.live.listing(self.connection.id, kind, asked) if look.trouble]
        ended = kind is Kind.WORK or self.live.ended(self.connection.id, kind, asked)
        if unread and not unseen and not ended:
            unseen = {self.connection.id: unread[-1]}
        return LookedAt(here[:bound] if bound else here, unseen, not ended)

    @cached_property
    def artifacts(self) -> tuple[tuple[JobWork, Artifact], ...]:
        """Every artifact of the job works looked at."""
        return tuple((one, artifact) for one in self.looked_at.job_works for artifact in one.artifacts or ())

    # -- what to answer when there is nothing to look at

    def unlit(self) -> Unknown | None:
        """Return the answer of a check that nothing was shown to: the gateway's or the credentials' fault."""
        if self.served:
            return None
        if self.sight.interrupted:
            return Unknown("the run was interrupted before the gateway answered")
        if not self.answers:
            return Unknown("the gateway was not asked")
        _, last = self.answers[-1]
        return Unknown(f"the gateway did not show it: {last.summary}")

    @property
    def why_not_shown(self) -> str:
        """Why a detail may be missing without any error on it."""
        if not self.live.manners.detail:
            return "the gateway refuses a query that is deep enough to show it"
        return "the gateway left it out"

    def not_named(self, kind: Kind, resolved: str | None) -> Skipped:
        """Return the answer of a check whose slot the ticket leaves empty."""
        if resolved is None:
            return Skipped(f"the ticket names no {kind.words}")
        return Skipped(f"the ticket names no {kind.words}; resolved to {resolved} from the IDs that it does name")

    def failed(self, check: str) -> bool:
        """True when a check ran before and did not pass (a warning is a pass here)."""
        return self.outcomes.get(check) in {CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR}

    def emptiness(self) -> tuple[Subject, ...]:
        """Return the connection as the reason for missing job works, if it has none at all."""
        if self.connection is None or not isinstance(self.live.any_under(self.connection.id), Absent):
            return ()
        return (Subject(kind=SubjectKind.CONNECTION, id=self.connection.id),)

    def because(self, standing: Standing) -> tuple[Subject, ...]:
        """Return the subjects of the IDs that explain a standing."""
        return tuple(Subject(kind=SubjectKind(key.kind.value), id=key.id) for key in standing.because_of)


def subject(named: NamedId) -> Subject:
    """Return one of the ticket's IDs as a finding's subject."""
    return Subject(kind=SubjectKind(named.kind.value), id=key_of(named).id)


def _signed_out(answer: Answer) -> bool:
    return answer.reception is Reception.UNAUTHENTICATED


__all__ = ["Absent", "Context", "Credential", "LookedAt", "Seen", "Sight", "State", "Unseen", "subject"]
