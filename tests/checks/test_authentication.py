"""Does the gateway accept the credentials?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diagnose.checking.context import Context
from diagnose.checking.results import Found
from diagnose.checking.sight import Sight, SignIn
from diagnose.gateway.exchange import Answer, Question, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.learning import learned_from
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Credentials, Destination, Dialect, Faults, Refusal
from diagnose.ticket.ticket import make_ticket
from diagnose_checks.authentication import authentication
from tests.checks.small_worlds import (
    THROTTLED,
    artifact,
    connection,
    diagnosed,
    job_work,
    judged,
    workspace,
    world,
)
from tests.cli.calling import Desk

CHECK = "authentication"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work("job_work_20931", artifact("artifact_41001")),
            job_work("job_work_31846", artifact("artifact_41002")),
        ),
    )
)
TICKET = "connection: connection_335081\njob work: job_work_20931\n"


@pytest.mark.parametrize("credentials", [Credentials.TOKEN, Credentials.API_KEY])
def test_good_credentials_pass(desk: Desk, credentials: Credentials) -> None:
    """A token, or an API key that is exchanged for one; the exchange is not counted as a mutation."""
    played = diagnosed(desk, WORLD, TICKET, credentials=credentials)
    assert judged(played, CHECK) == ("pass", [])
    assert (played.code, played.report.run.mutations) == (0, 0)


@pytest.mark.parametrize("refusal", Refusal)
def test_a_rejected_token_is_the_cause_however_it_is_turned_away(desk: Desk, refusal: Refusal) -> None:
    """Nothing of the ticket was seen: inconclusive, exit 3, and the ticket's IDs are not judged."""
    played = diagnosed(
        desk, WORLD, TICKET, dialect=Dialect(refuse_token=refusal), credentials=Credentials.REJECTED_TOKEN
    )
    assert judged(played, CHECK) == ("fail", [("token-rejected", "access-token", None)])
    assert (played.code, played.causes) == (3, [("token-rejected", "access-token")])
    # The engineer's to mend: no customer is asked for a secret.
    assert "credentials" not in {question.ask_for for question in played.report.questions}
    assert played.row("connection-id").blocked_by == (CHECK,)


def test_an_expired_token_is_told_from_a_rejected_one(desk: Desk) -> None:
    """It was valid once: the details say until when."""
    played = diagnosed(desk, WORLD, TICKET, credentials=Credentials.EXPIRED_TOKEN)
    assert judged(played, CHECK) == ("fail", [("token-expired", "access-token", None)])
    assert "expires_at" in played.only("token-expired").details
    assert played.code == 3


def test_a_rejected_api_key_is_the_cause_on_the_key(desk: Desk) -> None:
    """No token came of it."""
    played = diagnosed(desk, WORLD, TICKET, credentials=Credentials.REJECTED_API_KEY)
    assert judged(played, CHECK) == ("fail", [("api-key-rejected", "api-key", None)])
    assert (played.code, played.causes) == (3, [("api-key-rejected", "api-key")])


def test_a_token_that_expires_during_the_run_is_a_warning(desk: Desk) -> None:
    """The first page came, the second was refused: what was seen stands, the rest is open."""
    rest = Faults(expire_token_after=1)
    played = diagnosed(desk, WORLD, "connection: connection_335081\n", dialect=Dialect(max_limit=1), faults=rest)
    assert judged(played, CHECK) == ("warn", [("token-expired", "access-token", None)])
    assert played.only("token-expired").severity is Severity.WARNING
    assert played.row("connection-id").outcome is CheckOutcome.PASS
    assert (played.code, played.report.verdict.status) == (3, "inconclusive")


def test_where_nothing_answers_it_is_blocked_by_the_endpoint(desk: Desk) -> None:
    """Nobody saw the credentials."""
    row = diagnosed(desk, WORLD, TICKET, endpoint=Destination.HTML).row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("endpoint",))


def test_a_gateway_that_answers_nothing_leaves_it_unknown(desk: Desk) -> None:
    """Throttled for an hour: it speaks GraphQL, and says nothing of the credentials."""
    played = diagnosed(desk, WORLD, TICKET, "--deadline", "20s", faults=THROTTLED)
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


@pytest.mark.parametrize(
    ("gateways", "here", "code"),
    [
        (NOON + timedelta(hours=2), NOON, "token-expired"),
        (NOON - timedelta(hours=2), NOON + timedelta(hours=9), "token-rejected"),
        (None, NOON + timedelta(hours=2), "token-expired"),
        (None, NOON - timedelta(hours=2), "token-rejected"),
    ],
)
def test_whether_a_token_has_expired_is_told_by_the_gateways_clock(
    gateways: datetime | None, here: datetime, code: str
) -> None:
    """This machine's own may be wrong, and counts only where the answer has no date."""
    refused = Answer(Question("SignedIn", {}), Reception.UNAUTHENTICATED, (), summary="HTTP 401", server_date=gateways)
    case = CaseFile(make_ticket({Kind.CONNECTION: ["connection_1"]}), learned_from([refused]))
    result = authentication.decide(Context(Sight(case, "http://127.0.0.1/", here, SignIn("access-token", NOON))))
    assert isinstance(result, Found)
    assert [finding.code for finding in result.findings] == [code]
    if code == "token-expired":
        assert "expired 2 hours ago" in result.findings[0].summary
