"""The report of every scenario: valid by its published schema, whole, and the same whenever it is made."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from diagnose.checking.assemble import Particulars, decide
from diagnose.checking.sight import Sight
from diagnose.diagnosis import Settings, diagnose
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.exchange import Answer, Question
from diagnose.gateway.timing import Timing
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.learning import learned_from
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report, Status, report_schema
from diagnose.sandbox import DIALECTS, Destination, scenario, scenario_names, serve
from tests.diagnosis.claims import false_claims
from tests.diagnosis.consistency import inconsistencies
from tests.diagnosis.playing import ALL, played, rehearsed
from tests.diagnosis.transcript import FOLDER, transcript
from tests.diagnosis.truth import Truth

NAMES = scenario_names()
REACHED = [name for name in NAMES if scenario(name).endpoint is Destination.GATEWAY]
SCHEMA = Draft202012Validator(report_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", NAMES)
def test_scenario(name: str) -> None:
    """What comes out is what the scenario says; the JSON is valid by the schema; it holds together and is all true."""
    found = rehearsed(name)
    report = found.diagnosis.report
    assert found.differences == ()
    written = json.loads(report.model_dump_json(by_alias=True))
    assert [error.message for error in SCHEMA.iter_errors(written)] == []
    assert list(inconsistencies(report)) == []
    assert transcript(report) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), "see diagnosis/transcript.py"
    if name in REACHED and name != "id-not-clean":
        assert false_claims(report, scenario(name).ticket, Truth(scenario(name).world)) == []


def test_no_transcript_is_left_over() -> None:
    """Every page is compared with something."""
    assert {page.stem for page in FOLDER.iterdir()} == set(NAMES)


def test_schema_has_teeth() -> None:
    """The published schema refuses what is no report: a missing key, another outcome, another version."""
    written = json.loads(played("healthy").model_dump_json(by_alias=True))
    assert not list(SCHEMA.iter_errors(written))
    for spoil in (
        {"verdict": None},
        {"schema_version": "2"},
        {"checks": [{**written["checks"][0], "outcome": "fine"}]},
    ):
        assert list(SCHEMA.iter_errors({**written, **spoil}))
    del written["coverage"]
    assert list(SCHEMA.iter_errors(written))


def test_reads_back() -> None:
    """A written report reads back as it was written."""
    written = played("wrong-connection-and-failed-artifact").model_dump_json(by_alias=True)
    assert Report.model_validate_json(written).model_dump_json(by_alias=True) == written


def test_subjects_are_exact() -> None:
    """Subjects and suggestions are IDs exactly as the ticket or the gateway has them, invisible characters included."""
    one = scenario("id-not-clean")
    report = played("id-not-clean")
    dirty = next(finding for finding in report.findings if finding.code == "id-not-clean")
    assert dirty.subject.id == one.ticket.connection_id == report.ticket.connection_id
    assert dirty.suggestion == "connection_790"
    assert dirty.subject.id != dirty.suggestion


class Recorder:
    """Passes questions on and keeps what came back."""

    def __init__(self, client: GatewayClient) -> None:
        self.client = client
        self.answers: list[Answer] = []

    async def ask(self, question: Question) -> Answer:
        """Ask the real gateway."""
        answer = await self.client.ask(question)
        self.answers.append(answer)
        return answer


def recorded(name: str, dialect: str) -> tuple[Settings, list[Answer], Knowledge]:
    """The settings of a run, every answer in the order they were learned, and what was known in the end."""

    async def ask() -> tuple[Settings, list[Answer], Knowledge]:
        one = scenario(name)
        found = Investigation()
        with serve(one, dialect=DIALECTS[dialect], now=NOW) as gateway:
            where = settings_for(gateway)
            assert where.credential is not None
            async with GatewayClient(where.endpoint, where.credential, source_platform="t", environ={}) as client:
                recorder = Recorder(client)
                await investigate(ticket_of(one), recorder, where.reach, found)
        by_question = {answer.question.key: answer for answer in recorder.answers}
        ordered = [by_question[answer.question.key] for _, answer in found.live.answers]
        return where, ordered, found.live

    return asyncio.run(ask())


def decided(name: str, settings: Settings, live: Knowledge) -> Report:
    sight = Sight(CaseFile(ticket_of(scenario(name)), live), settings.endpoint.shown, NOW)
    timing = Timing(monotonic=lambda: 0.0, now=lambda: NOW)
    return decide(sight, ALL, Particulars("run", settings.source_platform, timing=timing))


@pytest.mark.parametrize("dialect", ["plain", "capped", "guarded"])
@pytest.mark.parametrize("name", ["healthy", "wrong-connection", "job-work-mistyped", "tie", "workspace-not-visible"])
def test_recording_decides_the_same(name: str, dialect: str) -> None:
    """The same facts give the same report, byte for byte; so does a recording of the answers, without a network."""
    settings, answers, live = recorded(name, dialect)
    report = decided(name, settings, live)
    assert decided(name, settings, live).model_dump_json() == report.model_dump_json()
    assert decided(name, settings, learned_from(answers)).model_dump_json() == report.model_dump_json()


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_deadline(seconds: float) -> None:
    """A run whose time is up before anything came back is inconclusive, and accuses no ID."""
    one = scenario("wrong-connection")
    with serve(one, faults=replace(one.faults, latency_ms=2_000)) as gateway:
        settings = replace(settings_for(gateway), deadline=seconds, timeout=1.0)
        report = diagnose(ticket_of(one), settings, ALL, run_id="run", environ={}).report
    assert report.verdict.status is Status.INCONCLUSIVE
    assert [finding.code for finding in report.findings if finding.subject.kind != "endpoint"] == []
