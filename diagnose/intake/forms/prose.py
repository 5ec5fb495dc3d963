"""IDs, addresses and references in plain words.

An ID's kind is told from the words before it ("workspace id: …", "job work ids: a, b and c") or behind it ("… is our
workspace ID", "… the connection"), in eight languages, then from a documented prefix. What merely
looks like an ID (a UUID, a CUID, a ULID) is found without a kind, unless it is labelled as something else. Every
pattern is bounded, so that reading is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diagnose.ids import Kind
from diagnose.intake.content.amendments import corrected_label
from diagnose.intake.content.complaints import complaints
from diagnose.intake.content.external_ids import external_artifacts
from diagnose.intake.content.filter_ids import filter_ids
from diagnose.intake.content.http_request import clean_url
from diagnose.intake.content.id_labels import OTHER_BEFORE, OTHER_BEHIND, STEMS, kind_of_label
from diagnose.intake.content.labelled_ids import asked_kind, labelled
from diagnose.intake.content.mentions import DASH, INVISIBLE, Mention, bare, certain, masked_at, trailing
from diagnose.intake.content.references import references_in
from diagnose.intake.content.retractions import Retractions, takes_back_earlier, without_struck
from diagnose.intake.content.sightings import (
    AddressSeen,
    ComplaintSeen,
    EarlierTakenBack,
    IdSeen,
    OperationTold,
    OtherIdSeen,
    Sighting,
    Speaks,
)
from diagnose.intake.content.told_operations import told_operations
from diagnose.intake.content.wrapped_ids import unwrapped
from diagnose.intake.kinds import kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import can_be_id, has_id_shape
from diagnose.intake.source.limits import CONTEXT
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice, Voices
from diagnose.literal_search import lowered, spots

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
_IN_ADDRESS = re.compile(r"https?://(?![\w.-]*filed)\S{0,300}$")
_HINT = re.compile(
    r"(?i)[:=][ \t]{0,8}[(\[<{](?:e\.?[ ]?g\.?|z\.?[ ]?b\.?|p\.?[ ]?ex\.?|par ex\w*|por ej\w*|i\.e\.|like|such as"
    r"|example|beispiel|exemple|ejemplo|format\w*)[:,]?[ \"'`]{0,3}$"
)
"""Takes ``Artifact ID: (e.g. ``, what a form says in a line that nobody filled in; leaves ``(J1 and e.g. J2``."""
_MISSED = re.compile(
    r"(?i)\b(?:missing|expect(?:ed|ing)?|not (?:there|returned|shown|found)|fehl(?:en|t|ende?)|erwartet"
    r"|manqu\w+|attendus?|falta\w*|esperad[oa]s?|manca\w*|attes[ie]|ontbre\w+|verwacht|brak\w*)\b[^.!?\n]{0,60}$"
)
"""Words of what does not come: an ID behind them is one that the ticket is about, whatever its kind."""
_FILE = re.compile(r"(?i)\.(?:png|jpe?g|gif|svg|webp|heic|pdf|mov|mp4)")
_ANSWER = 400
"""Characters: how far into an answer an ID without a label is taken for what was asked."""


def read_talk(source: Traced, voices: Voices, start: int, end: int) -> Iterator[Sighting]:
    """Read the words between two offsets, those of each speaker apart; an answer is read by what was asked."""
    asked: Kind | None = None
    for first, last, voice in voices.pieces(start, end):
        piece = source.slice(first, last)
        if voices:
            yield Speaks(voice)
        yield from read_prose(piece, asked if voice is Voice.NOW else None)
        if piece.text.strip():
            asked = None if voice is Voice.NOW else asked_kind(piece.text)


def read_prose(prose: Traced, asked: Kind | None = None) -> Iterator[Sighting]:
    """Read what plain words say; secrets in them are blanked out already. ``asked`` is what they may answer."""
    if not prose.text.strip():
        return
    prose = prose.with_text(without_struck(unwrapped(prose.text.translate(_SPACES))))
    stems = spots(lowered(prose.text), STEMS)
    mentions = _mentions(prose.text, stems, asked)
    retractions = Retractions(prose.text, sorted(mention.start for mention in mentions))
    for mention in mentions:
        if _HINT.search(prose.text[max(mention.start - 60, 0) : mention.start]):
            continue
        if mention.grounds is not Grounds.WORDS and _is_other(prose.text, mention):
            yield OtherIdSeen(bare(prose.text[mention.start : mention.end]))
        else:
            yield _id_seen(prose, mention, retractions)
    for complaint in complaints(prose.text):
        yield ComplaintSeen(complaint.symptom, complaint.words, prose.line_at(complaint.start), complaint.sure)
    for start, operation in told_operations(prose.text):
        yield OperationTold(operation, prose.line_at(start))
    if takes_back_earlier(prose.text[:5_000]):
        yield EarlierTakenBack()
    yield from _addresses(prose)
    yield from references_in(prose.text, prose.line_at(0), "words")


def _mentions(text: str, stems: list[int], asked: Kind | None) -> list[Mention]:
    taken = list(labelled(text, stems))
    claimed = {mention.start for mention in taken}
    for mention in (*external_artifacts(text), *filter_ids(text)):
        if mention.start not in claimed:
            claimed.add(mention.start)
            taken.append(mention)
    if any(mention.kind is asked for mention in taken):
        asked = None
    taken += _prefixed(text, stems, claimed)
    for mention in _unsorted(text, claimed):
        label = corrected_label(text, mention.start)
        kind = kind_of_label(label) if label else asked if mention.start < _ANSWER else None
        told = kind or _MISSED.search(text, max(mention.start - 80, 0), mention.start)
        answers = told and not _is_other(text, mention)
        taken.append(replace(mention, kind=kind, grounds=Grounds.WORDS) if answers else mention)
    return taken


def _is_other(text: str, mention: Mention) -> bool:
    """Tell whether an ID is labelled as something else, stands in somebody else's address, or is a file's name."""
    before = text[max(mention.start - 90, 0) : mention.start]
    if before.endswith("@"):
        return True
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


def _id_seen(prose: Traced, mention: Mention, retractions: Retractions) -> IdSeen:
    taken_back = retractions.take_back(mention.start, mention.end)
    return IdSeen(
        mention.kind, prose.text[mention.start : mention.end], _raw(prose.text, mention), mention.grounds,
        prose.line_at(mention.start), context_of(prose.text, mention.start, mention.end),
        taken_back=taken_back, corrects=not taken_back and retractions.correct(mention.start, mention.end),
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
