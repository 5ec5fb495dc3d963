"""IDs, addresses and references in plain words.

An ID's kind is told from the words before it ("workspace id: …", "job work ids: a, b and c") or behind it ("… is our
workspace ID", "… the connection"), in English, German, French and Spanish, then from a documented prefix. What merely
looks like an ID (a UUID, a CUID, a ULID) is found without a kind, unless it is labelled as something else. Every
pattern is bounded, so that reading is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.http_request import clean_url
from diagnose.intake.content.id_labels import (
    FILLER,
    GLUE,
    LABEL,
    OTHER_BEFORE,
    OTHER_BEHIND,
    OTHER_WORD,
    STEMS,
    STRONG,
    TAIL,
)
from diagnose.intake.content.mentions import (
    DASH,
    INVISIBLE,
    Mention,
    bare,
    certain,
    listed,
    masked_at,
    plausible,
    trailing,
)
from diagnose.intake.content.references import references_in
from diagnose.intake.content.sightings import AddressSeen, IdSeen, OtherIdSeen, Sighting
from diagnose.intake.kinds import kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import can_be_id, has_id_shape
from diagnose.intake.source.limits import CONTEXT
from diagnose.intake.source.literal_search import lowered, spots
from diagnose.intake.source.traced import Traced

_LONG = re.compile(rf"[\w{DASH}{INVISIBLE}]{{20,400}}+")
_PREFIXED = re.compile(
    rf"(?:workspace|connection|job|work|artifact)[{INVISIBLE}]{{0,4}}+_[\w{DASH}{INVISIBLE}]{{1,300}}+", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>`)\]^\\]{1,500}+")
_SPACES = str.maketrans(
    dict.fromkeys("\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " ")
    | dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
)
"""Spaces of typography, which stand where others would; those without width are part of a token instead."""
_HEAD = re.compile(r"(?<![\w-])[0-9A-Za-z][\w-]{3,34}$")
_REST = re.compile(r"[ \t>|]{0,8}+([\w-]{1,34})(?![\w-])")
_IN_ADDRESS = re.compile(r"https?://(?![\w.-]*filed)\S{0,300}$")
_FILE = re.compile(r"(?i)\.(?:png|jpe?g|gif|svg|webp|heic|pdf|mov|mp4)")
_TAIL_END = re.compile(r"[ \t]{0,2}\)")
_MARKS = " \t\r*#>|-"


def read_prose(prose: Traced) -> Iterator[Sighting]:
    """Read what plain words say; secrets in them are blanked out already."""
    if not prose.text.strip():
        return
    prose = prose.with_text(_unwrapped(prose.text.translate(_SPACES)))
    stems = spots(lowered(prose.text), STEMS)
    taken = list(_labelled(prose.text, stems))
    claimed = {mention.start for mention in taken}
    for mention in (*taken, *_prefixed(prose.text, stems, claimed), *_unsorted(prose.text, claimed)):
        if mention.grounds is not Grounds.WORDS and _is_other(prose.text, mention):
            yield OtherIdSeen(bare(prose.text[mention.start : mention.end]))
        else:
            yield _id_seen(prose, mention)
    yield from _addresses(prose)
    yield from references_in(prose.text, prose.line_at(0), "words")


def _unwrapped(text: str) -> str:
    """Join the IDs that a line's end broke; what stood between goes behind them, so that offsets hold."""
    pieces, position, end = [], 0, text.find("\n")
    while end >= 0:
        before = text[max(position, end - 36) : end].rstrip("\r \t")
        head = _HEAD.search(before) if before[-1:].isalnum() or before[-1:] in {"-", "_"} else None
        rest = _REST.match(text, end + 1) if head else None
        if head and rest and _is_one(head[0], rest[1]):
            start = end - len(text[max(position, end - 36) : end]) + head.start()
            broken = text[start + len(head[0]) : rest.start(1)]
            pieces += [text[position:start], head[0], rest[1], broken]
            position = rest.end(1)
        end = text.find("\n", max(end + 1, position))
    return "".join([*pieces, text[position:]]) if pieces else text


def _is_one(head: str, rest: str) -> bool:
    """Tell whether two halves make one ID that neither is alone."""
    whole = head + rest
    if has_id_shape(whole):
        return not has_id_shape(head) and any(char.isdigit() for char in head)
    return head[-1] in "-_" and certain(whole) and rest[0].isdigit() and kind_of_prefix(head) is not None


def _is_other(text: str, mention: Mention) -> bool:
    """Tell whether an ID is labelled as something else, stands in somebody else's address, or is a file's name."""
    before = text[max(mention.start - 90, 0) : mention.start]
    label = OTHER_BEFORE.search(before)
    if label and (mention.kind is None or label["number"] or label[0].lower().startswith("auftrags")):
        return True
    if (
        OTHER_BEHIND.match(text, mention.end)
        or _FILE.match(text, mention.end)
        or text[mention.end : mention.end + 1] == "@"
    ):
        return True
    return mention.kind is None and _IN_ADDRESS.search(text[max(mention.start - 320, 0) : mention.start]) is not None


def _id_seen(prose: Traced, mention: Mention) -> IdSeen:
    return IdSeen(
        mention.kind, prose.text[mention.start : mention.end], _raw(prose.text, mention), mention.grounds,
        prose.line_at(mention.start), context_of(prose.text, mention.start, mention.end),
    )  # fmt: skip


_QUOTES = {
    '"': '"',
    "'": "'",
    "`": "`",
    "\u201c": "\u201d",
    "\u201e": "\u201c",
    "\u2018": "\u2019",
    "\u201a": "\u2018",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "<": ">",
}


def _raw(text: str, mention: Mention) -> str:
    """Return the ID with the quotes around it, when it has a pair of them."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    if before and after and (_QUOTES.get(before) == after or (before in "\u201c\u201d" and after in "\u201c\u201d")):
        return text[mention.start - 1 : mention.end + 1]
    return text[mention.start : mention.end]


def context_of(text: str, start: int, end: int) -> str:
    """Return the words around a stretch, cut at blanks so that no word (and no secret) is cut in half."""
    left, right = max(start - CONTEXT // 2, 0), min(end + CONTEXT // 2, len(text))
    before, after = text[left:start], text[end:right]
    before = before.rpartition("\n")[2]
    after = after.partition("\n")[0]
    if left > 0 and len(before) == start - left:
        before = re.sub(r"^\S*\s?", "", before, count=1)
    if right < len(text) and len(after) == right - end:
        after = re.sub(r"\s?\S*$", "", after, count=1)
    return " ".join((before + text[start:end] + after).split())


def _labelled(text: str, stems: list[int]) -> Iterator[Mention]:
    """Yield the IDs that a label says the kind of: those before it, or else those behind it."""
    position, claimed = 0, set[int]()
    for spot in stems:
        label = LABEL.match(text, spot) if spot >= position else None
        if label is None:
            continue
        position = label.end()
        kind = Kind(next(name for name, value in label.groupdict().items() if value and name != "id"))
        found = _behind_ids(text, label, kind, claimed) or list(_before_ids(text, label, kind))
        for mention in found:
            if mention.start not in claimed:
                claimed.add(mention.start)
                # A customer's own ID of a work is no ID that the gateway filters by.
                yield replace(mention, kind=None, grounds=Grounds.NONE) if _is_external(label, kind) else mention
            position = max(position, mention.end)


def _is_external(label: re.Match[str], kind: Kind) -> bool:
    return kind in {Kind.JOB_WORK, Kind.WORK} and "external" in (label["id"] or "").lower()


def _before_ids(text: str, label: re.Match[str], kind: Kind) -> Iterator[Mention]:
    """Yield the IDs that a label stands before."""
    position, named = label.end(), bool(label["id"])
    filler, tail = FILLER.match(text, position), TAIL.match(text, position)
    if filler and certain(_next_word(text, filler.end())):
        tail = None
    if tail and not LABEL.search(tail[0]) and not OTHER_WORD.search(tail[0]):
        if not certain(_next_word(text, tail.end())) and masked_at(text, tail.end()) == tail.end():
            return
        start, strong = tail.end(), True
    else:
        start = filler.end() if filler else position
        strong = named or bool(STRONG.search(text[position:start]))
    between = text[position:start]
    if not between or (kind is Kind.WORK and not named):
        return
    if "\n" in between and not strong and not _is_wrapped(text, label, start, between):
        return
    for first, last in listed(text, start, named=named):
        yield Mention(first, last, kind, Grounds.WORDS)


def _next_word(text: str, start: int) -> str:
    return re.split(r"[^\w\-]", text[start : start + MAX_ID_LENGTH], maxsplit=1)[0]


def _is_wrapped(text: str, label: re.Match[str], start: int, between: str) -> bool:
    """Tell whether a line's end merely wrapped a label from its ID: not where labels stand one below the other."""
    if between.count("\n") != 1 or not certain(_next_word(text, start)):
        return False
    *above, line = text[max(label.start() - 200, 0) : label.start()].split("\n")
    return bool(line.strip(_MARKS)) or not (above and LABEL.fullmatch(above[-1].strip(_MARKS)))


def _behind_ids(text: str, label: re.Match[str], kind: Kind, claimed: set[int]) -> list[Mention]:
    """Return the IDs that a label stands behind: ``W is our workspace ID``, ``C the connection``, ``J (job work)``."""
    line = max(text.rfind("\n", 0, label.start()) + 1, label.start() - 600)
    before = text[line : label.start()]
    glue = GLUE.search(before[-60:])
    if glue is None or _is_followed(text, label, bracket=bool(glue["bracket"])):
        return []
    position, found = label.start() - len(glue[0]), list[Mention]()
    while len(found) < 20 and (token := _TOKEN_BEFORE.search(text[line:position])):  # noqa: PLR2004
        start = line + token.start(1)
        end = line + token.end(1)
        if start in claimed or not plausible(text, token[1], end, named=False):
            break
        found.append(Mention(start, end, kind, Grounds.WORDS))
        separator = _AND_BEFORE.search(text[line:start])
        if separator is None:
            break
        position = line + separator.start()
    return found[::-1]


_TOKEN_BEFORE = re.compile(r"(?<![\w/-])([0-9A-Za-z][\w-]{2,100})$")
_AND_BEFORE = re.compile(r"(?i)[\"'`]?(?:[ ]?[,;/+&][ ]?|[ ](?:and|und|et|y|or|oder|sowie)[ ])[\"'`]?$")


def _is_followed(text: str, label: re.Match[str], *, bracket: bool) -> bool:
    """Tell whether a label belongs to the ID behind it rather than to the one before it."""
    if bracket:
        return _TAIL_END.match(text, label.end()) is None
    filler = FILLER.match(text, label.end())
    between = filler[0] if filler else ""
    if not between or between.lstrip(" \t\"'`*)").startswith((",", "(")):
        return text[label.end() : label.end() + 1] in {"'", "\u2019"} and text[label.end() + 1 : label.end() + 2] == "s"
    return next(listed(text, label.end() + len(between), named=False), None) is not None


def _prefixed(text: str, stems: list[int], claimed: set[int]) -> Iterator[Mention]:
    for match in filter(None, (_PREFIXED.match(text, spot) for spot in stems)):
        start, end = match.start(), match.end() - trailing(match[0])
        while start > 0 and re.match(f"[{INVISIBLE}]", text[start - 1]):
            start -= 1
        before = text[start - 1 : start]
        value = text[start:end]
        if start in claimed or before.isalnum() or before in {"_", "-", "/", "$"} and before:  # noqa: RUF021
            continue
        kind = kind_of_prefix(bare(value))
        usable = certain(value) and can_be_id(bare(value)) and masked_at(text, start) == start
        if usable and text[end : end + 1] != "(":
            claimed.add(start)
            if kind is not None:
                yield Mention(start, end, kind, Grounds.PREFIX)


def _unsorted(text: str, claimed: set[int]) -> Iterator[Mention]:
    for match in _LONG.finditer(text):
        start, end = match.start(), match.end()
        if start in claimed or not has_id_shape(bare(match[0])):
            continue
        yield Mention(start, end, None, Grounds.NONE)


def _addresses(prose: Traced) -> Iterator[AddressSeen]:
    for match in _ADDRESS.finditer(prose.text):
        address = clean_url(match[0].rstrip(".,;:!?"))
        if address.rstrip("/").endswith("/graphql"):
            yield AddressSeen(address, prose.line_at(match.start()), "words")
