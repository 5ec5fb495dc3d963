"""JSON as a capsule has it: the gateway's answers from an allowlist of fields, the customer's by what rules read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from diagnose.capsule.veil import Veil, filler, is_moment
from diagnose.investigation.known.rows import MAX_TEXT, describe
from diagnose.json_value import Json

_HOLDERS: Final = frozenset({
    "me", "workspaces", "connections", "named", "jobWorks", "byJobWork", "byWork", "byConnectionJob",
    "jobWorkArtifacts", "work", "workArtifact",
})  # fmt: skip
"""Fields of our own questions that hold others."""
_IDS: Final = frozenset({"id", "artifactId", "connectionJobId", "workId"})
_WORDS: Final = frozenset({"providerKey", "status", "type"})
_WORDS_OF_CUSTOMER: Final = _WORDS | {"category", "kind"}
_MOMENTS: Final = frozenset({"createdAt", "updatedAt"})
_SELECTED: Final = _HOLDERS | _IDS | _WORDS | _MOMENTS | {"externalId", "uploadedUrl", "metadata"}
_ERROR_WORDS: Final = ("error", "message", "reason", "detail", "code", "cause")
_NUMBERED: Final = re.compile(r"_[0-9]{1,3}$")
_DEEPEST: Final = 60
_LEFT_OUT: Final = "left out"


def veiled_answer(data: Json, veil: Veil) -> Json:
    """Return the data of an answer: what our questions select, of the type that it came as, and nothing besides.

    An address to download from is only there or not; where a text stands in the place of an object, its length counts.
    """
    return _held(data, veil, 0)


def _held(value: Json, veil: Veil, depth: int) -> Json:
    match value:
        case dict() if depth < _DEEPEST:
            return {key: _field(key, inner, veil, depth) for key, inner in value.items() if _bare(key) in _SELECTED}
        case list() if depth < _DEEPEST:
            return [_held(item, veil, depth + 1) for item in value]
        case dict() | list():
            return None
        case str():
            return filler(value)
        case bool() | None:
            return value
        case _:
            return 0


def _field(key: str, value: Json, veil: Veil, depth: int) -> Json:
    if _bare(key) in _HOLDERS:
        return _held(value, veil, depth + 1)
    if key == "metadata":
        return _metadata(value, veil)
    if key in _IDS and isinstance(value, int) and not isinstance(value, bool):
        shown = veil.id(f"{value}")
        return value if shown == f"{value}" else shown
    if not isinstance(value, str):
        return _of_wrong_type(value)
    return _text(key, value, veil)


def _bare(key: str) -> str:
    """Return a field's own name: a corrected request numbers the second of two."""
    return _NUMBERED.sub("", key)


def _of_wrong_type(value: Json) -> Json:
    match value:
        case dict():
            return {}
        case list():
            return []
        case bool() | None:
            return value
        case _:
            return 0


def _text(key: str, text: str, veil: Veil) -> str:
    if key in _IDS:
        return veil.id(text)
    if key in _WORDS:
        return veil.word(text[:MAX_TEXT])
    if key == "externalId":
        return veil.external_id(text[:MAX_TEXT])
    if key == "uploadedUrl":
        return _LEFT_OUT if text else ""
    return text if is_moment(text) else _LEFT_OUT


def _metadata(value: Json, veil: Veil, *, telling: bool = True, depth: int = 0) -> Json:
    """Return metadata, of which rules read what stands under words for errors."""
    if depth == 0 and len(repr(value)) > MAX_TEXT:
        return f"{describe(value)}, too large to keep"
    match value:
        case str():
            return veil.told(value) if telling or veil.resolver is None else veil.other(value)
        case dict():
            return {_key(key, veil): _metadata(inner, veil, telling=_tells(key), depth=depth + 1)
                    for key, inner in value.items()}  # fmt: skip
        case list():
            return [_metadata(item, veil, telling=telling, depth=depth + 1) for item in value]
        case bool() | None:
            return value
        case _:
            return veil.number(value)


def _tells(key: str) -> bool:
    return any(word in key.casefold() for word in _ERROR_WORDS)


def _key(key: str, veil: Veil) -> str:
    """Return a key of metadata; one that is a word for errors still is."""
    shown = veil.name(key)
    if shown == key or not _tells(key):
        return shown
    return f"{shown}-{next(word for word in _ERROR_WORDS if word in key.casefold())}"


def veiled_question(variables: Mapping[str, Json], veil: Veil, *, ours: bool = True) -> dict[str, Json]:
    """Return the variables of a question of ours: all texts in them are IDs, all keys our own.

    In a corrected request, which is not ``ours``, the customer's filters may have words besides.
    """
    return {key: _ids(value, veil, ours) for key, value in variables.items()}


def _ids(value: Json, veil: Veil, ours: bool) -> Json:
    match value:
        case str():
            return value if not ours and veil.resolver is not None and veil.is_word(value) else veil.id(value)
        case list():
            return [_ids(item, veil, ours) for item in value]
        case dict():
            return {key: _ids(inner, veil, ours) for key, inner in value.items()}
        case _:
            return value


def veiled_json(value: Json, veil: Veil, key: str = "", depth: int = 0) -> Json:
    """Return JSON of the customer's: variables, data, errors; what nests too deep is left out."""
    match value:
        case str():
            return _of_customer(value, key, veil)
        case dict() if depth < _DEEPEST:
            return {veil.name(name): veiled_json(inner, veil, name, depth + 1) for name, inner in value.items()}
        case list() if depth < _DEEPEST:
            return [veiled_json(item, veil, key, depth + 1) for item in value]
        case dict() | list():
            return None
        case bool() | None:
            return value
        case _:
            return veil.number(value)


def _of_customer(text: str, key: str, veil: Veil) -> str:
    if key == "externalId":
        return veil.external_id(text)
    if key in _WORDS_OF_CUSTOMER:
        return veil.word(text)
    if key.casefold().endswith(("id", "ids")):
        return veil.id(text)
    if key in {"message", "code"}:
        return veil.said_of_a_query(text)
    return veil.name(text) if key == "path" else veil.other(text)
