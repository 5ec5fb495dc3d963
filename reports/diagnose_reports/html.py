"""The HTML report: one file without scripts and without a network, to read on a phone, print, or attach."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from diagnose.plugin import packed
from diagnose.report import Severity
from diagnose_reports import words
from diagnose_reports.check_groups import check_groups
from diagnose_reports.first_screen import first_screen
from diagnose_reports.json_ import render as json_report
from diagnose_reports.log_links import log_links
from diagnose_reports.marked_lines import marked_lines
from diagnose_reports.outline import id_test, outline, prose, some
from diagnose_reports.page_templates import environment
from diagnose_reports.picture import picture
from diagnose_reports.safe import clip, link_target, seen, visible, visible_lines
from diagnose_reports.ticket_quote import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from pydantic import JsonValue

    from diagnose.plugin import Carried, RenderOptions
    from diagnose.report import CheckRow, Report
    from diagnose_reports.cause_card import Change

MOST_BYTES = 2_000_000
"""A page stays below this, whatever the report holds."""
MOST_CARRIED = 1_800_000
"""Bytes of packed JSON that a page carries; what people read then fits into the rest."""


@dataclass(frozen=True)
class PageLimits:
    """How many of each kind of thing a page shows, and how many characters of a text or a command."""

    items: int
    causes: int
    drawn: int
    text: int
    block: int


_LIMITS = (PageLimits(50, 5, 3, 2000, 4000), PageLimits(20, 4, 3, 400, 600), PageLimits(5, 2, 3, 100, 100))


def render_page(report: Report, options: RenderOptions) -> bytes:
    """Return the page as the format ``html`` has it."""
    return render(report, options.log_links, options.carried)


def render(report: Report, logs: tuple[str, ...] = (), written: bytes | None = None) -> bytes:
    """Return the page as UTF-8, below 2 MB: long reports show the first of each kind, and how many more there are.

    It carries its own JSON, unless that is too long even when packed. ``logs`` are templates for links to logs,
    ``written`` is that JSON where it was written before.
    """
    carried = packed(written or json_report(report))
    fits = len(carried.text) <= MOST_CARRIED
    pages = (_page(report, limits, carried if fits else None, carried.size, logs) for limits in _LIMITS)
    whole = next((page for page in pages if len(page) < MOST_BYTES), b"")
    return whole or _page(report, _LIMITS[-1], None, carried.size, logs)


def _page(report: Report, limits: PageLimits, carried: Carried | None, size: int, logs: tuple[str, ...]) -> bytes:
    environment = _environment(limits)
    environment.globals["logs"] = lambda evidence: log_links(logs, evidence)
    is_id = id_test(report, limits.text)
    environment.globals["quote"] = lambda change: _quote(change, limits)
    environment.globals["chip"] = lambda text, at, length: _chip(text, at, length, limits)
    environment.filters["prose"] = lambda text: _prose(text, limits, is_id)
    environment.filters["ident"] = lambda text: _ident(seen(text, limits.text))
    environment.filters["block"] = lambda text: Markup(escape(visible_lines(clip(text, limits.block))))  # noqa: S704
    environment.globals["difference"] = lambda before, after: _difference(before, after, limits)
    environment.filters["whole"] = lambda text: Markup(escape(text))  # noqa: S704 - escaped, and not cut
    template = environment.get_template("report.html.j2")
    check_at, taken = _places("check", (each.id for each in report.checks)), set[str]()
    style = _style()
    page = template.render(
        report=report,
        limits=limits,
        found=outline(report),
        screen=first_screen(report),
        groups=check_groups(report),
        picture=picture(report.chain, limits.drawn, _causes(report)),
        finding_at=_places("finding", (each.id for each in report.findings)),
        evidence_at=_places("evidence", (each.id for each in report.evidence[: limits.items])),
        check_at=check_at,
        check_place=lambda row, group, number: _check_place(row, check_at, taken, f"row-{group}-{number}"),
        carried=carried,
        carried_size=size,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=_hash(style),
    )
    return page.encode()


def _causes(report: Report) -> frozenset[str]:
    return frozenset(each.finding for each in report.verdict.causes if each.severity is Severity.ERROR)


def _chip(text: str, at: int, length: int, limits: PageLimits) -> Markup:
    """An ID in which some characters are marked; ``length`` 0 marks the place where one is missing."""
    if len(text) > limits.text:
        return _ident(seen(text, limits.text))
    before, marked, after = map(visible, (text[:at], text[at : at + length], text[at + length :]))
    kind = "id short" if len(text) <= _SHORT_ID else "id"
    mark = Markup("<mark>{}</mark>").format(marked) if marked else Markup('<span class="gap"></span>')
    return Markup('<code class="{}">{}{}{}</code>').format(kind, before, mark, after)


def _quote(change: Change, limits: PageLimits) -> Markup:
    """The ticket's own words, the ID in them marked; empty where they were not kept."""
    where = change.where
    if where is None or not where.quote:
        return Markup("")
    words = quoted(where, len(change.id), _QUOTE)
    if words is None:
        return Markup("<bdi>{}</bdi>").format(seen(where.quote, min(limits.text, _QUOTE)))
    parts = (words.line[: words.at], words.line[words.at :][: words.length], words.line[words.at + words.length :])
    return Markup("{}<mark>{}</mark>{}").format(*parts)


def _difference(before: str, after: str, limits: PageLimits) -> Markup:
    """The later of two texts, its difference from the earlier one marked."""
    lines = marked_lines(*(visible_lines(clip(text, limits.block)) for text in (before, after)))
    return Markup("\n").join(
        Markup("<{0}>{1}</{0}>").format(_MARKS[line.mark], line.text) if line.mark else line.text for line in lines
    )


_MARKS = {"-": "del", "+": "ins"}


def _finalize(value: object, limits: PageLimits) -> object:
    """Every text that a template puts out passes here before it is escaped."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else seen(value, limits.text)


def _environment(limits: PageLimits) -> Environment:
    made = environment(partial(_finalize, limits=limits))
    made.globals.update(words=words, some=some, link_target=link_target, as_json=_as_json)
    return made


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


def _check_place(row: CheckRow, places: dict[str, str], taken: set[str], otherwise: str) -> str:
    """Return the anchor of a row: the first row of an ID has the one that links lead to."""
    place = places[row.id]
    if place in taken:
        return otherwise
    taken.add(place)
    return place


_SHORT_ID = 24
_QUOTE = 160
"""Columns of the ticket's own words; on a narrow page they wrap, which a mark does not mind."""


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
