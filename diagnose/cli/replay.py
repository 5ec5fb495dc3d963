"""``diagnose replay``: today's checks on a recorded run."""

from __future__ import annotations

from collections.abc import Sequence

import click

from diagnose.cli.completing import FILE
from diagnose.cli.options import (
    Places,
    Words,
    Wrong,
    format_option,
    html_option,
    log_link_option,
    markdown_option,
    reply_option,
    word_options,
)


@click.command()
@click.argument("capsule", metavar="[CAPSULE]", type=FILE, required=False)
@click.option(
    "--all", "folder", metavar="DIR", type=FILE, help="Replay every capsule (*.zip) of a folder; print what changed."
)
@html_option
@click.option("--json", "as_json", metavar="PATH", type=FILE, help="Write the JSON report (- for standard output).")
@markdown_option
@reply_option
@log_link_option
@format_option
@click.option("--strict", is_flag=True, help="Warnings count as problems.")
@word_options
def replay(
    *,
    capsule: str | None,
    folder: str | None,
    html: str | None,
    as_json: str | None,
    markdown: str | None,
    reply: str | None,
    log_links: tuple[str, ...],
    formats: Sequence[str],
    strict: bool,
    words: Words,
) -> int:
    """Judge a recorded run again, with today's checks: no network, no token, the recorded clock.

    CAPSULE is what 'diagnose run --capsule' wrote. The exit code is that of the replayed verdict, as of 'diagnose
    run'. What today's checks ask and the recorded run did not is unknown, never absent.

    With --all, exit code 1 when a verdict changed since it was recorded, 0 when none did.
    """
    # Loaded late: with it, `diagnose replay --help` takes 350 ms rather than 50.
    from diagnose.cli.replaying_capsules import replay_all, replay_one  # noqa: PLC0415

    places = Places(
        html=html, json=as_json, markdown=markdown, reply=reply, formats=tuple(formats), log_links=log_links
    )
    if (capsule is None) == (folder is None):
        raise Wrong("Give one capsule, or --all with a folder of them.")
    if folder is None:
        return replay_one(capsule or "", places, words, strict=strict)
    if places != Places() or strict:
        raise Wrong("With --all, only what changed is printed: no report is written, and --strict changes nothing.")
    return replay_all(folder)
