"""Who says what in a text, and when: the customer now, the customer earlier, or support.

Forms hand these values in with a text (:class:`~diagnose.intake.content.form.TextPart`), the gathering weighs by them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum


class Voice(IntEnum):
    """Whose words they are, those that count least first."""

    SUPPORT = 0
    """Support's own: they name nothing for the customer."""
    EARLIER = 1
    """An earlier message, of the customer or of nobody knows whom."""
    NOW = 2
    """The newest message of the customer."""


@dataclass(frozen=True)
class Voices:
    """From ``starts[i]`` on, ``voices[i]`` speaks; where there are none, the customer does, now."""

    starts: tuple[int, ...] = ()
    voices: tuple[Voice, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anybody but the customer speaks, or a message but the newest."""
        return bool(self.starts)

    @classmethod
    def of_lines(cls, lines: Iterable[str], voices: Iterable[Voice]) -> Voices:
        """Return the voices of a text from its lines and those of each."""
        starts: list[int] = []
        changes: list[Voice] = []
        offset = 0
        for line, voice in zip(lines, voices, strict=True):
            if line.strip() and voice is not (changes[-1] if changes else None):
                starts.append(offset)
                changes.append(voice)
            offset += len(line) + 1
        return cls() if set(changes) <= {Voice.NOW} else cls(tuple(starts), tuple(changes))

    @classmethod
    def all_of(cls, voice: Voice) -> Voices:
        """Return the voices of a text that one says alone, such as a comment in a help desk's export."""
        return cls() if voice is Voice.NOW else cls((0,), (voice,))

    def at(self, offset: int) -> Voice:
        """Return who speaks at an offset; before the first word, whoever begins."""
        return self.voices[max(bisect_right(self.starts, offset) - 1, 0)] if self.starts else Voice.NOW

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, Voice]]:
        """Yield what each says between two offsets: start, end, voice."""
        position = start
        for change in self.starts[bisect_right(self.starts, start) : bisect_right(self.starts, end - 1)]:
            yield position, change, self.at(position)
            position = change
        if position < end:
            yield position, end, self.at(position)


CUSTOMER_ALONE = Voices()
"""One message of the customer's, and nobody else."""
_OURS = re.compile(r"(?<![\w@.])Filed(?![\w.@])|(?i:filed[-_ ]?(?:bot|support|help|team))")
_OUR_ADDRESS = re.compile(r"(?i)@(?:[\w-]+\.)*filed\.(?:[a-z]{2,10}|\w+\.com)")
_ADDRESS = re.compile(r"@[\w.-]+\.\w+")
_OFFICE = re.compile(
    r"(?i)(?:[\W\d_]|the|team|customer|kunden|client|tech(?:nical)?|help|desk|helpdesk|service|care|success|agent|bot"
    r"|support|soporte|assistance|kundendienst|admin|operator|equipo|[eé]quipe|de|du|al|der|le|el|di|do|da|app|api"
    r"|ai|fin|suporte|supporto|assistenza|atendimento|ondersteuning|klantenservice)+"
)
_SUPPORTS = re.compile(
    r"(?i)support|soporte|suporte|assistance|assistenza|atendimento|ondersteuning|klantenservice|help|kundendienst|agent|bot|operator|admin|service"
)


def is_support(name: str) -> bool:
    """Tell support by a name or an address: the vendor's, or an office's without any firm in its name."""
    if _ADDRESS.search(name):
        return _OUR_ADDRESS.search(name) is not None
    bare = name.strip()
    return _OURS.search(bare) is not None or (
        _OFFICE.fullmatch(bare[:120]) is not None and _SUPPORTS.search(bare) is not None
    )
