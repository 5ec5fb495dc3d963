"""Every way in which a report can be caught saying something false about a made-up world."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from diagnose.report import CheckOutcome, Report, ReportFinding, Status, SubjectKind
from diagnose.sandbox import ScenarioTicket
from tests.diagnosis.consistency import inconsistencies
from tests.diagnosis.truth import Lives, Truth


def false_claims(report: Report, ticket: ScenarioTicket, truth: Truth) -> list[str]:
    """Return a sentence for everything in the report that is not so."""
    judge = _Judge(report, ticket, truth)
    return [
        *(f"{one.code} on {one.subject.id}: {why}" for one in report.findings for why in judge.finding(one)),
        *judge.passes(),
        *judge.healthy(),
        *inconsistencies(report),
    ]  # fmt: skip


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
        partly = code == "connection-not-found" and self._looked_in_its_workspace_alone()
        absent = code.endswith(("-mistyped", "-not-found", "-not-visible", "-wrong-kind")) and not partly
        if absent and truth.live(kind, some_id):
            yield "it is live and visible"
        if code.endswith("-mistyped"):
            yield from self.mistyped(finding)
        if code.endswith("-wrong-kind"):
            yield from self.wrong_kind(finding)
        yield from self.by_code(finding)

    def _looked_in_its_workspace_alone(self) -> bool:
        """Whether the report says that only the workspace named was looked in, and the connection is not in there."""
        reason = next(row.reason for row in self.report.checks if row.id == "connection-id")
        home, _ = self.truth.connections.get(self.ticket.connection_id or "", (None, None))
        return "besides, whether it is in another workspace could not be checked" in reason and home not in {
            None,
            self.ticket.workspace_id,
        }

    def by_code(self, finding: ReportFinding) -> Iterator[str]:
        code = finding.code
        if code in {"workspace-mismatch", "connection-mismatch"}:
            yield from self.mismatch(finding)
        elif code in {"connection-job-empty", "connection-job-mismatch"}:
            yield from self.job(finding)
        elif code == "job-work-in-other-connection":
            yield from self.elsewhere(finding)
        elif code in {"connection-not-active", "no-job-works", "artifacts-absent"}:
            yield from self.state(finding)
        elif code in {"artifact-not-attached", "artifact-on-other-job-work"}:
            yield from self.attached(finding)
        elif code.startswith("artifact-") and code != "artifact-creation-failed":
            yield from self.artifact_status(finding)

    def wrong_kind(self, finding: ReportFinding) -> Iterator[str]:
        actual, some_id = str(finding.details["actual_kind"]), finding.subject.id
        lives = self.truth.job_works.values()
        if actual == "external_id":
            if not any(some_id in {each.it.external_id, *each.held} for each in lives):
                yield "it is no external ID"
        elif not self.truth.live(SubjectKind(actual), some_id):
            yield f"it is no {actual}"

    def mismatch(self, finding: ReportFinding) -> Iterator[str]:
        right, workspace = finding.suggestion, finding.details.get("workspace_id")
        inside = self.in_workspace if finding.code == "workspace-mismatch" else self.in_connection
        if right and not inside(right):
            yield f"nothing of the ticket is in {right}"
        if right is None and workspace and self.truth.connections[finding.subject.id][0] != workspace:
            yield "it is in another workspace than it says"

    def state(self, finding: ReportFinding) -> Iterator[str]:
        truth, some_id = self.truth, finding.subject.id
        match finding.code:
            case "connection-not-active" if truth.connections[some_id][1].status == "active":
                yield "it is active"
            case "no-job-works" if truth.connections[some_id][1].job_works:
                yield "it has job works"
            case "artifacts-absent" if truth.job_works[some_id].it.artifacts:
                yield "it has artifacts"
            case _:
                pass

    def attached(self, finding: ReportFinding) -> Iterator[str]:
        some_id = finding.subject.id
        if any(some_id in lives.held for lives in self.looked_at()):
            yield "it is attached to a job work of the ticket"
        elsewhere = finding.code == "artifact-on-other-job-work"
        if elsewhere and str(finding.details["job_work_id"]) not in self.truth.holders(some_id):
            yield "it is not on the job work that it says"

    def artifact_status(self, finding: ReportFinding) -> Iterator[str]:
        lives = self.truth.job_works.values()
        status = {artifact.id: artifact.status for each in lives for artifact in each.it.artifacts}[finding.subject.id]
        documented = {"completed", "pending", "failed", "cancelled", "canceled"}
        wanted = {
            "artifact-stuck": {"pending"},
            "artifact-completed-without-url": {"completed"},
            "artifact-cancelled": {"cancelled", "canceled"},
        }.get(finding.code, {finding.code.removeprefix("artifact-")})
        if (status in documented) is (finding.code == "artifact-status-unknown"):
            yield f"its status {status} is documented, or not"
        elif status in documented and status not in wanted:
            yield f"its status is {status}"

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
            yield from self.job_works_passed()
        if self.passed("connection-job") and any(not truth.of_job(job) for job in ticket.connection_job_ids):
            yield "connection-job passed"
        yield from self.artifacts_passed()

    def job_works_passed(self) -> Iterator[str]:
        truth, ticket = self.truth, self.ticket
        lives = (truth.job_works.get(some_id) for some_id in ticket.job_work_ids)
        homes = {each.connection if each else "" for each in lives}
        of_works = {home for work in ticket.work_ids for home in {o.connection for o in truth.of_work(work)} or {""}}
        if len(homes | of_works) != 1:
            yield "job-work-ids passed"
        if "" in homes or any(not truth.of_work(work) for work in ticket.work_ids):
            yield "job-work-ids passed, though something is nowhere"

    def artifacts_passed(self) -> Iterator[str]:
        meant = self.meant()
        if self.passed("artifact-presence"):
            if any(not lives.it.artifacts for lives in meant):
                yield "artifact-presence passed, though a job work has none"
            if any(not self.truth.holders(artifact) for artifact in self.ticket.artifact_ids):
                yield "artifact-presence passed, though one is nowhere"
        if self.passed("artifact-status"):
            bad = [artifact for lives in meant for artifact in lives.it.artifacts if artifact.status != "completed"]
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
