"""The ticket beside what is known live: what the plan asks from, and what the checks judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.reasoning.assess import assess
from diagnose.investigation.reasoning.standing import Standings
from diagnose.ticket.ticket import Ticket


@dataclass(frozen=True, eq=False)
class CaseFile:
    """One ticket, and everything known of it at one moment."""

    ticket: Ticket
    live: Knowledge = field(default_factory=Knowledge)

    @cached_property
    def standings(self) -> Standings:
        """How the named IDs stand: worked out once, since with many IDs it takes a while."""
        return assess(self.ticket, self.live)
