"""``diagnose config``: what a run here would use, and where each value comes from."""

from __future__ import annotations

import click

from diagnose.cli.access_options import profile_option


@click.command()
@click.option("--path", "only_path", is_flag=True, help="Print where the file is looked for, and nothing else.")
@profile_option
@click.pass_context
def config(ctx: click.Context, *, only_path: bool) -> int:
    """Show the values that 'diagnose run' would use, and where each comes from: environment, profile or default.

    The file is config.toml in the system's place for settings; keys are names of long options, and [profile.NAME]
    holds those of a profile. Secrets have no place in it, and none is shown.
    """
    # Loaded late, as by every command.
    from diagnose.cli.configuring import show_config  # noqa: PLC0415

    return show_config(ctx.meta.get("profile"), only_path=only_path)
