"""Which IDs a request and a response name.

An ID in a request's argument is what the customer asked for. The response to a creation says what they were given.
A response that merely lists things is inventory: its IDs are kept as evidence, and
:mod:`diagnose.intake.gathering.resolve` says when they fill a slot after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.graphql_document import DocumentReading, Use
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.named_ids import ids_by_key
from diagnose.intake.content.sightings import IdSeen, Remark, RequestSeen, ResponseSeen, SecretSeen
from diagnose.intake.kinds import CREATING, kind_of_argument, kind_of_field, kind_of_path
from diagnose.intake.model import Grounds, SecretKind
from diagnose.intake.source.id_text import ids_in_one, names_nothing
from diagnose.intake.source.lenient_json import Path
from diagnose.json_value import Json
from diagnose.secrets.telling_words import is_placeholder

_MOST_ERRORS = 50
_LOGIN = "loginViaPersonalApiToken"

Named: TypeAlias = IdSeen | Remark | SecretSeen


@dataclass(frozen=True)
class Given:
    """The variables of a request as it was sent, and the lines of their strings."""

    variables: Mapping[str, Json]
    lines: Lines


def ids_in_document(seen: RequestSeen, document: DocumentReading) -> Iterator[Named]:
    """Yield the IDs in a request's document, by their argument."""
    for use in document.uses:
        if use.literal is None:
            continue
        line = seen.traced.line_at(use.offset)
        if use.field == _LOGIN and use.literal and not is_placeholder(use.literal):
            yield SecretSeen(SecretKind.API_KEY, use.literal, line, f"argument of {_LOGIN}")
        elif kind := kind_of_argument(use.field, use.path):
            yield from _id(kind, use.literal, _context(use.field, use.path), line)


def ids_in_variables(given: Given, document: DocumentReading) -> Iterator[Named]:
    """Yield the IDs in the variables: by the argument that each is given to, the others by their own name."""
    used: set[str] = set()
    for use in document.uses:
        if use.variable is not None:
            used.add(use.variable)
            yield from _variable(given, document, use, use.variable)
    for name, value in given.variables.items():
        if name not in used:
            yield from _leaves(given.lines, "", (name,), (name,), value)


def _variable(given: Given, document: DocumentReading, use: Use, name: str) -> Iterator[Named]:
    if name not in given.variables:
        if name in document.defaults:
            yield from _leaves(given.lines, use.field, use.path, (name,), document.defaults[name])
        return
    value = given.variables[name]
    if use.field == _LOGIN and isinstance(value, str) and not is_placeholder(value):
        yield SecretSeen(SecretKind.API_KEY, value, given.lines.line, f"argument of {_LOGIN}")
    else:
        yield from _leaves(given.lines, use.field, use.path, (name,), value)


def _leaves(lines: Lines, field: str, path: tuple[str, ...], place: Path, value: Json) -> Iterator[Named]:
    """Walk a variable's value down to its IDs; a variable given to no argument goes by its own name."""
    stack: list[tuple[tuple[str, ...], Path, Json]] = [(path, place, value)]
    while stack:
        path, place, item = stack.pop()
        if isinstance(item, dict):
            stack.extend(((*path, key), (*place, key), member) for key, member in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((path, (*place, index), item[index]) for index in range(len(item) - 1, -1, -1))
        elif kind := kind_of_argument(field, path) if field else kind_of_path(path):
            yield from _id(kind, item, _context(field or "variables", path), lines.at(*place))


def _context(field: str, path: tuple[str, ...]) -> str:
    return f"{field}({'.'.join(path)})"


def _id(kind: Kind, value: Json, context: str, line: int) -> Iterator[IdSeen | Remark]:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text.strip():
        return
    if len(parts := ids_in_one(text)) > 1:
        for part in parts:
            yield from _id(kind, part, context, line)
    elif nothing := names_nothing(text):
        yield Remark(line, f"The {kind.words} ID in {context} is {nothing}, not an ID.")
    elif len(text) > MAX_ID_LENGTH:
        many = f"has {len(text):,} characters, so it was not taken for one"
        yield Remark(line, f"The {kind.words} ID in {context} {many}.")
    else:
        yield IdSeen(kind, text, text, Grounds.ARGUMENT, line, context)


@dataclass(frozen=True)
class OwnId:
    """The customer's own ID of an artifact, which a response pairs with the gateway's."""

    value: str


def ids_in_response(
    seen: ResponseSeen, aliases: Mapping[str, str], wanted: Callable[[Kind, str, bool], bool]
) -> Iterator[IdSeen | OwnId]:
    """Yield the IDs in a response by the field that holds them.

    ``wanted`` is asked before anything is made of an ID: its kind, its value, whether it is merely listed.
    """
    stack: list[tuple[Path, str, str, Json]] = [((), "", "", seen.response.data)]
    while stack:
        path, parent, root, item = stack.pop()
        if isinstance(item, dict):
            for key, member in reversed(item.items()):
                field = aliases.get(key, key)
                if not isinstance(member, str):
                    stack.append(((*path, key), field, root or field, member))
                    continue
                if field == "externalId" and parent == "workArtifact":
                    yield OwnId(member)
                kind = kind_of_field(parent, field)
                if kind is None or not member.strip() or len(member) > MAX_ID_LENGTH:
                    continue
                listed = root not in CREATING or kind is Kind.WORK
                if wanted(kind, member, listed):
                    yield _field_id(seen, kind, member, (*path, key), listed=listed)
        elif isinstance(item, list):
            stack.extend(((*path, i), parent, root, item[i]) for i in range(len(item) - 1, -1, -1))


def ids_in_errors(seen: ResponseSeen) -> Iterator[IdSeen]:
    """Yield the IDs that a response's errors name in their ``extensions``: what they complain of was asked for."""
    for index, error in enumerate(seen.response.errors[:_MOST_ERRORS]):
        extensions = error.get("extensions") if isinstance(error, dict) else None
        if isinstance(extensions, dict):
            for named in ids_by_key(extensions, Lines(seen.response.line)):
                if isinstance(named, IdSeen):
                    yield replace(named, context=f"errors[{index}].extensions.{named.context}")


def _field_id(seen: ResponseSeen, kind: Kind, value: str, path: Path, *, listed: bool) -> IdSeen:
    context = "data" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return IdSeen(kind, value, value, Grounds.FIELD, seen.lines.at(*path), context, inventory=listed)
