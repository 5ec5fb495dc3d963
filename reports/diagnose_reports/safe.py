"""Foreign text made harmless and honest, before any output's own escaping.

What came from the gateway, the ticket or a plugin may hold terminal escapes, characters that turn the reading
direction round or cannot be seen (spaces other than the common one among them), and texts of any length. Each output
first makes those visible here, then escapes for its own syntax.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from diagnose.plugin import UNSEEN


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
    head, tail = text, text
    if len(text) > 4 * width:  # what is this long is cut, even where it takes no room
        head, tail = text[: 2 * width], text[-2 * width :]
    elif cells(text) <= width:
        return text
    while cells(head) > width // 2:
        head = head[:-1]
    while cells(tail) > (width - 1) // 2:
        tail = tail[1:]
    return f"{head}…{tail}"


_OPENING, _CLOSING = "([{\"'\u201c\u2018", ".,;:!?)]}\"'\u201d\u2019"


def without_punctuation(word: str) -> tuple[str, str, str]:
    """Split off the signs around a word that belong to the sentence: those of ``("https://a.example";`` are no address.

    Returns what stands before, the word, and what stands after; of nothing but signs, all of them are the word.
    """
    tail = word.lstrip(_OPENING)
    core = tail.rstrip(_CLOSING)
    return (word[: len(word) - len(tail)], core, tail[len(core) :]) if core else ("", word, "")


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
