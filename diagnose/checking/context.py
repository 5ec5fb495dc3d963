"""What a check may look at: the ticket, the live facts, and typed questions to them. No network, no clock, no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from diagnose.checking.results import Skipped, Unknown
from diagnose.checking.sight import LookedAt, Sight
from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Artifact, Connection, JobWork
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.presence import Absent
from diagnose.investigation.reasoning.explain import Key
from diagnose.investigation.reasoning.standing import Standing, Standings, right_id
from diagnose.report import CheckOutcome, Subject, SubjectKind
from diagnose.ticket.ticket import NamedId, Ticket

_NOT_PASSED = frozenset({CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR})


@dataclass(frozen=True, eq=False)
class Context:
    """What one check is given: what the run saw, and the ``outcomes`` of the checks that ran before it."""

    sight: Sight
    outcomes: Mapping[str, CheckOutcome] = field(default_factory=dict)

    @property
    def ticket(self) -> Ticket:
        """The ticket, as named and cleaned."""
        return self.sight.ticket

    @property
    def live(self) -> Knowledge:
        """All facts, for questions that have no method here."""
        return self.sight.live

    @property
    def now(self) -> datetime:
        """When the run started, in UTC."""
        return self.sight.now

    # -- the exchange as a whole

    @property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        """Every answer about the ticket, with its evidence ID."""
        return self.live.answers

    @property
    def served(self) -> bool:
        """True when the gateway answered at least one question about the ticket."""
        return self.sight.served

    @property
    def reached(self) -> bool:
        """True when something that speaks GraphQL, or asks for a sign-in before it, answered."""
        return self.sight.reached

    def failures(self, *receptions: Reception) -> list[tuple[str, Answer]]:
        """Return the answers received in one of these ways."""
        return [(evidence, answer) for evidence, answer in self.answers if answer.reception in receptions]

    # -- the chain

    @property
    def standings(self) -> Standings:
        """How all of the ticket's IDs stand against the live data."""
        return self.sight.standings

    def standing(self, named: NamedId) -> Standing:
        """How one of the ticket's IDs stands against the live data."""
        return self.standings.of(named)

    def right_id(self, named: NamedId) -> str | None:
        """Return what belongs in the place of one of the ticket's IDs, if it is another one and it is known."""
        return right_id(self.standing(named))

    def rivals(self, named: NamedId) -> tuple[Key, ...]:
        """Return the IDs of the ticket that may be wrong in place of this one: as small a change."""
        return self.standings.rivals(named)

    @property
    def workspace_id(self) -> str | None:
        """The workspace that the ticket really belongs to, named or resolved; None if not known."""
        return self.sight.workspace_id

    @property
    def connection(self) -> Connection | None:
        """The connection that the ticket really belongs to, named or resolved; None if not known."""
        return self.sight.connection

    @property
    def looked_at(self) -> LookedAt:
        """The named job works that are live; with none named, those of the works, connection jobs or connection."""
        return self.sight.looked_at

    @property
    def artifacts(self) -> tuple[tuple[JobWork, Artifact], ...]:
        """Every artifact of the job works looked at."""
        return self.sight.artifacts

    # -- what to answer when there is nothing to look at

    def not_served(self) -> Unknown | None:
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
        if not self.live.manners.whole:
            return "no query deep enough to show it was answered"
        return "the gateway left it out"

    def not_named(self, kind: Kind, resolved: str | None) -> Skipped:
        """Return the answer of a check whose slot the ticket leaves empty."""
        if resolved is None:
            return Skipped(f"the ticket names no {kind.words}")
        return Skipped(f"the ticket names no {kind.words}; resolved to {resolved} from its other IDs")

    def failed(self, check: str) -> bool:
        """True when a check ran before and did not pass (a warning is a pass here)."""
        return self.outcomes.get(check) in _NOT_PASSED

    def emptiness(self) -> tuple[Subject, ...]:
        """Return the connection as the reason for missing job works, if it has none at all."""
        if self.connection is None or not isinstance(self.live.any_under(self.connection.id), Absent):
            return ()
        return (Subject(kind=SubjectKind.CONNECTION, id=self.connection.id),)


def subject(named: NamedId | Key) -> Subject:
    """Return one of the ticket's IDs as a finding's subject."""
    return Subject(kind=SubjectKind(named.kind.value), id=named.id)
