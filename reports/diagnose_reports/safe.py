"""Foreign text made harmless and honest, before any output's own escaping.

What came from the gateway, the ticket or a plugin may hold terminal escapes, characters that turn the reading
direction round or cannot be seen (spaces other than the common one among them), and texts of any length. Each output
first makes those visible here, then escapes for its own syntax.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_RANGES = (
    ("\x00", "\x1f"), ("\x7f", "\x9f"),  # C0, DEL, C1: ESC and CSI among them
    ("\u00ad", "\u00ad"), ("\u034f", "\u034f"), ("\u0600", "\u0605"), ("\u061c", "\u061c"), ("\u06dd", "\u06dd"),
    ("\u070f", "\u070f"), ("\u0890", "\u0891"), ("\u08e2", "\u08e2"), ("\u115f", "\u1160"), ("\u17b4", "\u17b5"),
    ("\u180b", "\u180f"), ("\u200b", "\u200f"), ("\u2028", "\u202f"), ("\u2060", "\u206f"), ("\u3164", "\u3164"),
    ("\u00a0", "\u00a0"), ("\u1680", "\u1680"), ("\u2000", "\u200a"), ("\u205f", "\u205f"), ("\u3000", "\u3000"),
    ("\ud800", "\udfff"),  # lone surrogates cannot be written as UTF-8
    ("\ufdd0", "\ufdef"), ("\ufe00", "\ufe0f"), ("\ufeff", "\ufeff"), ("\uffa0", "\uffa0"), ("\ufff0", "\ufffc"),
    ("\ufffe", "\uffff"), ("\U000110bd", "\U000110bd"), ("\U000110cd", "\U000110cd"),
    ("\U00013430", "\U0001343f"), ("\U0001bca0", "\U0001bca3"), ("\U0001d173", "\U0001d17a"),
    ("\U000e0000", "\U000e0fff"),  # tags and variation selectors
    *((chr(plane * 0x10000 + 0xFFFE), chr(plane * 0x10000 + 0xFFFF)) for plane in range(1, 17)),
)  # fmt: skip
UNSEEN = re.compile("[" + "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in _RANGES) + "]")


def visible(text: str) -> str:
    """Write each character that cannot be seen, or that acts, as its code point; line breaks and tabs too.

    The signs around it, U+2039 and U+203A, are no syntax in any of the outputs.
    """
    return UNSEEN.sub(lambda found: f"\u2039U+{ord(found[0]):04X}\u203a", text)


def visible_lines(text: str) -> str:
    """Like :func:`visible`, but keep line feeds: for commands that are shown as a block."""
    return "\n".join(visible(line) for line in text.split("\n"))


def clip(text: str, limit: int) -> str:
    """Cut to about ``limit`` characters, saying how many were left out."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit:,} more characters)"


def seen(text: str, limit: int) -> str:
    """Make visible and cut; the order keeps both the cost and the result bounded."""
    if len(text) > limit:
        return visible(text[:limit]) + clip(text, limit)[limit:]
    return visible(text)


def cells(text: str) -> int:
    """Columns that the text takes in a fixed-width font; wide characters take two, combining ones none."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten_middle(text: str, width: int) -> str:
    """Shorten to at most ``width`` columns by an ellipsis in the middle: the two ends tell IDs apart."""
    text = text if len(text) <= 4 * width else f"{text[: 2 * width]}{text[-2 * width :]}"
    if cells(text) <= width:
        return text
    head, tail = text, text
    while cells(head) > (width - 1 + 1) // 2:
        head = head[:-1]
    while cells(tail) > (width - 1) // 2:
        tail = tail[1:]
    return f"{head}…{tail}"


_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/%+,;:=@-]*)?(\?[\w.~/%+=&-]*)?(#[\w.~/%+=&-]*)?",
                  re.ASCII)  # fmt: skip
_LONGEST_URL = 1000


def link_target(url: str) -> str | None:
    """Return the address if it may become a link: plain http or https without user info; None otherwise."""
    if len(url) > _LONGEST_URL or not _URL.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return url if parts.hostname and "@" not in parts.netloc else None
