"""The JSON report: contract §4, deterministic; every other output can be made from it again."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from diagnose.plugin import UNSEEN, digest_of, folded, is_long
from diagnose_reports.safe import visible

if TYPE_CHECKING:
    from pydantic import JsonValue

    from diagnose.plugin import RenderOptions
    from diagnose.report import Report

_ACTING = re.compile(UNSEEN.pattern.replace("\x00-\x1f", ""))
_BEYOND_ASCII = re.compile("[^\x00-\x7e]+")  # looked through first: it is quick, and most reports hold little of it

_DEEPEST = 150
"""Levels of nesting: readers of JSON give up near 200."""
_TOO_DEEP = "\n" + 2 * _DEEPEST * " "
"""Found in the written text only: within strings, line feeds are escaped."""


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return UTF-8 JSON with a trailing newline; reading it back gives an equal report, sealed.

    It is indented by two; a long report stands on one line.

    Characters that a terminal or editor would act on are written as escapes, so that ``cat`` is safe; their
    values stay. Only what JSON cannot hold changes: NaN and the infinities to null, lone surrogates to their
    visible form, what lies deeper than 150 levels to ``…``.
    """
    # Without warnings: a value of a later version is written as it is.
    tree = report.model_dump(mode="json", by_alias=True, warnings=False)
    try:
        text = _sealed(tree)
        text.encode()
    except (ValueError, RecursionError):
        text = _sealed(_writable(tree))
    text = _sealed(_writable(tree)) if _TOO_DEEP in text else text
    text = _BEYOND_ASCII.sub(lambda found: _ACTING.sub(_escape, found[0]), text)
    return f"{text}\n".encode()


def _sealed(tree: JsonValue) -> str:
    """Write a report, what a long one's findings have in common once, with the digest of what is written."""
    written = folded(tree) if isinstance(tree, dict) else tree
    told = {**written, "digest": digest_of(written)} if isinstance(written, dict) else written
    if isinstance(told, dict) and is_long(told):  # a third of it would be white space, and nobody reads it by eye
        return json.dumps(_writable(told), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _writable(value: JsonValue, depth: int = 0) -> JsonValue:
    match value:
        case list() | dict() if depth > _DEEPEST:
            return "…"
        case str():
            return value if _encodable(value) else "".join(c if _encodable(c) else visible(c) for c in value)
        case float() if not math.isfinite(value):
            return None
        case list():
            return [_writable(item, depth + 1) for item in value]
        case dict():
            return {str(_writable(key)): _writable(item, depth + 1) for key, item in value.items()}
        case _:
            return value


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
