"""One pass over a text: each place where a form may begin is offered to it, and what it claims is left to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from diagnose.intake.content.form import Part, Stretch, StretchForm, Vain
from diagnose.intake.content.sightings import (
    Remark,
    RequestSeen,
    SecretSeen,
    Sighting,
    VariableAssigned,
    tell_anything,
)
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.limits import VAIN, WASTE
from diagnose.intake.source.traced import Traced

Resolve = Callable[["tuple[Sighting | Part, ...]", "RequestSeen | None"], "tuple[Sighting, ...]"]
"""Reads the parts of a claim; the request is the document before it that shows no variables yet."""


_TOO_MUCH = "Too much of it looks like commands or JSON but is neither; the rest was read as plain text."


@dataclass(frozen=True)
class ScannedStretch:
    """What stood in a text from ``start`` to ``end``; an empty stretch holds secrets that nobody claimed."""

    start: int
    end: int
    seen: tuple[Sighting, ...]


@dataclass
class Scanner:
    """Goes over one text, once."""

    source: Traced
    forms: Sequence[StretchForm]
    resolve: Resolve
    budget: int = 0
    resume: int = 0
    """From where to look for the next place of the form that was asked last."""
    document: RequestSeen | None = None
    assigned: dict[str, Value] = field(default_factory=dict)

    def run(self) -> Iterator[ScannedStretch]:
        """Yield what the forms claim, in the order of the text."""
        text, position = self.source.text, 0
        self.budget = WASTE + 3 * len(text)
        upcoming = [form.looks_like.search(text) for form in self.forms]
        while waiting := [(match.start(), index, match) for index, match in enumerate(upcoming) if match]:
            start, index, match = min(waiting, key=lambda place: place[:2])
            self.resume = start + 1
            if start >= position and (found := self._offer(self.forms[index], match)):
                yield found
                position = max(position, found.end)
            for other_start, other, _ in waiting:
                if other == index or other_start < position:
                    begin = self.resume if other == index else other_start + 1
                    upcoming[other] = self.forms[other].looks_like.search(text, max(position, begin))

    def _offer(self, form: StretchForm, match: re.Match[str]) -> ScannedStretch | None:
        """Offer a place to a form; return what came of it."""
        start = match.start()
        outcome = form.read(Stretch(self.source, start, match.end(), self.budget, self.assigned, self.document))
        if outcome is None:
            return None
        self.budget -= outcome.cost
        if isinstance(outcome, Vain):
            return self._in_vain(start, outcome.end, outcome.secrets)
        seen = self.resolve(outcome.found, self.document)
        self._remember_values(seen)
        if not tell_anything(seen) or outcome.end <= start:
            return self._in_vain(start, outcome.end, seen)
        self._remember(seen)
        return ScannedStretch(start, outcome.end, seen)

    def _in_vain(self, start: int, end: int, seen: tuple[Sighting, ...]) -> ScannedStretch | None:
        """Answer for what came to nothing: look for the next of its kind behind what was read; keep the secrets."""
        self.budget -= VAIN + max(end - self.resume, 0)
        self.resume = max(self.resume, end) if self.budget > 0 else len(self.source.text)
        kept: list[Sighting] = [sighting for sighting in seen if isinstance(sighting, SecretSeen)]
        if self.budget <= 0:
            kept.append(Remark(1, _TOO_MUCH))
        return ScannedStretch(start, start, tuple(kept)) if kept else None

    def _remember_values(self, seen: tuple[Sighting, ...]) -> None:
        """Keep the variables of a script for the forms behind it, also when nothing was claimed."""
        for sighting in seen:
            if isinstance(sighting, VariableAssigned):
                self.assigned[sighting.name] = sighting.value

    def _remember(self, seen: tuple[Sighting, ...]) -> None:
        """Keep a document that may wait for its variables."""
        for sighting in seen:
            if isinstance(sighting, RequestSeen) and sighting.request.form == "graphql":
                self.document = sighting
