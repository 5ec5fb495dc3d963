"""What the customer was shown, held against what the same questions bring now."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from diagnose.json_value import Json
from diagnose.report import CheckOutcome, Severity, Status
from diagnose.sandbox import Dialect, Gateway, Spelling
from tests.checks.small_worlds import artifact, connection, diagnosed, job_work, workspace, world
from tests.checks.tickets import (
    CONNECTION,
    JOB,
    JOB_WORKS,
    LIST,
    WORKSPACE,
    answer,
    body,
    curl,
    listed,
    listing,
    play,
)
from tests.cli.calling import Desk

REQUEST = curl(body(LIST, listing(*JOB_WORKS[:2])))
PROSE = f"workspace: {WORKSPACE}\nconnection: {CONNECTION}\njob works: {JOB_WORKS[0]}, {JOB_WORKS[1]}\n"
OTHER = "connection_789"


def failed(message: str, code: str | None = None, *path: str | int, status: int | None = None) -> str:
    error: dict[str, Json] = {"message": message}
    error |= {"path": list(path)} if path else {}
    error |= {"extensions": {"code": code}} if code else {}
    head = f"HTTP/1.1 {status}\nContent-Type: application/json\n\n" if status else ""
    return f"\n\n{head}{answer(None, [error])}\n"


def row(job_work: str) -> dict[str, Json]:
    return {"id": job_work, "workId": "work_1", "connectionJobId": JOB}


def shown(*rows: Mapping[str, Json]) -> str:
    return f"\n\n{answer(listed(*map(dict, rows)))}\n"


@pytest.mark.parametrize(
    ("message", "code", "status"),
    [("Token expired", "UNAUTHENTICATED", None), ("jwt malformed", None, None), ("Unauthorized", None, 401)],
)
def test_credentials_that_were_refused_are_the_cause(
    desk: Desk, gateway: Gateway, message: str, code: str | None, status: int | None
) -> None:
    """Whatever this run's credentials see, theirs were not accepted: a code, a word or the status says so."""
    played = play(desk, gateway, REQUEST + failed(message, code, status=status))
    assert (played.code, played.causes) == (1, [("response-unauthenticated", "request 1")])
    assert message in played.report.verdict.headline
    assert played.row("saved-responses").outcome is CheckOutcome.FAIL


def test_a_malformed_header_explains_that_they_were_not_signed_in(desk: Desk, gateway: Gateway) -> None:
    """One cause, the header; what the gateway said of it is its consequence."""
    bare = curl(body(LIST, listing(JOB_WORKS[0])), token=None, authorization="$TOKEN")
    played = play(desk, gateway, bare + failed("Unauthorized", "UNAUTHENTICATED"))
    assert played.cause_of("response-unauthenticated") == "authorization-malformed"


FIRM, LINK, OWN = (f"6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a2{digit}" for digit in "abc")


@pytest.mark.parametrize(
    ("workspaces", "code"),
    [([], "response-forbidden"),
     ([{"id": FIRM, "connections": [{"id": LINK, "jobWorks": []}]}], "response-not-reproduced")],
)  # fmt: skip
def test_a_gateway_that_spells_ids_otherwise_is_compared_all_the_same(
    desk: Desk, workspaces: list[Json], code: str
) -> None:
    """The customer asked in small letters and was shown nothing; this run is answered in capitals."""
    there = world(workspace(FIRM, connection(LINK, job_work(OWN, artifact("artifact_1")))))
    asked = curl(body(LIST, {**listing(OWN, connection=LINK), "workspaceId": FIRM}))
    ticket = f"{asked}\n\n{answer({'me': {'workspaces': workspaces}})}\n"
    played = diagnosed(desk, there, ticket, dialect=Dialect(spelling=Spelling.CAPITALS))
    assert [found for found, _ in played.causes] == [code]


@pytest.mark.parametrize("text", [REQUEST, PROSE])
def test_credentials_that_may_not_see_it_are_the_cause(desk: Desk, gateway: Gateway, text: str) -> None:
    """FORBIDDEN, where this run sees the workspace; the request need not be in the ticket."""
    played = play(desk, gateway, text + failed("Forbidden resource", "FORBIDDEN", "me", "workspaces"))
    assert (played.code, played.causes) == (1, [("response-forbidden", "request 1")])
    assert "access to the workspace" in played.only("response-forbidden").remedy


def test_who_may_not_see_a_wrong_connection_is_told_that_it_is_wrong(desk: Desk, gateway: Gateway) -> None:
    """A refusal at the connections is the wrong connection's doing; one at the workspaces stands beside it."""
    wrong = curl(body(LIST, listing(JOB_WORKS[0], JOB_WORKS[1], connection=OTHER)))
    below = play(desk, gateway, wrong + failed("Forbidden", "FORBIDDEN", "me", "workspaces", 0, "connections"))
    assert below.cause_of("response-forbidden") == "connection-mismatch"
    above = play(desk, gateway, wrong + failed("Forbidden", "FORBIDDEN", "me", "workspaces"))
    assert [code for code, _ in above.causes] == ["response-forbidden", "connection-mismatch"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"me": {"workspaces": []}}, WORKSPACE),
        ({"me": {"workspaces": [{"id": WORKSPACE, "connections": []}]}}, CONNECTION),
    ],
)
@pytest.mark.parametrize("text", [REQUEST, PROSE])
def test_an_empty_list_of_what_this_run_sees_is_a_matter_of_access(
    desk: Desk, gateway: Gateway, text: str, data: Json, what: str
) -> None:
    """Lack of access may show as an empty list: what this run sees and they do not is theirs to be given."""
    played = play(desk, gateway, f"{text}\n\n{answer(data)}\n")
    assert (played.code, played.causes) == (1, [("response-forbidden", "request 1")])
    assert what in played.only("response-forbidden").summary


def test_an_empty_list_of_what_nobody_sees_is_explained(desk: Desk, gateway: Gateway) -> None:
    """The workspace is not visible to this run either: the ID is at fault, not their access."""
    request = curl(body(LIST, {**listing(JOB_WORKS[0]), "workspaceId": "workspace_999000111"}))
    played = play(desk, gateway, f"{request}\n\n{answer({'me': {'workspaces': []}})}\n")
    assert "response-forbidden" not in played.codes
    assert [code for code, _ in played.causes] == ["workspace-mismatch"]


@pytest.mark.parametrize("rows", [(), (row(JOB_WORKS[0]),)])
def test_rows_that_come_now_and_did_not_then_leave_it_undecided(
    desk: Desk, gateway: Gateway, rows: tuple[Mapping[str, Json], ...]
) -> None:
    """An empty or a shorter list, and the same query brings the rows now: neither healthy nor anybody's fault."""
    played = play(desk, gateway, REQUEST + shown(*rows))
    found = played.only("response-not-reproduced")
    assert (found.severity, played.code) == (Severity.WARNING, 3)
    assert played.row("saved-responses").outcome is CheckOutcome.UNKNOWN
    assert JOB_WORKS[1] in found.summary
    assert "with whose credentials" in next(
        question.why for question in played.report.questions if question.ask_for == "saved_answer_origin"
    )


def test_an_empty_list_without_its_request_is_compared_with_the_ids_that_are_named(
    desk: Desk, gateway: Gateway
) -> None:
    """The seed's own symptom, told in an e-mail; an answer about another connection says nothing of this one."""
    assert play(desk, gateway, PROSE + shown()).only("response-not-reproduced").subject.id == "request 1"
    other = answer(listed(connection="connection_4711"))
    stray = play(desk, gateway, f"{PROSE}\n\n{other}\n")
    assert (stray.codes, stray.code) == ([], 3)
    assert "an empty list for connection_4711" in stray.row("saved-responses").reason


def test_a_wrong_connection_explains_the_empty_list(desk: Desk, gateway: Gateway) -> None:
    """The same question brings nothing now either: the connection is the cause, and the answer no second one."""
    request = curl(body(LIST, listing(*JOB_WORKS[:2], connection=OTHER)))
    played = play(desk, gateway, f"{request}\n\n{answer(listed(connection=OTHER))}\n")
    assert [code for code, _ in played.causes] == ["connection-mismatch"]
    assert played.row("saved-responses").outcome is CheckOutcome.PASS


@pytest.mark.parametrize(
    "variables",
    [
        listing(*JOB_WORKS[:2], offset=10),
        listing(*JOB_WORKS[:2], filters={"connectionJobIds": ["job_999"]}),
        listing(*JOB_WORKS[:2], filters={"taxYears": ["2025"]}),
    ],
)
def test_a_window_or_a_filter_explains_the_empty_list(
    desk: Desk, gateway: Gateway, variables: Mapping[str, Json]
) -> None:
    """What the request itself keeps away is not said to come now."""
    request = curl(body(LIST, variables))
    assert "response-not-reproduced" not in play(desk, gateway, request + shown()).codes


@pytest.mark.parametrize(("moment", "since"), [("2024", True), ("2099", False)])
def test_what_was_created_after_the_answer_is_no_puzzle(desk: Desk, gateway: Gateway, moment: str, since: bool) -> None:
    """The list was empty because nothing was there yet; one that was empty afterwards is still to be explained."""
    head = f"HTTP/1.1 200 OK\nDate: Tue, 02 Jan {moment} 10:00:00 GMT\nContent-Type: application/json\n\n"
    found = play(desk, gateway, f"{REQUEST}\n\n{head}{answer(listed())}\n").only("response-not-reproduced")
    assert (found.severity is Severity.INFO, "was created later" in found.summary) == (since, since)


def test_filters_that_let_it_through_explain_nothing(desk: Desk, gateway: Gateway) -> None:
    """By all three at once: the list was empty, and the row comes now."""
    filters: dict[str, Json] = {"connectionJobIds": [JOB], "workIds": ["work_83001"]}
    played = play(desk, gateway, curl(body(LIST, listing(JOB_WORKS[0], filters=filters))) + shown())
    assert "response-not-reproduced" in played.codes


def test_artifacts_that_come_now_and_did_not_then_are_told(desk: Desk, gateway: Gateway) -> None:
    """The job works came, their artifacts did not, and they do now."""
    rows = [row(job_work) | {"jobWorkArtifacts": []} for job_work in JOB_WORKS[:2]]
    found = play(desk, gateway, REQUEST + shown(*rows)).only("response-not-reproduced")
    assert "artifact" in found.summary


@pytest.mark.parametrize(("message", "status"), [("Internal server error", 500), ("Connection not found", None)])
def test_any_other_error_is_told(desk: Desk, gateway: Gateway, message: str, status: int | None) -> None:
    """Nothing explains it: a warning in the gateway's own words, never healthy."""
    played = play(desk, gateway, REQUEST + failed(message, None, "me", status=status))
    assert (played.report.verdict.status, played.causes) == (Status.WARNING, [("response-error", "request 1")])
    assert message in played.report.verdict.headline


def test_an_error_that_the_ticket_explains_is_a_consequence(desk: Desk, gateway: Gateway) -> None:
    """The query is invalid and the gateway said so; the connection is wrong and the gateway did not find it."""
    spoilt = curl(body(LIST.replace("workId", "worcId"), listing(JOB_WORKS[0])))
    said = failed("Cannot query field 'worcId' on type 'JobWork'.", "GRAPHQL_VALIDATION_FAILED")
    assert play(desk, gateway, spoilt + said).cause_of("response-error") == "query-invalid"
    wrong = curl(body(LIST, listing(*JOB_WORKS[:2], connection=OTHER)))
    lost = play(desk, gateway, wrong + failed("Connection not found", "NOT_FOUND"))
    assert lost.cause_of("response-error") == "connection-mismatch"


def test_an_answer_that_stands_before_its_request_is_paired(desk: Desk, gateway: Gateway) -> None:
    """One request and one answer, in whatever order: the query explains what the gateway said of it."""
    spoilt = curl(body(LIST.replace("workId", "worcId"), listing(JOB_WORKS[0])))
    said = failed("Cannot query field 'worcId' on type 'JobWork'.", "GRAPHQL_VALIDATION_FAILED")
    played = play(desk, gateway, f"{said}\n\nwas the answer to\n\n{spoilt}\n")
    assert played.causes == [("query-invalid", "GetJobWorks")]
    assert played.only("response-error").subject.id == "request 1"


def test_a_refusal_that_the_same_question_overcame_is_no_cause(desk: Desk, gateway: Gateway) -> None:
    """The token was exchanged and the query sent again: what was refused before is history."""
    again = REQUEST + shown(*(row(job_work) for job_work in JOB_WORKS[:2]))
    played = play(desk, gateway, REQUEST + failed("Token expired", "UNAUTHENTICATED") + "\n" + again)
    assert played.only("response-unauthenticated").severity is Severity.INFO
    assert played.causes == []


def test_an_error_is_told_without_the_gateway(desk: Desk) -> None:
    """Their own words need nobody to confirm them; what comes now nobody asked."""
    told = play(desk, None, REQUEST + failed("Forbidden resource", "FORBIDDEN"))
    assert (told.code, told.causes) == (1, [("response-forbidden", "request 1")])
    quiet = play(desk, None, REQUEST + shown())
    assert (quiet.code, quiet.row("saved-responses").outcome) == (3, CheckOutcome.PASS)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Every call gives us a 403 Forbidden. Nothing changed here.", "response-forbidden"),
        ("Wir erhalten seit heute den Fehler 401.", "response-unauthenticated"),
        ("La requête renvoie toujours une erreur 500.", "response-error"),
        ('Every call gives the error "Workspace not found".', "response-error"),
        ("Every call ends with 400 Bad Request.", "response-error"),
        ("Every call ends with a timeout.", "response-error"),
    ],
)
def test_an_error_that_words_alone_report(desk: Desk, gateway: Gateway, words: str, code: str) -> None:
    """It is what the customer was shown, so that the ticket is not healthy."""
    played = play(desk, gateway, f"{PROSE}\n{words}\n")
    assert (played.report.verdict.status, played.causes) == (Status.WARNING, [(code, "request 1")])


def test_an_error_before_an_empty_list_is_history(desk: Desk, gateway: Gateway) -> None:
    """What they complain of now is the list."""
    played = play(desk, gateway, f"{PROSE}\nLast week we got a 401. Now the list is empty.\n")
    assert played.causes == []


def test_an_answer_with_the_rows_is_at_odds_with_nothing(desk: Desk, gateway: Gateway) -> None:
    """The rows came then and come now; that their credentials see the workspace is known from it."""
    played = play(desk, gateway, REQUEST + shown(*(row(job_work) for job_work in JOB_WORKS[:2])))
    assert (played.code, played.row("saved-responses").outcome) == (0, CheckOutcome.PASS)
    assert not any("credentials" in item.what for item in played.report.not_looked_at)


def test_without_an_answer_nothing_is_said_of_theirs(desk: Desk, gateway: Gateway) -> None:
    """Skipped, and said in every healthy verdict: this run used its own credentials, not theirs."""
    played = play(desk, gateway, PROSE)
    assert played.row("saved-responses").outcome is CheckOutcome.SKIP
    told = [item for item in played.report.not_looked_at if "credentials" in item.what]
    assert "this run used yours, not theirs" in told[0].why


def test_an_id_that_was_sent_with_stray_characters_explains_that_nobody_has_it(desk: Desk, gateway: Gateway) -> None:
    """One cause, the ID as it was sent: the answer says nothing of the customer's credentials."""
    unclean = f"\u200b{CONNECTION}"
    request = curl(body(LIST, listing(JOB_WORKS[0], connection=unclean)))
    data: Json = {"me": {"workspaces": [{"id": WORKSPACE, "connections": []}]}}
    played = play(desk, gateway, f"{request}\n\n{answer(data)}\n")
    assert played.causes == [("id-not-clean", unclean)]
    assert played.cause_of("response-forbidden") == "id-not-clean"
