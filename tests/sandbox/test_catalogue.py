"""Every scenario can be read, holds together, and shows what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rapidfuzz.distance import OSA

from diagnose.ids import Kind
from diagnose.report import Severity, Status, SubjectKind
from diagnose.sandbox import Scenario, UnknownScenario, scenario, scenario_names
from diagnose_checks import CHECKS
from tests.checks.codes import ON_TEXTS

PUBLISHED = {code.code: code for check in CHECKS for code in check.codes}
CODES = {name for name, code in PUBLISHED.items() if not code.notice}
"""The finding codes that can be a cause."""

SENT = {code.code for check in CHECKS if check.id in ON_TEXTS for code in check.codes}
"""Those that what the customer sent shows."""

WARNINGS = {
    "artifact-pending", "artifact-status-unknown", "artifact-completed-without-url", "external-id-reused",
    "ticket-ambiguous", "response-error",
}  # fmt: skip

INCONCLUSIVE = {code for code in CODES if code.startswith(("endpoint-", "token-", "api-key-"))} | {
    "id-not-placed", "response-not-reproduced",
}  # fmt: skip

NAMES = scenario_names()


def everything(played: Scenario) -> Iterator[tuple[Kind, str]]:
    """All IDs of a scenario's world that its credentials can see."""
    for workspace in (w for w in played.world.workspaces if w.visible):
        yield Kind.WORKSPACE, workspace.id
        for connection in workspace.connections:
            yield Kind.CONNECTION, connection.id
            for job_work in connection.job_works:
                yield from ((Kind.JOB_WORK, job_work.id), (Kind.WORK, job_work.work))
                yield Kind.CONNECTION_JOB, job_work.job
                for artifact in job_work.artifacts:
                    yield from ((Kind.ARTIFACT, artifact.id), (Kind.ARTIFACT, artifact.external_id))


def named(played: Scenario) -> Iterator[tuple[Kind, str]]:
    """All IDs that a scenario's ticket names."""
    ticket = played.ticket
    yield from ((Kind.WORKSPACE, i) for i in (ticket.workspace_id,) if i)
    yield from ((Kind.CONNECTION, i) for i in (ticket.connection_id,) if i)
    yield from ((Kind.CONNECTION_JOB, i) for i in ticket.connection_job_ids)
    yield from ((Kind.JOB_WORK, i) for i in ticket.job_work_ids)
    yield from ((Kind.WORK, i) for i in ticket.work_ids)
    yield from ((Kind.ARTIFACT, i) for i in ticket.artifact_ids)


def test_names() -> None:
    """The healthy one comes first, the others follow in alphabetical order."""
    assert NAMES[0] == "healthy"
    assert list(NAMES[1:]) == sorted(NAMES[1:])


def test_every_code_has_a_scenario() -> None:
    """Each is a cause in at least one scenario, or a notice; what was sent in one with the ticket's own files."""
    played = {name: scenario(name) for name in NAMES}
    told = {name: {*(cause.code for cause in one.expect.causes), *one.expect.notices} for name, one in played.items()}
    assert {code for codes in told.values() for code in codes} == PUBLISHED.keys()
    assert {code for name, codes in told.items() if played[name].sources for code in codes} >= SENT


def test_references_are_unique() -> None:
    """No two scenarios share a ticket reference; a recording has none."""
    references = [reference for name in NAMES if (reference := scenario(name).ticket.reference)]
    assert len(set(references)) == len(references) >= len(NAMES) - 2


def test_every_form_of_a_ticket_is_played() -> None:
    """Files are called alike whatever the scenario, so that the command line to type is always the same."""
    files = {file.name for name in NAMES for file in scenario(name).sources}
    assert files == {"ticket.eml", "ticket.txt", "ticket.har"}
    (file,) = scenario("wrong-connection").sources
    assert file.data.startswith(b"From: ")


@pytest.mark.parametrize("name", NAMES)
def test_holds_together(name: str) -> None:
    """Title and story are there, the kinds are the report's, and status and exit code follow from the causes."""
    played = scenario(name)
    assert "\n" not in played.title
    assert played.title[-1] not in ".!"
    assert played.story
    expect = played.expect
    kinds = {cause.kind for cause in expect.causes} | set(expect.resolved)
    assert kinds <= set(SubjectKind)
    codes = {cause.code for cause in expect.causes}
    if codes & INCONCLUSIVE:
        follows = (Status.INCONCLUSIVE, 3)
    elif codes - WARNINGS:
        follows = (Status.PROBLEM, 1)
    else:
        # A notice alone, such as a secret in the ticket, is no cause, but may be a warning.
        warned = any(PUBLISHED[notice].severity is Severity.WARNING for notice in expect.notices)
        follows = (Status.WARNING, 0) if codes or warned else (Status.HEALTHY, 0)
    assert (expect.status, expect.exit_code) == follows


@pytest.mark.parametrize("name", NAMES)
def test_subjects_and_suggestions(name: str) -> None:
    """Causes are about IDs that the ticket names or the world has; suggestions and resolved IDs are live."""
    played = scenario(name)
    live = {some_id for _, some_id in everything(played)}
    known = live | {some_id for _, some_id in named(played)} | {"access-token", "api-key", "{endpoint}"}
    if played.sources:
        known |= {"GetJobWorks", "request 1", played.ticket.reference or "ticket"}
    for cause in played.expect.causes:
        assert cause.id in known
        assert cause.suggestion is None or cause.suggestion in live
    assert set(played.expect.resolved.values()) <= live


@pytest.mark.parametrize("name", NAMES)
def test_near_misses(name: str) -> None:
    """A mistyped ID has exactly one live neighbour and no other about as near; an ID that is not found has none."""
    played = scenario(name)
    codes = {cause.id: cause.code for cause in played.expect.causes}
    live = set(everything(played))
    for kind, some_id in named(played):
        if kind is Kind.ARTIFACT or (kind, some_id) in live:
            continue
        distances = sorted(OSA.distance(some_id, other) for k, other in live if k is kind)
        if codes.get(some_id, "").endswith("-mistyped"):
            assert distances[0] <= 2
            assert distances[1] >= 6
        elif codes.get(some_id) != "id-not-clean":
            assert distances[0] > 3


@pytest.mark.parametrize("name", NAMES)
def test_world(name: str) -> None:
    """Each world has several workspaces and connections, and no ID twice within its kind."""
    played = scenario(name)
    ids = [pair for pair in everything(played) if pair[0] not in {Kind.CONNECTION_JOB, Kind.ARTIFACT}]
    assert len(ids) == len(set(ids))
    assert sum(kind is Kind.WORKSPACE for kind, _ in ids) >= 2
    assert sum(kind is Kind.CONNECTION for kind, _ in ids) >= 3


def test_chosen_size() -> None:
    """A generated world has as many job works as asked for, and its ticket names them all."""
    big = scenario("healthy-big", job_works=250)
    assert len(big.ticket.job_work_ids) == 250
    assert {i for k, i in everything(big) if k is Kind.JOB_WORK} >= set(big.ticket.job_work_ids)
    with pytest.raises(ValueError, match="generates no job works"):
        scenario("healthy", job_works=3)


def test_unknown_scenario() -> None:
    """A name that nobody knows is answered with the names that look like it."""
    with pytest.raises(UnknownScenario, match="Did you mean wrong-connection") as caught:
        scenario("wrong-conection")
    assert caught.value.near[0] == "wrong-connection"
    with pytest.raises(KeyError):
        scenario("../worlds/harbour")
