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
    from diagnose.json_value import Json

__all__ = ["MAX_DEPTH", "BadJson", "NotJson", "loads"]

MAX_DEPTH = 100
"""Levels of lists and objects. A choice of this tool: its own queries need 14, the rest is room for ``metadata``."""

_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


class NotJson(ValueError):
    """The bytes are not meant as JSON: HTML, plain text, nothing at all."""


class BadJson(ValueError):
    """The bytes start as JSON but cannot be trusted; the message is a clause that says why."""


def loads(body: bytes) -> Json:
    """Parse one JSON text in UTF-8 (a byte order mark is tolerated). Raises NotJson or BadJson."""
    text = _text(body)
    value = _parsed(_FAST, text)
    if body.count(b'"') != 2 * _texts(value):
        _parsed(_CHECKING_KEYS, text)
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


def _parsed(decoder: json.JSONDecoder, text: str) -> Json:
    try:
        return cast("Json", decoder.decode(text))
    except json.JSONDecodeError as error:
        raise _misparsed(text, error) from None
    except RecursionError:
        raise BadJson(_TOO_DEEP) from None
    except (NotJson, BadJson):
        raise
    except ValueError:
        raise BadJson("a number of too many digits") from None


def _misparsed(text: str, error: json.JSONDecodeError) -> NotJson | BadJson:
    if text.lstrip()[:1] not in {"{", "["}:
        return NotJson("not JSON")
    where = "at its end" if error.pos >= len(text.rstrip()) else f"at character {error.pos}"
    return BadJson(f"JSON that is cut off or broken {where}")


def _no_constant(name: str) -> NoReturn:
    raise BadJson(f"the number {name}, which JSON does not have")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BadJson("a number too large to hold")
    return number


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise BadJson("an object with the same key twice")
    return mapping


_FAST = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)
_CHECKING_KEYS = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_unique)
"""Calls back for every object, which costs more than all the rest. So it runs only where the text has more quotes
than the value's keys and strings account for: a key twice, or a quote within a string. It never has fewer.
"""


def _texts(value: Json) -> int:
    """Count keys and strings; level by level, not recursively, since the value may be as deep as it likes."""
    texts = int(isinstance(value, str))
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Json] = []
        for node in level:
            if isinstance(node, dict):
                texts += len(node)
                below.extend(node.values())
            elif isinstance(node, list):
                below.extend(node)
        kinds = [*map(type, below)]
        texts += kinds.count(str)
        if dict not in kinds and list not in kinds:
            return texts
        level = [node for node in below if node.__class__ is dict or node.__class__ is list]
    raise BadJson(_TOO_DEEP)


def _check_surrogates(value: Json) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise BadJson("text with half a character (a lone surrogate)") from None
