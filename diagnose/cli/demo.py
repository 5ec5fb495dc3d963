"""``diagnose demo``: the whole tool against the embedded gateway, on one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from diagnose.cli.options import Wrong

if TYPE_CHECKING:
    from diagnose.sandbox import Dialect, Scenario

DEFAULT = "wrong-connection"


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--list", "list_them", is_flag=True, help="Name the scenarios.")
@click.option("--dialect", metavar="NAME", help="Let the gateway behave differently where its documentation is silent.")
@click.option("--output-dir", metavar="DIR", default="diagnosis", show_default=True, help="Where the reports go.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict line only.")
@click.option("--verbose", "-v", is_flag=True, help="Print every request, and the evidence.")
def demo(*, scenario: str, list_them: bool, dialect: str | None, output_dir: str, quiet: bool, verbose: bool) -> int:
    """Diagnose a made-up ticket against the embedded gateway, and write both reports.

    Exit code 0 when the diagnosis came out as the scenario says it must, 1 when it did not.
    """
    from diagnose.sandbox import SandboxUnavailable  # noqa: PLC0415 - only when needed

    if list_them:
        return _list()
    chosen = find_scenario(scenario)
    try:
        return _play(chosen, find_dialect(dialect), output_dir, quiet=quiet, verbose=verbose)
    except SandboxUnavailable as error:
        raise Wrong(str(error)) from error


def _list() -> int:
    from diagnose.sandbox import scenario as load  # noqa: PLC0415
    from diagnose.sandbox import scenario_names  # noqa: PLC0415

    width = max(len(name) for name in scenario_names())
    for name in scenario_names():
        click.echo(f"{name:<{width}}  {load(name).title}")
    return 0


def find_scenario(name: str) -> Scenario:
    """Return the scenario; an unknown one is one sentence that names near ones."""
    from diagnose.sandbox import UnknownScenario  # noqa: PLC0415
    from diagnose.sandbox import scenario as load  # noqa: PLC0415

    try:
        return load(name)
    except UnknownScenario as error:
        raise Wrong(str(error)) from error


def find_dialect(name: str | None) -> Dialect | None:
    """Return the dialect by name, None for the scenario's own."""
    from diagnose.sandbox import DIALECTS  # noqa: PLC0415

    if name is not None and name not in DIALECTS:
        raise Wrong(f"There is no dialect {name!r}: there are {', '.join(DIALECTS)}.")
    return DIALECTS[name] if name else None


def _play(scenario: Scenario, dialect: Dialect | None, output_dir: str, *, quiet: bool, verbose: bool) -> int:
    import secrets  # noqa: PLC0415

    from diagnose.checking.registry import load_checks  # noqa: PLC0415
    from diagnose.cli.deliver import deliver  # noqa: PLC0415
    from diagnose.cli.output import plan_outputs  # noqa: PLC0415
    from diagnose.cli.people import people, tell  # noqa: PLC0415
    from diagnose.cli.progress import watching  # noqa: PLC0415
    from diagnose.rehearsal import rehearse  # noqa: PLC0415

    console = people()
    outputs = plan_outputs({}, output_dir, scenario.name)
    if not quiet:
        tell(console, f"{scenario.title}\n\n{scenario.story.strip()}\n")
    with watching(console, quiet=quiet, verbose=verbose) as listener:
        played = rehearse(scenario, load_checks(), run_id=secrets.token_hex(8), dialect=dialect, listener=listener)
    deliver(played.diagnosis, outputs, console, quiet=quiet, verbose=verbose)
    if played.differences:
        tell(console, f"Not as the scenario {scenario.name} says it must be: {'; '.join(played.differences)}.")
        return 1
    if not quiet:
        tell(
            console,
            f"This is what the scenario {scenario.name} must give; "
            f"'diagnose run' would have exited with {int(played.code)}.",
        )
    return 0
