"""IDs of unknown kind: which the gateway is asked about, and which the ticket is about."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.model import FoundId, FoundSecret, Grounds, Reading, SecretKind
from diagnose.secrets import Secret
from diagnose.ticket.lookups import MOST_LOOKUPS, lookups, unplaced
from diagnose.ticket.ticket import Ticket, named_id

UUID, OTHER = "3f2b8c1e-7d4a-4c1b-9e0f-5a6b7c8d9e0f", "9d1b04aa-52c7-4e36-8b1d-c2f7a6e0d913"


def ticket(*unsorted: str, reading: Reading | None = None, **named: str) -> Ticket:
    slots = {Kind(kind): (named_id(Kind(kind), some_id),) for kind, some_id in named.items()}
    return Ticket(slots, reading=reading or Reading(), unsorted=unsorted)


@pytest.mark.parametrize("some_id", [UUID, "clx8k5e2t0012mp08n3o4p5q6", "job-5512", "8812047193"])
def test_what_may_be_an_id_is_asked_about(some_id: str) -> None:
    """UUIDs, cuids, short words with digits."""
    assert lookups(ticket(some_id)) == (some_id,)


@pytest.mark.parametrize(
    "some_id", ["123-45-6789", "12-3456789", "030-5550-1077", "123456789", "Jane-Doe", "a.b@c", "x1", "x1" * 40]
)
def test_what_is_personal_or_no_id_is_never_sent(some_id: str) -> None:
    """Tax and phone numbers, names, addresses, what is too short or too long."""
    assert lookups(ticket(some_id)) == ()


def test_secrets_and_ids_that_have_a_place_are_not_asked_about() -> None:
    """A part of a token is none either; and no more than so many are asked."""
    secret = FoundSecret(SecretKind.API_KEY, "t.txt", 1, "key", Secret(f"key-{UUID}", "API key"))
    assert lookups(ticket(UUID, OTHER, reading=Reading(secrets=(secret,)), connection=OTHER)) == ()
    assert len(lookups(ticket(*(f"id_{number}" for number in range(50))))) == MOST_LOOKUPS


def test_an_id_in_the_place_of_one_matters_whatever_it_looks_like() -> None:
    """The key or argument that it was given to says that it is one."""
    found = FoundId(None, "x9", "x9", Grounds.ARGUMENT, "t.txt", 1, "ids")
    named = {"connection": UUID, "job_work": OTHER}
    assert [*unplaced(ticket("x9", "y9", reading=Reading(ids=(found,)), **named))] == ["x9"]


def test_one_that_looks_like_the_others_matters_where_a_place_is_empty() -> None:
    """Beside a workspace alone it may be the connection; beside a whole chain it may be anything."""
    assert [*unplaced(ticket(OTHER, "clx8k5e2t0012mp08n3o4p5q6", workspace=UUID))] == [OTHER]
    assert [*unplaced(ticket("conn_77", "trace_77", workspace="conn_12"))] == ["conn_77"]
    assert [*unplaced(ticket(OTHER, connection=UUID, job_work=UUID))] == []


def test_in_a_ticket_that_names_nothing_else_all_matter() -> None:
    """There is nothing else that it could be about."""
    assert [*unplaced(ticket(UUID, "x9"))] == [UUID, "x9"]
