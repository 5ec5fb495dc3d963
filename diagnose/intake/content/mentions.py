"""Tokens in words that may be IDs: where each ends, whether it is one, and how a list of them goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.kinds import kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import can_be_id, has_id_shape, names_nothing

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
DASH = "\\-\u2010-\u2013\u2212"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PLAIN = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_TOKEN = re.compile(rf"[{INVISIBLE}]{{0,8}}+\w[\w{DASH}{INVISIBLE}]{{0,400}}+")
_MASKED = re.compile(r"[\w*•…█.\-]{0,80}?(?:\*|•|█|…|\.{2})[\w*•…█.\-]{0,80}")
_CLOSE = r"[ \t\"'`*)\]}>\u201d\u2019\u201c\u00bb\u00ab]"
_AND = (
    r"(?:and|und|et|y|or|oder|ou|o|e|ed|en|of|och|og|i|a|ja|ni|nor|noch|oraz|lub|sowie|bzw\.?|ainsi[ ]que"
    r"|as[ií][ ]como)(?![A-Za-z])"
)
_BETWEEN = re.compile(
    rf"""(?xi){_CLOSE}{{0,12}}+
    (?:(?:,|;|/|&|\+|\||·|{_AND})[ \t]{{0,8}}+){{0,3}}+
    (?:(?<=[^\W\d_][ ])(?:the|die|das|le|la|el|il|lo|o)[ ](?=[\w-]{{8}}))?
    (?P<lines>(?:\r?\n[ \t>|]{{0,16}}+(?P<bullet>(?:[-*:•\u2013\u2014·▪◦]|\d{{1,4}}[.):])[ \t]{{1,8}}+)?){{0,2}}+)
    (?:{_AND})?[ \t"'`*({{\[<\u201c\u201e\u2018\u201a\u00bb\u00ab]{{0,12}}+"""
)
"""Between two IDs of a list: ``, ``, `` and ``, a line break with or without a bullet."""
_NO_SEPARATOR = re.compile(r"[\s\"'`*)\]}>\u201d\u2019\u201c\u00bb\u00ab(\[{<\u201e\u2018\u201a]*")
_NO_ID = re.compile(
    r"(?i)\d{4}-\d\d(?:-\d\d.*)?|\d{1,2}(?:st|nd|rd|th|h|min|s|ms|kb|mb|gb|x)|v?\d+(?:-\d+)?|[a-z]{1,3}\d|\d+k"
    r"|w-?2|\d{4}-?\w|utf-?\d+|http-?\d|sha-?\d+|oauth2?|base64"
)
_GOES_ON = re.compile(r"[./][A-Za-z]")
_TICKET = re.compile(r"[A-Z]{2,10}-\d{1,8}")
_DIGITS = re.compile(r"\d{1,30}")
_STEP = re.compile(r"[.)][ \t]|[ \t]+[^\W\d_]")
_WORD_CHAR = re.compile(r"\w")
_MARGIN = 80
"""Characters: the most blanks and marks of quotation before a line's first word."""


@dataclass(frozen=True)
class Mention:
    """One token taken for an ID: its stretch, kind and grounds."""

    start: int
    end: int
    kind: Kind | None
    grounds: Grounds


def bare(value: str) -> str:
    """Return a token without invisible characters and with plain hyphens."""
    return value if value.isascii() else _INVISIBLE.sub("", value).translate(_PLAIN)


def trailing(token: str) -> int:
    """Return how many hyphens end a token: they belong to the sentence."""
    return len(token) - len(token.rstrip("-\u2010\u2011\u2012\u2013\u2212"))


def certain(value: str) -> bool:
    """Tell whether a token is an ID by its form alone: a common shape, or a documented prefix with a number."""
    plain = bare(value)
    return has_id_shape(plain) or (
        kind_of_prefix(plain) is not None and any(char.isdigit() for char in plain.partition("_")[2])
    )


def masked_at(text: str, start: int) -> int:
    """Return where the masked ID ends that begins here; ``start`` when what stands here is none."""
    match = _MASKED.match(text, start)
    if match is None:
        token = _TOKEN.match(text, start)
        return token.end() if token and names_nothing(token[0]) == "masked" else start
    core = match[0].rstrip("*_.…`")
    rest = match[0][len(core) :]
    if names_nothing(core) == "masked" or rest.count("*") > 2 or ("…" in rest and not certain(core)):  # noqa: PLR2004
        return match.end() if _WORD_CHAR.search(match[0]) or match[0].startswith(("*", "•", "█")) else start
    return match.end() if ".." in rest and not certain(core) and any(c.isdigit() for c in core) else start


def plausible(text: str, value: str, end: int, *, named: bool) -> bool:
    """Tell an ID from a word, a date, a count, an address."""
    plain = bare(value)
    if len(value) > MAX_ID_LENGTH or not can_be_id(plain) or not any(char.isdigit() for char in plain):
        return False
    if _DIGITS.fullmatch(plain) or _TICKET.fullmatch(plain):
        return named
    if len(plain) < 3 or _NO_ID.fullmatch(plain):  # noqa: PLR2004
        return False
    following = text[end : end + 2]
    return not following.startswith(("@", "://", "(")) and not _GOES_ON.match(following)


def token_at(text: str, start: int, *, named: bool) -> tuple[int, int] | None:
    """Return the stretch of the ID that begins here, if one does; a step's number at a line's beginning is none."""
    token = _TOKEN.match(text, start)
    if token is None or masked_at(text, start) > start:
        return None
    end = token.end() - trailing(token[0])
    value = text[token.start() : end]
    if not plausible(text, value, end, named=named):
        return None
    if start and _DIGITS.fullmatch(bare(value)) and _STEP.match(text, end) and _begins_line(text, start):
        return None
    return token.start(), end


def _begins_line(text: str, start: int) -> bool:
    before = text[max(start - _MARGIN, 0) : start].rpartition("\n")
    return not before[2].strip(" \t>|") and (bool(before[1]) or start <= _MARGIN)


def listed(text: str, position: int, *, named: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a list such as ``a, b and c``, or of bullets below the words; masked ones are passed."""
    last: tuple[int, int] | None = None
    found = token_at(text, position, named=named)
    while True:
        end = found[1] if found else masked_at(text, position)
        if end <= position:
            return
        if found:
            yield found
            last = found
        between = _BETWEEN.match(text, end)
        if between is None:
            return
        position = between.end()
        found = token_at(text, position, named=named)
        if not _goes_on(text, between, last, found):
            return


def _goes_on(
    text: str, between: re.Match[str], last: tuple[int, int] | None, following: tuple[int, int] | None
) -> bool:
    """Tell whether what stands behind a separator belongs to the list."""
    if following is None:
        return masked_at(text, between.end()) > between.end() and between.end() > between.start()
    value = text[slice(*following)]
    if not between["lines"]:
        return not _NO_SEPARATOR.fullmatch(between[0]) or (certain(value) and " " in between[0])
    if between["bullet"]:
        return True
    if _DIGITS.fullmatch(bare(value)):
        alone = not text[following[1] : following[1] + 80].partition("\n")[0].strip(" \t,;|")
        return alone and last is not None and _DIGITS.fullmatch(bare(text[slice(*last)])) is not None
    return between["lines"].count("\n") < 2 or certain(value)  # noqa: PLR2004
