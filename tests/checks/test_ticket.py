"""What the ticket itself gets wrong: two IDs for one slot, secrets pasted along, a request to the other surface."""

from __future__ import annotations

import json

import pytest

from diagnose.json_value import Json
from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Gateway, scenario, serve
from tests.checks.tickets import (
    CONNECTION,
    GATEWAY,
    GONE,
    JOB_WORKS,
    LIST,
    ROUTER,
    TOKEN,
    WORKSPACE,
    Played,
    answer,
    body,
    curl,
    listed,
    listing,
    play,
)
from tests.cli.calling import Desk

KEY = "made-up-key-5f2c9a81b7"
REQUEST = curl(body(LIST, listing(JOB_WORKS[0])), token=None, authorization="Bearer $TOKEN")
ROUTER_QUERY = "query Mine { me { ... on User { id workspaces { id } } } }"


# -- two IDs for one slot


def test_the_id_in_the_failing_request_wins_and_the_other_is_reported(desk: Desk, gateway: Gateway) -> None:
    """The prose says one connection, the request that came back empty another: a warning and a question."""
    text = f"Our connection: connection_789, workspace: {WORKSPACE}\n\n{REQUEST}\n\n{answer(listed())}\n"
    played = play(desk, gateway, text, "--ticket-ref", "T-77")
    found = played.only("ticket-ambiguous")
    assert (found.subject.kind, found.subject.id, found.severity) == ("ticket", "T-77", Severity.WARNING)
    assert found.summary == (
        f"The ticket names more than one connection ID: {CONNECTION} was taken because it is in the request that "
        "failed, but it has connection_789 too."
    )
    # The answer lists nothing where the same query brings the job work now, so that the run decides nothing.
    assert (played.report.ticket.connection_id, played.code) == (CONNECTION, 3)
    asks = {one.ask_for: one for one in played.report.questions}
    assert asks["connection_id"].why == f"The ticket names {CONNECTION} and connection_789: which one is meant?"


def test_offline_it_is_a_warning_that_decides_nothing(desk: Desk) -> None:
    """The same without the gateway: nobody asked, so that even --strict finds no problem proven."""
    text = f"connection: connection_789\n\n{REQUEST}\n"
    assert play(desk, None, text).code == 3
    strict = play(desk, None, text, "--strict")
    assert (strict.code, strict.causes) == (3, [("ticket-ambiguous", "ticket")])


def test_one_id_written_twice_is_no_contradiction(desk: Desk) -> None:
    """The prose repeats what the request has."""
    played = play(desk, None, f"connection: {CONNECTION}\n\n{REQUEST}\n")
    assert (played.codes, played.row("ticket").outcome) == ([], CheckOutcome.PASS)


def test_ids_from_options_alone_are_no_ticket_to_judge(desk: Desk, gateway: Gateway) -> None:
    """Nothing was read, so there is nothing to say of it."""
    said = desk.run(gateway, "--json", "-")
    assert next(one for one in said.report.checks if one.id == "ticket").outcome is CheckOutcome.SKIP


# -- secrets


@pytest.mark.parametrize(
    ("text", "secret", "words"),
    [
        (f"Authorization: Bearer {TOKEN}", TOKEN, "an access token"),
        (f"our API key is {KEY}", KEY, "an API key"),
        ("Cookie: session=c29tZS1tYWRlLXVwLWNvb2tpZQ; other=1", "c29tZS1tYWRlLXVwLWNvb2tpZQ", "a cookie"),
        ("password: hunter-made-up-2", "hunter-made-up-2", "a password"),
    ],
)
def test_a_secret_in_the_ticket_is_reported_and_shown_nowhere(desk: Desk, text: str, secret: str, words: str) -> None:
    """What kind and where, so that it can be revoked; the value is in no output, raw or encoded."""
    played = play(desk, None, f"Hello,\nconnection: {CONNECTION}\n{text}\n", "-v", token=secret)
    found = played.only("ticket-contains-secret")
    assert found.summary == f"The ticket contains what looks like {words} (ticket.txt, line 3)."
    assert (found.severity, played.code, played.causes) == (Severity.WARNING, 3, [])
    assert played.report.notices == (found.id,)
    assert played.report.verdict.headline.endswith("the gateway was not asked (and 1 notice).")
    assert "take it out of the ticket" in found.remedy


def test_a_secret_in_an_argument_is_shown_nowhere_online(desk: Desk, gateway: Gateway) -> None:
    """An API key in a login mutation's variables, beside a run against the gateway."""
    login = "mutation Login($apiKey: String!) { loginViaPersonalApiToken(token: $apiKey) { accessToken } }"
    text = f"{curl(body(login, {'apiKey': KEY}), token=None)}\n\n{REQUEST}\n"
    played = play(desk, gateway, text, "-v", token=KEY)
    assert "ticket-contains-secret" in played.codes
    assert KEY not in json.dumps([str(one.variables) for one in gateway.requests])


def test_a_masked_token_is_no_secret(desk: Desk) -> None:
    """Whoever masked it is not told to revoke it."""
    assert play(desk, None, REQUEST).codes == []


# -- the other surface


@pytest.mark.parametrize("online", [True, False])
def test_a_legacy_query_sent_to_the_router_is_the_cause(desk: Desk, gateway: Gateway, online: bool) -> None:
    """Told from the query and the address, without asking either; the rest of the run goes on."""
    text = curl(body(LIST, listing(JOB_WORKS[0])), endpoint=ROUTER, token=None, authorization="Bearer $TOKEN")
    played = play(desk, gateway if online else None, text)
    found = played.only("endpoint-wrong-surface")
    assert (played.code, played.causes) == (1, [("endpoint-wrong-surface", ROUTER)])
    assert found.summary == f"The customer's request 1 is written for the legacy gateway, yet went to {ROUTER}."
    assert found.suggestion == GATEWAY
    if online:
        assert played.row("job-work-ids").outcome is CheckOutcome.PASS
        assert played.report.run.endpoint == gateway.client_url


def test_a_router_query_sent_to_the_gateway_is_the_cause(desk: Desk) -> None:
    """The other way round."""
    text = f"connection: {CONNECTION}\n\n" + curl(body(ROUTER_QUERY), token=None, authorization="Bearer $TOKEN")
    found = play(desk, None, text).only("endpoint-wrong-surface")
    assert found.summary == f"The customer's request 1 is written for the newer router, yet went to {GATEWAY}."
    assert found.details["written_for"] == "router"


def test_several_strayed_requests_are_one_finding(desk: Desk) -> None:
    """Three requests to the same wrong address: one mistake."""
    text = "\n\n".join([curl(body(LIST, listing(one)), endpoint=ROUTER, token=None) for one in JOB_WORKS[:3]])
    found = play(desk, None, text).only("endpoint-wrong-surface")
    assert (
        found.summary == f"The customer's requests 1, 2 and 3 are written for the legacy gateway, yet went to {ROUTER}."
    )


def test_a_strayed_request_that_was_answered_is_none(desk: Desk) -> None:
    """The surface that it went to understood it."""
    text = f"{curl(body(LIST, listing(JOB_WORKS[0])), endpoint=ROUTER, token=None)}\n\n{answer(listed())}\n"
    assert "endpoint-wrong-surface" not in play(desk, None, text).codes


@pytest.mark.parametrize("address", [GATEWAY, "https://proxy.made-up.example/graphql", GATEWAY + "?trace=1"])
def test_the_right_surface_or_an_unknown_one_is_no_mistake(desk: Desk, address: str) -> None:
    """A proxy of the customer's own may lead anywhere."""
    text = curl(body(LIST, listing(JOB_WORKS[0])), endpoint=address, token=None, authorization="Bearer $TOKEN")
    assert play(desk, None, text).codes == []


# -- saved and since moved on


def test_a_status_that_has_moved_on_is_said_to_have(desk: Desk, gateway: Gateway) -> None:
    """The customer saw it pending; it is completed by now, so that the ticket may have settled itself."""
    row: Json = {
        "id": JOB_WORKS[0],
        "jobWorkArtifacts": [
            {"artifactId": "artifact_41001", "workArtifact": {"status": "PENDING"}},
            {"artifactId": "artifact_41002", "workArtifact": {"status": "completed"}},
        ],
    }
    played = play(desk, gateway, f"{REQUEST}\n\n{answer(listed(row))}\n")
    here = played.row("artifact-status")
    assert here.reason == (
        "both artifacts completed; in the response that the customer saved, artifact_41001 was PENDING"
    )
    assert (played.code, played.codes) == (0, [])


def test_a_status_that_got_worse_shows_both(desk: Desk) -> None:
    """Pending in the saved response, failed by now: the finding has the one beside the other."""
    with serve(scenario("artifact-failed")) as gateway:
        ticket = gateway.scenario.ticket
        bad = next(cause.id for cause in gateway.expect.causes)
        row: Json = {
            "id": ticket.job_work_ids[0],
            "jobWorkArtifacts": [{"workArtifact": {"id": bad, "status": "pending"}}],
        }
        named = "\n".join(f"job work: {one}" for one in ticket.job_work_ids)
        text = f"connection: {ticket.connection_id}\n{named}\n\n{answer(listed(row))}\n"
        found = play(desk, gateway, text).only("artifact-failed")
    assert found.observed.endswith("; pending in the response that the customer saved")


def test_a_job_work_that_came_and_is_gone_is_not_found(desk: Desk, gateway: Gateway) -> None:
    """A saved listing shows it, the gateway no longer does."""
    request = curl(body(LIST, listing(GONE)), token=None, authorization="Bearer $TOKEN")
    played = play(desk, gateway, f"{request}\n\n{answer(listed({'id': GONE, 'workId': 'work_1'}))}\n")
    assert played.causes == [("job-work-not-found", GONE)]


# -- all codes, as declared


def test_hostile_text_from_a_ticket_is_inert_everywhere(desk: Desk, gateway: Gateway) -> None:
    """Markup and escape sequences in prose, IDs and errors come out of every renderer as text."""
    hostile = "<script>alert(1)</script>\x1b]0;made-up\x07"
    error = answer({"createJobWorks": None}, [{"message": f"no {hostile}"}])
    played = play(desk, gateway, f"connection: {CONNECTION}\n{hostile}\n\n{error}\n", "-v")
    assert "job-work-creation-failed" in played.codes
    assert b"\x1b" not in played.everything
    assert b"\x07" not in played.everything
    assert b"<script>alert" not in played.files["report.html"]


# -- the check's own row


def test_what_is_found_is_a_warning_and_a_clean_ticket_passes(desk: Desk) -> None:
    """Two connections for one slot, or a token: told, and nothing fails by it."""
    torn = play(desk, None, f"connection: connection_789\n\n{REQUEST}\n")
    leaking = play(desk, None, f"connection: {CONNECTION}\nAuthorization: Bearer {TOKEN}\n")
    clean = play(desk, None, f"connection: {CONNECTION}\n")
    assert [played.row("ticket").outcome for played in (torn, leaking, clean)] == ["warn", "warn", "pass"]


def test_ids_whose_kind_nothing_tells_are_unknown(desk: Desk) -> None:
    """Two IDs without a word of what they are, and no gateway to look them up in: the customer is asked."""
    text = "3f2b8c1e-7d4a-4c1b-9e0f-5a6b7c8d9e0f and 9d1b04aa-52c7-4e36-8b1d-c2f7a6e0d913 bring back nothing"
    played = play(desk, None, text)
    assert played.row("ticket").outcome is CheckOutcome.UNKNOWN
    assert (played.code, played.causes) == (3, [])
    assert "id_kinds" in {question.ask_for for question in played.report.questions}


NOBODYS = "3f2b8c1e-7d4a-4c1b-9e0f-5a6b7c8d9e0f"


def uuid_world(desk: Desk, text: str) -> Played:
    """Play a ticket in a world whose IDs are UUIDs."""
    with serve(scenario("wrong-workspace")) as running:
        return play(desk, running, text)


def ids_there() -> tuple[str, str, str, str]:
    """A workspace, its connection, another connection of it, and a job work of the first."""
    there = scenario("wrong-workspace").world.workspaces[0]
    first, other, *_ = there.connections
    return there.id, first.id, other.id, first.job_works[0].id


def test_ids_without_words_are_looked_up_beside_a_named_workspace(desk: Desk) -> None:
    """The connection is the wrong one: that is found although only the workspace has a label."""
    workspace, right, wrong, job_work = ids_there()
    text = f"workspace: {workspace}\n\nEmpty for\n- {{}}\n- {job_work}\n"
    assert uuid_world(desk, text.format(wrong)).causes[0] == ("connection-mismatch", wrong)
    healthy = uuid_world(desk, text.format(right))
    assert (healthy.code, healthy.report.ticket.connection_id, healthy.causes) == (0, right, [])
    assert healthy.report.run.round_trips <= 2


def test_an_id_that_is_live_nowhere_leaves_it_undecided(desk: Desk) -> None:
    """It may be the connection that the ticket does not name: never healthy."""
    workspace, *_ = ids_there()
    played = uuid_world(desk, f"workspace: {workspace}\n\nEmpty for {NOBODYS}\n")
    found = played.only("id-not-placed")
    assert (played.code, found.severity.value, found.details["ids"]) == (3, "warning", [NOBODYS])
    assert played.row("ticket").outcome is CheckOutcome.UNKNOWN


def test_an_unknown_number_beside_a_whole_chain_is_only_noted(desk: Desk) -> None:
    """Every slot has its ID: what else stands there without a word is no ID of the ticket."""
    workspace, right, _, job_work = ids_there()
    text = f"workspace: {workspace}\nconnection: {right}\njob work: {job_work}\n\nSeen by {NOBODYS}\n"
    played = uuid_world(desk, text)
    assert (played.code, played.codes) == (0, [])
    assert any(NOBODYS in note for note in played.report.notes)


def test_a_request_that_could_not_be_read_leaves_it_undecided(desk: Desk, gateway: Gateway) -> None:
    """Only the hash of a query was sent: nobody can say that all is well with it."""
    persisted = json.dumps({"variables": {}, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "ab12"}}})
    played = play(desk, gateway, f"connection: {CONNECTION}\n\n{curl(persisted, token=None)}\n")
    here = played.row("ticket")
    assert (here.outcome, played.code) == (CheckOutcome.UNKNOWN, 3)
    assert here.reason.startswith("request 1 (ticket.txt, line 3) could not be read")
    assert "request" in {question.ask_for for question in played.report.questions}
