"""The work of ``diagnose compare``: two saved reports read and compared."""

from __future__ import annotations

import click

from diagnose.cli.people import run_masker
from diagnose.cli.saved_report import read_report
from diagnose.comparing import TELLINGS, Became, Comparison, compare
from diagnose.exit_codes import Exit
from diagnose.redaction.masked_report import masked_report


def compare_reports(before: str, after: str, as_format: str) -> int:
    """Print what became of every finding; return 0, 1 or 3."""
    masker = run_masker()
    earlier, later = (masked_report(read_report(path), masker) for path in (before, after))
    comparison = compare(earlier, later)
    click.echo(TELLINGS[as_format](comparison))
    return _code(comparison)


def _code(comparison: Comparison) -> Exit:
    counts = comparison.counts
    if counts[Became.STILL] or counts[Became.NEW]:
        return Exit.PROBLEM
    return Exit.INCONCLUSIVE if counts[Became.UNKNOWN] else Exit.HEALTHY
