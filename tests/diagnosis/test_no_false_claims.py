"""Made-up worlds, tickets and gateways: whatever the gateway does, the diagnosis says nothing that is not so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from diagnose.checking.registry import Checks
from diagnose.diagnosis import Settings, diagnose
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import CheckOutcome, Report, Status
from diagnose.sandbox import Dialect, Faults, Malformation, Scenario, ScenarioTicket, serve
from diagnose.sandbox.world import World
from diagnose_checks import CHECKS
from tests.diagnosis.claims import false_claims
from tests.diagnosis.truth import Truth
from tests.diagnosis.worlds import dialects, ids_of, mistyped, scenario_for, tickets, worlds

ALL = Checks(CHECKS)
GENERATED = settings(
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # shrinking over HTTP takes minutes; the worlds are small
)


@contextmanager
def pointed_at(scenario: Scenario, dialect: Dialect, faults: Faults | None = None) -> Iterator[Settings]:
    with serve(scenario, dialect=dialect, faults=faults) as gateway:
        # Where nothing fails, a busy machine must not either.
        yield replace(settings_for(gateway), deadline=2.0, timeout=1.0) if faults else settings_for(gateway)


def report_of(scenario: Scenario, dialect: Dialect, faults: Faults | None = None) -> Report:
    with pointed_at(scenario, dialect, faults) as where:
        return diagnose(ticket_of(scenario), where, ALL, run_id="run", environ={}).report


def names_something(ticket: ScenarioTicket) -> bool:
    return any(value for name, value in vars(ticket).items() if name != "reference")


def veiled(report: Report) -> bool:
    """Whether the report says that something could not be seen, or was not looked at."""
    unknown = any(row.outcome in {CheckOutcome.UNKNOWN, CheckOutcome.ERROR} for row in report.checks)
    partly = any("besides, " in row.reason for row in report.checks) or any(
        "may be more" in one for one in report.notes
    )
    return unknown or partly or report.verdict.status is Status.INCONCLUSIVE


def causes(report: Report) -> list[tuple[str, str]]:
    """What is to blame. Where an artifact hangs instead is a bonus: how far a run lists depends on the gateway."""
    found = ((cause.code, cause.subject.id) for cause in report.verdict.causes)
    return sorted((code.replace("artifact-on-other-job-work", "artifact-not-attached"), one) for code, one in found)


@settings(GENERATED)
@given(st.data())
def test_plain_gateway(data: st.DataObject) -> None:
    """Against a gateway as documented, every finding, pass and suggestion is true, and nothing stays unknown."""
    world = data.draw(worlds())
    ticket = data.draw(tickets(world))
    assume(names_something(ticket))
    report = report_of(scenario_for(world, ticket), Dialect())
    assert false_claims(report, ticket, Truth(world)) == []
    undecided = {CheckOutcome.ERROR, CheckOutcome.UNKNOWN}
    assert [f"{row.id}: {row.reason}" for row in report.checks if row.outcome in undecided] == []


@settings(GENERATED)
@given(st.data())
def test_any_dialect(data: st.DataObject) -> None:
    """Silent caps, guards and errors never make a false claim: causes are as with none, or it says unknown."""
    world = data.draw(worlds())
    ticket = data.draw(tickets(world))
    assume(names_something(ticket))
    scenario = scenario_for(world, ticket)
    dialect = data.draw(dialects)
    report = report_of(scenario, dialect)
    assert false_claims(report, ticket, Truth(world)) == []
    # Without the workIds filter, which is only inferred to exist, a work's ID elsewhere cannot be recognised as one.
    if not veiled(report) and not dialect.no_work_filter:
        assert causes(report) == causes(report_of(scenario, Dialect()))


BLIND = (
    "workspaces", "workspaces.connections", "connections.jobWorks", "jobWorks.work", "jobWorks.jobWorkArtifacts",
    "jobWorkArtifacts.workArtifact",
)  # fmt: skip


@settings(GENERATED)
@given(st.data())
def test_partial_answers(data: st.DataObject) -> None:
    """A field that fails, everywhere or on one object alone, is unknown: never absent, never a pass."""
    world = data.draw(worlds())
    ticket = data.draw(tickets(world))
    assume(names_something(ticket))
    seen = [one for workspace in world.workspaces if workspace.visible for one in workspace.connections]
    some = [one.id for one in seen] + [job_work.id for one in seen for job_work in one.job_works]
    field = data.draw(st.sampled_from(BLIND))
    where = data.draw(st.sampled_from(["", *(f"@{one}" for one in some)]))
    faults = Faults(partial=(field + where,))
    report = report_of(scenario_for(world, ticket), Dialect(), faults)
    assert false_claims(report, ticket, Truth(world)) == []


OPERATIONS = (None, "TicketChain", "Search", "JobWorks", "JobWorksShallow", "Connections")
LYING = [kind for kind in Malformation if kind not in {Malformation.TERMINAL_ESCAPES, Malformation.SCRIPT}]
"""All but the two that are proper answers with other texts in them."""
faults = st.one_of(
    st.builds(Faults, malformed=st.sampled_from(LYING)),
    st.builds(Faults, always_status=st.sampled_from([401, 403, 404, 500])),
    st.builds(Faults, html_page=st.just(True)),
    st.builds(Faults, truncated_gzip=st.just(True)),
    st.builds(Faults, drop_body_after=st.integers(0, 400)),
    st.builds(Faults, expire_token_after=st.integers(1, 3)),
    st.builds(Faults, close_connection_first=st.integers(1, 2)),
)


@settings(GENERATED)
@given(st.data())
def test_any_fault(data: st.DataObject) -> None:
    """A fault of one operation alone, so that the run has seen one half and not the other, makes no false claim."""
    world = data.draw(worlds())
    ticket = data.draw(tickets(world))
    assume(names_something(ticket))
    operation = data.draw(
        st.sampled_from([None, "TicketChain", "Search", "JobWorks", "JobWorksShallow", "Connections"])
    )
    broken = replace(data.draw(faults), only_operation=operation)
    report = report_of(scenario_for(world, ticket), Dialect(), broken)
    assert false_claims(report, ticket, Truth(world)) == []


@st.composite
def spoiled_once(draw: st.DrawFn, world: World) -> ScenarioTicket:
    """A ticket that names a whole chain rightly, but for one ID: mistyped, of another kind, of elsewhere or made up."""
    ids = ids_of(world)
    chains = [
        (workspace, connection)
        for workspace in world.workspaces
        if workspace.visible
        for connection in workspace.connections
        if connection.job_works
    ]
    assume(chains)
    workspace, connection = draw(st.sampled_from(chains))
    job_works = draw(st.lists(st.sampled_from(connection.job_works), min_size=1, max_size=3, unique=True))
    right = [workspace.id, connection.id, job_works[0].job, *(one.id for one in job_works)]
    place = draw(st.sampled_from([0, 1, *range(3, len(right))]))
    other = draw(
        st.sampled_from([*ids.workspaces, *ids.connections, *ids.jobs, *ids.job_works, *ids.works, *ids.hidden])
    )
    right[place] = draw(st.sampled_from([mistyped(right[place]), other, "nothing_like_this_0000000000"]))
    jobs = (right[2],) if draw(st.booleans()) and len({one.job for one in job_works}) == 1 else ()
    return ScenarioTicket("T-1", right[0], right[1], jobs, tuple(dict.fromkeys(right[3:])))


@settings(GENERATED)
@given(st.data())
def test_one_wrong_id_waits_three_times_at_most(data: st.DataObject) -> None:
    """Whichever one ID of a whole chain is wrong, and in whatever way, three requests in a row tell."""
    world = data.draw(worlds())
    ticket = data.draw(spoiled_once(world))
    report = report_of(scenario_for(world, ticket), Dialect())
    assert report.run.round_trips <= 3
    assert false_claims(report, ticket, Truth(world)) == []
