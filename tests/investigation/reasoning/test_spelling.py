"""Two spellings of a UUID are one ID: the gateway's is used, the ticket's is kept for telling."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.known.facts import Connection
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.reasoning.spelling import respelled
from diagnose.ticket.ticket import make_ticket

USUAL = "3f2b8c1e-7d4a-4c1b-9e0f-5a6b7c8d9e0f"
CAPITALS, BARE = USUAL.upper(), USUAL.replace("-", "")


def knowing(*connections: str) -> Knowledge:
    return Knowledge(connections={some_id: Connection(some_id, "w", None, None, "E1") for some_id in connections})


def test_the_gateways_spelling_is_used_and_the_tickets_kept() -> None:
    """Capitals in the ticket, small letters there; and the other way round."""
    for ticket, live in ((CAPITALS, USUAL), (BARE, USUAL), (USUAL, CAPITALS), (f"urn:uuid:{USUAL}", USUAL)):
        (named,) = respelled(make_ticket({Kind.CONNECTION: [ticket]}), knowing(live))
        assert (named.named, named.id, named.spelled) == (ticket, live, ticket)


def test_nothing_changes_where_nothing_differs() -> None:
    """The very same ticket: what was worked out for it holds."""
    for some_id in (USUAL, "connection_790", "CONNECTION_790"):
        ticket = make_ticket({Kind.CONNECTION: [some_id]})
        assert respelled(ticket, knowing(USUAL, "connection_790")) is ticket


def test_two_spellings_in_one_ticket_are_one_id() -> None:
    """In the wrong slot as well: there it is spelled as what it really is."""
    ticket = make_ticket({Kind.CONNECTION: [CAPITALS], Kind.JOB_WORK: [USUAL, CAPITALS]})
    placed = respelled(ticket, knowing(USUAL))
    assert [(named.kind, named.id) for named in placed] == [(Kind.CONNECTION, USUAL), (Kind.JOB_WORK, USUAL)]
