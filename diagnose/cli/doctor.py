"""``diagnose doctor``: can this tool work on this machine?"""

from __future__ import annotations

import click

from diagnose.cli.access_options import ACCESS_OPTIONS
from diagnose.cli.options import grouped
from diagnose.cli.wanted import Access


@click.command()
@grouped("access", Access, *ACCESS_OPTIONS)
@click.option("--offline", is_flag=True, help="Do not ask the gateway; look at this machine alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON on standard output.")
def doctor(*, access: Access, offline: bool, as_json: bool) -> int:
    """Check this machine: versions, plugins, proxy, certificates, credentials, the way to the gateway, the clock.

    At most one request is sent, and nothing is written. Exit codes: 0 nothing is in the way (warnings allowed), 1 a
    fault, 3 something could not be told.
    """
    # Loaded late: with it, `diagnose doctor --help` takes 350 ms rather than 50.
    from diagnose.cli.examining import examine_machine  # noqa: PLC0415

    return examine_machine(access, offline=offline, as_json=as_json)
