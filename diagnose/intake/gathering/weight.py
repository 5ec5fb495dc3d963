"""How much a place counts when two disagree about one slot: the request that failed most of all."""

from __future__ import annotations

import json
from enum import IntEnum
from typing import NamedTuple

from diagnose.ids import Kind
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.model import Grounds, SavedResponse
from diagnose.intake.source.voices import Voice


class Weight(IntEnum):
    """What a place's say in a slot comes from, the lightest first."""

    INVENTORY = 2
    """A saved response lists it."""
    PREFIX = 10
    """Mentioned, its kind told by a documented prefix only."""
    ASKED_AND_GIVEN = 20
    """In a request whose saved response is healthy."""
    WORDS = 30
    """Named in words."""
    CREATED = 35
    """In the response to a creation."""
    ASKED = 45
    """In a request whose response is not in the ticket: presumably the one that it is about."""
    TICKET = 50
    """Under its key in a ticket file."""
    INCOMPLETE = 55
    """In a request whose saved response is whole but for job works without artifacts."""
    FAILED = 60
    """In a request whose saved response shows a failure, or comes back empty."""
    CORRECTED = 70
    """Named in place of another one."""

    @classmethod
    def of_response(cls, response: SavedResponse | None) -> Weight:
        """Return the weight of a request that got this response."""
        if response is None:
            return cls.ASKED
        if response.empty == ("jobWorkArtifacts",) and not response.errors and (response.status or 0) < 400:  # noqa: PLR2004
            return cls.INCOMPLETE
        return cls.FAILED if response.failing else cls.ASKED_AND_GIVEN


MENTIONED = {
    Grounds.FIELD: Weight.TICKET,
    Grounds.WORDS: Weight.WORDS,
    Grounds.PREFIX: Weight.PREFIX,
    Grounds.NONE: Weight.PREFIX,
}
"""What a mention of an ID weighs, by what tells its kind."""
SAID = {"header": Weight.FAILED, "key": Weight.TICKET, "subject": Weight.TICKET, "words": Weight.WORDS}
"""What a name of the ticket, or an address, weighs by where it stands."""


class Say(NamedTuple):
    """How much one place counts: the customer's newest words before older ones, then by the place's weight."""

    voice: Voice
    weight: Weight

    @property
    def words(self) -> str:
        """Return the end of "… because"."""
        return _WORDS[self.weight]


_WORDS = {
    Weight.INVENTORY: "a saved response lists it",
    Weight.PREFIX: "it is mentioned",
    Weight.ASKED_AND_GIVEN: "it is in a request that was answered",
    Weight.WORDS: "the text names it",
    Weight.CREATED: "the response to a creation returned it",
    Weight.ASKED: "it is in the customer's request",
    Weight.TICKET: "the ticket file names it",
    Weight.INCOMPLETE: "it is in a request whose response lacks artifacts",
    Weight.CORRECTED: "a correction names it",
    Weight.FAILED: "it is in the request that failed",
}


class AnswerRows:
    """What came back, as text that is made only once there is a question to it."""

    def __init__(self, response: SavedResponse | None) -> None:
        whole = response is not None and Weight.of_response(response) is Weight.ASKED_AND_GIVEN
        self._data = response.data if response is not None and whole else None
        self._text: str | None = None

    def lacks(self, found: IdSeen) -> bool:
        """Tell whether a job work was asked for and did not come back: then it is what the ticket is about."""
        if self._data is None or found.kind is not Kind.JOB_WORK:
            return False
        if self._text is None:
            self._text = json.dumps(self._data, ensure_ascii=False)
        return f'"{found.value}"' not in self._text
