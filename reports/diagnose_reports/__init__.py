"""The built-in renderers: files for people and for programs, and the terminal's prose.

Everything here sees a :class:`diagnose.report.Report` and nothing else, so that a saved report renders again.
Importing this package is cheap: each format is declared here, and its module loads with the first use, since a run
writes two or three of them; the template engine alone takes 50 ms.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from diagnose.plugin import Late, Renderer, TerminalRenderer

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RENDERERS"]


def _in(module: str, function: str = "render") -> Late:
    return Late(f"{__name__}.{module}", function)


HTML = Renderer("html", ".html", "text/html", _in("html", "render_page"))
JSON = Renderer("json", ".json", "application/json", _in("json_"))
TERMINAL = TerminalRenderer("terminal", _in("terminal", "render_terminal"), _in("terminal", "verdict_line"))
_FORMATS = (
    HTML,
    JSON,
    Renderer("markdown", ".md", "text/markdown", _in("markdown")),
    Renderer("junit", ".xml", "application/xml", _in("junit")),
    Renderer("github", ".md", "text/markdown", _in("github")),
    Renderer("jira", ".txt", "text/plain", _in("jira")),
    Renderer("adf", ".json", "application/json", _in("adf")),
    Renderer("slack", ".json", "application/json", _in("slack")),
    Renderer("email", ".txt", "text/plain", _in("email_text")),
    Renderer("reply", ".txt", "text/plain", _in("reply_text"), at_home=True),
    TERMINAL,
)
RENDERERS: Mapping[str, Renderer | TerminalRenderer] = MappingProxyType({each.name: each for each in _FORMATS})
"""Format name to renderer, in the order in which help texts name them."""
