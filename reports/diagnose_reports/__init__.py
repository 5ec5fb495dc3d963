"""The built-in renderers: files for people and for programs, and the terminal's prose.

Everything here sees a :class:`diagnose.report.Report` and nothing else, so that a saved report renders again.
Importing this package is cheap: the template engine and the terminal library load with the first use.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from diagnose.plugin import Renderer, RenderOptions, TerminalRenderer
from diagnose_reports.adf import ADF
from diagnose_reports.email_text import EMAIL
from diagnose_reports.github import GITHUB
from diagnose_reports.jira import JIRA
from diagnose_reports.json_ import JSON
from diagnose_reports.junit import JUNIT
from diagnose_reports.markdown import MARKDOWN
from diagnose_reports.reply_text import REPLY
from diagnose_reports.slack import SLACK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from diagnose.report import Report

__all__ = ["RENDERERS"]


def _html(report: Report, options: RenderOptions) -> bytes:
    from diagnose_reports.html import render  # noqa: PLC0415 - jinja2 takes 50 ms: only when a page is made

    return render(report, options.log_links, options.carried)


def _terminal(report: Report, console: Console, *, verbose: bool = False, written: Sequence[str] = ()) -> None:
    from diagnose_reports.terminal import render_terminal  # noqa: PLC0415 - with rich 20 ms: only when it prints

    render_terminal(report, console, verbose=verbose, written=written)


def _verdict_line(report: Report) -> str:
    from diagnose_reports.terminal import verdict_line  # noqa: PLC0415 - as above

    return verdict_line(report)


HTML = Renderer("html", ".html", "text/html", _html)
TERMINAL = TerminalRenderer("terminal", _terminal, _verdict_line)

RENDERERS: Mapping[str, Renderer | TerminalRenderer] = MappingProxyType(
    {each.name: each for each in (HTML, JSON, MARKDOWN, JUNIT, GITHUB, JIRA, ADF, SLACK, EMAIL, REPLY, TERMINAL)}
)
"""Format name to renderer, in the order in which help texts name them."""
