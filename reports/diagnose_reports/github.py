"""The summary for an issue or a comment on GitHub: Markdown in which the details are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose_reports.markdown_text import blocks_text
from diagnose_reports.summary import fitting, utf16_units
from diagnose_reports.summary_blocks import Fold

if TYPE_CHECKING:
    from diagnose.plugin import RenderOptions
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Summary, SummaryBlock

MOST_CHARACTERS = 65_536
"""GitHub's limit for the body of an issue, and for a comment."""


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return UTF-8 Markdown of at most 65,536 characters."""
    return fitting(report, _text, lambda text: utf16_units(text) <= MOST_CHARACTERS).encode()


def _text(summary: Summary) -> str:
    return "\n\n".join(map(_block, summary)) + "\n"


def _block(block: SummaryBlock) -> str:
    """Write a block; inside of ``<details>``, Markdown is read again after an empty line."""
    if not isinstance(block, Fold):
        return blocks_text(block)
    inside = "\n\n".join(map(blocks_text, block.blocks))
    return f"<details><summary>{block.title}</summary>\n\n{inside}\n\n</details>"
