"""Gateways that fail in places, hide in places and contradict themselves: what is said is so, and as sure as it may be.

Each case is a ticket of IDs given as options, before a gateway that is hostile and legal. What must come out is written
beside it: the status; each cause with its certainty, suggestion and rivals; the checks that could not tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from diagnose.report import CheckOutcome, Status
from diagnose.sandbox import Dialect, Faults, Hidden, Malformation, ScenarioTicket
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldWorkspace
from tests.diagnosis.claims import false_claims
from tests.diagnosis.test_nothing_taken_for_granted import BASE, job_work, report_of
from tests.diagnosis.truth import Truth
from tests.parts import sampled
from tests.verifying.failing import loose_ends

HIDDEN = WorldConnection("conn_999", job_works=(job_work(91, "job_9"), job_work(92, "job_9")))
WORLD = World((*BASE.workspaces, WorldWorkspace("ws_8641", "Firm C", visible=False, connections=(HIDDEN,))))
FAILED = WorldArtifact("artifact_12", "EXT-12", status="failed")


def world_with(change: Callable[[WorldConnection], WorldConnection]) -> World:
    return World(
        tuple(
            replace(workspace, connections=tuple(map(change, workspace.connections))) for workspace in WORLD.workspaces
        )
    )


def with_artifacts(job_work_id: str, *artifacts: WorldArtifact) -> World:
    """The world in which one job work has other artifacts."""

    def change(connection: WorldConnection) -> WorldConnection:
        rows = (replace(row, artifacts=artifacts) if row.id == job_work_id else row for row in connection.job_works)
        return replace(connection, job_works=tuple(rows))

    return world_with(change)


PENDING = world_with(lambda connection: replace(connection, status="pending"))


@dataclass(frozen=True)
class Blamed:
    """A cause that must come out."""

    code: str
    id: str
    certainty: str
    suggestion: str | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hostile:
    """A ticket, by default right in all it names; a gateway; what must come out."""

    status: Status
    causes: tuple[Blamed, ...] = ()
    unknown: tuple[str, ...] = ()
    workspace: str | None = "ws_100"
    connection: str | None = "conn_500"
    jobs: tuple[str, ...] = ()
    job_works: tuple[str, ...] = ("jw_11", "jw_12")
    works: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()
    world: World = WORLD
    dialect: Dialect = field(default_factory=Dialect)
    faults: Faults = field(default_factory=Faults)

    @property
    def ticket(self) -> ScenarioTicket:
        """Its IDs, as options."""
        chain = self.workspace, self.connection, self.jobs, self.job_works, self.works, self.artifacts
        return ScenarioTicket("T-1", *chain)


def fails(*fields: str) -> Faults:
    """Fields that resolve to null with an error."""
    return Faults(partial=fields)


def lies(how: Malformation, operation: str) -> Faults:
    """Answers to one operation that cannot be trusted."""
    return Faults(malformed=how, only_operation=operation)


PROBLEM, OPEN, HEALTHY = Status.PROBLEM, Status.INCONCLUSIVE, Status.HEALTHY
BUBBLING = Dialect(me_null_bubbles=True)
UNREAD = ("artifact-presence", "artifact-status")
GONE = Blamed("job-work-not-found", "qqqqqqq", "likely")
NOT_SEEN = Blamed("workspace-not-visible", "ws_8641", "likely")
RIGHT_CONNECTION = Blamed("connection-mismatch", "conn_733", "proven", "conn_500")
RIGHT_WORKSPACE = Blamed("workspace-mismatch", "ws_277", "proven", "ws_100")
STRAY = Blamed("job-work-in-other-connection", "jw_21", "proven")
THEIRS: Mapping[str, object] = {"workspace": "ws_8641", "connection": "conn_999", "job_works": ("jw_91",)}

CASES: Mapping[str, Hostile] = {
    # a field that fails is unknown: it never hides a fault that was seen, and never makes one
    "the list fails": Hostile(OPEN, (), ("job-work-ids",), faults=fails("jobWorks@conn_500")),
    "the works fail": Hostile(OPEN, (), ("external-ids",), faults=fails("jobWorks.work")),
    "one artifact fails": Hostile(OPEN, (), ("artifact-status",), faults=fails("workArtifact@artifact_11")),
    "one artifact fails, another is failed": Hostile(
        PROBLEM, (Blamed("artifact-failed", "artifact_12", "proven"),),
        world=with_artifacts("jw_12", FAILED), faults=fails("workArtifact@artifact_11"),
    ),
    "one job work's artifacts fail": Hostile(OPEN, (), UNREAD, faults=fails("jobWorkArtifacts@jw_12")),
    "artifacts fail behind a wrong connection": Hostile(
        PROBLEM, (RIGHT_CONNECTION,), UNREAD, connection="conn_733", faults=fails("jobWorkArtifacts@jw_11"),
    ),
    "the workspaces fail": Hostile(OPEN, (), ("workspace-access",), faults=fails("workspaces")),
    "an expected artifact may be where artifacts fail": Hostile(
        OPEN, (), UNREAD, artifacts=("artifact_77",), faults=fails("jobWorkArtifacts@jw_11")
    ),
    "works fail, and a job work is gone": Hostile(
        PROBLEM, (GONE,), ("external-ids",), job_works=("jw_11", "qqqqqqq"), faults=fails("jobWorks.work")
    ),
    "nothing named below a list that fails": Hostile(
        OPEN, (), ("job-work-ids",), job_works=(), faults=fails("jobWorks@conn_500")
    ),
    # null in non-null: one error takes everything with it
    "another connection's error takes the search": Hostile(
        OPEN, (), ("job-work-ids",), job_works=("jw_11", "qqqqqqq"), dialect=BUBBLING,
        faults=fails("jobWorks@conn_733"),
    ),
    "an artifact's error takes everything": Hostile(
        OPEN, (), ("artifact-status",), dialect=BUBBLING, faults=fails("workArtifact@artifact_11")
    ),
    "a refusal takes everything": Hostile(
        PROBLEM, (NOT_SEEN,), dialect=replace(BUBBLING, hidden=Hidden.GRAPHQL_ERROR), **THEIRS,  # type: ignore[arg-type]
    ),
    # one workspace alone may not be seen
    "hidden": Hostile(PROBLEM, (NOT_SEEN,), **THEIRS),  # type: ignore[arg-type]
    "hidden, and forbidden": Hostile(
        PROBLEM, (NOT_SEEN,), dialect=Dialect(hidden=Hidden.GRAPHQL_ERROR), **THEIRS  # type: ignore[arg-type]
    ),
    "hidden, and not found": Hostile(
        PROBLEM, (NOT_SEEN,), dialect=Dialect(hidden=Hidden.NOT_FOUND_ERROR), **THEIRS  # type: ignore[arg-type]
    ),
    "hidden by HTTP": Hostile(
        PROBLEM, (NOT_SEEN,), dialect=Dialect(hidden=Hidden.HTTP_403), **THEIRS  # type: ignore[arg-type]
    ),
    "hidden, the rest lives in a visible one": Hostile(
        PROBLEM, (Blamed("workspace-mismatch", "ws_8641", "proven", "ws_100"),), workspace="ws_8641"
    ),
    "a job work of a hidden one": Hostile(
        PROBLEM, (Blamed("job-work-not-found", "jw_91", "likely"),), job_works=("jw_11", "jw_91"),
        dialect=Dialect(hidden=Hidden.GRAPHQL_ERROR),
    ),
    "a workspace whose connections fail may have it": Hostile(
        OPEN, (), ("job-work-ids",), job_works=("jw_11", "jw_31"), faults=fails("connections@ws_277")
    ),
    "a workspace whose connections fail proves nothing": Hostile(
        OPEN, (), ("job-work-ids",), job_works=("jw_11", "qqqqqqq"), faults=fails("connections@ws_277")
    ),
    "another workspace fails, and nothing is missing": Hostile(
        HEALTHY, workspace="ws_277", connection="conn_961", job_works=("jw_31",), faults=fails("connections@ws_100")
    ),
    # two faults in different slots
    "wrong workspace, wrong connection": Hostile(
        PROBLEM, (RIGHT_WORKSPACE, RIGHT_CONNECTION), workspace="ws_277", connection="conn_733"
    ),
    "mistyped workspace, a job work gone": Hostile(
        PROBLEM, (Blamed("workspace-id-mistyped", "ws_10O", "proven", "ws_100"), GONE), workspace="ws_10O",
        job_works=("jw_11", "qqqqqqq"),
    ),
    "wrong connection, a failed artifact behind it": Hostile(
        PROBLEM, (RIGHT_CONNECTION, Blamed("artifact-failed", "artifact_12", "proven")), connection="conn_733",
        world=with_artifacts("jw_12", FAILED),
    ),
    "wrong workspace, no artifacts behind it": Hostile(
        PROBLEM, (RIGHT_WORKSPACE, Blamed("artifacts-absent", "jw_11", "proven")), workspace="ws_277",
        job_works=("jw_11",), world=with_artifacts("jw_11"),
    ),
    "a work for a job work, in the wrong workspace": Hostile(
        PROBLEM, (RIGHT_WORKSPACE, Blamed("job-work-id-wrong-kind", "work_911", "proven", "jw_11")), workspace="ws_277",
        job_works=("work_911", "jw_12"),
    ),
    "connection pending, a job work gone": Hostile(
        PROBLEM, (Blamed("connection-not-active", "conn_500", "proven"), GONE), job_works=("jw_11", "qqqqqqq"),
        world=PENDING,
    ),
    "workspace and connection exchanged": Hostile(
        PROBLEM,
        (Blamed("workspace-id-wrong-kind", "conn_500", "proven", "ws_100"),
         Blamed("connection-id-wrong-kind", "ws_100", "proven", "conn_500")),
        workspace="conn_500", connection="ws_100",
    ),
    "two strays in two connections": Hostile(
        PROBLEM, (STRAY, replace(STRAY, id="jw_31")), job_works=("jw_11", "jw_12", "jw_13", "jw_21", "jw_31")
    ),
    # ties
    "one against one": Hostile(
        PROBLEM, (Blamed("connection-mismatch", "conn_500", "tied", "conn_733", ("jw_21",)),), job_works=("jw_21",)
    ),
    "one against one, and another is right": Hostile(PROBLEM, (STRAY,), job_works=("jw_11", "jw_21")),
    "a job work and its connection job against one": Hostile(
        PROBLEM, (Blamed("connection-mismatch", "conn_500", "proven", "conn_733"),), jobs=("job_3",),
        job_works=("jw_21",),
    ),
    "a connection against its workspace": Hostile(
        PROBLEM, (Blamed("workspace-mismatch", "ws_277", "tied", "ws_100", ("conn_500",)),), workspace="ws_277",
        job_works=(),
    ),
    "a connection and its job work against the workspace": Hostile(
        PROBLEM, (RIGHT_WORKSPACE,), workspace="ws_277", job_works=("jw_11",)
    ),
    "a job work against its connection job": Hostile(
        PROBLEM, (Blamed("connection-job-mismatch", "job_1", "tied", "job_2", ("jw_13",)),), jobs=("job_1",),
        job_works=("jw_13",),
    ),
    "no connection, and two that may be meant": Hostile(
        PROBLEM,
        tuple(Blamed("job-work-in-other-connection", one, "tied", None, ("conn_500", "conn_733"))
              for one in ("jw_11", "jw_21")),
        workspace=None, connection=None, job_works=("jw_11", "jw_21"),
    ),
    # answers that cannot be trusted, or stop coming
    "a search that lies": Hostile(
        PROBLEM, (RIGHT_CONNECTION,), connection="conn_733", faults=lies(Malformation.MISSING_FIELDS, "Search")
    ),
    "an opening that lies": Hostile(HEALTHY, faults=lies(Malformation.WRONG_TYPES, "TicketChain")),
    "a search nested too deep": Hostile(
        OPEN, (), ("job-work-ids",), job_works=("qqqqqqq",), faults=lies(Malformation.DEEP, "Search")
    ),
    "a token that expires on the way": Hostile(
        OPEN, (Blamed("token-expired", "access-token", "proven"),), ("job-work-ids",), connection="conn_733",
        faults=Faults(expire_token_after=1),
    ),
    "a search that is cut off": Hostile(
        OPEN, (), ("job-work-ids",), connection="conn_733",
        faults=Faults(drop_body_after=40, only_operation="Search"),
    ),
    "short pages in an order of their own": Hostile(
        PROBLEM, (GONE,), job_works=("jw_11", "qqqqqqq"), dialect=Dialect(max_limit=1, unstable_order=True)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(CASES, 12))
def test_what_is_said_is_so_and_as_sure_as_it_may_be(name: str) -> None:
    """Status, causes in order, certainty, suggestion, rivals, what could not be told; and no claim that is false."""
    case = CASES[name]
    report = report_of(case.ticket, faults=case.faults, dialect=case.dialect, world=case.world)
    blamed = tuple(
        Blamed(
            cause.code, cause.subject.id, cause.certainty.value, report.finding(cause.finding).suggestion,
            tuple(sorted(rival.subject.id for rival in cause.rivals)),
        )
        for cause in report.verdict.causes
    )  # fmt: skip
    assert (report.verdict.status, blamed) == (case.status, case.causes)
    assert {*case.unknown} <= {row.id for row in report.checks if row.outcome is CheckOutcome.UNKNOWN}
    assert not [row for row in report.checks if row.outcome is CheckOutcome.ERROR]
    assert [*false_claims(report, case.ticket, Truth(case.world)), *loose_ends(report)] == []
    assert {each.what for each in report.not_looked_at} == {
        "whether the customer's own credentials see the workspace", "the customer's own request"
    }  # fmt: skip
