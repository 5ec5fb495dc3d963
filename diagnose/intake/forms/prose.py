"""IDs, secrets, addresses and references in plain words.

An ID's kind follows from the words before it ("workspace id: …", "Connection: …", "job work ids: a, b and c"; also
in German, and a little French and Spanish), then from a documented prefix. What merely looks like an ID (a UUID, a
CUID, a ULID) is found without a kind. Every pattern is bounded, so that reading is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.http_request import clean_url
from diagnose.intake.content.references import references_in
from diagnose.intake.content.sightings import AddressSeen, IdSeen, Sighting
from diagnose.intake.kinds import kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.limits import CONTEXT
from diagnose.intake.source.literal_search import lowered, spots
from diagnose.intake.source.traced import Traced

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DASH = "\\-\u2010-\u2013\u2212"
_TOKEN = re.compile(rf"[{INVISIBLE}]{{0,8}}+\w[\w{_DASH}{INVISIBLE}]{{0,400}}+")
_LONG = re.compile(rf"[\w{_DASH}{INVISIBLE}]{{20,400}}+")
_PREFIXED = re.compile(
    rf"(?:workspace|connection|job|work|artifact)[{INVISIBLE}]{{0,4}}+_[\w{_DASH}{INVISIBLE}]{{1,300}}+", re.IGNORECASE
)
_LABEL = re.compile(
    r"""(?xi)(?<![A-Za-z0-9])(?:
      (?P<connection_job>(?:provider[ _-]?)?connection[ _-]?jobs?|import[ _-]?jobs?
        |verbindungs[ -]?(?:jobs?|auftr[aä]ge?s?)
        |import[ -]?auftr[aä]ge?s?|jobs?(?![ _-]?(?:work|art)))
    | (?P<job_work>job[ _-]?works?)
    | (?P<workspace>work[ _-]?spaces?|arbeitsbereich(?:e|es|s)?|espace[ ]de[ ]travail|espacio[ ]de[ ]trabajo)
    | (?P<connection>(?:provider[ _-]?)?connections?|verbindung(?:en|s)?|anbindung(?:en|s)?|connexion|conexi[oó]n)
    | (?P<artifact>(?:work[ _-]?)?art[ei]facts?|artefakt(?:e|es|s)?)
    | (?P<work>works?)
    )
    (?P<id>[ _-]{0,2}(?:external[ _-]?)?(?:ids?|identifiers?|kennung(?:en)?|numbers?|nummern?|nr\.?|uuids?)
      (?![A-Za-z]))?
    (?![A-Za-z_])"""
)
_OPEN = r"[ \t\"'`*()\[\]<|:=\#\u201c\u201d\u201e\u201a\u2018\u2019\u00bb\u00ab>→{,]"
_FILLER = re.compile(
    rf"""(?xi){_OPEN}{{0,24}}+
    (?:(?:is|ist|are|sind|was|were|war|waren|lautet|lauten|named|namens|called|with[ ](?:the[ ])?ids?
        |mit[ ](?:der|den)[ ]ids?
        |est|son|es)(?![A-Za-z]){_OPEN}{{0,24}}+)?
    (?:\r?\n[ \t>*•|`\-]{{0,16}}+){{0,3}}+{_OPEN}{{0,24}}+"""
)
_BETWEEN = re.compile(
    r"""(?xi)[ \t"'`*)\]>\u201d\u2019\u201c\u00bb\u00ab]{0,12}+
    (?:(?:,|;|/|&|\+|\||(?:and|und|et|y|or|oder|sowie)(?![A-Za-z]))[ \t]{0,8}+){0,3}+
    (?:\r?\n[ \t>|]{0,16}+(?:(?:[-*•]|\d{1,4}[.)])[ \t]{1,8}+)?){0,2}+
    (?:(?:and|und|et|y|or|oder|sowie)(?![A-Za-z]))?[ \t"'`*(\[<\u201c\u201e\u2018\u201a\u00bb\u00ab]{0,12}+"""
)
_STRONG = re.compile(r"[:=|#→]|\b(?:is|ist|are|sind|lautet|lauten|named|namens|called|ids?)\b", re.IGNORECASE)
_NO_ID = re.compile(
    r"(?i)\d{4}-\d\d(?:-\d\d.*)?|\d{1,2}(?:st|nd|rd|th|h|min|s|ms|kb|mb|gb|x)|v?\d+(?:-\d+)?|[a-z]{1,3}\d|\d+k"
    r"|w-?2|\d{4}-?\w|utf-?\d+|http-?\d|sha-?\d+|oauth2?|base64"
)
_TICKET = re.compile(r"[A-Z]{2,10}-\d{1,8}")
_DIGITS = re.compile(r"\d{1,30}")
_OTHER_ID = re.compile(
    r"(?i)(?:request|trace|correlation|session|event|message|span|client|user|device|transaction|cf-ray|x-amz\S{0,20})"
    r"[-_ ]?(?:id)?[\"'`]?\s{0,3}[:=#]?\s{0,3}[\"'`]?$"
)
_FORMS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|c(?=[a-z]*\d)[a-z0-9]{24}"
    r"|0[0-9A-HJKMNP-TV-Z]{25}",
    re.IGNORECASE,
)
_PLAIN = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_ADDRESS = re.compile(r"https?://[^\s\"'<>`)\]^\\]{1,500}+")


@dataclass(frozen=True)
class _Mention:
    """One token taken for an ID: its stretch, kind and grounds."""

    start: int
    end: int
    kind: Kind | None
    grounds: Grounds


def read_prose(prose: Traced) -> Iterator[Sighting]:
    """Read what plain words say; secrets in them are blanked out already."""
    if not prose.text.strip():
        return
    stems = spots(lowered(prose.text), _STEMS)
    taken = list(_labelled(prose.text, stems))
    claimed = {mention.start for mention in taken}
    for mention in (*taken, *_prefixed(prose.text, stems, claimed), *_unsorted(prose.text, claimed)):
        yield _id_seen(prose, mention)
    yield from _addresses(prose)
    yield from references_in(prose.text, prose.line_at(0), "words")


def _id_seen(prose: Traced, mention: _Mention) -> IdSeen:
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


def _raw(text: str, mention: _Mention) -> str:
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


_STEMS = (
    "connection", "connexion", "conexi", "verbindung", "anbindung", "import", "job", "work", "arbeitsbereich", "espac",
    "artifa", "artefa",
)  # fmt: skip


def _labelled(text: str, stems: list[int]) -> Iterator[_Mention]:
    position = 0
    for spot in stems:
        label = _LABEL.match(text, spot) if spot >= position else None
        if label is None:
            continue
        position = label.end()
        kind = Kind(next(name for name, value in label.groupdict().items() if value and name != "id"))
        filler = _FILLER.match(text, position)
        start = filler.end() if filler else position
        between = text[position:start]
        named = bool(label["id"])
        strong = named or bool(_STRONG.search(between))
        if not between or ("\n" in between and not strong) or (kind is Kind.WORK and not named):
            continue
        external = kind in {Kind.JOB_WORK, Kind.WORK} and "external" in (label["id"] or "").lower()
        for mention in _list(text, start, kind, strong=strong, named=named):
            # A customer's own ID of a work is no ID that the gateway filters by.
            yield replace(mention, kind=None, grounds=Grounds.NONE) if external else mention
            position = mention.end


def _list(text: str, position: int, kind: Kind, *, strong: bool, named: bool) -> Iterator[_Mention]:
    """Yield the IDs of a list such as ``a, b and c``, or of bullets below the words."""
    while token := _TOKEN.match(text, position):
        end = token.end() - _trailing(token[0])
        value = text[token.start() : end]
        if not _plausible(text, value, end, named=named):
            return
        prefix = kind_of_prefix(_bare(value))
        weak = not strong and prefix not in {None, kind}
        yield _Mention(token.start(), end, prefix if weak else kind, Grounds.PREFIX if weak else Grounds.WORDS)
        between = _BETWEEN.match(text, end)
        if between is None or not between[0].strip(" \t\"'`*)]>\u201d\u2019\u201c\u00bb\u00ab([<\u201e\u2018\u201a"):
            return
        position = between.end()


def _trailing(token: str) -> int:
    return len(token) - len(token.rstrip("-\u2010\u2011\u2012\u2013\u2212"))


def _bare(value: str) -> str:
    return re.sub(f"[{INVISIBLE}]", "", value).translate(_PLAIN)


def _plausible(text: str, value: str, end: int, *, named: bool) -> bool:
    """Tell an ID from a word, a date, a count, an address."""
    bare = _bare(value)
    if len(value) > MAX_ID_LENGTH or not any(char.isdigit() for char in bare):
        return False
    if _DIGITS.fullmatch(bare) or _TICKET.fullmatch(bare):
        return named
    if len(bare) < 3 or _NO_ID.fullmatch(bare):  # noqa: PLR2004
        return False
    following = text[end : end + 2]
    return not following.startswith(("@", "://", "(")) and not re.match(r"[./][A-Za-z]", following)


def _prefixed(text: str, stems: list[int], claimed: set[int]) -> Iterator[_Mention]:
    for match in filter(None, (_PREFIXED.match(text, spot) for spot in stems)):
        start, end = match.start(), match.end() - _trailing(match[0])
        while start > 0 and re.match(f"[{INVISIBLE}]", text[start - 1]):
            start -= 1
        before = text[start - 1 : start]
        value = text[start:end]
        if start in claimed or before.isalnum() or before in {"_", "-", "/", "$"} and before:  # noqa: RUF021
            continue
        bare = _bare(value)
        kind = kind_of_prefix(bare)
        rest = bare.partition("_")[2]
        if any(char.isdigit() for char in rest) and len(value) <= MAX_ID_LENGTH and text[end : end + 1] != "(":
            claimed.add(start)
            if kind is not None:
                yield _Mention(start, end, kind, Grounds.PREFIX)


def _unsorted(text: str, claimed: set[int]) -> Iterator[_Mention]:
    for match in _LONG.finditer(text):
        start, end = match.start(), match.end()
        if start in claimed or not _FORMS.fullmatch(_bare(match[0])):
            continue
        if not _OTHER_ID.search(text[max(start - 40, 0) : start]):
            yield _Mention(start, end, None, Grounds.NONE)


def _addresses(prose: Traced) -> Iterator[AddressSeen]:
    for match in _ADDRESS.finditer(prose.text):
        address = clean_url(match[0].rstrip(".,;:!?"))
        if address.rstrip("/").endswith("/graphql"):
            yield AddressSeen(address, prose.line_at(match.start()), "words")
