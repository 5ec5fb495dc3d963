"""The work of ``diagnose replay``: capsules read with distrust, judged again, and told like a run."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

import click

from diagnose.capsule.archive import MOST_BYTES, NotACapsule, looks_packed
from diagnose.capsule.changing import changes
from diagnose.capsule.contents import Capsule
from diagnose.capsule.members import capsule_in
from diagnose.capsule.replaying import Replay, replay
from diagnose.carried_report import carried_json
from diagnose.checking.registry import Checks, load_checks, load_renderers
from diagnose.cli.deliver import deliver
from diagnose.cli.file_names import stem_of
from diagnose.cli.file_reading import bounded
from diagnose.cli.options import Places, Words, Wrong
from diagnose.cli.people import run_masker
from diagnose.cli.planning import ground, plan_outputs
from diagnose.cli.report_objections import objections
from diagnose.exit_codes import Exit
from diagnose.invisible import visible
from diagnose.phrases import count
from diagnose.rendering import RenderOptions
from diagnose.stopping import Stop


def replay_one(path: str, places: Places, words: Words, *, strict: bool) -> int:
    """Judge one capsule again; return the exit code of what came of it."""
    on, capsule = ground(path), read_capsule(path)
    checks, renderers = load_checks(), load_renderers()
    stem = stem_of(capsule.report.ticket.reference, capsule.run.started_at)
    outputs = plan_outputs(places, stem, renderers, on, default=())
    done = _judged(capsule, checks).diagnosis
    return deliver(done, outputs, renderers, words, RenderOptions(strict, places.log_links), Stop())


def replay_all(folder: str) -> int:
    """Judge every capsule of a folder again, and print which verdicts changed; return 1 where one did."""
    paths = _capsules_in(folder)
    checks = load_checks()
    changed = unread = 0
    for path in paths:
        try:
            capsule = read_capsule(str(path))
        except Wrong as error:
            unread += 1
            _print(f"{path.name}: {error.message}")
            continue
        found = changes(capsule.report, _judged(capsule, checks).diagnosis.attachment)
        changed += bool(found)
        for change in found:
            _print(f"{path.name}: {change}")
    _print(_told(len(paths) - unread, changed, unread))
    return Exit.PROBLEM if changed else Exit.USAGE if unread else Exit.HEALTHY


def _told(replayed: int, changed: int, unread: int) -> str:
    verdicts = {0: "no verdict changed", 1: "1 verdict changed"}.get(changed, f"{changed:,} verdicts changed")
    rest = f"; {count(unread, 'file')} could not be read" if unread else ""
    return f"{count(replayed, 'capsule')} replayed: {verdicts}{rest}."


def _print(line: str) -> None:
    click.echo(visible(run_masker().mask(line)))


def _capsules_in(folder: str) -> list[Path]:
    try:
        found = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() == ".zip")
    except OSError as error:
        raise Wrong(f"Cannot read the folder {folder!r}: {error.strerror}.") from error
    if not found:
        raise Wrong(f"There is no capsule in {folder!r}: capsules are files that end in .zip.")
    return found


def _judged(capsule: Capsule, checks: Checks) -> Replay:
    with redirect_stdout(sys.stderr):  # what a check prints must not get into a report on standard output
        return replay(capsule, checks, run_masker())


def read_capsule(path: str) -> Capsule:
    """Read a capsule; raise Wrong with one sentence for a file that is none, or cannot be trusted."""
    data = bounded(path, MOST_BYTES, "for a capsule")
    if not looks_packed(data):
        raise Wrong(_no_capsule(data, path))
    try:
        capsule = capsule_in(data)
    except NotACapsule as error:
        raise Wrong(f"{path!r} is not a capsule of filed-diagnose: {error}.") from error
    for objection in objections(capsule.report):
        raise Wrong(f"{path!r} is not a capsule of filed-diagnose: its report cannot be; {objection}.")
    return capsule


def _no_capsule(data: bytes, path: str) -> str:
    if b'"schema_version"' in data or carried_json(data) is not None:
        return (
            f"{path!r} is a report, and a report alone holds too little to be judged again: give the capsule that "
            "'diagnose run --capsule' writes."
        )
    return f"{path!r} is not a capsule: 'diagnose replay' reads the ZIP file that 'diagnose run --capsule' writes."
