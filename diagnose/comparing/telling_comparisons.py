"""A comparison as text, Markdown, JSON and HTML."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from importlib import resources

from diagnose.comparing.comparison import Became, Compared, Comparison
from diagnose.invisible import visible
from diagnose.phrases import listed
from diagnose.report import Report

_GLYPHS = {Became.FIXED: "\u2713", Became.STILL: "\u2715", Became.NEW: "\u2715", Became.UNKNOWN: "?"}
_OTHER_TICKETS = "The two reports name no ID in common: they may be of two tickets."


def as_text(comparison: Comparison) -> str:
    """Tell a comparison on a terminal: one line a finding, what is left first, then the sum."""
    return "\n".join(map(visible, _lines(comparison)))


def _lines(comparison: Comparison) -> Iterator[str]:
    for one in comparison.changes:
        subject = one.finding.subject
        cause = "" if one.cause else " (a consequence)"
        yield f"{_GLYPHS[one.change]} {one.change.value:<11}  {one.finding.code}, {subject.id}{cause}"
        if one.why or one.change is not Became.FIXED:
            yield f"{'':<15}{one.why or one.finding.summary}"
    yield summary(comparison)
    if not comparison.same_ticket:
        yield _OTHER_TICKETS


def summary(comparison: Comparison) -> str:
    """Return the sum in one sentence."""
    if not comparison.changes:
        return "Nothing was wrong before, and nothing is now."
    parts = [f"{number:,} {change.value}" for change, number in comparison.counts.items() if number]
    return f"{_run(comparison.before)}, then {_run(comparison.after)}: {listed(parts, most=4)}."


def _run(report: Report) -> str:
    return f"{report.verdict.status.value} on {report.run.started_at:%Y-%m-%d %H:%M} UTC"


def as_json(comparison: Comparison) -> str:
    """Return the comparison as JSON: the two runs, the counts, and every finding with what became of it."""
    told = {
        "before": _identity(comparison.before),
        "after": _identity(comparison.after),
        "same_ticket": comparison.same_ticket,
        "counts": {change.value.replace(" ", "_"): number for change, number in comparison.counts.items()},
        "changes": [_row(one) for one in comparison.changes],
    }
    return json.dumps(told, indent=2)


def _identity(report: Report) -> dict[str, str | None]:
    return {
        "run": report.run.id,
        "started_at": report.run.started_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "reference": report.ticket.reference,
        "status": report.verdict.status.value,
        "digest": report.digest,
    }


def _row(one: Compared) -> dict[str, object]:
    finding = one.finding
    return {
        "change": one.change.value.replace(" ", "_"),
        "code": finding.code,
        "check": finding.check,
        "subject": finding.subject.model_dump(mode="json"),
        "cause": one.cause,
        "summary": finding.summary,
        "why": one.why,
    }


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison as a Markdown table, with every text from outside in a code span."""
    rows = [
        f"| {_GLYPHS[one.change]} {one.change.value} | {one.finding.code} | {_code(one.finding.subject.id)} "
        f"| {_code(one.why or one.finding.summary)} |"
        for one in comparison.changes
    ]
    table = ["| | Finding | About | |", "|---|---|---|---|", *rows, ""] if rows else []
    caution = [] if comparison.same_ticket else ["", _OTHER_TICKETS]
    return "\n".join([*table, summary(comparison), *caution])


def _code(text: str) -> str:
    """Return a code span that nothing in it can end, and no bar can take for the end of a cell."""
    return f"`{visible(text).replace('`', chr(39)).replace('|', '¦')}`"


def as_html(comparison: Comparison) -> str:
    """Return the comparison as a page of its own: no script, nothing loaded, everything from outside escaped."""
    # Loaded late: of the four only this one needs it, 30 ms.
    from jinja2 import Environment  # noqa: PLC0415

    source = resources.files("diagnose.comparing").joinpath("comparison.html.j2").read_text("utf-8")
    style = source.partition("<style>")[2].partition("</style>")[0]
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
    return page.render(
        comparison=comparison,
        glyphs=_GLYPHS,
        summary=summary(comparison),
        other_tickets=_OTHER_TICKETS,
        visible=visible,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


TELLINGS: Mapping[str, Callable[[Comparison], str]] = {
    "text": as_text, "json": as_json, "markdown": as_markdown, "html": as_html,
}  # fmt: skip
"""The ways to tell a comparison, by name."""
