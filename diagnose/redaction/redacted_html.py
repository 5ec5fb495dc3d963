"""HTML without what is personal or secret: its tags as they were, its texts and attributes redacted.

A name may go over several tags (``<b>Jane</b> Doe``), so all texts are searched as one, with a new line where a block
ends and a tab between cells. Scripts, styles and comments are redacted each by itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

# A comment, a script or a style with all that is in it, or a tag; ``< 5`` and ``a<b`` in a text are none.
_MARKUP: Final = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|(?P<opened><(?P<left>script|style)\b[^>]*>)(?P<code>.*?)(?P<closed></(?P=left)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<![^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]+))"
)
_INLINE: Final = frozenset(
    """
    a abbr b bdi bdo big cite code em font i ins kbd mark o:p q s samp small span strike strong sub sup tt u var wbr
    """.split()  # noqa: SIM905 - a list of words reads better
)
_OWN: Final = frozenset(
    """
    class style width height colspan rowspan border align valign type rel lang charset dir role id integrity crossorigin
    """.split()  # noqa: SIM905
)
"""Attributes that say how something looks, or what must be loaded."""
_BEGINS_HTML: Final = re.compile(r"\s{0,100}(?:<!--|<!doctype html|<html|<head|<body|<div|<table|<p\b)", re.IGNORECASE)

Stretch = tuple[int, int, str]
"""From where to where, and what to write there."""


@dataclass(frozen=True)
class _Text:
    """A text between tags as it reads, and where it stands in all texts."""

    shown: str
    start: int


def is_html(text: str) -> bool:
    """Tell whether a text is a page or a part of one, by its beginning."""
    return _BEGINS_HTML.match(text) is not None


def shown_text(page: str) -> str:
    """Return all texts of a page, as one."""
    return _whole(_parts(page, lambda _, value: value, str))


def _whole(parts: Iterable[_Text | tuple[str, str]]) -> str:
    return "".join(part.shown if isinstance(part, _Text) else part[1] for part in parts)


def redacted_html(
    page: str,
    found: Callable[[str], Iterable[Stretch]],
    attribute: Callable[[str, str], str],
    code: Callable[[str], str],
) -> str:
    """Return the page with what ``found`` finds in its texts replaced.

    Each attribute goes through ``attribute``, with its name, and what browsers do not show through ``code``.
    """
    parts = [*_parts(page, attribute, code)]
    stretches = iter(sorted(found(_whole(parts))))
    return "".join(_written(parts, stretches))


def _parts(
    page: str, attribute: Callable[[str, str], str], code: Callable[[str], str]
) -> Iterator[_Text | tuple[str, str]]:
    """Yield texts, and markup as it is to be written with what it counts as among the texts."""
    at = length = 0
    for match in _MARKUP.finditer(page):
        if match.start() > at:
            text = _Text(html.unescape(page[at : match.start()]), length)
            length += len(text.shown)
            yield text
        written, between = _tag(match, attribute, code), _between(match)
        length += len(between)
        yield written, between
        at = match.end()
    if at < len(page):
        yield _Text(html.unescape(page[at:]), length)


def _between(match: re.Match[str]) -> str:
    tag = (match["tag"] or "").lower()
    if not tag or tag in _INLINE:
        return ""
    return "\n" if tag not in {"td", "th"} else "" if match["end"] else "\t"


def _tag(match: re.Match[str], attribute: Callable[[str, str], str], code: Callable[[str], str]) -> str:
    """Return a tag with its attributes redacted, or a script or comment with what is in it."""
    if match["code"] is not None:
        return f"{match['opened']}{code(match['code'])}{match['closed']}"
    if match["comment"] is not None:
        return f"<!--{code(match['comment'])}-->"
    if match["tag"] is None:
        return match[0]

    def changed(found: re.Match[str]) -> str:
        name = found["name"].lower()
        value = html.unescape(next(value for value in found.group("double", "single", "bare") if value is not None))
        if name.startswith("on"):
            return ""
        kept = value if name in _OWN else attribute(name, value)
        return f'{found["name"]}="{html.escape(kept)}"'

    return f"<{match['end']}{match['tag']}{_ATTRIBUTE.sub(changed, match['rest'])}>"


def _written(parts: Iterable[_Text | tuple[str, str]], stretches: Iterator[Stretch]) -> Iterator[str]:
    """Yield the page again: a stretch over several texts is written in the first of them, and missing in the others."""
    stretch = next(stretches, None)
    for part in parts:
        if not isinstance(part, _Text):
            yield part[0]
            continue
        at, end = part.start, part.start + len(part.shown)
        while stretch is not None and stretch[0] < end:
            if stretch[1] > at:
                yield html.escape(part.shown[at - part.start : max(stretch[0], at) - part.start], quote=False)
                yield html.escape(stretch[2], quote=False) if stretch[0] >= at else ""
                at = max(at, min(stretch[1], end))
            if stretch[1] > end:
                break
            stretch = next(stretches, None)
        yield html.escape(part.shown[at - part.start :], quote=False)
