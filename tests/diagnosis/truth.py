"""The truth about a made-up world, and every way in which a report can be caught saying something false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from diagnose.report import CheckOutcome, CheckRow, Report, ReportFinding, Severity, Status, SubjectKind
from diagnose.sandbox import ScenarioTicket
from diagnose.sandbox.world import WorldConnection, WorldJobWork, World

_NOT_PASSED = {CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR}


@dataclass(frozen=True)
class Lives:
    """A job work and where it lives."""

    workspace: str
    connection: str
    it: WorldJobWork

    @property
    def held(self) -> set[str]:
        """The IDs of its artifacts, the customer's own included."""
        return {text for one in self.it.artifacts for text in (one.id, one.external_id)}


@dataclass
class Truth:
    """What the credentials can see of a world, by ID."""

    world: World
    workspaces: set[str] = field(default_factory=set)
    connections: dict[str, tuple[str, WorldConnection]] = field(default_factory=dict)
    job_works: dict[str, Lives] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for workspace in self.world.workspaces:
            if workspace.visible:
                self.workspaces.add(workspace.id)
                for connection in workspace.connections:
                    self.connections[connection.id] = (workspace.id, connection)
                    for one in connection.job_works:
                        self.job_works[one.id] = Lives(workspace.id, connection.id, one)

    def of_work(self, work: str) -> list[Lives]:
        """The job works of a work."""
        return [one for one in self.job_works.values() if one.it.work == work]

    def of_job(self, job: str) -> list[Lives]:
        """The job works of a connection job."""
        return [one for one in self.job_works.values() if one.it.job == job]

    def holders(self, artifact: str) -> set[str]:
        """The job works that hold an artifact."""
        return {one.it.id for one in self.job_works.values() if artifact in one.held}

    def live(self, kind: SubjectKind, some_id: str) -> bool:
        """Whether an ID is live as this kind."""
        match kind:
            case SubjectKind.WORKSPACE:
                return some_id in self.workspaces
            case SubjectKind.CONNECTION:
                return some_id in self.connections
            case SubjectKind.CONNECTION_JOB:
                return bool(self.of_job(some_id))
            case SubjectKind.JOB_WORK:
                return some_id in self.job_works
            case SubjectKind.WORK:
                return bool(self.of_work(some_id))
            case SubjectKind.ARTIFACT:
                return bool(self.holders(some_id))
            case _:
                raise AssertionError(f"{kind} is not in the chain")

    def as_what(self, some_id: str) -> set[SubjectKind]:
        """The kinds that an ID is live as."""
        return {kind for kind in tuple(SubjectKind)[:6] if self.live(kind, some_id)}


def false_claims(report: Report, ticket: ScenarioTicket, truth: Truth) -> list[str]:
    """Return a sentence for everything in the report that is not so."""
    judge = _Judge(report, ticket, truth)
    return [
        *(f"{one.code} on {one.subject.id}: {why}" for one in report.findings for why in judge.finding(one)),
        *judge.passes(),
        *judge.healthy(),
        *inconsistencies(report),
    ]  # fmt: skip


def inconsistencies(report: Report) -> Iterator[str]:
    """What does not hold together within a report, whatever the world is."""
    rows = {row.id: row for row in report.checks}
    findings = {finding.id: finding for finding in report.findings}
    evidence = {one.id for one in report.evidence}
    counts = Counter(row.outcome for row in report.checks)
    coverage = report.coverage
    figures = (coverage.passed, coverage.warn, coverage.fail, coverage.unknown, coverage.skip, coverage.error)
    if len(rows) != len(report.checks) or coverage.selected != len(rows) or sum(figures) != len(rows):
        yield "the rows do not add up"
    if list(figures) != [counts[outcome] for outcome in CheckOutcome]:
        yield f"the coverage {figures} does not count the rows"
    if len(findings) != len(report.findings):
        yield "two findings have one ID"
    for row in report.checks:
        yield from _row_inconsistencies(row.id, row.blocked_by, rows)
        if [one.id for one in report.findings if one.check == row.id] != list(row.findings):
            yield f"{row.id} lists other findings than its own"
    for finding in report.findings:
        if finding.check not in rows:
            yield f"{finding.id} is of a check without a row"
        if missing := set(finding.evidence) - evidence:
            yield f"{finding.id} rests on evidence that is not there: {missing}"
        if finding.suggestion == finding.subject.id:
            yield f"{finding.code} suggests the ID that it blames, {finding.subject.id}"
        if finding.caused_by is not None:
            root = findings.get(finding.caused_by)
            if root is None or root.id == finding.id or root.caused_by is not None or root.severity is Severity.INFO:
                yield f"{finding.id} is caused by {finding.caused_by}, which is no root cause"
    causes = [cause.finding for cause in report.verdict.causes]
    roots = [one.id for one in report.findings if one.caused_by is None and one.severity is not Severity.INFO]
    if sorted(causes) != sorted(roots):
        yield f"the causes are {causes}, the findings that nothing explains are {roots}"
    for cause in report.verdict.causes:
        if set(cause.explains) != {one.id for one in report.findings if one.caused_by == cause.finding}:
            yield f"{cause.finding} explains {cause.explains}, which its findings do not say"


def _row_inconsistencies(check: str, blocked_by: tuple[str, ...], rows: Mapping[str, CheckRow]) -> Iterator[str]:
    for blocker in blocked_by:
        row = rows.get(blocker)
        if blocker == check or row is None or row.outcome not in _NOT_PASSED:
            yield f"{check} is blocked by {blocker}, which passed or is not there"


class _Judge:
    def __init__(self, report: Report, ticket: ScenarioTicket, truth: Truth) -> None:
        self.report, self.ticket, self.truth = report, ticket, truth
        self.outcome = {row.id: row.outcome for row in report.checks}
        self.named_live = [truth.job_works[one] for one in ticket.job_work_ids if one in truth.job_works]

    def finding(self, finding: ReportFinding) -> Iterator[str]:
        """Yield what is false about one finding."""
        kind, some_id, truth = finding.subject.kind, finding.subject.id, self.truth
        if finding.suggestion is not None and not truth.live(kind, finding.suggestion):
            yield f"suggests {finding.suggestion}, which is no live {kind}"
        code = finding.code
        if code.endswith(("-mistyped", "-not-found", "-not-visible", "-wrong-kind")) and truth.live(kind, some_id):
            yield "it is live and visible"
        if code.endswith("-mistyped"):
            yield from self.mistyped(finding)
        if code.endswith("-wrong-kind"):
            actual = str(finding.details["actual_kind"])
            external = actual == "work" and any(one.it.external_id == some_id for one in truth.job_works.values())
            if not external and not truth.live(SubjectKind(actual), some_id):
                yield f"it is no {actual}"
        match code:
            case "workspace-mismatch" if finding.suggestion and not self.in_workspace(finding.suggestion):
                yield f"nothing of the ticket is in {finding.suggestion}"
            case "connection-mismatch" if finding.suggestion and not self.in_connection(finding.suggestion):
                yield f"nothing of the ticket is in {finding.suggestion}"
            case "connection-mismatch" if finding.suggestion is None and finding.details.get("workspace_id"):
                if truth.connections[some_id][0] != finding.details["workspace_id"]:
                    yield "it is in another workspace than it says"
            case "connection-not-active" if truth.connections[some_id][1].status == "active":
                yield "it is active"
            case "no-job-works" if truth.connections[some_id][1].job_works:
                yield "it has job works"
            case "artifacts-absent" if truth.job_works[some_id].it.artifacts:
                yield "it has artifacts"
            case "connection-job-empty" | "connection-job-mismatch":
                yield from self.job(finding)
            case "job-work-in-other-connection":
                yield from self.elsewhere(finding)
            case "artifact-not-attached" if any(some_id in one.held for one in self.looked_at()):
                yield "it is attached"
            case "artifact-on-other-job-work":
                if str(finding.details["job_work_id"]) not in truth.holders(some_id):
                    yield "it is not on the job work that it says"
                if any(some_id in one.held for one in self.looked_at()):
                    yield "it is on a job work of the ticket"
            case _ if code.startswith("artifact-") and code != "artifact-not-attached":
                status = {a.id: a.status for one in truth.job_works.values() for a in one.it.artifacts}[some_id]
                documented = {"completed", "pending", "failed", "cancelled", "canceled"}
                wanted = {
                    "artifact-stuck": {"pending"},
                    "artifact-completed-without-url": {"completed"},
                    "artifact-cancelled": {"cancelled", "canceled"},
                }.get(code, {code.removeprefix("artifact-")})
                if (status in documented) is (code == "artifact-status-unknown"):
                    yield f"its status {status} is documented, or not"
                elif status in documented and status not in wanted:
                    yield f"its status is {status}"
            case _:
                pass

    def mistyped(self, finding: ReportFinding) -> Iterator[str]:
        kind, some_id = finding.subject.kind, finding.subject.id
        if finding.suggestion is None or OSA.distance(finding.suggestion, some_id) > 2:
            yield f"{finding.suggestion} is not near"
        if kind is SubjectKind.JOB_WORK and finding.suggestion in self.truth.job_works:
            home = self.truth.job_works[finding.suggestion].connection
            near = [
                one.it.id
                for one in self.truth.job_works.values()
                if one.connection == home and OSA.distance(one.it.id, some_id) <= 2
            ]
            if len(near) > 1:
                yield f"{near} are all near"

    def job(self, finding: ReportFinding) -> Iterator[str]:
        homes = {one.connection for one in self.truth.of_job(finding.subject.id)}
        if finding.code == "connection-job-empty":
            if homes and homes <= {self.ticket.connection_id} and len(self.truth.connections) == 1:
                yield "it has job works in the connection named"
            return
        meant = [one for some_id in self.ticket.job_work_ids for one in self.truth.of_work(some_id)]
        if finding.suggestion and not any(one.it.job == finding.suggestion for one in (*self.named_live, *meant)):
            yield f"no job work of the ticket is in {finding.suggestion}"

    def elsewhere(self, finding: ReportFinding) -> Iterator[str]:
        truth, some_id = self.truth, finding.subject.id
        lives = [truth.job_works[some_id]] if some_id in truth.job_works else truth.of_work(some_id)
        if not lives:
            yield "it is nowhere"
        elif finding.details["connection_id"] not in {one.connection for one in lives}:
            yield "it is not where it says"
        elif (
            finding.details["connection_id"] == self.ticket.connection_id
            and finding.caused_by is None
            and lives[0].it.job in self.ticket.connection_job_ids
            and not any(one.code == "connection-job-mismatch" for one in self.report.findings)
        ):
            yield "it is in the connection and the connection job named"

    def in_workspace(self, workspace: str) -> bool:
        """Whether anything that the ticket names (or nearly names) lives in this workspace."""
        homes = {c: w for c, (w, _) in self.truth.connections.items()}
        named = (
            self.ticket.connection_id,
            *self.ticket.connection_job_ids,
            *self.ticket.job_work_ids,
            *self.ticket.work_ids,
        )
        if any(one and OSA.distance(one, workspace) <= 2 for one in named):
            return True  # the workspace's own ID, in another ID's place
        return any(homes[one] == workspace for one in homes if self.in_connection(one, itself=True))

    def in_connection(self, connection: str, *, itself: bool = False) -> bool:
        named = (
            *self.ticket.connection_job_ids, *self.ticket.job_work_ids,
            *self.ticket.work_ids, *self.ticket.artifact_ids,
            *([self.ticket.connection_id, self.ticket.workspace_id] if itself else [self.ticket.workspace_id]),
        )  # fmt: skip
        inside = {connection} if itself else set()
        for one in self.truth.job_works.values():
            if one.connection == connection:
                inside |= {one.it.id, one.it.work, one.it.job, one.it.external_id or "", *one.held}
        return any(some_id and OSA.distance(some_id, one) <= 2 for some_id in named for one in inside)

    def looked_at(self) -> list[Lives]:
        """The job works that the ticket means, where that is beyond doubt."""
        if self.ticket.job_work_ids:
            return self.named_live
        return []

    def passes(self) -> Iterator[str]:
        """A pass says that the good state was seen: it must be so."""
        truth, ticket = self.truth, self.ticket
        if self.passed("workspace-access") and ticket.workspace_id not in truth.workspaces:
            yield "workspace-access passed"
        if self.passed("connection-id"):
            home = truth.connections.get(ticket.connection_id or "")
            if home is None or (ticket.workspace_id in truth.workspaces and home[0] != ticket.workspace_id):
                yield "connection-id passed"
        if self.passed("job-work-ids"):
            homes = {truth.job_works[one].connection if one in truth.job_works else "" for one in ticket.job_work_ids}
            if len(homes | {c for w in ticket.work_ids for c in {o.connection for o in truth.of_work(w)} or {""}}) != 1:
                yield "job-work-ids passed"
            if "" in homes or any(not truth.of_work(one) for one in ticket.work_ids):
                yield "job-work-ids passed, though something is nowhere"
        if self.passed("connection-job") and any(not truth.of_job(one) for one in ticket.connection_job_ids):
            yield "connection-job passed"
        meant = self.meant()
        if self.passed("artifact-presence"):
            if any(not one.it.artifacts for one in meant):
                yield "artifact-presence passed, though a job work has none"
            if any(not truth.holders(one) for one in ticket.artifact_ids):
                yield "artifact-presence passed, though one is nowhere"
        if self.passed("artifact-status"):
            bad = [a for one in meant for a in one.it.artifacts if a.status != "completed"]
            if bad:
                yield f"artifact-status passed, though {bad[0].id} is {bad[0].status}"

    def meant(self) -> list[Lives]:
        """The job works to look at: those named, else those of the connection jobs, else of the connection."""
        truth, ticket = self.truth, self.ticket
        if ticket.job_work_ids:
            return self.named_live
        if ticket.work_ids:
            return [one for work in ticket.work_ids for one in truth.of_work(work)] if len(ticket.work_ids) == 1 else []
        everywhere = list(truth.job_works.values())
        here = [one for one in everywhere if ticket.connection_id in {None, one.connection}]
        if ticket.connection_job_ids:
            return [one for one in here if one.it.job in ticket.connection_job_ids]
        return here if ticket.connection_id and not ticket.artifact_ids else []

    def passed(self, check: str) -> bool:
        return self.outcome.get(check) is CheckOutcome.PASS

    def healthy(self) -> Iterator[str]:
        """Healthy says that everything named is there, and where the ticket says."""
        if self.report.verdict.status is not Status.HEALTHY:
            return
        truth, ticket = self.truth, self.ticket
        anchors = {one.connection for one in self.named_live}
        anchors |= {one.connection for job in ticket.connection_job_ids for one in truth.of_job(job)}
        anchors |= {one.connection for work in ticket.work_ids for one in truth.of_work(work)}
        anchors |= {ticket.connection_id} if ticket.connection_id else set()
        missing = [one for one in ticket.job_work_ids if one not in truth.job_works]
        missing += [one for one in ticket.connection_job_ids if not truth.of_job(one)]
        missing += [one for one in ticket.work_ids if not truth.of_work(one)]
        missing += [one for one in ticket.artifact_ids if not truth.holders(one)]
        missing += [one for one in (ticket.workspace_id,) if one and one not in truth.workspaces]
        if missing:
            yield f"healthy, though {missing} are nowhere"
        if len(anchors) > 1:
            yield f"healthy, though the ticket is spread over {anchors}"
        for one in anchors & truth.connections.keys():
            if truth.connections[one][1].status != "active":
                yield f"healthy, though {one} is not active"
        jobs = set(ticket.connection_job_ids)
        if jobs and any(one.it.job not in jobs for one in self.named_live):
            yield "healthy, though a job work is in none of the connection jobs named"
