"""The Markdown summary: short enough to paste into a ticket, and nothing in it acts where it is pasted.

Written for GitHub's dialect, which GitLab and Linear read too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose_reports.markdown_text import blocks_text
from diagnose_reports.summary import fitting
from diagnose_reports.summary_blocks import unfolded

if TYPE_CHECKING:
    from diagnose.plugin import RenderOptions
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Summary

MOST_CHARACTERS = 60_000
"""GitHub takes comments of at most 65,536 characters."""


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return UTF-8 Markdown of at most 60,000 characters; long reports show fewer of each kind of thing."""
    return fitting(report, _text, lambda text: len(text) <= MOST_CHARACTERS).encode()


def _text(summary: Summary) -> str:
    return "\n\n".join(map(blocks_text, unfolded(summary))) + "\n"
