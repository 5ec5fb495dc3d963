"""The command line. Each command is declared in a module of its own, which loads the command's work when it runs.

``diagnose --help`` and ``--version`` load no command at all, ``diagnose run --help`` loads the declaration alone.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import PurePath
from traceback import walk_tb
from typing import NoReturn

import click

from diagnose.cli.signals import code_for, handlers_kept, ignore_signals, raise_at_signals
from diagnose.outside import unmarked
from diagnose.secrets import Masker
from diagnose.secrets.run_secrets import of_environment
from diagnose.stopping import Stop
from diagnose.version import __version__

_COMMANDS = {
    "run": "Diagnose one ticket.",
    "demo": "Diagnose a made-up ticket against the embedded gateway.",
    "sandbox": "Keep the embedded gateway running to try things against.",
    "checks": "List the checks, or explain one.",
    "render": "Render a saved report again.",
    "replay": "Judge a recorded run again, without network or token.",
    "compare": "Compare two saved reports: is it fixed?",
    "verify": "Derive the causes of a saved report again from its own facts.",
    "redact": "Mask secrets and personal data in what somebody sent.",
    "unalias": "Put the true values back into a text that has aliases.",
    "doctor": "Check this machine: versions, network, credentials, clock.",
    "config": "Show what a run would use, and where each value comes from.",
    "login": "Keep an API key in the system's keyring.",
    "logout": "Remove it from there.",
    "mcp": "Serve the diagnosis to an assistant (Model Context Protocol).",
    "completion": "Print what lets a shell complete the command.",
}
COMPLETING = "_DIAGNOSE_COMPLETE"
"""Set by a shell that asks for suggestions."""
_USAGE = 2
_INCONCLUSIVE = 3


class _Lazy(click.Group):
    """Loads a command when it is called; the list of commands needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"diagnose.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; of a word that is none, say what was probably meant."""
        word = args[0] if args else ""
        if word in _COMMANDS or word.startswith("-"):
            return super().resolve_command(ctx, args)
        # Loaded late: nobody who types a command needs it.
        from diagnose.cli.mistaken import no_command  # noqa: PLC0415

        raise click.ClickException(no_command(word, tuple(_COMMANDS)))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="filed-diagnose", message="%(prog)s %(version)s")
def cli() -> None:
    """Find out why a Filed GraphQL query comes back empty: name the cause and the remedy, and write the report.

    Exit codes: 0 healthy (warnings allowed), 1 a problem was found, 2 wrong usage, 3 inconclusive, 130 interrupted,
    143 terminated.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; never raises for what a user can do wrong."""
    with handlers_kept():
        return _run(argv, Stop())


def _run(argv: Sequence[str] | None, asked: Stop) -> int:
    """Run the command line; ``asked`` knows of a signal that came before the first question."""
    masker = Masker(of_environment(os.environ))
    try:
        if wanted := os.environ.get(COMPLETING):
            return _suggest(wanted, masker)
        code = cli.main(
            args=None if argv is None else list(argv), prog_name="diagnose", standalone_mode=False, obj=masker
        )
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        _complain(wrong, masker)
        return _USAGE
    except (click.Abort, KeyboardInterrupt):
        return _interrupted(asked)
    except SystemExit as stop:
        if stop.code == 1:
            return 0  # click's own end when whoever read the output has gone: they have what they wanted
        _say("Error: a plugin ended the run.")
        return _INCONCLUSIVE
    except OSError as error:
        _say(f"Error: {error.strerror or 'reading or writing failed'}.")
        return _USAGE
    except Exception as error:  # noqa: BLE001 - the last resort: a mistake of ours is named, without the data it choked on
        if asked:
            return _interrupted(asked)
        _say(f"Error: this is a mistake in filed-diagnose, please report it: {_place_of(error)}.")
        return _INCONCLUSIVE
    return code if isinstance(code, int) else 0


def _suggest(wanted: str, masker: Masker) -> int:
    # Loaded late: a command that is typed to its end needs no suggestions.
    from click.shell_completion import shell_complete  # noqa: PLC0415

    return shell_complete(cli, {"obj": masker}, "diagnose", COMPLETING, wanted)


def _interrupted(asked: Stop) -> int:
    number = asked.signal or signal.SIGINT
    _say("Interrupted." if number == signal.SIGINT else "Terminated.")
    return code_for(number)


def _complain(wrong: click.ClickException, masker: Masker) -> None:
    """Show what is wrong; a secret that was given in the wrong place is not repeated."""
    shown = StringIO()
    wrong.show(shown)
    _say(masker.mask(shown.getvalue().rstrip("\n")))


def _say(sentence: str) -> None:
    with suppress(OSError):
        click.echo(unmarked(sentence), err=True)


def _place_of(error: Exception) -> str:
    """Name the error and where it happened; its message may hold anything, so it is left out."""
    frames = [frame for frame in walk_tb(error.__traceback__) if "diagnose" in frame[0].f_code.co_filename]
    places = [f"{PurePath(frame.f_code.co_filename).name}:{line}" for frame, line in frames[-3:]]
    return f"{type(error).__name__} at {', '.join(places) or 'an unknown place'}"


def script() -> NoReturn:
    """Run the command line as a process of its own, and end it."""
    gc.disable()  # a run keeps what it builds to its end, and searching it for garbage takes a third of the time
    asked = raise_at_signals()
    try:
        code = _run(None, asked)
    except KeyboardInterrupt:
        code = _interrupted(asked)
    ignore_signals()
    _end(code)


def _end(code: int) -> NoReturn:
    """End the process with this code, whatever a plugin has left behind: threads that go on, exit handlers."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
