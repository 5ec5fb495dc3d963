"""What a ticket calls itself: ``Ticket: SUP-4711``, ``[#48213]`` in a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from diagnose.intake.content.sightings import ReferenceSeen
from diagnose.literal_search import lowered, spots

_KEY = r"[A-Z]{2,10}-\d{1,8}|[A-Z]-\d{3,8}"
"""``SUP-12``, ``T-1007``; not ``W-2`` or ``K-1``, which are forms of the tax office."""
_REFERENCE = re.compile(
    r"(?i)\b(?:ticket|case|reference|ref|issue|fall|vorgang|referenz|anfrage)(?:[ _-]?(?:nr|no|number|nummer|id))?\.?"
    r"\s{0,3}+(?:[:=]\s{0,3}+#?|#)?\s{0,2}+"
    rf"(?:((?-i:{_KEY}))|(?:(?<=[:#])|(?<=[:#][ ]))(\d{{3,10}}))(?![\w-])"
)  # fmt: skip
_BRACKETED = re.compile(rf"\[#?({_KEY}|\d{{3,10}})\]")
_CALLED = ("ticket", "case", "ref", "issue", "fall", "vorgang", "anfrage")


def references_in(text: str, line: int, said: Literal["subject", "words"]) -> Iterator[ReferenceSeen]:
    """Yield the references in a text; bracketed ones in a subject alone."""
    for match in filter(None, (_REFERENCE.match(text, spot) for spot in spots(lowered(text), _CALLED))):
        yield ReferenceSeen(match[1] or match[2], line, said)
    if said == "subject" and (bracketed := _BRACKETED.search(text)):
        yield ReferenceSeen(bracketed[1], line, said)
