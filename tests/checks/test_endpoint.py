"""Does a GraphQL gateway answer at the endpoint?"""

from __future__ import annotations

import pytest

from diagnose.report import CheckOutcome
from diagnose.sandbox import Destination, Faults
from tests.checks.small_worlds import PROXY_ERROR, artifact, connection, diagnosed, job_work, judged, workspace, world
from tests.checks.tickets import GATEWAY, ROUTER, body, curl
from tests.cli.calling import Desk

CHECK = "endpoint"
WORLD = world(
    workspace(
        "workspace_120477", connection("connection_335081", job_work("job_work_20931", artifact("artifact_41001")))
    )
)
TICKET = "connection: connection_335081\njob work: job_work_20931\n"


def test_a_gateway_that_answers_passes(desk: Desk) -> None:
    """One GraphQL answer is enough."""
    assert judged(diagnosed(desk, WORLD, TICKET), CHECK) == ("pass", [])


def test_a_token_turned_away_is_an_answer_all_the_same(desk: Desk) -> None:
    """What says UNAUTHENTICATED in GraphQL is a gateway: the credentials are another check's business."""
    played = diagnosed(desk, WORLD, TICKET, faults=Faults(expire_token_after=0))
    assert judged(played, CHECK) == ("pass", [])


def test_a_closed_port_is_unreachable(desk: Desk) -> None:
    """Nothing of the ticket is blamed, everything that needs the gateway names this check, and the exit code is 3."""
    played = diagnosed(desk, WORLD, TICKET, "--deadline", "2s", endpoint=Destination.CLOSED_PORT)
    outcome, [(code, subject, _)] = judged(played, CHECK)
    assert (outcome, code, subject) == ("fail", "endpoint-unreachable", played.report.run.endpoint)
    assert (played.code, played.report.verdict.status) == (3, "inconclusive")
    assert played.row("connection-id").blocked_by == (CHECK,)


def test_a_gateway_that_takes_too_long_is_unreachable(desk: Desk) -> None:
    """The details say that it was the time."""
    played = diagnosed(desk, WORLD, TICKET, "--timeout", "100ms", "--deadline", "2s", faults=Faults(latency_ms=5_000))
    assert (played.codes, played.code) == (["endpoint-unreachable"], 3)


@pytest.mark.parametrize("endpoint", [Destination.HTML, Destination.OTHER_JSON, Destination.REDIRECT])
def test_what_answers_otherwise_is_not_graphql(desk: Desk, endpoint: Destination) -> None:
    """A web page, other JSON, a redirect."""
    played = diagnosed(desk, WORLD, TICKET, endpoint=endpoint)
    assert (played.codes, played.code) == (["endpoint-not-graphql"], 3)
    assert played.row(CHECK).outcome is CheckOutcome.FAIL


def test_the_newer_router_is_the_wrong_surface(desk: Desk) -> None:
    """It speaks GraphQL, with another schema."""
    played = diagnosed(desk, WORLD, TICKET, endpoint=Destination.ROUTER)
    assert (played.codes, played.code) == (["endpoint-wrong-surface"], 3)
    assert played.causes == [("endpoint-wrong-surface", played.report.run.endpoint)]


def test_a_customers_request_to_the_router_is_their_cause_and_blinds_nobody(desk: Desk) -> None:
    """Their legacy query went to the router: exit 1, the right address as suggestion, and the run looks on."""
    query = 'query { me { workspaces { connections(filters: { ids: ["connection_335081"] }) { jobWorks { id } } } } }'
    strayed = curl(body(query), endpoint=ROUTER, token=None, authorization="Bearer $TOKEN")
    played = diagnosed(desk, WORLD, f"{TICKET}\n{strayed}\n")
    assert judged(played, CHECK) == ("fail", [("endpoint-wrong-surface", ROUTER, GATEWAY)])
    assert (played.code, played.row("job-work-ids").outcome) == (1, CheckOutcome.PASS)


def test_offline_it_is_skipped(desk: Desk) -> None:
    """Nobody asked."""
    assert judged(diagnosed(desk, WORLD, TICKET, "--offline"), CHECK) == ("skip", [])


def test_a_proxys_error_page_is_unknown(desk: Desk) -> None:
    """HTTP 503 in HTML shows neither that there is a gateway behind it nor that there is none."""
    played = diagnosed(desk, WORLD, TICKET, "--deadline", "2s", faults=PROXY_ERROR)
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])
