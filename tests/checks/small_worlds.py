"""Small worlds on one screen, and what a diagnosis of a ticket in them says: over real HTTP, by the real command."""

from __future__ import annotations

from diagnose.report import CheckOutcome
from diagnose.sandbox import Credentials, Destination, Dialect, Expect, Faults, Scenario, ScenarioTicket, serve
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from diagnose_checks import CHECKS
from tests.checks.tickets import Played
from tests.cli.calling import Desk, pointed_at

NOWHERE = "8812047193"
"""The number in an ID that is near to no other one."""
PLAIN = Dialect()
NO_FAULTS = Faults()
_DECLARED = {code.code: code for check in CHECKS for code in check.codes}
_NOT_JUDGED = Expect("healthy", 0)
"""What must come out is for the test to say."""


def world(*workspaces: WorldWorkspace) -> World:
    """Everything that exists."""
    return World(workspaces)


def workspace(some_id: str, *connections: WorldConnection, visible: bool = True) -> WorldWorkspace:
    """A tax firm with its connections."""
    return WorldWorkspace(some_id, f"Firm {some_id}", visible=visible, connections=connections)


def connection(some_id: str, *job_works: WorldJobWork, status: str = "active") -> WorldConnection:
    """A connection with the job works that it lists."""
    return WorldConnection(some_id, status=status, job_works=job_works)


def job_work(
    some_id: str, *artifacts: WorldArtifact, job: str = "job_55120", work: str = "", external_id: str | None = None
) -> WorldJobWork:
    """A job work with its artifacts; unless given, its work and external ID are named after it."""
    number = some_id.rpartition("_")[2]
    return WorldJobWork(
        some_id, work or f"work_of_{number}", job, external_id=external_id or f"client-{number}", artifacts=artifacts
    )


def artifact(
    some_id: str,
    status: str = "completed",
    *,
    created: str = "-3h",
    external_id: str | None = None,
    uploaded_url: str | None = None,
    metadata: object = None,
) -> WorldArtifact:
    """A document; unless given, its external ID is named after it, and a completed one has an address."""
    return WorldArtifact(
        some_id,
        external_id or f"file-{some_id}",
        status=status,
        created=created,
        uploaded_url=uploaded_url,
        metadata=metadata,
    )


def failing(*fields: str) -> Faults:
    """Fields that come back as null with an error on their path: ``jobWorks``, or ``jobWorks.work@job_work_1``."""
    return Faults(partial=fields)


THROTTLED = Faults(rate_limit_first=99, rate_limit_in_body=True, retry_after="3600")
"""A gateway that speaks GraphQL, and answers nothing for an hour."""
PROXY_ERROR = Faults(always_status=503)
"""A proxy in front of the gateway, whose pages say nothing about anything."""


def diagnosed(
    desk: Desk,
    there: World,
    ticket: str,
    *options: str,
    dialect: Dialect = PLAIN,
    faults: Faults = NO_FAULTS,
    credentials: Credentials = Credentials.TOKEN,
    endpoint: Destination = Destination.GATEWAY,
) -> Played:
    """Run ``diagnose run`` on a ticket's text (``connection: connection_1``) in a world; none: on the options alone."""
    scenario = Scenario(
        "small",
        "A small world",
        "Made up.",
        ScenarioTicket(),
        there,
        _NOT_JUDGED,
        credentials,
        endpoint,
        dialect,
        faults,
    )
    with serve(scenario) as gateway:
        source = ("-",) if ticket else ()
        argv = ("run", *source, *options, "--json", "report.json", "--show-personal-data", "--quiet")
        said = desk.call(*argv, stdin=ticket.encode(), environ=pointed_at(gateway))
    assert said.code in {0, 1, 3}, said.err
    played = Played(said, desk.files, ())
    assert [row.reason for row in played.report.checks if row.outcome is CheckOutcome.ERROR] == []
    for finding in played.report.findings:
        assert finding.subject.kind in _DECLARED[finding.code].on, finding.code
    return played


def judged(played: Played, check: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    """What one check says: its outcome, and of each finding the code, the subject and the suggestion."""
    found = [one for one in played.report.findings if one.check == check]
    return played.row(check).outcome.value, [(one.code, one.subject.id, one.suggestion) for one in found]
