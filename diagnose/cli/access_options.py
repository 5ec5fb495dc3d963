"""The options that say which gateway is asked, and as whom: the same for every command that asks it."""

from __future__ import annotations

import click

from diagnose.cli.completing import FILE, PROFILE
from diagnose.cli.options import DURATION
from diagnose.cli.profiles import apply_profile
from diagnose.vendor import GATEWAY_URL

profile_option = click.option(
    "--profile",
    metavar="NAME",
    type=PROFILE,
    envvar="FILED_PROFILE",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=apply_profile,
    help="Take what no option and no variable says from this profile of your own settings ('diagnose config').",
)
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    envvar="FILED_ENDPOINT",
    default=GATEWAY_URL,
    show_default=True,
    show_envvar=True,
    help="The GraphQL gateway; plain http for loopback only.",
)
ACCESS_OPTIONS = (
    profile_option,
    endpoint_option,
    click.option(
        "--source-platform",
        metavar="NAME",
        envvar="FILED_SOURCE_PLATFORM",
        default="filed-diagnose",
        show_default=True,
        show_envvar=True,
        help="The source-platform header of every request.",
    ),
    click.option(
        "--token-file",
        metavar="PATH",
        type=FILE,
        help="Read the access token from a file (- for standard input) instead of FILED_ACCESS_TOKEN.",
    ),
    click.option(
        "--api-key-file",
        metavar="PATH",
        type=FILE,
        help="Read the API key from a file (- for standard input) instead of FILED_API_KEY.",
    ),
    click.option("--timeout", type=DURATION, default="15s", show_default=True, help="Time limit for one request."),
)
