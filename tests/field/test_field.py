"""The tickets from the field that are read right, and those whose outcome is right, stay so.

The two lists are written by ``python -m tests.field.report --keep`` and only ever grow.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.field.reading import load, misread, names, played, read
from tests.field.report import OUTCOME_RIGHT, READ_RIGHT, kept
from tests.field.worlds import Gateways
from tests.parts import sampled


@pytest.fixture(scope="module")
def gateways() -> Iterator[Gateways]:
    """One gateway for each world that a ticket is played against."""
    with Gateways() as running:
        yield running


def test_every_ticket_can_be_loaded() -> None:
    """Each folder holds a ticket and an ``expected.toml`` without mistakes, and the lists name existing folders."""
    for name in names():
        assert load(name).files, name
    assert {*kept(READ_RIGHT), *kept(OUTCOME_RIGHT)} <= {*names()}


@pytest.mark.parametrize("name", kept(READ_RIGHT))
def test_reading_stays_right(name: str) -> None:
    """What is read in the ticket is what its customer meant."""
    ticket = load(name)
    assert misread(ticket.expected, read(ticket)) == []


@pytest.mark.parametrize("name", sampled(kept(OUTCOME_RIGHT), 40))
def test_outcome_stays_right(name: str, gateways: Gateways) -> None:
    """Against each of its worlds the ticket has the right status and causes, and no other."""
    ticket = load(name)
    assert played(ticket, read(ticket), gateways) == []
