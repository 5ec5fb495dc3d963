"""``diagnose sandbox``: the embedded gateway, kept up."""

from __future__ import annotations

import shlex
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from diagnose.cli.demo import DEFAULT, find_dialect, find_scenario
from diagnose.cli.options import DURATION, Wrong

if TYPE_CHECKING:
    from diagnose.sandbox import Gateway, Scenario


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on 127.0.0.1; 0 picks a free one.")
@click.option("--dialect", metavar="NAME", help="Let the gateway behave differently where its documentation is silent.")
@click.option("--fault", metavar="NAME", help="Switch a fault on, such as a rate limit or a body that is cut off.")
@click.option("--stop-after", type=DURATION, help="Stop by itself after this time.")
def sandbox(*, scenario: str, port: int, dialect: str | None, fault: str | None, stop_after: timedelta | None) -> int:
    """Keep the embedded gateway up on loopback until Ctrl-C, and print a command to try."""
    from diagnose.sandbox import FAULTS, SandboxError, serve  # noqa: PLC0415 - only when needed

    chosen = find_scenario(scenario)
    if fault is not None and fault not in FAULTS:
        raise Wrong(f"There is no fault {fault!r}: there are {', '.join(FAULTS)}.")
    faults = FAULTS[fault] if fault else None
    try:
        with serve(chosen, port=port, dialect=find_dialect(dialect), faults=faults) as gateway:
            click.echo(_welcome(chosen, gateway), err=True)
            threading.Event().wait(stop_after.total_seconds() if stop_after else None)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    except SandboxError as error:
        raise Wrong(str(error)) from error
    except OSError as error:
        raise Wrong(f"Cannot listen on 127.0.0.1:{port}: {error.strerror}.") from error
    return 0


def _welcome(scenario: Scenario, gateway: Gateway) -> str:
    kind, secret = gateway.credential
    name = "FILED_API_KEY" if kind == "api-key" else "FILED_ACCESS_TOKEN"
    named = scenario.ticket
    options = [
        *(("--workspace", named.workspace_id) if named.workspace_id else ()),
        *(("--connection", named.connection_id) if named.connection_id else ()),
        *(word for one in named.connection_job_ids for word in ("--connection-job", one)),
        *(word for one in named.job_work_ids for word in ("--job-work", one)),
        *(word for one in named.work_ids for word in ("--work", one)),
        *(word for one in named.artifact_ids for word in ("--artifact", one)),
    ]
    command = shlex.join(["diagnose", "run", "--endpoint", gateway.client_url, *options])
    return (
        f"{scenario.name}: {scenario.title}\n{scenario.story.strip()}\n\nThe gateway answers at {gateway.client_url} "
        f"(Ctrl-C stops it). Try, in another terminal:\n\n  export {name}={shlex.quote(secret)}\n  {command}\n"
    )
