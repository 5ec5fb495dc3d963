"""A capsule tells no more than the report that was written with it, and what its rules need."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from diagnose.capsule.archive import parts
from diagnose.diagnosis import Settings
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import AccessToken
from diagnose.ids import Kind
from diagnose.intake import Source, read_sources
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report
from diagnose.sandbox import (
    Credentials,
    Destination,
    Dialect,
    Expect,
    Faults,
    Scenario,
    ScenarioTicket,
    scenario_names,
    serve,
)
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from diagnose.secrets import Secret
from diagnose.ticket.from_reading import Options, ticket_from
from tests.capsule.lived import Lived, differences, lived
from tests.capsule.personal import PEOPLE, of_people
from tests.parts import parted

TOKEN = "made-up-token-of-nobody-4711"  # noqa: S105
WS, CONNECTION, FIRST, SECOND = "workspace_310472", "connection_790", "job_work_31846", "job_work_31847"
IDS = {Kind.WORKSPACE: [WS], Kind.CONNECTION: [CONNECTION], Kind.JOB_WORK: [FIRST]}


def run(
    mail: str = "", *, ids: dict[Kind, list[str]] = IDS, external_ids: tuple[str, str] = ("client-1", "client-2"),
    artifact: str = "file-w2-40012", **more: object,
) -> Lived:  # fmt: skip
    """A ticket of options, and of a mail if there is one, in a world of two job works and one artifact."""
    artifacts = (WorldArtifact("artifact_41013", artifact, **more),)  # type: ignore[arg-type]
    job_works = tuple(
        WorldJobWork(some_id, f"work_{some_id[-5:]}", "job_55120", external_id=external_id, artifacts=shown)
        for some_id, external_id, shown in zip((FIRST, SECOND), external_ids, (artifacts, ()), strict=True)
    )
    world = World((WorldWorkspace(WS, "Made up", connections=(WorldConnection(CONNECTION, job_works=job_works),)),))
    scenario = Scenario(
        "kept", "Kept", "Made up.", ScenarioTicket(), world, Expect("healthy", 0), Credentials.TOKEN,
        Destination.GATEWAY, Dialect(), Faults(),
    )  # fmt: skip
    with serve(scenario) as gateway:
        reading = read_sources([Source.of_bytes("Weatherby.txt", mail.encode())] if mail else [])
        settings = Settings(
            parse_endpoint(gateway.client_url), AccessToken(Secret(gateway.credential[1], "access token"))
        )
        return lived(ticket_from(Options(ids), reading), settings)


def suggestion(report: Report) -> str | None:
    """What the first cause suggests."""
    return report.finding(report.verdict.causes[0].finding).suggestion


@pytest.mark.parametrize(
    ("typed", "live", "near"),
    [
        ("weatherbyy-2024-w2", "weatherby-2024-w2", True),
        ("ann.weatherby@mail.test", "ann.weatherbyy@mail.test", True),
        ("219098756", "219098765", True),
        ("Weatherby W2", "weatherby-k1", True),
        ("weatherby-2024-k1", "weatherby-2024-k2", False),
    ],
)
def test_a_slip_in_somebodys_id_is_still_one(typed: str, live: str, near: bool) -> None:
    """Though neither of the two is in the capsule: that they are near is, and which document an ID names."""
    kept = run(ids={**IDS, Kind.ARTIFACT: [typed]}, artifact=live)
    assert (suggestion(kept.done.report) is not None) is near
    assert list(differences(kept)) == []
    text = b"".join(parts(kept.file)).decode().casefold()
    assert typed.casefold() not in text
    assert live.casefold() not in text
    assert "weatherby" not in text


def test_external_ids_that_are_equal_are_still_equal() -> None:
    kept = run(ids={**IDS, Kind.JOB_WORK: [FIRST, SECOND]}, external_ids=("Ann Weatherby", "Ann Weatherby"))
    assert "external-id-reused" in {finding.code for finding in kept.done.report.findings}
    assert list(differences(kept)) == []
    assert b"Weatherby" not in b"".join(parts(kept.file))


QUERY = (
    'query Weatherby($j: [ID!]) { me { connections(filters: {ids: ["connection_790"]}) '
    "{ jobWorks(filters: {ids: $j}, limit: 0) { id jobWorkArtifacts { id } } } } }"
)
BODY = json.dumps({"query": QUERY, "variables": {"j": [FIRST]}, "operationName": "Weatherby"})
ANSWER = {
    "data": {"me": None},
    "errors": [{"message": "no access for Ann Weatherby", "extensions": {"code": "FORBIDDEN"}}],
}
CURL = (
    "Hello, this is Ann Weatherby, 219-09-8765.\n\ncurl https://gateway.filed.com/graphql "
    f"-H 'authorization: Bearer {TOKEN}' -H 'content-type: application/json; of=Weatherby' --data-raw '{BODY}'\n\n"
    f"{json.dumps(ANSWER)}\n\nKind regards,\nAnn Weatherby\n"
)


def test_of_a_whole_ticket_nothing_of_a_person_is_left_and_no_secret() -> None:
    """The query with its name, the header, the answer with its message, the file's name."""
    kept = run(CURL)
    assert {finding.code for finding in kept.done.report.findings} >= {"job-work-outside-window"}
    assert list(differences(kept)) == []
    assert list(differences(kept.openly)) == []
    for member in parts(kept.file):
        assert b"Weatherby" not in member
        assert b"219-09-8765" not in member
        assert TOKEN.encode() not in member
    openly = b"".join(parts(kept.openly.file))
    assert b"Weatherby" in openly
    assert TOKEN.encode() not in openly


def test_a_secret_that_an_answer_repeats_is_masked_and_has_no_alias() -> None:
    """What an alias stands for is kept in a map."""
    kept = run(CURL, status="failed", metadata={"error": f"403 for {TOKEN}", "note": TOKEN})
    assert TOKEN.encode() not in b"".join(parts(kept.file))
    assert not any(TOKEN in value for value in kept.done.aliases)
    assert list(differences(kept)) == []


QUICK = ("artifact-not-attached", "external-id-reused", "job-work-outside-filter", "healthy")


@pytest.mark.parametrize("name", parted(scenario_names(), QUICK))
def test_a_scenario_whose_ids_are_named_after_people_replays_without_them(name: str) -> None:
    chosen = of_people(name)
    with serve(chosen) as gateway:
        kept = lived(ticket_of(chosen), replace(settings_for(gateway), deadline=20.0))
    assert list(differences(kept)) == []
    assert list(differences(kept.openly)) == []
    text = b"".join(parts(kept.file)).decode().casefold()
    assert [person for person in PEOPLE if person in text] == []
