"""A query as a capsule has it: its names, brackets and numbers, none of its comments, its texts by what they say."""

from __future__ import annotations

import re
from typing import Final

from diagnose.capsule.veil import Veil

# A block string, a string (both may lack their end), a comment, a word, a number, any other sign.
_TOKEN: Final = re.compile(
    r'"""(?P<block>(?:[^"\\]|\\.|"(?!""))*+)(?:"""|\Z)|"(?P<text>(?:[^"\\\r\n]|\\[^\r\n])*+)(?P<shut>"?)'
    r"|(?P<comment>\#[^\r\n]*)|(?P<word>[^\W\d]\w*)|(?P<number>\d[\w.]*)|.",
    re.DOTALL,
)
_LONGEST_HARMLESS: Final = 8
_TOO_LARGE_FOR_INT: Final = 2**31


def veiled_document(document: str, veil: Veil) -> str:
    """Return the query: it parses where the customer's did, selects the same, and fails where theirs fails."""
    if veil.resolver is None:
        return veil.mask(document)
    return _TOKEN.sub(lambda token: _veiled(token, veil), veil.mask(document))


def _veiled(token: re.Match[str], veil: Veil) -> str:
    match token.lastgroup:
        case "block":
            return f'"""{_literal(token["block"].strip(), veil)}"""'
        case "text" | "shut":
            return f'"{_literal(token["text"], veil)}{token["shut"]}'
        case "comment":
            return ""
        case "word":
            return veil.name(token["word"]) if token["word"].isascii() else _unreadable(token["word"])
        case "number":
            return _number(token["number"])
        case _:
            return token[0]


def _unreadable(word: str) -> str:
    """Return a word that is as little of GraphQL as this one, and at the same place."""
    return "".join("x" if sign.isascii() else "\u00e9" for sign in word)


def _literal(text: str, veil: Veil) -> str:
    """Return a text of a query: an ID, a word, a template; escapes are left as they are where it stays as it is."""
    if not text or ("\\" not in text and veil.is_word(text)):
        return text
    return veil.id(text).replace('"', "'")


def _number(digits: str) -> str:
    """Return a number; one of many digits, which might be somebody's, becomes another of its size."""
    if len(digits) <= _LONGEST_HARMLESS or not digits.isdigit():
        return digits if len(digits) <= 2 * _LONGEST_HARMLESS else digits[:_LONGEST_HARMLESS]
    return "9" * len(digits) if int(digits) >= _TOO_LARGE_FOR_INT else "1" * len(digits)
