"""The draft of an answer to the customer, alone: plain text, to be read and sent by whoever works on the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.plugin import Renderer
from diagnose_reports.safe import visible

if TYPE_CHECKING:
    from diagnose.report import Report


def render(report: Report) -> bytes:
    """Return the draft as UTF-8, on one line; nothing for a report that has none."""
    return f"{visible(report.reply)}\n".encode() if report.reply else b""


REPLY = Renderer("reply", ".txt", "text/plain", lambda report, _: render(report), at_home=True)
