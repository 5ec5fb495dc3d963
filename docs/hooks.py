"""Pages that are made from what they describe: checks, forms, the report's schema, and how to add to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from diagnose.checking.check import Check
from diagnose.checking.registry import load_checks, load_renderers
from diagnose.intake import forms
from diagnose.phrases import sentence
from diagnose.report import report_schema

ROOT = Path(__file__).parents[1]
_OPENING = re.compile(r"^( *)```(\w+) (\S+)$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages, and the schema as a file to take away."""
    made = {
        "checks.md": "\n".join(_checks()),
        "extending.md": _extending(),
        "report-json.md": "\n".join(_report()),
        "report.schema.json": json.dumps(report_schema(), indent=2, ensure_ascii=False),
    }
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the lists of forms and formats where a page asks for them."""
    return markdown.replace("{{ forms }}", "\n".join(_forms())).replace("{{ formats }}", "\n".join(_formats()))


def _checks() -> Iterator[str]:
    loaded = load_checks()
    yield "# The checks\n"
    yield "Each check is one documented rule. It says what it found by a code, which is the same in every report.\n"
    for check in loaded.checks:
        yield from _check(check)


def _check(check: Check) -> Iterator[str]:
    yield f"## {check.id}\n"
    yield f"**{check.title.rstrip('.')}.** {sentence(check.rule)}\n"
    yield (
        f"[Documentation]({check.docs_url})"
        + (f" · needs {', '.join(check.requires)}" if check.requires else "")
        + "\n"
    )
    yield "| code | on | what it means | what to do |\n|---|---|---|---|"
    for code in check.codes:
        remedies = "<br>".join(
            f"{case}: {text}" if case else text for case, text in map(_cells, code.remedies_in_words())
        )
        kinds = ", ".join(kind.value for kind in code.on)
        yield f"| `{code.code}` ({code.severity}) | {kinds} | {_cell(code.meaning)} | {remedies} |"
    yield ""


def _cells(remedy: tuple[str, str]) -> tuple[str, str]:
    return _cell(remedy[0]), _cell(remedy[1])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _forms() -> Iterator[str]:
    """One line a form, from the first sentence of its module."""
    for module in iter_modules(forms.__path__):
        said = getdoc(import_module(f"{forms.__name__}.{module.name}")) or ""
        if module.name != "table":
            yield f"- {_cell(said.split(chr(10) * 2)[0].split(' Source')[0]).replace('``', '`')}"


def _formats() -> Iterator[str]:
    for renderer in load_renderers().files.values():
        yield f"- `{renderer.name}` ({renderer.media_type}), as `*{renderer.suffix}`"


def _extending() -> str:
    """The steps stand in CONTRIBUTING, where a test makes packages from them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = text[text.index("## Adding a check") : text.index("## When the vendor's pages change")]
    titled = _OPENING.sub(r'\1```\2 title="\3"', steps)
    return f"# A check, a format or a form of your own\n\n{titled}"


def _report() -> Iterator[str]:
    schema = report_schema()
    yield "# The report as JSON\n"
    yield "One JSON document of [this schema](report.schema.json); `diagnose checks --report-schema` prints it.\n"
    yield "| key | what it is |\n|---|---|"
    for name, part in schema["properties"].items():
        yield f"| `{name}` | {_cell(_described(part, schema))} |"


def _described(part: dict[str, Any], schema: dict[str, Any]) -> str:
    if "description" in part:
        return str(part["description"]).replace("\n", " ")
    reference = part.get("$ref") or part.get("items", {}).get("$ref") or ""
    return str(schema.get("$defs", {}).get(reference.rpartition("/")[2], {}).get("description", "")).replace("\n", " ")
