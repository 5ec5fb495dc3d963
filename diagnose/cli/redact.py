"""``diagnose redact``: what somebody sent, made safe to pass on."""

from __future__ import annotations

from collections.abc import Sequence

import click

from diagnose.cli.completing import FILE


@click.command()
@click.argument("files", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--output-dir", metavar="DIR", type=FILE, help="Write there instead of beside each file.")
@click.option(
    "--alias-map", metavar="PATH", type=FILE, help="Keep what each alias stands for; an existing file is continued."
)
@click.option("--dry-run", is_flag=True, help="Only list what would be masked.")
@click.option("--keep-unread", is_flag=True, help="Copy what cannot be read (pictures, PDF, archives) as it is.")
def redact(
    *, files: Sequence[str], output_dir: str | None, alias_map: str | None, dry_run: bool, keep_unread: bool
) -> int:
    """Mask secrets and personal data in files: HAR, e-mail, JSON, text, reports of this tool.

    Each FILE is left as it is; <name>.redacted<ext> is written beside it, in the same form, and what was masked is
    listed. What cannot be read is not written, and said. Read the result before you pass it on.
    """
    # Loaded late, as by every command: with it, --help takes longer.
    from diagnose.cli.redacting import Task, redact_files  # noqa: PLC0415

    return redact_files(Task(tuple(files), output_dir, alias_map, dry_run, keep_unread))
