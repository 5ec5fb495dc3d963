"""The work of ``diagnose verify``: a saved report read, its seal compared, its causes derived again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from diagnose.cli.saved_report import report_in, saved_bytes
from diagnose.exit_codes import Exit
from diagnose.invisible import visible
from diagnose.phrases import count, listed
from diagnose.report import Report
from diagnose.report_digest import digest_of
from diagnose.verifying import Derivation, Rederived, derive

_GLYPHS = {Rederived.HOLDS: "\u2713", Rederived.FAILS: "\u2715", Rederived.NOT_DERIVED: "\u2013"}
_MOST = 5
"""Objections shown of one cause."""


def verify_report(path: str) -> int:
    """Print what holds and what does not; return 0, or 1 if something does not."""
    data = saved_bytes(path)
    report = report_in(data, path)
    derived = derive(report)
    unchanged = report.digest == digest_of(json.loads(data))
    for line in (*_told(derived), _seal(report, unchanged=unchanged)):
        click.echo(visible(line))
    holds = unchanged and all(each.outcome is not Rederived.FAILS for each in derived)
    return Exit.HEALTHY if holds else Exit.PROBLEM


def _told(derived: tuple[Derivation, ...]) -> Iterator[str]:
    if not derived:
        yield "The report names no cause."
    for each in derived:
        cause = each.cause
        yield f"{_GLYPHS[each.outcome]} {cause.finding} {cause.code}, {cause.subject.id}: {_outcome(each)}"
        for objection in each.objections[:_MOST]:
            yield f"    {objection}"


def _outcome(derivation: Derivation) -> str:
    match derivation.outcome:
        case Rederived.HOLDS:
            evidence = list(dict.fromkeys(step.evidence for step in derivation.cause.proof))
            return f"follows from {listed(evidence)} in {count(len(derivation.cause.proof), 'step')}"
        case Rederived.FAILS:
            return "does not follow from the report's own facts"
        case Rederived.NOT_DERIVED:
            return "not re-derived, since it rests on the ticket's text alone"


def _seal(report: Report, *, unchanged: bool) -> str:
    if unchanged:
        return "The report is as it was written: its digest agrees."
    if report.digest is None:
        return "Whether the report was changed cannot be told: it has no digest."
    return "The report was changed since it was written: its digest differs."
