"""The work of ``diagnose render``: a saved report, read and rendered again."""

from __future__ import annotations

import json
from typing import NoReturn

from pydantic import ValidationError

from diagnose.capsule.archive import REPORT, NotACapsule, looks_packed, unpacked
from diagnose.carried_report import carried_json
from diagnose.checking.registry import load_renderers
from diagnose.cli.deliver import show
from diagnose.cli.file_names import stem_of
from diagnose.cli.file_reading import bounded
from diagnose.cli.options import Places, Words, Wrong
from diagnose.cli.output import write_all
from diagnose.cli.people import run_masker
from diagnose.cli.planning import ground, plan_outputs
from diagnose.cli.report_objections import objections
from diagnose.exit_codes import Exit
from diagnose.gateway.receiving.strict_json import BadJson, NotJson, loads
from diagnose.json_value import Json
from diagnose.redaction.attachment import saved_attachment, shown
from diagnose.redaction.masked_report import masked_report
from diagnose.rendering import RenderOptions
from diagnose.report import SCHEMA_VERSION, Report
from diagnose.report_alike import Unlike, unfolded

_MAX_BYTES = 128 * 1024 * 1024
_HEAD = 64


def render_again(path: str, places: Places, words: Words, *, strict: bool, personal: bool = False) -> int:
    """Render the report; return 0, or 3 if a renderer failed."""
    on, masker = ground(path), run_masker()
    report, renderers = masked_report(read_report(path), masker), load_renderers()
    attachment = shown(report) if personal else saved_attachment(report, masker)
    stem = stem_of(attachment.ticket.reference, report.run.started_at)
    outputs = plan_outputs(places, stem, renderers, on, default=())
    written = write_all(outputs, attachment, RenderOptions(strict=strict), masker, home=report)
    show(report, renderers, written, words)
    return Exit.INCONCLUSIVE if written.failures else Exit.HEALTHY


def read_report(path: str) -> Report:
    """Read a saved report; raise Wrong with one sentence for a file that is none."""
    return report_in(saved_bytes(path), path)


def saved_bytes(path: str) -> bytes:
    """Return a saved report's JSON, bounded, also where a page or a capsule has it; raise Wrong with one sentence."""
    data = bounded(path, _MAX_BYTES, "for a report")
    if looks_packed(data):
        return _of_capsule(data, path)
    if data[:_HEAD].lstrip().lower().startswith(b"<!doctype html"):
        return carried_json(data) or _without_report(path)
    return data


def _of_capsule(data: bytes, path: str) -> bytes:
    try:
        return unpacked(data)[REPORT]
    except NotACapsule as error:
        raise Wrong(f"{path!r} is not a capsule of filed-diagnose: {error}.") from error


def _without_report(path: str) -> NoReturn:
    raise Wrong(
        f"{path!r} is a page that carries no report: give the JSON report, or an HTML report as it was written."
    )


def report_in(data: bytes, path: str) -> Report:
    """Return the report that the bytes of a file hold; raise Wrong with one sentence where they hold none.

    Nothing in it is trusted: JSON that readers understand differently (a key twice), other types, and what does not fit
    together are refused.
    """
    try:
        report = Report.model_validate_json(_written_out(loads(data), data), strict=True)
    except NotJson as error:
        raise Wrong(_no_report(path)) from error
    except BadJson as error:
        raise Wrong(f"{path!r} is not a report of filed-diagnose: {error}.") from error
    except ValidationError as error:
        raise Wrong(_refusal(path, error)) from error
    except Unlike as error:
        raise Wrong(f"{path!r} is not a report of filed-diagnose: {error}.") from error
    for objection in objections(report):
        raise Wrong(f"{path!r} is not a report that filed-diagnose has written: {objection}.")
    return report


def _written_out(tree: Json, data: bytes) -> bytes:
    """Return the JSON of a report with all of its findings written out; the bytes as they are where they are so."""
    whole = unfolded(tree) if isinstance(tree, dict) else tree
    return data if whole is tree else json.dumps(whole).encode()


def _no_report(path: str) -> str:
    return (
        f"{path!r} is not a report: 'diagnose render' reads the JSON report that 'diagnose run' writes "
        "(diagnosis/….json); a ticket goes to 'diagnose run'."
    )


def _refusal(path: str, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["loc"] == ("schema_version",):
        return f"{path!r} is not a report of schema version {SCHEMA_VERSION}, the one that this tool reads."
    if first["type"] == "json_invalid":
        return _no_report(path)
    where = ".".join(str(step) for step in first["loc"]) or "the file"
    return f"{path!r} is not a report of filed-diagnose: at {where}, {first['msg'].lower()}."
