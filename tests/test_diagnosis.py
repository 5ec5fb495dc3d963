"""One diagnosis, whole: what is asked, what is not, and that no secret comes out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from diagnose.checking.runner import Row
from diagnose.diagnosis import Listener, Settings, diagnose
from diagnose.gateway.credentials import AccessToken
from diagnose.gateway.events import Event
from diagnose.ids import Kind
from diagnose.intake import FoundSecret, Reading, SecretKind
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report, Status
from diagnose.sandbox import Gateway, scenario, serve
from diagnose.secrets import Secret
from diagnose.ticket.ticket import Ticket, make_ticket
from tests.diagnosis.playing import ALL

HEALTHY = scenario("healthy")


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(HEALTHY) as running:
        yield running


def diagnosed(ticket: Ticket, settings: Settings, listener: Listener | None = None) -> Report:
    return diagnose(ticket, settings, ALL, run_id="run", environ={}, listener=listener).report


def test_with_credentials_the_gateway_is_asked(gateway: Gateway) -> None:
    """Whoever listens hears every request and every row, in the order of the report."""
    events: list[Event] = []
    rows: list[Row] = []
    report = diagnosed(ticket_of(HEALTHY), settings_for(gateway), Listener(on_event=events.append, on_row=rows.append))
    assert report.verdict.status is Status.HEALTHY
    assert report.run.requests == len(gateway.requests) > 0
    assert len(events) >= report.run.requests
    assert [row.id for row in rows] == [row.id for row in report.checks]


def test_without_credentials_nothing_is_asked(gateway: Gateway) -> None:
    """Only the checks that read the ticket alone look."""
    before = len(gateway.requests)
    report = diagnosed(ticket_of(HEALTHY), replace(settings_for(gateway), credential=None))
    assert len(gateway.requests) == before
    assert (report.run.requests, report.evidence) == (0, ())
    offline = {check.id for check in ALL.checks if check.offline}
    assert {row.id for row in report.checks if row.outcome != "skip"} <= offline


def test_ids_of_unknown_kind_are_searched_for_and_sorted(gateway: Gateway) -> None:
    """A bare connection ID ends in its slot, so that the report is the same as with its name."""
    named = HEALTHY.ticket.connection_id
    assert named is not None
    bare = make_ticket({}, unsorted=(named,))
    assert diagnosed(bare, settings_for(gateway)).ticket.connection_id == named


def test_no_secret_is_in_the_report(gateway: Gateway) -> None:
    """A token pasted in place of an ID is masked everywhere."""
    token = "workspace-made-up-0123456789"  # noqa: S105
    settings = replace(settings_for(gateway), credential=AccessToken(Secret(token, "access token")))
    report = diagnosed(make_ticket({Kind.CONNECTION: [token]}), settings)
    assert token not in report.model_dump_json(by_alias=True)


def test_the_reports_own_words_are_not_masked(gateway: Gateway) -> None:
    """A secret that is spelled like one of them does not spoil the report."""
    ticket, settings = ticket_of(HEALTHY), settings_for(gateway)
    secret = FoundSecret(SecretKind.PASSWORD, "a", 1, "here", Secret("job_work", "password in the ticket"))
    plain = diagnosed(ticket, settings)
    masked = diagnosed(replace(ticket, reading=Reading(secrets=(secret,))), settings)
    assert [link.kind for link in masked.chain.links] == [link.kind for link in plain.chain.links]
    assert masked.chain == plain.chain
    assert masked.checks[0].title == plain.checks[0].title
