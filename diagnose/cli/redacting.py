"""The work of ``diagnose redact``: files read, redacted with one table of aliases, written under names of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnose.checking.registry import load_renderers
from diagnose.cli.file_names import reserved
from diagnose.cli.file_reading import bounded
from diagnose.cli.file_writing import Draft, release
from diagnose.cli.options import Wrong
from diagnose.cli.people import people, run_masker, tell
from diagnose.cli.sharing import map_at, write_map
from diagnose.exit_codes import Exit
from diagnose.intake.content.correspondents import people_in
from diagnose.intake.source.decoding import Opened, decode, is_binary
from diagnose.phrases import count, masked_words
from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.redacted_file import FileRedactor, Redacted
from diagnose.rendering import RenderOptions
from diagnose.report import Report

_MOST: Final = 128 * 1024 * 1024


@dataclass(frozen=True)
class Task:
    """What the options say."""

    files: tuple[str, ...]
    output_dir: str | None
    alias_map: str | None
    dry_run: bool
    keep_unread: bool


def redact_files(task: Task) -> int:
    """Redact every file; return 0, or 3 where one holds no text.

    Raises Wrong for one that is not there before any is written, and where one cannot be written.
    """
    contents = {path: bounded(path, _MOST, "to be redacted") for path in dict.fromkeys(task.files)}
    name, aliases = map_at(task.alias_map) if task.alias_map is not None else (None, dict[str, str]())
    table = AliasTable.continued(aliases)
    redactor = FileRedactor(table, run_masker(), people_in, reading, _page, task.keep_unread)
    for data in contents.values():
        redactor.learn(data)
    failed = False
    for path, data in contents.items():
        redacted = redactor.redacted(Path(path).name, data)
        failed |= redacted.data is None and not task.keep_unread
        placed = None if task.dry_run else _write(task, path, redacted, data)
        for sentence in _told(task, path, redacted, placed):
            tell(people(), sentence)
    if name is not None and task.alias_map is not None and not task.dry_run:
        write_map(task.alias_map, name, redactor.table.aliases)
    return Exit.INCONCLUSIVE if failed else Exit.HEALTHY


def reading(data: bytes) -> str | None:
    """Return the text of a file as the intake decodes it; None for what holds no text."""
    return None if Opened.of(data).problem or is_binary(data) else decode(data)[0]


def _page(report: Report) -> bytes:
    return load_renderers().files["html"].render(report, RenderOptions())


def _write(task: Task, path: str, redacted: Redacted, before: bytes) -> Path | None:
    """Write the file under its name, or one like it that is free; None where there is nothing to write."""
    data = redacted.data if redacted.data is not None else before if task.keep_unread else None
    if data is None:
        return None
    directory = Path(task.output_dir) if task.output_dir is not None else Path(path).parent
    stem, dot, ending = redacted.name.rpartition(".")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        draft = Draft(directory, data)
        name = reserved(stem or ending, lambda stem: (directory / f"{stem}{dot}{ending if stem else ''}",), ())
        place = directory / f"{name}{dot}{ending}"
        try:
            draft.put(place)
        except OSError:
            release(place)
            raise
    except OSError as error:
        raise Wrong(f"Cannot write into {str(directory)!r}: {error.strerror}.") from error
    return place


def _told(task: Task, path: str, redacted: Redacted, placed: Path | None) -> Iterator[str]:
    """Say what became of a file, and what was masked in it."""
    if redacted.data is None:
        kept = f", copied as it is to {placed}" if placed else ", so it was left out"
        yield f"{path}: it is no text{kept}."
        return
    what = masked_words(dict(sorted(redacted.counts.items())))
    where = f" -> {placed}" if placed else ""
    yield f"{path}{where}: {f'masked {what}' if what else 'nothing was masked'}."
    if redacted.left_out:
        number = len(redacted.left_out)
        was = "was" if number == 1 else "were"
        yield f"{path}: {count(number, 'part')} of it could not be read, and {was} taken out."
