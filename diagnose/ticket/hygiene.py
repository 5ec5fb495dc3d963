"""Cleaning pasted IDs: white space, zero-width and look-alike characters, quotes pasted along.

``str.strip`` and NFKC both leave zero-width characters, byte order marks, soft hyphens, bidi marks, smart quotes and
dashes in place, so the rules stand here. Nothing is cleaned silently: every character taken out or replaced is kept
as a :class:`Dirt`, with its code point.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

QUOTES = "\"'`´“”„‟‘’‚‛«»‹›"
WRAPPING = QUOTES + "<>()[]{}\\,;"
_DASHES = "‐‑‒–—―−﹘﹣－"
_CYRILLIC_AND_GREEK = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеѕіјкорсухԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοιρ",
        "ABESIJKMHOPCTXYaesijkopcyxdhlABEZHIKMNOPTYXavoip",
        strict=True,
    )
)
_LOOK_ALIKES = {**_CYRILLIC_AND_GREEK, **dict.fromkeys(_DASHES, "-"), "＿": "_"}


_CLEAN = re.compile(r"[A-Za-z0-9](?:[\w-]{0,510}[A-Za-z0-9])?", re.ASCII)
_REMARK = re.compile(r"(?<=\S)\s+[(\[{]")
"""A remark behind an ID, such as a name in brackets, is not part of it."""


@dataclass(frozen=True)
class Dirt:
    """One character that does not belong: where it stood (0-based), what it is, what stands there now (or nothing)."""

    index: int
    character: str
    replacement: str = ""

    @property
    def code_point(self) -> str:
        """``U+200B ZERO WIDTH SPACE``; control characters have no name of their own."""
        name = unicodedata.name(self.character, "CONTROL CHARACTER")
        return f"U+{ord(self.character):04X} {name}"


def clean(text: str, *, free_text: bool = False) -> tuple[str, tuple[Dirt, ...]]:
    """Return the ID as it was probably meant, and what was changed for that.

    ``free_text`` is for a customer's own external IDs, which may hold spaces and letters of any script: only what is
    invisible, and what wraps the ID, is taken out then.
    """
    if _CLEAN.fullmatch(text):  # nearly all are, and a ticket may name very many
        return text, ()
    kept: list[tuple[int, str]] = []
    dirt: list[Dirt] = []
    remark = None if free_text else _REMARK.search(text)
    end = remark.start() if remark else len(text)
    for index, character in enumerate(text):
        replacement = _replacement(character, free_text=free_text) if index < end else ""
        if replacement == character:
            kept.append((index, character))
            continue
        dirt.append(Dirt(index, character, replacement))
        kept.extend((index, new) for new in replacement)
    edges = " " + WRAPPING
    while kept and kept[-1][1] in edges:
        index, character = kept.pop()
        dirt.append(Dirt(index, character))
    while kept and kept[0][1] in edges:
        index, character = kept.pop(0)
        dirt.append(Dirt(index, character))
    return "".join(character for _, character in kept), tuple(sorted(dirt, key=lambda stray: stray.index))


def _replacement(character: str, *, free_text: bool) -> str:
    if "!" <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Zl", "Zp", "Cs"} or "\ufe00" <= character <= "\ufe0f":
        return ""
    if free_text:
        return character
    if category == "Zs":
        return ""
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    # Full-width forms fold to ASCII; anything else is kept, since the format of IDs is not documented.
    if "\uff01" <= character <= "\uff5e":
        return unicodedata.normalize("NFKC", character)
    return character
