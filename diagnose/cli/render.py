"""``diagnose render``: a saved report, rendered again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli.options import Wrong

if TYPE_CHECKING:
    from diagnose.report import Report

_MAX_BYTES = 256 * 1024 * 1024


@click.command()
@click.argument("report_json", metavar="REPORT.json")
@click.option("--html", metavar="PATH", help="Write the HTML report (- for standard output).")
@click.option("--markdown", metavar="PATH", help="Write a Markdown summary (- for standard output).")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict line only.")
@click.option("--verbose", "-v", is_flag=True, help="Print the evidence too.")
def render(*, report_json: str, html: str | None, markdown: str | None, quiet: bool, verbose: bool) -> int:
    """Render a saved JSON report again: as HTML, as Markdown, and on the terminal.

    The exit code says whether it could be rendered, not what the report found: 0, or 2 for a file that is no report.
    """
    from diagnose.checking.registry import load_renderers  # noqa: PLC0415
    from diagnose.cli.deliver import show  # noqa: PLC0415 - only when needed
    from diagnose.cli.output import plan_outputs, write_all  # noqa: PLC0415
    from diagnose.cli.people import people  # noqa: PLC0415

    report = read_report(report_json)
    outputs = plan_outputs({"html": html, "markdown": markdown}, None, "report", default_dir=None)
    written = write_all(outputs, report, load_renderers(), None)
    show(report, people(), written, quiet=quiet, verbose=verbose)
    return 0


def read_report(path: str) -> Report:
    """Read a saved report; raise Wrong with one sentence for a file that is none."""
    from pydantic import ValidationError  # noqa: PLC0415

    from diagnose.report import SCHEMA_VERSION, Report  # noqa: PLC0415

    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise Wrong(f"Cannot read {path!r}: {error.strerror}.") from error
    if len(data) > _MAX_BYTES:
        raise Wrong(f"{path!r} is larger than any report: it has more than {_MAX_BYTES // 2**20} MiB.")
    try:
        return Report.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        if first["loc"] == ("schema_version",):
            raise Wrong(
                f"{path!r} is not a report of schema version {SCHEMA_VERSION}, the one this tool reads."
            ) from error
        raise Wrong(f"{path!r} is not a report of filed-diagnose: at {where}, {first['msg'].lower()}.") from error
