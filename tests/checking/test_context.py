"""What one check is given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.checking.context import Context, subject
from diagnose.checking.results import Skipped, Unknown
from diagnose.checking.sight import Sight
from diagnose.ids import Kind
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.explain import Key
from diagnose.report import CheckOutcome, Subject, SubjectKind
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.ticket import named_id
from tests.investigation.investigating import NOW, investigated


def context(ticket: ScenarioTicket) -> Context:
    return Context(Sight(investigated(ticket).case, "http://127.0.0.1/graphql", NOW))


@pytest.mark.parametrize("outcome", list(CheckOutcome))
def test_a_check_knows_whether_an_earlier_one_failed(outcome: CheckOutcome) -> None:
    """A warning counts as passed; one that did not run has not failed."""
    ctx = replace(context(ScenarioTicket(workspace_id="ws_100")), outcomes={"workspace-access": outcome})
    failed = {CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR}
    assert ctx.failed("workspace-access") is (outcome in failed)
    assert not ctx.failed("connection-id")


def test_what_the_sight_works_out_is_shared() -> None:
    """Each check has a context of its own, and the job works to look at are gathered once."""
    ctx = context(ScenarioTicket(workspace_id="ws_100", connection_id="conn_500"))
    assert replace(ctx, outcomes={}).looked_at is ctx.looked_at


def test_what_belongs_in_an_ids_place() -> None:
    """The right one where it is another one, else nothing."""
    ctx = context(ScenarioTicket(None, "ws_100", "conn_733", (), ("jw_11", "jw_12")))
    connection, job_work = ctx.ticket.connection, ctx.ticket.job_works[0]
    assert connection is not None
    assert (ctx.right_id(connection), ctx.right_id(job_work)) == ("conn_500", None)


def test_a_check_that_nothing_was_shown_to() -> None:
    """It cannot tell, and says whether that is for want of asking."""
    ctx = context(ScenarioTicket(workspace_id="ws_100"))
    assert ctx.not_served() is None
    blind = Context(Sight(CaseFile(ctx.ticket), "http://127.0.0.1/graphql", NOW))
    assert blind.not_served() == Unknown("the gateway was not asked")
    cut_off = Context(replace(blind.sight, interrupted=True))
    assert cut_off.not_served() == Unknown("the run was interrupted before the gateway answered")


def test_a_slot_that_is_empty() -> None:
    """Skipped, with what was resolved in its place."""
    ctx = context(ScenarioTicket(workspace_id="ws_100"))
    assert ctx.not_named(Kind.CONNECTION, None) == Skipped("the ticket names no connection")
    assert "resolved to conn_500" in ctx.not_named(Kind.CONNECTION, "conn_500").reason


def test_subjects() -> None:
    """An ID is a finding's subject as it is used, cleaned."""
    on = Subject(kind=SubjectKind.CONNECTION_JOB, id="job_1")
    assert subject(named_id(Kind.CONNECTION_JOB, " job_1")) == subject(Key(Kind.CONNECTION_JOB, "job_1")) == on
