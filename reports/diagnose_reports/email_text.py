"""The summary as the text of an e-mail: the first screen, the requests with their IDs and times, and one command.

Help desks and mail gateways refuse or strip HTML attachments; text goes everywhere.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from diagnose.plugin import Renderer
from diagnose_reports.outline import some
from diagnose_reports.safe import clip, seen, visible_lines
from diagnose_reports.words import plural, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagnose.report import Evidence, Report

_WIDTH = 76
_MOST_REQUESTS = 10
_MOST_COMMAND = 4000
_TEXT = 120


def render(report: Report) -> bytes:
    """Return UTF-8 text; only the command has lines longer than 76 characters."""
    blocks = (_summary(report), "\n".join(_requests(report)), "\n".join(_command(report)))
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _summary(report: Report) -> str:
    from rich.console import Console  # noqa: PLC0415 - 20 ms, as for the terminal: only when an e-mail is written

    from diagnose_reports.terminal import print_summary  # noqa: PLC0415 - as above

    text = io.StringIO()
    console = Console(file=text, width=_WIDTH, color_system=None, markup=False, emoji=False, highlight=False)
    print_summary(report, console)
    return text.getvalue().rstrip("\n")


def _requests(report: Report) -> Iterator[str]:
    shown = some(report.evidence, _MOST_REQUESTS)
    if shown.shown:
        yield f"Asked: {seen(report.run.endpoint, _TEXT)}"
    yield from (_request(each) for each in shown.shown)
    if shown.more:
        yield f"  and {plural(shown.more, 'more request')}, all in the JSON report"


def _request(each: Evidence) -> str:
    at = utc(each.at)
    named = f", request ID {seen(each.request_id, _TEXT)}" if each.request_id else ""
    moment = f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03} UTC"
    return f"  {seen(each.id, _TEXT)} {seen(each.operation, _TEXT)}, {moment}{named}"


def _command(report: Report) -> Iterator[str]:
    """Yield the customer's request with the fix in, where there is one, else the run's own first request."""
    told = [("The customer's request, corrected:", each.curl) for each in report.corrected]
    told += [("The first request again:", each.curl) for each in report.evidence[:1]]
    for words, command in told[:1]:
        yield words
        yield ""
        yield visible_lines(clip(command, _MOST_COMMAND))


EMAIL = Renderer("email", ".txt", "text/plain", lambda report, _: render(report))
