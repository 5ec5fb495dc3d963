"""One diagnosis of a ticket with many job-work IDs, as the command runs it, in a process of its own.

Prints what it cost as JSON: seconds of CPU and on the clock, up to the last answer, to the report, and with both files
rendered; the peak in MB; how many findings there are, and how long the files are.
"""

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
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Reach
from diagnose.rendering import RenderOptions
from diagnose.secrets import Secret
from diagnose.ticket.ticket import make_ticket


def main() -> None:
    """Diagnose the ticket once, and render both reports to nowhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("workspace")
    parser.add_argument("connection")
    parser.add_argument("job_works", help="the IDs' common beginning, and how many: job_work_7:10000")
    parser.add_argument("--batches", type=Path, help="write down what was asked, for the bare loop")
    chosen = parser.parse_args()
    prefix, _, number = chosen.job_works.partition(":")
    ids = [f"{prefix}{each:07d}" for each in range(1, int(number) + 1)]
    ticket = make_ticket({Kind.WORKSPACE: [chosen.workspace], Kind.CONNECTION: [chosen.connection], Kind.JOB_WORK: ids})
    token = AccessToken(Secret(sys.stdin.readline().strip(), "access token"))
    settings = Settings(parse_endpoint(chosen.url), token, deadline=300.0, reach=Reach(max_job_works=0))
    checks, renderers, recording = load_checks(), load_renderers().files, Recording()
    started, at_work = time.perf_counter(), time.process_time()
    done = diagnose(ticket, settings, checks, run_id="benchmark", environ={}, listener=recording.listener)
    diagnosed, cpu = time.perf_counter(), time.process_time() - at_work
    sizes = {name: len(renderers[name].render(done.attachment, RenderOptions())) for name in ("json", "html")}
    if chosen.batches:
        recording.save(chosen.batches)
    run = done.report.run
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    json.dump(
        {
            "status": done.report.verdict.status,
            "findings": len(done.report.findings),
            "requests": run.requests,
            "waits": run.round_trips,
            "asking_s": recording.last - started,
            "diagnosed_s": diagnosed - started,
            "cpu_s": cpu,
            "all_cpu_s": time.process_time() - at_work,
            "sizes": sizes,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
