"""The HTML report: one file without scripts and without a network, to read on a phone, print, or attach."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from diagnose_reports import words
from diagnose_reports.outline import id_test, outline, prose, some
from diagnose_reports.picture import picture
from diagnose_reports.safe import clip, link_target, seen, visible_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import JsonValue

    from diagnose.report import Report

MOST_BYTES = 2_000_000
"""A page stays below this, whatever the report holds."""


@dataclass(frozen=True)
class PageLimits:
    """How many of each kind of thing a page shows, and how many characters of a text or a command."""

    items: int
    causes: int
    drawn: int
    text: int
    block: int


_LIMITS = (PageLimits(50, 8, 12, 2000, 4000), PageLimits(20, 4, 6, 400, 600), PageLimits(5, 2, 3, 100, 100))


def render(report: Report) -> bytes:
    """Return the page as UTF-8, below 2 MB: long reports show the first of each kind, and how many more there are."""
    pages = (_page(report, limits) for limits in _LIMITS)
    return next((page for page in pages if len(page) < MOST_BYTES), b"") or _page(report, _LIMITS[-1])


def _page(report: Report, limits: PageLimits) -> bytes:
    environment = _environment(limits)
    is_id = id_test(report, limits.text)
    environment.filters["prose"] = lambda text: _prose(text, limits, is_id)
    environment.filters["ident"] = lambda text: _ident(seen(text, limits.text))
    environment.filters["block"] = lambda text: Markup(escape(visible_lines(clip(text, limits.block))))  # noqa: S704
    template = environment.get_template("report.html.j2")
    style = _style()
    page = template.render(
        report=report,
        limits=limits,
        found=outline(report),
        picture=picture(report.chain, limits.drawn),
        finding_at=_places("finding", (each.id for each in report.findings)),
        evidence_at=_places("evidence", (each.id for each in report.evidence[: limits.items])),
        check_at=_places("check", (each.id for each in report.checks)),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=_hash(style),
    )
    return page.encode()


def _finalize(value: object, limits: PageLimits) -> object:
    """Every text that a template puts out passes here before it is escaped."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else seen(value, limits.text)


def _environment(limits: PageLimits) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=partial(_finalize, limits=limits),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, some=some, link_target=link_target, as_json=_as_json)
    return environment


def _template(name: str) -> str:
    return files("diagnose_reports").joinpath("templates", name).read_text("utf-8")


@cache
def _style() -> str:
    return files("diagnose_reports").joinpath("templates", "style.css").read_text("utf-8")


def _hash(style: str) -> str:
    """The style sheet's digest for the content security policy: of the bytes between the tags, exactly."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _places(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Anchors by ID, made of our own characters only; the first of equal IDs has it."""
    places: dict[str, str] = {}
    for number, each in enumerate(ids, 1):
        places.setdefault(each, f"{prefix}-{number}")
    return places


_SHORT_ID = 24


def _ident(text: str) -> Markup:
    """An ID: isolated in direction, kept on one line if short, selected whole by one click."""
    kind = "id short" if len(text) <= _SHORT_ID else "id"
    return Markup('<code class="{}"><bdi>{}</bdi></code>').format(kind, text)


def _prose(text: str, limits: PageLimits, is_id: Callable[[str], bool]) -> Markup:
    pieces = prose(seen(text, limits.text), is_id)
    marked = Markup("").join(_ident(piece) if whole else escape(piece) for whole, piece in pieces)
    return Markup("<bdi>{}</bdi>").format(marked)


def _as_json(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
