"""``diagnose completion``: the lines that let a shell complete commands, options and their values."""

from __future__ import annotations

import click

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(*, shell: str) -> int:
    """Print what lets a shell complete 'diagnose': commands, options, checks, formats, scenarios, files.

    \b
    bash: eval "$(diagnose completion bash)"         in ~/.bashrc
    zsh:  eval "$(diagnose completion zsh)"          in ~/.zshrc
    fish: diagnose completion fish | source          in ~/.config/fish/config.fish
    """
    # Loaded late, as by every command.
    from click.shell_completion import shell_complete  # noqa: PLC0415

    from diagnose.cli import COMPLETING, cli  # noqa: PLC0415

    return shell_complete(cli, {}, "diagnose", COMPLETING, f"{shell}_source")
