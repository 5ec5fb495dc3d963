"""One ticket against many gateways: the plain one, then every guard and cap that a gateway may put in front of it.

What must hold (contract §8): the waits stay within the bound, and the answer is the one that the plain gateway gives,
or, where the guard keeps everything that tells from being seen, no answer at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from diagnose.diagnosis import diagnose
from diagnose.investigation.known.bounds import Reach
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report, Status
from diagnose.sandbox import Credentials, Dialect, Scenario, scenario, serve
from diagnose.sandbox.generate import Generate, grown
from tests.diagnosis.playing import ALL

GUARDS: Mapping[str, Dialect] = {
    **{f"depth-{most}": Dialect(max_depth=most) for most in (4, 5, 6, 7, 8)},
    **{f"cost-{most}": Dialect(max_cost=float(most), validation_status=200) for most in (60, 100, 120, 160, 250, 700)},
    **{f"aliases-{most}": Dialect(max_aliases=most) for most in (0, 1, 2, 3)},
    **{f"body-{most}": Dialect(max_body=most) for most in (700, 1000, 1500, 3000)},
    **{f"cap-{most}": Dialect(max_limit=most) for most in (1, 3, 20, 50)},
    **{f"limit-{most}": Dialect(reject_limit_over=most) for most in (1, 3, 20, 50)},
    **{f"rows-{most}": Dialect(max_rows=most) for most in (30, 100, 250)},
    **{f"connections-{most}": Dialect(connections_cap=most) for most in (1, 2)},
    "default-limit": Dialect(default_limit=2),
    "no-work-filter": Dialect(no_work_filter=True),
    "depth-and-aliases": Dialect(max_depth=6, max_aliases=2),
    "depth-and-cap": Dialect(max_depth=6, max_limit=3),
}
"""Everything that a gateway may refuse or cut, one at a time and some together."""

MOST_WAITS, MOST_IN_FLIGHT = 6, 8


@dataclass(frozen=True)
class Outcome:
    """What came of one ticket, in the words of the report, and what it cost."""

    status: Status
    causes: tuple[tuple[str, str, str, str | None], ...]
    waits: int
    requests: int
    in_flight: int
    refusals: int
    """Rounds' worth of shapes refused: operations that the gateway would not take, each counted once."""
    report: Report

    @property
    def said(self) -> tuple[Status, tuple[tuple[str, str, str, str | None], ...]]:
        """What a reader is told."""
        return self.status, self.causes


def enlarged(name: str, job_works: int) -> Scenario:
    """A scenario with so many job works more in each connection, under a connection job of their own."""
    found = scenario(name)
    world = found.world
    for workspace in found.world.workspaces if job_works else ():
        for connection in workspace.connections:
            if connection.id == found.ticket.connection_id:
                world = grown(world, Generate(connection.id, "job_700001", job_works))
    return replace(found, world=world)


def outcome(name: str, guard: Dialect | None = None, job_works: int = 0) -> Outcome:
    """Diagnose the scenario's ticket against a guarded gateway, over HTTP on loopback."""
    played = enlarged(name, job_works)
    with serve(played, dialect=guard) as gateway:
        settings = replace(settings_for(gateway), reach=Reach())
        report = diagnose(ticket_of(played), settings, ALL, run_id="run", environ={}).report
        in_flight = gateway.most_in_flight
    text = report.model_dump_json().replace(settings.endpoint.shown, "{endpoint}")
    report = Report.model_validate_json(text)
    causes = tuple(
        (cause.code, cause.subject.kind.value, cause.subject.id, report.finding(cause.finding).suggestion)
        for cause in report.verdict.causes
    )
    return Outcome(
        report.verdict.status, causes, report.run.round_trips, report.run.requests, in_flight, refusals(report), report
    )


@cache
def plain(name: str, job_works: int = 0) -> Outcome:
    """What the plain gateway's answers lead to."""
    return outcome(name, None, job_works)


def faults(name: str, guard_name: str, guarded: Outcome, job_works: int = 0) -> Iterator[str]:
    """Yield a sentence for everything that the guard must not have changed, or cost."""
    free = plain(name, job_works)
    guard = GUARDS[guard_name]
    if guarded.said != free.said and not _veiled(guard, guarded, free):
        yield f"says {guarded.said} instead of {free.said}"
    most = bound(free, guarded, guard, key=scenario(name).credentials in _BY_KEY)
    if guarded.waits > most:
        yield f"waits {guarded.waits} times, {most} at most"
    if guarded.in_flight > MOST_IN_FLIGHT:
        yield f"{guarded.in_flight} requests at a time"


def bound(free: Outcome, guarded: Outcome, guard: Dialect, *, key: bool = False) -> int:
    """The most waits in a row: those of the plain gateway, and what the guard may add to them."""
    capped = any(
        most is not None for most in (guard.max_limit, guard.max_rows, guard.connections_cap, guard.default_limit)
    )
    named = free.report.ticket
    everything = named.workspace_id and named.connection_id and (named.job_work_ids or named.connection_job_ids)
    least = 1 + key if everything and free.status is Status.HEALTHY else 3 + key
    return min(MOST_WAITS, least + guarded.refusals + capped)


_BY_KEY = frozenset({Credentials.API_KEY, Credentials.REJECTED_API_KEY})


def _veiled(guard: Dialect, guarded: Outcome, free: Outcome) -> bool:
    """True where the guard hides what some causes rest on, and the run tells the others, and that it could not look."""
    seen = guard.max_depth or reached_by(guard.max_cost)
    visible = {cause[:3] for cause in free.causes if depth_of(cause[0]) <= seen}
    if not visible <= {cause[:3] for cause in guarded.causes} <= {cause[:3] for cause in free.causes}:
        return False
    return guarded.status in ({Status.PROBLEM, Status.INCONCLUSIVE} if guarded.causes else {Status.INCONCLUSIVE})


def reached_by(cost: float | None) -> int:
    """How deep one can look for so many points, the leanest way."""
    return 9 if cost is None else sum(cost >= least for least in (0, 0, 0, 0, 20, 40, 70, 90, 120))


def depth_of(code: str) -> int:
    """How deep the rows lie that tell of a cause."""
    if code in {"artifacts-absent", "external-id-reused", "artifact-on-other-job-work"}:
        return 6
    return 7 if code.startswith("artifact") else 5


def refusals(report: Report) -> int:
    """How often a shape was refused for the first time: operations, and a page that only the resolver refused.

    A search that was refused, or not even tried since what is no heavier was, counts once more: what is asked in its
    place shows the rows alone, and what hangs off them takes a wait of its own.
    """
    refused = {
        exchange.operation
        for exchange in report.evidence
        if exchange.outcome in {"graphql-error", "http-error"} and exchange.operation != "LoginViaPersonalApiToken"
    }
    operations = {exchange.operation for exchange in report.evidence}
    given_up = "JobWorkRowsAnywhere" in operations
    return len(refused) + given_up + any(exchange.outcome == "partial" for exchange in report.evidence)
