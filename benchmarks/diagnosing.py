"""One diagnosis of a ticket with many IDs, in a process of its own; prints what it cost as JSON."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.recording import Recording
from diagnose.checking.registry import load_checks, load_renderers
from diagnose.diagnosis import Settings, diagnose
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import AccessToken
from diagnose.investigation.known.bounds import Reach
from diagnose.rehearsal import ticket_of
from diagnose.rendering import RenderOptions
from diagnose.sandbox import scenario
from diagnose.secrets import Secret


def main() -> None:
    """Diagnose the ticket once, and write both reports' bytes to nowhere, as a run does before it writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--job-works", type=int, required=True)
    parser.add_argument("--batches", type=Path, help="write down what was asked, for the bare loop")
    chosen = parser.parse_args()
    ticket = ticket_of(scenario("healthy-big", job_works=chosen.job_works))
    token = AccessToken(Secret(sys.stdin.readline().strip(), "access token"))
    settings = Settings(parse_endpoint(chosen.url), token, deadline=300.0, reach=Reach(max_job_works=0))
    checks, renderers, recording = load_checks(), load_renderers().files, Recording()
    started = time.perf_counter()
    done = diagnose(ticket, settings, checks, run_id="benchmark", environ={}, listener=recording.listener)
    diagnosed = time.perf_counter()
    sizes = {name: len(renderers[name].render(done.report, RenderOptions())) for name in ("json", "html")}
    rendered = time.perf_counter()
    if chosen.batches:
        recording.save(chosen.batches)
    report = done.report
    json.dump(
        {
            "status": report.verdict.status,
            "requests": report.run.requests,
            "waits": report.run.round_trips,
            "asking_s": recording.last - started,
            "diagnosed_s": diagnosed - started,
            "rendered_s": rendered - started,
            "sizes": sizes,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
