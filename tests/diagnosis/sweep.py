"""Every guard before worlds of every size: what came out, judged by what must, and what it cost.

A cell is a guard, a world and a fault; where the fault is in what the customer sent, the ticket carries their request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from diagnose.diagnosis import diagnose
from diagnose.intake import Source, read_sources
from diagnose.investigation.known.bounds import Reach
from diagnose.rehearsal import settings_for
from diagnose.report import Report, Status
from diagnose.sandbox import Dialect, Spelling, serve
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.slots import ids_by_kind
from tests.diagnosis.big_scenes import scene_of
from tests.diagnosis.claims import false_claims
from tests.diagnosis.guarded import GUARDS as ONE_GUARD
from tests.diagnosis.guarded import MOST_IN_FLIGHT, MOST_WAITS, depth_of, reached_by, refusals
from tests.diagnosis.playing import ALL
from tests.diagnosis.swept_faults import FAULT_TRIALS, SEVERAL, Trial
from tests.diagnosis.truth import Truth
from tests.diagnosis.worlds import scenario_for
from tests.verifying.failing import loose_ends

GUARDS: Mapping[str, Dialect] = {
    "plain": Dialect(),
    **ONE_GUARD,
    "cap-10": Dialect(max_limit=10),
    "limit-10": Dialect(reject_limit_over=10),
    "rows-1000": Dialect(max_rows=1_000),
    "rows-2000": Dialect(max_rows=2_000),
    "ids-1": Dialect(max_ids=1),
    "ids-10": Dialect(max_ids=10),
    "ids-50": Dialect(max_ids=50),
    "shuffled": Dialect(unstable_order=True),
    "shuffled-cap-50": Dialect(unstable_order=True, max_limit=50),
    "no-offset-cap-50": Dialect(ignore_offset=True, max_limit=50),
    "capitals": Dialect(spelling=Spelling.CAPITALS),
    "bare": Dialect(spelling=Spelling.BARE),
    "numbers": Dialect(spelling=Spelling.NUMBERS),
    "bubbling-limit-50": Dialect(me_null_bubbles=True, reject_limit_over=50),
    "capped-all": Dialect(max_limit=10, connections_cap=2, default_limit=2),
}
"""Everything that a gateway may refuse, cut or spell in its own way."""
SIZES: Mapping[str, tuple[int, int]] = {"5": (5, 3), "100": (100, 3), "5000": (5_000, 3), "wide": (5, 120)}
"""Job works of the ticket's connection, and connections of its workspace."""
STYLES = ("prefixed", "uuid", "number")


@dataclass(frozen=True)
class Cell:
    """What one ticket led to before one guard. ``wrong`` are sentences, each beginning with one of :data:`KINDS`."""

    guard: str
    size: str
    style: str
    fault: str
    report: Report = field(repr=False)
    wrong: tuple[str, ...]
    verdict: str
    """``exact``, or what else it comes to."""
    most_waits: int

    def __str__(self) -> str:
        causes = ", ".join(f"{cause.code} {cause.subject.id}" for cause in self.report.verdict.causes)
        run = self.report.run
        cost = f"{run.round_trips} waits of {self.most_waits}, {run.requests} requests"
        return (
            f"{self.guard} {self.size} {self.style} {self.fault}: {self.report.verdict.status} [{causes}] {cost}; "
            f"{'; '.join(self.wrong) or self.verdict}"
        )


_DEPTH_OF_IDS = 5
KINDS = ("exact", "veiled", "inconclusive", "false healthy", "false cause", "over the bound")
"""``veiled``: inconclusive, and the guard lets nobody see more."""


@cache
def trial_of(fault: str, size: str, style: str) -> Trial:
    """The ticket of a fault in a world."""
    return FAULT_TRIALS[fault](scene_of(*SIZES[size], style))


def cell(guard: str, size: str, style: str, fault: str) -> Cell:
    """Play one cell for real, over HTTP on loopback."""
    trial = trial_of(fault, size, style)
    sources = [Source.of_bytes("ticket.txt", trial.text.encode())] if trial.text else []
    ids = ids_by_kind(trial.ticket)
    ticket = ticket_from(Options({kind: tuple(some) for kind, some in ids.items()}, "T-1"), read_sources(sources))
    with serve(scenario_for(trial.case.world, trial.ticket), dialect=GUARDS[guard]) as gateway:
        settings = replace(settings_for(gateway), reach=Reach())
        report = diagnose(ticket, settings, ALL, run_id="run", environ={}).report
        in_flight = gateway.most_in_flight
    most = most_waits(guard, fault, trial, report)
    verdict, wrong = _judged(guard, fault, trial, report)
    if report.run.round_trips > most:
        wrong = (*wrong, f"over the bound: {report.run.round_trips} waits")
    if in_flight > MOST_IN_FLIGHT:
        wrong = (*wrong, f"over the bound: {in_flight} at a time")
    return Cell(guard, size, style, fault, report, wrong, verdict, most)


def most_waits(guard: str, fault: str, trial: Trial, report: Report) -> int:
    """The most waits that contract §8 allows: one where all is well, three for a wrong ID, and what the guard adds."""
    dialect = GUARDS[guard]
    capped = any(
        most is not None
        for most in (dialect.max_limit, dialect.max_rows, dialect.connections_cap, dialect.default_limit)
    )
    least = 1 if trial.all_right else 3 + (fault in SEVERAL)
    return min(MOST_WAITS, least + refusals(report) + capped)


def _judged(guard: str, fault: str, trial: Trial, report: Report) -> tuple[str, tuple[str, ...]]:
    case, status = trial.case, report.verdict.status
    causes = {(cause.code, cause.subject.id) for cause in report.verdict.causes}
    wanted = case.causes | case.behind
    lies: tuple[str, ...] = ()
    if GUARDS[guard].spelling in {Spelling.STORED, Spelling.NUMBERS}:
        lies = tuple(f"false cause: {lie}" for lie in false_claims(report, trial.ticket, Truth(case.world)))
    else:
        causes = {(code, _stored(some_id)) for code, some_id in causes}
    lies += tuple(f"false cause: a step that does not follow: {end}" for end in loose_ends(report))
    if _only_less_specific(guard, wanted, causes) and not lies:
        return "veiled", ()
    if causes - wanted:
        return "false cause", (*lies, f"false cause: {sorted(causes - wanted)}, not {sorted(wanted)}")
    if wanted and status is Status.HEALTHY:
        return "false healthy", (*lies, f"false healthy, not {sorted(wanted)}")
    if lies:
        return "false cause", lies
    right = bool(causes & (wanted - case.behind)) if case.causes else not causes
    behind = bool(causes & case.behind) if case.behind else True
    alone = len(causes) <= 1 + bool(case.behind) or fault in SEVERAL
    if right and behind and alone and (status in case.statuses or (case.causes and status is Status.PROBLEM)):
        return "exact", ()
    if _veiled(guard, wanted, causes, report):
        return "veiled", ()
    return "inconclusive", (f"inconclusive: {status} with {sorted(causes)}, not {sorted(wanted)}",)


def _only_less_specific(guard: str, wanted: frozenset[tuple[str, str]], causes: set[tuple[str, str]]) -> bool:
    """True where the guard hides what an ID really is, and it is rightly said that it is not there."""
    seen = min(GUARDS[guard].max_depth or 9, reached_by(GUARDS[guard].max_cost))
    vague = {(code, at) for code, at in causes - wanted if code.endswith(("-not-found", "-not-visible"))}
    return seen < _DEPTH_OF_IDS and bool(vague) and {at for _, at in vague} <= {at for _, at in wanted}


def _stored(some_id: str) -> str:
    bare = some_id.replace("-", "").lower()
    if len(bare) != 32 or set(bare) - set("0123456789abcdef"):
        return some_id
    return "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))


def _veiled(guard: str, wanted: frozenset[tuple[str, str]], causes: set[tuple[str, str]], report: Report) -> bool:
    """True where the guard hides the depth at which the causes that did not come out would show."""
    dialect, status = GUARDS[guard], report.verdict.status
    seen = min(dialect.max_depth or 9, reached_by(dialect.max_cost))
    if dialect.ignore_offset and report.coverage.unknown and status in {Status.INCONCLUSIVE, Status.PROBLEM}:
        return True  # what is not on the first page is nowhere to be seen, and the report says so beside what it found
    if seen >= 7 and dialect.max_body is None:
        return False
    deep = "file-"  # the customer's own ID of an artifact lies deeper than its ID here
    hidden = [
        (code, some_id)
        for code, some_id in wanted - causes
        if depth_of(code) + some_id.startswith(deep) > seen or dialect.max_body
    ]
    expected = {Status.INCONCLUSIVE, Status.PROBLEM} if causes else {Status.INCONCLUSIVE}
    return status in expected and (bool(hidden) or not wanted - causes)


def fits(guard: str, style: str) -> bool:
    """Whether the guard does something to IDs of this style."""
    wanted = {"capitals": "uuid", "bare": "uuid", "numbers": "number"}
    return wanted.get(guard, style) == style
