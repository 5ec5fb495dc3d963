"""``diagnose checks``: the checks, from the same declarations that run."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from diagnose.cli.options import Wrong

if TYPE_CHECKING:
    from diagnose.checking.check import Check
    from diagnose.checking.registry import Checks

_MAX_WIDTH = 100


@click.command()
@click.argument("check_id", metavar="[ID]", required=False)
@click.option("--report-schema", is_flag=True, help="Print the JSON Schema of the report.")
def checks(*, check_id: str | None, report_schema: bool) -> int:
    """List the checks, or explain one: rule, documentation, findings and remedies."""
    from diagnose.checking.registry import load_checks  # noqa: PLC0415 - only when needed
    from diagnose.report import report_schema as schema  # noqa: PLC0415

    if report_schema:
        click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
        return 0
    loaded = load_checks()
    lines = _listing(loaded) if check_id is None else _explanation(_find(loaded, check_id), loaded)
    click.echo("\n".join(lines))
    return 0


def _find(loaded: Checks, check_id: str) -> Check:
    from diagnose.cli.run import unknown_check  # noqa: PLC0415

    for check in loaded.checks:
        if check.id == check_id:
            return check
    raise Wrong(unknown_check(check_id, [check.id for check in loaded.checks]))


def _listing(loaded: Checks) -> Iterator[str]:
    width = max(len(check.id) for check in loaded.checks)
    for check in loaded.checks:
        yield f"{check.id:<{width}}  {check.title}"
    for broken in loaded.broken:
        yield f"{broken.name:<{width}}  (cannot be used: {broken.why}; from {broken.package.name})"


def _explanation(check: Check, loaded: Checks) -> Iterator[str]:
    package = loaded.packages[check.id]
    yield f"{check.id} ({package.name} {package.version})"
    yield from _wrapped(check.title)
    yield ""
    yield "Rule"
    yield from _wrapped(check.rule)
    yield f"  {check.docs_url}"
    if check.requires:
        yield ""
        yield f"Needs {', '.join(check.requires)} to pass first."
    for code in check.codes:
        yield ""
        yield f"{code.code} ({code.severity}, on {', '.join(kind.value for kind in code.on)})"
        yield from _wrapped(code.meaning)
        for template in (code.remedy, *code.otherwise.values()):
            yield from _wrapped(f"Remedy: {template}")


def _wrapped(text: str) -> list[str]:
    width = min(_MAX_WIDTH, max(40, shutil.get_terminal_size((80, 24)).columns))
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
