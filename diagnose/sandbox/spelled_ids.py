"""IDs as a dialect writes them, and as the world has them: of a UUID every spelling means the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from diagnose.sandbox.dialects import Spelling

_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}")


def stored(value: object) -> object:
    """Return variables with every UUID in the usual spelling, in which worlds have them."""
    return _each(value, lambda _, text: _hyphened(text) if _UUID.fullmatch(text) else text)


def written(payload: object, spelling: Spelling) -> object:
    """Return an answer with its IDs in a spelling; the very same one when they are written as they are stored."""
    match spelling:
        case Spelling.STORED:
            return payload
        case Spelling.CAPITALS:
            return _each(payload, lambda key, text: text.upper() if _is_uuid(key, text) else text)
        case Spelling.BARE:
            return _each(payload, lambda key, text: text.replace("-", "") if _is_uuid(key, text) else text)
        case Spelling.NUMBERS:
            return _each(payload, lambda key, text: int(text) if _is_id(key) and text.isdecimal() else text)


def _each(value: object, change: Callable[[str, str], object], key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _each(inner, change, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_each(inner, change, key) for inner in value]
    return change(key, value) if isinstance(value, str) else value


def _is_id(key: str) -> bool:
    return (key == "id" or key.endswith("Id")) and key != "externalId"


def _is_uuid(key: str, text: str) -> bool:
    return _is_id(key) and _UUID.fullmatch(text) is not None


def _hyphened(text: str) -> str:
    bare = text.replace("-", "").lower()
    return "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))
