"""What stands inside a JSON value of no known shape: texts in its strings, and IDs under keys that name their kind.

The exports of help desks and chats keep a customer's words in strings, often as HTML; logs keep messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from diagnose.foreign_text import cut
from diagnose.ids import Kind
from diagnose.intake.content.form import TextPart
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.mentions import certain
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.kinds import kind_of_key, kind_of_prefix
from diagnose.intake.model import Grounds
from diagnose.intake.source.mime import html_text
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice, Voices, is_support
from diagnose.json_value import Json, walk

_NAMES = ("name", "key", "Name", "label", "title")
"""Keys of an object that is a name and its ``value``, as forms, environments and custom fields are kept."""
_AUTHORS = ("author", "from", "sender", "createdBy", "created_by", "user", "postedBy")
_CALLED = ("name", "email", "emailAddress", "displayName", "address", "real_name")
_ROLES = frozenset({"admin", "agent", "bot", "operator", "staff", "team"})
"""What Intercom, Zendesk and others call those who answer."""
_MOST = 1_000
"""IDs taken of one list."""
_SHORTEST = 20
"""Characters of a text that may say something."""
_TELLING = re.compile(
    r"(?i)workspace|connection|connexi|connession|conex|verbind|koppeling|job[ _-]?work|artifact|artefa"
    r"|arbeitsbereich|werkruimte|espa[cç]|graphql"
    r"|\bcurl\b|\{"
)
_HTML = re.compile(r"(?i)<(?:p|br|div|pre|span|table|blockquote|a)\b[^<>]{0,2000}>")
_PATH = re.compile(r"/\w")
_LIST = re.compile(r"[,;\s]+")
_ID = re.compile(r"(?=\S*\d)[\w-]{3,64}")


def is_by_support(message: dict[str, Json]) -> bool:
    """Tell a message of support's in the export of a help desk or a chat, by its author's name, address or role."""
    for author in (message[key] for key in _AUTHORS if key in message):
        named = [author] if isinstance(author, str) else []
        if isinstance(author, dict):
            named = [name for key in _CALLED if isinstance(name := author.get(key), str)]
            if author.get("type") in _ROLES or author.get("role") in _ROLES:
                return True
        if any(map(is_support, named)):
            return True
    return False


def text_in(text: str, line: int, *, by_support: bool = False) -> TextPart | None:
    """Return a string that holds a text worth reading, its tags taken off; None for names, codes and JSON."""
    bare = text.strip()
    if len(bare) < _SHORTEST or not (" " in bare or _PATH.match(bare)) or bare[0] in "{[" or not _TELLING.search(bare):
        return None
    traced = Traced.on_line(text, line)
    if _HTML.search(text):
        woven = html_text(Traced.of(text))
        traced = Traced.on_line(woven.text, line)
    return TextPart(unquoted(traced)[0], Voices.all_of(Voice.SUPPORT if by_support else Voice.NOW))


def ids_in_list(value: Json, lines: Lines) -> Iterator[IdSeen]:
    """Yield the IDs in a list by their form alone, as in the arguments of a call: ``load("6b1f…", "c2a9…", {})``."""
    for index, member in enumerate(islice(value, _MOST) if isinstance(value, list) else ()):
        if isinstance(member, str) and certain(member):
            kind = kind_of_prefix(member)
            yield IdSeen(
                kind, member, member, Grounds.PREFIX if kind else Grounds.NONE, lines.at(index), cut(member, 100)
            )


def ids_under_keys(value: Json, lines: Lines) -> Iterator[IdSeen]:
    """Yield the IDs of an object's own members by their keys: ``workspaceId``, ``job_work_ids``, ``filters.ids``."""
    if not isinstance(value, dict):
        return
    name = next((name for key in _NAMES if isinstance(name := value.get(key), str)), "")
    if kind := kind_of_key(name):
        yield from _ids(kind, _plain(value.get("value")), lines.below("value"), cut(name, 100))
    for key, item in value.items():
        if kind := kind_of_key(key):
            yield from _ids(kind, item, lines.below(key), cut(key, 100))
        elif key == "filters" and isinstance(item, dict):
            yield from _ids(Kind.JOB_WORK, item.get("ids"), lines.below(key, "ids"), "filters.ids")


def _plain(value: Json) -> Json:
    """Return the texts of a value that says its type, as traces have it: ``{"stringValue": "c-202"}``."""
    if not isinstance(value, dict):
        return value
    texts = (text for path, text in walk(value) if path and path[-1] == "stringValue")
    return list(islice(texts, _MOST))


def _ids(kind: Kind, item: Json, lines: Lines, context: str) -> Iterator[IdSeen]:
    several = isinstance(item, list)
    for index, member in enumerate(item[:_MOST] if isinstance(item, list) else [item]):
        parts = _LIST.split(cut(member.strip(), 4_000)) if isinstance(member, str) else []
        if all(map(_ID.fullmatch, parts)):
            line = lines.at(index) if several else lines.at()
            yield from (IdSeen(kind, part, part, Grounds.WORDS, line, context) for part in parts)
