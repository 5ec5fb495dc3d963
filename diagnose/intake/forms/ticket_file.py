"""A ticket file: the chain's IDs under their names, in TOML or JSON, for those who prefer to write one.

Keys are the contract's (``workspace_id``, ``connection_id``, ``connection_job_ids``, …); singular, plural, short
(``connection``) and camel-case spellings are read too, ``text`` is read as free text, other keys are noted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice

from diagnose.foreign_text import cut
from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.form import Claim, JsonForm, JsonPart, Part, TextPart, WholeForm
from diagnose.intake.content.graphql_json import looks_like_ids
from diagnose.intake.content.http_request import clean_url
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.named_ids import names_ids
from diagnose.intake.content.secret_places import json_secrets
from diagnose.intake.content.sightings import AddressSeen, FormSeen, IdSeen, MoreIds, ReferenceSeen, Remark, Sighting
from diagnose.intake.model import Grounds
from diagnose.intake.source.id_text import ids_in_one, names_nothing
from diagnose.intake.source.limits import MAX_IDS
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_KINDS: dict[str, Kind] = {
    "workspace": Kind.WORKSPACE, "connection": Kind.CONNECTION, "providerconnection": Kind.CONNECTION,
    "connectionjob": Kind.CONNECTION_JOB, "job": Kind.CONNECTION_JOB, "jobwork": Kind.JOB_WORK, "work": Kind.WORK,
    "artifact": Kind.ARTIFACT, "workartifact": Kind.ARTIFACT,
}  # fmt: skip
_REFERENCE = frozenset({"reference", "ref", "ticket", "ticketref", "ticketreference", "ticketid", "case", "title"})
_ENDPOINT = frozenset({"endpoint", "url", "gateway"})
_PROSE = frozenset({"text", "description", "notes", "body", "message"})
_IGNORED = frozenset({"sources", "sourceplatform", "customer", "schemaversion", "subject"})
_EXCHANGE = frozenset({"url", "uri", "headers", "query", "variables", "data", "errors"})
_MAX_TOML = 1_000_000
"""Characters: no ticket file is longer."""
_TOML = re.compile(r"(?m)^[ \t]{0,8}(?:\[ticket\]|[\w\"-]{1,60}[ \t]{0,8}=[ \t]{0,8}[\"'\[])")

_TOML_KEY = re.compile(r"(?m)^[ \t]*+(?:\"([^\"\n]++)\"|([\w-]++))[ \t]*+=")
_GAP = 1_000
"""Characters between two values of a list, in which a comment may stand."""


def kind_of_ticket_key(key: str) -> Kind | None:
    """Tell the slot that a ticket file's key names, in any of its spellings."""
    letters = "".join(char for char in key.lower() if char.isalnum())
    for ending in ("ids", "id", "s", ""):
        stem = letters.removesuffix(ending) if ending else letters
        if stem in _KINDS and (ending == "" or letters.endswith(ending)):
            return _KINDS[stem]
    return None


def is_ticket(value: Json) -> bool:
    """Tell whether a value is a ticket file: an object with a slot's key and a plain value, or with ``ticket``."""
    if not isinstance(value, dict):
        return False
    if isinstance(ticket := value.get("ticket"), dict):
        return is_ticket(ticket)
    if any(isinstance(item, dict) and _EXCHANGE & item.keys() for item in value.values()):
        return False  # a log's, which keeps what was sent
    return looks_like_ids(value) or any(kind_of_ticket_key(key) and any(_strings(item)) for key, item in value.items())


def _strings(item: Json) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the IDs in a slot's value with their paths: a string, a number, or a list of them."""
    if isinstance(item, list):
        for index, member in enumerate(item):
            if text := _string(member):
                yield (index,), text
    elif text := _string(item):
        yield (), text


def _string(item: Json) -> str:
    return str(item) if isinstance(item, str | int) and not isinstance(item, bool) and str(item).strip() else ""


def read_ticket(value: Json, lines: Lines) -> Iterator[Sighting | Part]:
    """Read a ticket file's object."""
    if not isinstance(value, dict):
        return
    if isinstance(ticket := value.get("ticket"), dict):
        yield from read_ticket(ticket, lines.below("ticket"))
        return
    yield FormSeen("ticket-file")
    for key, item in value.items():
        yield from _read_key(key, item, lines)


def _read_key(key: str, item: Json, lines: Lines) -> Iterator[Sighting | Part]:
    letters = "".join(char for char in key.lower() if char.isalnum())
    if letters in _REFERENCE and isinstance(item, str | int):
        yield ReferenceSeen(cut(str(item), 200), lines.at(key), "key")
    elif letters in _ENDPOINT and isinstance(item, str):
        yield AddressSeen(clean_url(item), lines.at(key), "key")
    elif kind := kind_of_ticket_key(key):
        yield from _ids(kind, item, (key,), lines)
    elif letters == "filters" and isinstance(item, dict):
        for name, member in item.items():
            if kind := Kind.JOB_WORK if name == "ids" else kind_of_ticket_key(name):
                yield from _ids(kind, member, (key, name), lines)
    elif letters in _PROSE and isinstance(item, str):
        yield TextPart(Traced.on_line(item, lines.at(key)))
    elif letters not in _IGNORED and item not in (None, "", []):
        yield Remark(lines.at(key), f"The ticket file's key {cut(key, 60)!r} is not known, so it was not read.")


def _ids(kind: Kind, item: Json, keys: tuple[str, ...], lines: Lines) -> Iterator[Sighting]:
    context = keys[0] if len(keys) == 1 else f"filters.{keys[-1]}"
    strings = _strings(item)
    for path, whole in islice(strings, MAX_IDS):
        line = lines.at(*keys, *path)
        for text in ids_in_one(whole):
            yield _id(kind, text, line, context)
    if more := {text for _, text in strings}:
        yield MoreIds(len(more.difference(text for _, text in islice(_strings(item), MAX_IDS))))


def _id(kind: Kind, text: str, line: int, context: str) -> Sighting:
    if nothing := names_nothing(text):
        return Remark(line, f"The {kind.words} ID under {cut(context, 60)!r} is {nothing}, not an ID.")
    if len(text) <= MAX_ID_LENGTH:
        return IdSeen(kind, text, text, Grounds.FIELD, line, cut(context, 100))
    many = f"has {len(text):,} characters, so it was not taken for one"
    return Remark(line, f"The {kind.words} ID under {cut(context, 60)!r} {many}.")


def looks_like_toml(text: str) -> bool:
    """Tell whether a text may be a ticket file in TOML."""
    return len(text) <= _MAX_TOML and _TOML.search(text) is not None


def read_toml(source: Traced) -> Claim | None:
    """Read TOML that is a ticket file; None when it is none."""
    text = source.text
    try:
        value: Json = _jsonable(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    if not isinstance(value, dict) or not is_ticket(value):
        return None
    lines = Lines(1, _toml_lines(source, value))
    return Claim(len(text), (*read_ticket(value, lines), *json_secrets(value, lines)))


def _jsonable(value: object) -> Json:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _toml_lines(source: Traced, value: dict[str, Json]) -> dict[tuple[str | int, ...], int]:
    """Find the line of each string by looking for it from its key on, or from the one before it."""
    text, lines = source.text, dict[tuple[str | int, ...], int]()
    inner = value["ticket"] if isinstance(value.get("ticket"), dict) else value
    prefix: tuple[str, ...] = ("ticket",) if inner is not value else ()
    keys: dict[str, int] = {}
    for match in _TOML_KEY.finditer(text):
        keys.setdefault(match[1] or match[2], match.end())
    for key, item in inner.items() if isinstance(inner, dict) else ():
        position = keys.get(key, 0)
        lines[*prefix, key] = source.line_at(position)
        for path, member in _strings(item):
            position = max(text.find(member, position, position + len(member) + _GAP), position)
            lines[*prefix, key, *path] = source.line_at(position)
            position += len(member) if text.startswith(member, position) else 0
    return lines


def looks_like_ticket(part: JsonPart) -> bool:
    """Tell whether a JSON value is a ticket file; in a text, IDs alone are the variables of a query."""
    return not part.literal and is_ticket(part.value) and (part.alone or not _is_ids_alone(part.value))


def _is_ids_alone(value: Json) -> bool:
    if not isinstance(value, dict) or not names_ids(value):
        return False
    letters = {"".join(char for char in key.lower() if char.isalnum()) for key in value}
    return not letters & (_REFERENCE | _ENDPOINT | _PROSE | {"ticket"})


def read_json(part: JsonPart) -> Iterator[Sighting | Part]:
    """Read a ticket file in JSON."""
    return read_ticket(part.value, part.lines)


TICKET_JSON = JsonForm("ticket-file", looks_like_ticket, read_json, kind="ticket-file")
TICKET_TOML = WholeForm("ticket-file", looks_like_toml, read_toml)
