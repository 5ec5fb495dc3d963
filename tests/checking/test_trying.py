"""Running the corrected request once: when, what it adds to the report, and that it can never spoil one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from diagnose.checking.assemble import Particulars, decide
from diagnose.checking.sight import Sight
from diagnose.checking.trying import Attempt
from diagnose.diagnosis import Listener, diagnose
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.events import Event, RequestSent
from diagnose.gateway.exchange import Answer, GraphQLError, Question, Reception
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.json_value import Json
from diagnose.outside import unmarked
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Certainty, ProofClaim, Report, Status, TrialOutcome
from diagnose.sandbox import scenario, serve
from diagnose.stopping import Stop
from diagnose.verifying import Rederived, derive
from tests.diagnosis.playing import ALL, played

NAME = "query-variables-invalid"
"""A request that the gateway refused: no answer of the run shows what the corrected one brings."""


@cache
def seen() -> tuple[Sight, Answer]:
    """What a run sees of the scenario, and how the gateway answers the corrected request."""
    asked: list[Question] = []
    sight = _sight()

    def note(question: Question) -> str:
        asked.append(question)
        return "noted"

    decide(sight, ALL, Particulars("run", "t"), attempt=note)
    (question,) = asked

    async def ask() -> Answer:
        with serve(scenario(NAME)) as gateway:
            where = settings_for(gateway)
            assert where.credential is not None
            async with GatewayClient(where.endpoint, where.credential, source_platform="t", environ={}) as client:
                return await client.ask(question)

    return sight, asyncio.run(ask())


def _sight() -> Sight:
    now = played(NAME).run.started_at

    async def ask() -> Sight:
        ticket, found = ticket_of(scenario(NAME)), Investigation()
        with serve(scenario(NAME)) as gateway:
            where = settings_for(gateway)
            assert where.credential is not None
            async with GatewayClient(where.endpoint, where.credential, source_platform="t", environ={}) as client:
                await investigate(ticket, client, where.reach, found)
        return Sight(found.case(ticket), where.endpoint.shown, now)

    return asyncio.run(ask())


def decided(attempt: Attempt | None) -> Report:
    return decide(seen()[0], ALL, Particulars("run", "t"), attempt=attempt)


def test_what_it_returns_proves_the_cause() -> None:
    """The rows are in the report as IDs and counts, the wait is counted apart, and the proof can be derived again."""
    report = played(NAME)
    (cause,), (corrected,) = report.verdict.causes, report.corrected
    tried = corrected.tried
    assert tried is not None
    assert (tried.outcome, tried.text, tried.job_works) == (TrialOutcome.RETURNED, "returns the job work", 1)
    assert cause.certainty is Certainty.PROVEN
    assert [(step.claim, step.evidence) for step in cause.proof] == [(ProofClaim.LISTS, "T1")]
    assert (report.run.tried, report.run.round_trips, report.run.requests) == (1, 1, 2)
    assert [derived.outcome for derived in derive(report)] == [Rederived.HOLDS]
    last = report.evidence[-1]
    assert (last.id, last.operation) == ("T1", "CorrectedRequest")
    assert last.shown == "workspaces 1 · connections 1 · jobWorks 1"
    assert "returns the job work" in report.reply


@pytest.mark.parametrize("name", ["wrong-connection", "job-work-outside-window", "healthy", "authorization-malformed"])
def test_nothing_is_sent_where_an_answer_shows_it_or_no_request_is_at_fault(name: str) -> None:
    """Nor for what ours could not show of theirs."""
    report = played(name)
    assert report.run.tried == 0
    assert all(each.tried is None for each in report.corrected)
    assert "T1" not in [each.id for each in report.evidence]


def without(number: int) -> Callable[[Question], Answer]:
    """The gateway's own answer, with only so many of its job works."""

    def cut(value: Json) -> Json:
        match value:
            case dict():
                return {
                    key: inner[:number] if key == "jobWorks" and isinstance(inner, list) else cut(inner)
                    for key, inner in value.items()
                }
            case list():
                return [cut(item) for item in value]
            case _:
                return value

    return lambda _: replace(seen()[1], data=cut(seen()[1].data))


def other(reception: Reception, **more: object) -> Callable[[Question], Answer]:
    return lambda _: replace(seen()[1], reception=reception, data=None, summary="HTTP 403", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attempt", "outcome", "words"),
    [
        (without(0), TrialOutcome.MISSING, "still leaves out the job work"),
        (other(Reception.SHAPE_REFUSED, errors=(GraphQLError("too deep"),)), TrialOutcome.FAILED, "HTTP 403"),
        (other(Reception.TIMED_OUT), TrialOutcome.FAILED, "was not answered in full: HTTP 403"),
        (other(Reception.TIMED_OUT, attempts=()), TrialOutcome.FAILED, "was not tried: HTTP 403"),
        (lambda _: "the run was interrupted", TrialOutcome.FAILED, "was not tried: the run was interrupted"),
    ],
)  # fmt: skip
def test_whatever_else_comes_changes_nothing(attempt: Attempt, outcome: TrialOutcome, words: str) -> None:
    """The verdict, its causes and how sure they are stay as they were; what came is said."""
    plain, report = decided(None), decided(attempt)
    assert report.verdict == plain.verdict
    assert [row.outcome for row in report.checks] == [row.outcome for row in plain.checks]
    tried = report.corrected[0].tried
    assert tried is not None
    assert tried.outcome is outcome
    assert words in unmarked(tried.text)
    assert report.reply == plain.reply
    assert all(derived.outcome is not Rederived.FAILS for derived in derive(report))


def test_a_run_that_is_stopped_while_it_tries_keeps_its_report() -> None:
    """As with Ctrl-C: the verdict stands, and the report says that the run was interrupted."""
    stop, one = Stop(), scenario(NAME)

    def interrupt(event: Event) -> None:
        if isinstance(event, RequestSent) and event.question.text:
            stop.request(2)

    with serve(one, faults=replace(one.faults, latency_ms=300)) as gateway:
        report = diagnose(
            ticket_of(one), settings_for(gateway), ALL, run_id="run", environ={},
            listener=Listener(on_event=interrupt), stop=stop,
        ).report  # fmt: skip
    assert report.verdict.status is Status.PROBLEM
    assert report.run.interrupted
    tried = report.corrected[0].tried
    assert tried is not None
    assert tried.text == "was not tried: the run was interrupted"


def test_it_is_left_out_when_nobody_wants_it() -> None:
    """And what may be somebody's secret is not sent as an ID."""
    one = scenario(NAME)
    with serve(one) as gateway:
        settings = replace(settings_for(gateway), try_corrected=False)
        report = diagnose(ticket_of(one), settings, ALL, run_id="run", environ={}).report
        assert len(gateway.requests) == report.run.requests == 1
    assert report.corrected[0].tried is None
