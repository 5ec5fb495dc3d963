"""Characters that nobody sees: one list, by the reason why each is on it.

They come with IDs that are pasted from mails, spreadsheets and chat windows, and with texts that somebody made to
deceive a reader or a terminal. Each name below but :data:`UNSEEN` is the inside of a regular expression's character
class, so that rooms can build patterns of them: ``re.compile(rf"[\\w{NO_WIDTH}]+")``.
"""

from __future__ import annotations

import re
from typing import Final

from diagnose.outside import unmarked

NO_WIDTH: Final = (
    "\u00ad"  # soft hyphen: pasted from web pages, shown only where a line breaks
    "\u034f\u061c\u180b-\u180f"  # joiners and variation selectors of scripts
    "\u200b-\u200f"  # zero-width space and joiners, left-to-right and right-to-left marks: chat windows, Excel
    "\u202a-\u202e\u2060-\u206f"  # embeddings and isolates (they turn the reading direction round), word joiner
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"  # Arabic and Syriac signs that act on the digits beside them
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # Hangul and Khmer fillers: letters by class, blank to the eye
    "\ufe00-\ufe0f"  # variation selectors: the rest of an emoji
    "\ufeff\ufff0-\ufffc"  # byte order mark, at the start of files saved by Windows programs; annotation marks
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of scripts
    "\U000e0000-\U000e0fff"  # tags and variation selectors: whole hidden sentences can be written in them
)
"""They take no room: two IDs that differ in one of these look the same."""

CONTROLS: Final = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: line breaks and tabs, ESC and CSI that a terminal obeys
    "\u2028\u2029"  # line and paragraph separator: a line break to some programs
)
"""They act instead of being shown."""

UNWRITABLE: Final = (
    "\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # not characters, by definition; so are the last two of each plane
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
"""They stand for nothing."""

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""They look like the common space and are another character: pasted from typeset pages."""

UNSEEN: Final = re.compile(f"[{NO_WIDTH}{CONTROLS}{UNWRITABLE}{ODD_SPACES}]")
"""Any one of them: what a report must spell out (``\u2039U+200B\u203a``) for its reader to see it."""


def visible(text: str) -> str:
    """Show control and invisible characters as code points: a ticket, or an error of a plugin's, may hold any."""
    return "".join(sign if sign.isprintable() else f"\\u{{{ord(sign):x}}}" for sign in unmarked(text))
