"""The embedded gateway in a process of its own, so that server and client do not share an interpreter.

Says as JSON where it is, the token, the ticket's IDs by option, and the questions that the tool asks, round by round.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace

from benchmarks.recording import Recording
from diagnose.checking.registry import load_checks
from diagnose.diagnosis import diagnose
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.sandbox import scenario, serve


def main() -> None:
    """Serve a scenario; stop at the end of standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--job-works", type=int)
    parser.add_argument("--latency", type=float, default=0.0, help="milliseconds before each answer")
    chosen = parser.parse_args()
    played = scenario(chosen.scenario, job_works=chosen.job_works)
    with serve(played, faults=replace(played.faults, latency_ms=chosen.latency)) as gateway:
        recording, ticket = Recording(), ticket_of(played)
        if not chosen.job_works:
            diagnose(ticket, settings_for(gateway), load_checks(), run_id="x", environ={}, listener=recording.listener)
        ids = {
            kind.value.replace("_", "-"): [named.id for named in ticket.named.get(kind, ())] for kind in ticket.named
        }
        told = {"url": gateway.client_url, "token": gateway.access_token, "ids": ids, "rounds": recording.requests()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
