"""How much of a report there is to read until it says what to do: ``python -m tests.reports.until_deed``.

For every scenario, the lines and words of the terminal's first screen, at 80 columns, up to the row that says who does
what, and the words of the page up to the same.
"""

from __future__ import annotations

import io
import re

from rich.console import Console

from diagnose.report import Report
from diagnose.sandbox import scenario_names
from diagnose_reports.html import render
from diagnose_reports.terminal import render_terminal
from tests.diagnosis.playing import rehearsed

_MARKUP = re.compile(r"<(style|title)\b.*?</\1>|<[^>]*>", re.DOTALL)


def on_terminal(report: Report) -> tuple[int, int]:
    """The lines, and the words in them, before the first row that says what to do, and all lines of the screen."""
    text = io.StringIO()
    render_terminal(report, Console(file=text, width=80, color_system=None), written=("diagnosis/T-1.html",))
    before = re.split(r"(?m)^  Do now", text.getvalue())[0]
    return before.count("\n"), len(before.split())


def on_page(report: Report) -> int:
    """The words of the page before the first paragraph that says what to do."""
    page = render(report).decode()
    body = page[page.index("<header") :]
    return len(_MARKUP.sub(" ", body.split('<p class="deed"')[0]).split())


def main() -> None:
    """Print the table."""
    print(f"{'scenario':<40} {'lines':>5} {'words':>5} {'page':>5}")  # noqa: T201
    sums = [0, 0, 0]
    for name in scenario_names():
        played = rehearsed(name).diagnosis
        figures = (*on_terminal(played.report), on_page(played.attachment))
        sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
        print(f"{name:<40} {figures[0]:>5} {figures[1]:>5} {figures[2]:>5}")  # noqa: T201
    means = [total / len(scenario_names()) for total in sums]
    print(f"{'mean':<40} {means[0]:>5.1f} {means[1]:>5.1f} {means[2]:>5.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
