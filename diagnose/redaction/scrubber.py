"""Somebody else's sentences without what is personal: what is useful of an error stays, the rest becomes aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from diagnose.redaction.addresses_and_files import addresses
from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.known_names import KnownNames, guessed_names
from diagnose.redaction.personal_numbers import personal_numbers
from diagnose.redaction.stretches import PersonalStretch, settled

PARTLY: Final = " (partly masked)"
"""Added where something was taken out, so that nobody takes an alias for what the gateway said."""

# What our IDs, times and hashes are made of, in one piece; sought first, and left alone as a whole.
_KEPT: Final = re.compile(
    r"(?<![\w-])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|(?:workspace|connection|job|job_work|work|artifact|client|file)[_-][\w-]{1,64}"
    r"|[0-9a-f]{24,128}|c[a-z0-9]{24}|[0-7][0-9A-HJKMNP-TV-Z]{25})(?![\w-]|\.\d)"
)


@dataclass
class Scrubber:
    """Takes what is personal out of texts; ``names`` are those that the run knows, ``ids`` those of the gateway."""

    table: AliasTable
    names: KnownNames = field(default_factory=KnownNames)
    ids: frozenset[str] = frozenset()

    def scrubbed(self, text: str) -> str:
        """Return the text with an alias in the place of all that is personal; a text without any is returned as is."""
        parts: list[str] = []
        end = 0
        for stretch in self.found(text):
            parts += [text[end : stretch.start], self.table.alias(text[stretch.start : stretch.end], stretch.kind)]
            end = stretch.end
        return "".join([*parts, text[end:]]) if parts else text

    def told(self, text: str) -> str:
        """Return the text scrubbed, and saying so where something was taken out."""
        scrubbed = self.scrubbed(text)
        return text if scrubbed == text else f"{scrubbed}{PARTLY}"

    def found(self, text: str) -> Iterator[PersonalStretch]:
        """Yield what is personal in a text, in order."""
        known = [*addresses(text), *self.names.find(text)]
        kept = sorted((found.span() for found in _KEPT.finditer(text)), key=lambda span: span[0])
        others = [*personal_numbers(text), *guessed_names(text)]
        yield from settled(
            stretch
            for stretch in (*known, *_outside_of(kept, others))
            if text[stretch.start : stretch.end] not in self.ids and not _is_alias_already(text, stretch)
        )


def _is_alias_already(text: str, stretch: PersonalStretch) -> bool:
    word = text[stretch.start : stretch.end]
    return any(word.startswith(f"{kind}-") and word[len(kind) + 1 :].isdigit() for kind in PersonalKind)


def _outside_of(kept: list[tuple[int, int]], found: list[PersonalStretch]) -> Iterator[PersonalStretch]:
    """Leave out what begins within a stretch that is kept: ten digits of a UUID are no telephone."""
    place = 0
    for stretch in sorted(found, key=lambda stretch: stretch.start):
        while place < len(kept) and kept[place][1] <= stretch.start:
            place += 1
        if place == len(kept) or not kept[place][0] <= stretch.start:
            yield stretch
