"""What a developer asks for first: which requests there were and when, and one command that asks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose_reports.safe import seen, visible_lines
from diagnose_reports.words import utc

if TYPE_CHECKING:
    from diagnose.report import Evidence, Report


def request_line(evidence: Evidence, most: int) -> str:
    """Return ``E1 TicketChain, 2026-03-09 12:00:00.070 UTC, request ID req-881``, each value cut to ``most``."""
    at = utc(evidence.at)
    named = f", request ID {seen(evidence.request_id, most)}" if evidence.request_id else ""
    moment = f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03} UTC"
    return f"{seen(evidence.id, most)} {seen(evidence.operation, most)}, {moment}{named}"


def one_command(report: Report, most: int) -> tuple[str, str]:
    """Return a title and a command of at most ``most`` characters: one that is cut would do something else.

    It is the customer's request with the fix in, where there is one, else the run's own first request. Where both are
    too long the command is empty, and the title says so; both are empty where nothing was asked.
    """
    told = [("The customer's request, corrected", each.curl) for each in report.corrected[:1]]
    told += [("The first request again", each.curl) for each in report.evidence[:1]]
    commands = [(title, visible_lines(command)) for title, command in told if command and len(command) <= most]
    for title, command in commands:
        if len(command) <= most:
            return title, command
    return ("The command to ask again is too long for here; the JSON report has it" if told else "", "")
