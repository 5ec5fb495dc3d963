"""JSON as the standard has it: what Python's own reader lets through besides is refused here.

That reader takes NaN and Infinity, keeps the last of duplicate keys, keeps lone surrogates (which break at the moment
a report is written) and raises RecursionError on deep nesting.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NoReturn, cast

if TYPE_CHECKING:
    from diagnose.gateway.exchange import Json

__all__ = ["MAX_DEPTH", "BadJson", "NotJson", "loads"]

MAX_DEPTH = 100
"""Levels of lists and objects. A choice of this tool: its own queries need 14, the rest is room for ``metadata``."""

_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_MAX_NUMBER_LENGTH = 1000


class NotJson(ValueError):
    """The bytes are not meant as JSON: HTML, plain text, nothing at all."""


class BadJson(ValueError):
    """The bytes start as JSON but cannot be trusted; the message is a clause that says why."""


def loads(body: bytes) -> Json:
    """Parse one JSON text in UTF-8 (a byte order mark is tolerated). Raises NotJson or BadJson."""
    text = _text(body)
    try:
        value = cast(
            "Json",
            json.loads(
                text,
                object_pairs_hook=_unique,
                parse_constant=_no_constant,
                parse_float=_finite,
                parse_int=_integer,
            ),
        )
    except json.JSONDecodeError as error:
        raise _misparsed(text, error) from None
    except RecursionError:
        raise BadJson(f"nested more than {MAX_DEPTH} levels deep") from None
    _check_depth(value)
    if _SURROGATE_ESCAPE.search(body):
        _check_surrogates(value)
    return value


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if body.lstrip()[:1] in {b"{", b"["}:
            raise BadJson(f"not UTF-8 at byte {error.start}") from None
        raise NotJson("not UTF-8 text") from None


def _misparsed(text: str, error: json.JSONDecodeError) -> NotJson | BadJson:
    if text.lstrip()[:1] not in {"{", "["}:
        return NotJson("not JSON")
    where = "at its end" if error.pos >= len(text.rstrip()) else f"at character {error.pos}"
    return BadJson(f"JSON that breaks off or is wrong {where}")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise BadJson("an object with the same key twice")
    return mapping


def _no_constant(name: str) -> NoReturn:
    raise BadJson(f"the number {name}, which JSON does not have")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BadJson("a number too large to hold")
    return number


def _integer(text: str) -> int:
    if len(text) > _MAX_NUMBER_LENGTH:
        raise BadJson(f"a number of more than {_MAX_NUMBER_LENGTH} digits")
    return int(text)


def _check_depth(value: Json) -> None:
    """Level by level, not recursively: the value may be as deep as the reader's own limit allows."""
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
        if not level:
            return
    raise BadJson(f"nested more than {MAX_DEPTH} levels deep")


def _children(node: Json) -> list[Json]:
    match node:
        case dict():
            return list(node.values())
        case list():
            return node
        case _:
            return []


def _check_surrogates(value: Json) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise BadJson("text with half a character (a lone surrogate)") from None
