"""Small made-up worlds, tickets that name some of their IDs rightly and some wrongly, and ways to behave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from hypothesis import strategies as st

from diagnose.sandbox import Dialect, Expect, Hidden, Scenario, ScenarioTicket
from diagnose.sandbox.world import WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace, World

STATUSES = ("completed",) * 6 + ("failed", "pending")


def made_up(prefix: str, number: int) -> str:
    """An ID far from every other one: ``job_work_3f9a01c27d``."""
    return f"{prefix}_{hashlib.sha256(f'{prefix} {number}'.encode()).hexdigest()[:10]}"


def mistyped(some_id: str, how: int = 0) -> str:
    """The ID with one keystroke wrong in its middle; letters that no made-up ID has."""
    place = len(some_id) - 3 - how
    return some_id[:place] + "zyx"[how % 3] + some_id[place + 1 :]


@dataclass(frozen=True)
class Ids:
    """All IDs of a world, by kind, as far as the credentials see them; and those that they don't see."""

    workspaces: tuple[str, ...]
    connections: tuple[str, ...]
    jobs: tuple[str, ...]
    job_works: tuple[str, ...]
    works: tuple[str, ...]
    artifacts: tuple[str, ...]
    hidden: tuple[str, ...]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """One to three workspaces with up to three connections each, the first one visible and with a connection."""
    numbers = iter(range(10_000))
    found = []
    for index in range(draw(st.integers(1, 3))):
        visible = index == 0 or draw(st.integers(0, 4)) > 0
        connections = tuple(draw(_connections(numbers)) for _ in range(draw(st.integers(1 if index == 0 else 0, 3))))
        name = made_up("workspace", next(numbers))
        found.append(WorldWorkspace(name, f"Firm {index}", visible=visible, connections=connections))
    return World(tuple(found))


@st.composite
def _connections(draw: st.DrawFn, numbers: object) -> WorldConnection:
    jobs = [made_up("job", next(numbers)) for _ in range(2)]  # type: ignore[call-overload]
    job_works = []
    for _ in range(draw(st.integers(0, 5))):
        number = next(numbers)  # type: ignore[call-overload]
        job_works.append(draw(_job_works(number, draw(st.sampled_from(jobs)))))
    if job_works and draw(st.integers(0, 5)) == 0:
        # A twin: one keystroke from another job work of the connection.
        first = job_works[0]
        job_works.append(
            WorldJobWork(mistyped(first.id), mistyped(first.work), first.job, f"{first.external_id}b", artifacts=())
        )
    status = draw(st.sampled_from(("active",) * 6 + ("pending",)))
    return WorldConnection(made_up("connection", next(numbers)), status=status, job_works=tuple(job_works))  # type: ignore[call-overload]


@st.composite
def _job_works(draw: st.DrawFn, number: int, job: str) -> WorldJobWork:
    artifacts = tuple(
        WorldArtifact(
            made_up("artifact", 10 * number + index),
            f"file-{made_up('x', 10 * number + index)}",
            status=draw(st.sampled_from(STATUSES)),
        )
        for index in range(draw(st.sampled_from((1, 1, 1, 2, 0))))
    )
    return WorldJobWork(made_up("job_work", number), made_up("work", number), job, f"client-{number}", artifacts=artifacts)


def ids_of(world: World) -> Ids:
    """Every ID of a world."""
    seen = [one for one in world.workspaces if one.visible]
    connections = [one for workspace in seen for one in workspace.connections]
    job_works = [one for connection in connections for one in connection.job_works]
    artifacts = [one for job_work in job_works for one in job_work.artifacts]
    hidden = [one for one in world.workspaces if not one.visible]
    return Ids(
        tuple(one.id for one in seen),
        tuple(one.id for one in connections),
        tuple(dict.fromkeys(one.job for one in job_works)),
        tuple(one.id for one in job_works),
        tuple(one.work for one in job_works),
        tuple(text for one in artifacts for text in (one.id, one.external_id)),
        tuple(
            some_id
            for one in hidden
            for some_id in (
                one.id,
                *(c.id for c in one.connections),
                *(j.id for c in one.connections for j in c.job_works),
            )
        ),
    )


@st.composite
def tickets(draw: st.DrawFn, world: World) -> ScenarioTicket:
    """A ticket around one connection, each ID of it right, of somewhere else, mistyped, of another kind or made up."""
    ids = ids_of(world)
    home = draw(st.sampled_from([one for one in world.workspaces if one.visible and one.connections]))
    connection = draw(st.sampled_from(home.connections))
    everything = (*ids.workspaces, *ids.connections, *ids.jobs, *ids.job_works, *ids.works)

    def named(right: str, same_kind: tuple[str, ...], prefix: str) -> str:
        match draw(st.integers(0, 11)):
            case 0 if same_kind:
                return draw(st.sampled_from(same_kind))
            case 1:
                return mistyped(right, draw(st.integers(0, 2)))
            case 2:
                return draw(st.sampled_from(everything))
            case 3:
                return draw(st.sampled_from((*ids.hidden, made_up(prefix, 99_999))))
            case _:
                return right

    inside = draw(st.lists(st.sampled_from(connection.job_works), max_size=5)) if connection.job_works else []
    jobs = tuple(dict.fromkeys(named(one.job, ids.jobs, "job") for one in inside[:2])) if draw(st.booleans()) else ()
    job_works = tuple(dict.fromkeys(named(one.id, ids.job_works, "job_work") for one in inside))
    held = [artifact for one in inside for artifact in one.artifacts]
    artifacts = (
        (named(draw(st.sampled_from((held[0].id, held[0].external_id))), ids.artifacts, "artifact"),)
        if held and draw(st.integers(0, 3)) == 0
        else ()
    )
    return ScenarioTicket(
        reference="T-1",
        workspace_id=named(home.id, ids.workspaces, "workspace") if draw(st.integers(0, 5)) else None,
        connection_id=named(connection.id, ids.connections, "connection")
        if draw(st.integers(0, 5)) or not inside
        else None,
        connection_job_ids=jobs,
        job_work_ids=job_works if draw(st.integers(0, 4)) or not jobs else (),
        work_ids=(named(inside[0].work, ids.works, "work"),) if inside and draw(st.integers(0, 4)) == 0 else (),
        artifact_ids=artifacts,
    )


def scenario_for(world: World, ticket: ScenarioTicket) -> Scenario:
    """A scenario to play; what must come out is judged by :mod:`tests.diagnosis.truth`, not by its ``expect``."""
    return Scenario("made-up", "Made up", "Made up.", ticket, world, Expect("healthy", 0))


dialects = st.builds(
    Dialect,
    max_limit=st.none() | st.integers(1, 5),
    default_limit=st.none() | st.integers(1, 3),
    connections_cap=st.none() | st.integers(1, 2),
    reject_limit_over=st.none() | st.sampled_from((1, 5, 50)),
    hidden=st.sampled_from(Hidden),
    uppercase_statuses=st.booleans(),
    no_work_filter=st.booleans(),
    max_aliases=st.none() | st.just(1),
    max_depth=st.none() | st.sampled_from((6, 7)),
    gzip=st.booleans(),
    me_null_bubbles=st.booleans(),
)
"""Ways to behave under which a diagnosis must still not say anything false."""
