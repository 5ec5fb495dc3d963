"""Links: a query and its variables percent-encoded in an address, IDs in its path, links that a mail gateway wrapped.

``…/graphql?query=…&variables=…`` is a request as GraphQL over HTTP has it; ``/workspaces/W/connections/C`` and
``?workspaceId=W`` name IDs; a slug (``/w/acme``) is none. A link tells nothing of how a request was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

from diagnose.foreign_text import cut
from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import HttpRequest, deliver, may_be_ours, query_of
from diagnose.intake.content.sightings import IdSeen, RequestSeen, SecretSeen, Sighting
from diagnose.intake.kinds import kind_of_key, kind_of_prefix
from diagnose.intake.model import Grounds

_LINK = re.compile(
    # Takes https://a/b?query=…#c up to a blank, quote or bracket, and /graphql?query=… in the line of an access log.
    r"https?://[^\s\"'<>`\\]{4,60000}+|(?<![\w./])/graphql\?[^\s\"'<>`\\]{4,60000}+"
)
_PATH = re.compile(
    # Takes /firms/7/connections/C/job-works/J?x=1 in the line of a log; leaves /var/lib/x and the path of an address.
    r"(?<![\w./:-])/(?:[\w.~%-]{1,80}/){0,10}?(?:workspaces?|connections?|job[-_]?works?)/[\w-]{3,80}"
    r"(?:[/?][^\s\"'<>`\\]{0,2000}+)?"
)
_LOGGED = re.compile(r" HTTP/[\d.]{1,3}\"? ([45]\d\d)\b")
"""What an access log says behind the address of a request that failed."""
_WRAPPED = ("url", "u", "q", "target")
_WRAPPERS = re.compile(r"(?i)safelinks|urldefense|google\.[a-z.]{2,6}/url|linkprotect|protection|redirect")
_MOST_WRAPPINGS = 3
_MOST_SEGMENTS = 40
_ID = re.compile(
    r"(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24}|[0-9a-f]{32}|c(?=[a-z]*\d)[a-z0-9]{24}|0[0-9a-z]{25}"
)
_WITH_DIGIT = re.compile(r"(?=\D{0,64}\d)[\w-]{3,64}")


def read_link(stretch: Stretch) -> Claim | Vain | None:
    """Read what a link says; one that says nothing is left to the words."""
    text, start = stretch.source.text, stretch.start
    link = _LINK.match(text, start, stretch.limit) or _PATH.match(text, start, stretch.limit)
    if link is None:
        return None
    written = link[0].rstrip(".,;:!?*")
    written = written[: _closing(written)]
    end = stretch.start + len(written)
    url = _unwrapped(written.replace("&amp;", "&"))
    url = url if "query=" in url else url.replace("document=", "query=", 1)  # as Apollo's explorer has it
    # A fragment holds the query of some explorers.
    asked = url.replace("#", "?", 1) if "#" in url and "query=" in url.partition("#")[2] else url
    seen: tuple[Sighting, ...] = ()
    if "query=" in query_of(asked):
        method = "GET" if stretch.source.text.endswith("GET ", 0, stretch.start) else None  # a line of an access log
        sent = HttpRequest("link", stretch.line, asked, method, headers_complete=False, headers_shown=False)
        logged = _LOGGED.match(text, end, stretch.limit)
        failed = HttpAnswer(stretch.line, None, int(logged[1]), where="the access log") if logged else None
        seen = exchange_seen(sent, [failed]) if failed else deliver(sent)
    if not any(isinstance(sighting, RequestSeen) for sighting in seen) and (url[0] == "/" or may_be_ours(url)):
        named = tuple(_ids(url, stretch.line))
        seen = (*seen, *named)
    if any(isinstance(sighting, RequestSeen | IdSeen) for sighting in seen):
        return Claim(end, seen)
    return Vain(end, tuple(sighting for sighting in seen if isinstance(sighting, SecretSeen)))


def _closing(url: str) -> int:
    """Return where a link in brackets ends: before a closing bracket that it did not open."""
    depth = 0
    for index, char in enumerate(url):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return index
    return len(url)


def _unwrapped(url: str) -> str:
    """Return the link inside a link that a mail gateway or a search engine made of it."""
    for _ in range(_MOST_WRAPPINGS):
        if not _WRAPPERS.search(url[:200]):
            break
        inner = next((value for key, value in parse_qsl(query_of(url)[:60_000]) if key in _WRAPPED), "")
        if not inner.startswith(("http://", "https://")):
            break
        url = inner
    return url


def _ids(url: str, line: int) -> Iterator[IdSeen]:
    """Yield the IDs in the path and the query string of a link."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    segments = [unquote(segment) for segment in path.split("/")[:_MOST_SEGMENTS]]
    pairs = [(_singular(name), value, name) for name, value in pairwise(segments)]
    pairs += [(key, value, key) for key, value in parse_qsl(query_of(url)[:20_000])]
    for key, value, written in pairs:
        kind = kind_of_key(key)
        for item in value.split(",") if kind is not None else ():
            if kind is not None and len(item) <= MAX_ID_LENGTH and _may_be(kind, item, bare=url[0] == "/"):
                yield IdSeen(kind, item, item, Grounds.WORDS, line, f"{cut(written, 60)} in a link")


def _may_be(kind: Kind, value: str, *, bare: bool) -> bool:
    """Tell whether a value may be an ID: a workspace has a slug besides, so that of its ID the shape must tell.

    So it must in a ``bare`` path, which may be any server's, or a file's.
    """
    if kind is not Kind.WORKSPACE and not bare:
        return _WITH_DIGIT.fullmatch(value) is not None
    return _ID.fullmatch(value) is not None or kind_of_prefix(value) is not None


def _singular(segment: str) -> str:
    """Return the key that a segment of a path stands for: ``job-works`` for ``job-workId``."""
    return f"{segment.removesuffix('s')}Id"


LINK = StretchForm("link", re.compile(rf"https?://|(?<![\w./])/graphql\?|(?={_PATH.pattern})/"), read_link, alone=False)
