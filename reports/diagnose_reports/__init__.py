"""The built-in renderers: HTML, JSON and Markdown files, and the terminal's prose.

Everything here sees a :class:`diagnose.report.Report` and nothing else, so that a saved report renders again.
Importing this package is cheap: the template engine and the terminal library load with the first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from diagnose.plugin import Renderer
from diagnose.report import Report

__all__ = ["RENDERERS"]


def _html(report: Report) -> bytes:
    from diagnose_reports.html import render  # noqa: PLC0415 - jinja2 only when a page is made

    return render(report)


def _json(report: Report) -> bytes:
    from diagnose_reports.json_ import render  # noqa: PLC0415

    return render(report)


def _markdown(report: Report) -> bytes:
    from diagnose_reports.markdown import render  # noqa: PLC0415

    return render(report)


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "html": Renderer("html", ".html", "text/html", _html),
        "json": Renderer("json", ".json", "application/json", _json),
        "markdown": Renderer("markdown", ".md", "text/markdown", _markdown),
    }
)
"""Format name to renderer, in the order in which help texts name them."""
