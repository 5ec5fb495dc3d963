"""The draft of an answer to the customer, alone: plain text, to be read and sent by whoever works on the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose_reports.safe import visible

if TYPE_CHECKING:
    from diagnose.plugin import RenderOptions
    from diagnose.report import Report


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return the draft as UTF-8, on one line; nothing for a report that has none."""
    return f"{visible(report.reply)}\n".encode() if report.reply else b""
