"""The work of ``diagnose checks``: lists and explanations, from the same declarations that run."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from diagnose.checking.check import Check
from diagnose.checking.explanation import explanation
from diagnose.checking.registry import Checks, load_checks
from diagnose.cli.options import Wrong
from diagnose.cli.running import unknown_check
from diagnose.report import report_schema

_MAX_WIDTH = 100


def print_schema() -> int:
    """Print the JSON Schema of the report."""
    return _print([json.dumps(report_schema(), indent=2, ensure_ascii=False)])


def list_checks() -> int:
    """Print every check by its good state."""
    return _print(_listing(load_checks()))


def explain(check_id: str) -> int:
    """Print one check's rule, documentation, findings and remedies."""
    loaded = load_checks()
    for check in loaded.checks:
        if check.id == check_id:
            return _print(explanation(check, loaded.packages[check.id], _wrapped))
    raise Wrong(unknown_check(check_id, [check.id for check in loaded.checks]))


def list_links(*, as_json: bool) -> int:
    """Print every address of documentation with the checks that cite it, and the codes that cite it on their own."""
    cited = citations(load_checks().checks)
    return _print([json.dumps(cited, indent=2)] if as_json else _links(cited))


def citations(checks: Sequence[Check]) -> Mapping[str, list[str]]:
    """Return address to what cites it, both in alphabetical order: ``check-id``, or ``check-id: code``."""
    found: dict[str, set[str]] = {}
    for check in checks:
        found.setdefault(check.docs_url, set()).add(check.id)
        for code in check.codes:
            if code.docs_url is not None:
                found.setdefault(code.docs_url, set()).add(f"{check.id}: {code.code}")
    return {address: sorted(found[address]) for address in sorted(found)}


def _print(lines: Iterable[str]) -> int:
    click.echo("\n".join(lines))
    return 0


def _links(cited: Mapping[str, list[str]]) -> Iterator[str]:
    for address, by in cited.items():
        yield address
        yield from (f"  {name}" for name in by)


def _listing(loaded: Checks) -> Iterator[str]:
    width = max(len(check.id) for check in loaded.checks)
    for check in loaded.checks:
        yield f"{check.id:<{width}}  {check.title}"
    for broken in loaded.broken:
        yield f"{broken.name:<{width}}  (cannot be used: {broken.why}; from {broken.package.name})"


def _wrapped(text: str) -> list[str]:
    width = min(_MAX_WIDTH, max(40, shutil.get_terminal_size((80, 24)).columns))
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
