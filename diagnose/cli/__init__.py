"""The command line. Each command stands in a module of its own and loads what it needs when it runs, not before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from diagnose.version import __version__

_COMMANDS = {
    "run": "Diagnose one ticket.",
    "demo": "Diagnose a made-up ticket against the embedded gateway.",
    "sandbox": "Keep the embedded gateway up, to try things against.",
    "checks": "List the checks, or explain one.",
    "render": "Render a saved JSON report again.",
}
_USAGE = 2
_INTERRUPTED = 130


class _Lazy(click.Group):
    """Loads a command when it is called; the list of commands needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"diagnose.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="filed-diagnose", message="%(prog)s %(version)s")
def cli() -> None:
    """Find out why a Filed GraphQL query comes back empty: name the cause and the remedy, and write the report.

    Exit codes: 0 healthy (warnings allowed), 1 a problem was found, 2 wrong usage, 3 inconclusive, 130 interrupted.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; never raises for what a user can do wrong."""
    try:
        code = cli.main(args=None if argv is None else list(argv), prog_name="diagnose", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return _USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stdout = None
        return 0
    return code if isinstance(code, int) else 0
