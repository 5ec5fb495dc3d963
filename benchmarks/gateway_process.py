"""The embedded gateway in a process of its own, so that server and client do not share an interpreter."""

from __future__ import annotations

import argparse
import sys

from diagnose.sandbox import scenario, serve


def main() -> None:
    """Serve a scenario with many job works; say where and with which token; stop at the end of standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--job-works", type=int)
    chosen = parser.parse_args()
    with serve(scenario(chosen.scenario, job_works=chosen.job_works)) as gateway:
        print(gateway.client_url, gateway.access_token, flush=True)  # noqa: T201 - this is the interface
        sys.stdin.read()


if __name__ == "__main__":
    main()
