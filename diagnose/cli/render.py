"""``diagnose render``: a saved report, rendered again."""

from __future__ import annotations

from collections.abc import Sequence

import click

from diagnose.cli.completing import FILE
from diagnose.cli.options import Places, Words, format_option, html_option, markdown_option, reply_option, word_options


@click.command()
@click.argument("report_json", metavar="REPORT", type=FILE)
@html_option
@markdown_option
@reply_option
@format_option
@click.option("--show-personal-data", is_flag=True, help="Mask nothing of what the saved report says.")
@click.option("--strict", is_flag=True, help="Warnings count as problems, in formats that tell them apart (junit).")
@word_options
def render(
    *,
    report_json: str,
    html: str | None,
    markdown: str | None,
    reply: str | None,
    formats: Sequence[str],
    show_personal_data: bool,
    strict: bool,
    words: Words,
) -> int:
    """Render a saved report, JSON or HTML, again: as HTML, as Markdown, in any format, and on the terminal.

    The exit code says whether it could be rendered, not what the report found: 0, or 2 for a file that is not a report.
    """
    # Loaded late: with it, `diagnose render --help` takes 350 ms rather than 50.
    from diagnose.cli.saved_report import render_again  # noqa: PLC0415

    places = Places(html=html, markdown=markdown, reply=reply, formats=tuple(formats))
    return render_again(report_json, places, words, strict=strict, personal=show_personal_data)
