"""What the customer saved of creating things, held against what the gateway shows now."""

from __future__ import annotations

from diagnose.json_value import Json
from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Gateway, scenario, serve
from tests.checks.tickets import (
    CONNECTION,
    CREATE,
    CREATE_ARTIFACTS,
    GONE,
    JOB,
    JOB_WORKS,
    LIST,
    answer,
    body,
    curl,
    listed,
    listing,
    play,
)
from tests.cli.calling import Desk

OTHER_GONE = "job_work_7700033301"
CLOSED = "The connection job is closed.\nAsk support"
WORKS: dict[str, Json] = {
    "connectionJobId": JOB,
    "inputs": [{"name": "Elm", "externalId": "made-up-1"}, {"name": "Oak", "externalId": "made-up-2"}],
}
ARTIFACTS: dict[str, Json] = {
    "jobWorkId": JOB_WORKS[0],
    "inputs": [{"name": "W-2", "type": "w2", "url": "https://files.example/w2.pdf", "externalId": "made-up-file-9"}],
}
FAILED = f"{curl(body(CREATE, WORKS))}\n\n{answer({'createJobWorks': None}, [{'message': CLOSED}])}\n"
FAILED_ARTIFACTS = (
    curl(body(CREATE_ARTIFACTS, ARTIFACTS))
    + "\n\n"
    + answer({"createJobWorkArtifacts": None}, [{"message": "externalId must be unique."}])
)


def created(*rows: Json) -> str:
    return f"{curl(body(CREATE, WORKS))}\n\n{answer({'createJobWorks': list(rows)})}\n"


def row(job_work: str, work: str) -> Json:
    return {"id": job_work, "workId": work, "connectionJobId": JOB}


def asked_for(*job_works: str) -> str:
    return f"\n{curl(body(LIST, listing(*job_works)))}\n\n{answer(listed())}\n"


def test_a_failed_creation_explains_every_job_work_that_is_not_there(desk: Desk, gateway: Gateway) -> None:
    """One cause, the failed createJobWorks; both job works that cannot be found are its consequences."""
    played = play(desk, gateway, FAILED + asked_for(GONE, OTHER_GONE))
    errors = [one.code for one in played.report.verdict.causes if one.severity is Severity.ERROR]
    assert (played.code, errors) == (1, ["job-work-creation-failed"])
    lost = [one for one in played.report.findings if one.code == "job-work-not-found"]
    assert [one.subject.id for one in lost] == [GONE, OTHER_GONE]
    assert {one.caused_by for one in lost} == {played.only("job-work-creation-failed").id}
    assert "The connection job is closed. Ask support (and" in played.report.verdict.headline


def test_a_failed_creation_is_not_about_a_job_work_that_is_there(desk: Desk, gateway: Gateway) -> None:
    """The ticket names one that is live: what was not created is what the request asked for."""
    played = play(desk, gateway, FAILED + curl(body(LIST, listing(JOB_WORKS[0]))))
    assert played.causes == [("job-work-creation-failed", "made-up-1")]


def test_a_failed_creation_is_a_finding_without_the_gateway(desk: Desk) -> None:
    """Offline, the response alone says that there is nothing to query."""
    played = play(desk, None, FAILED + asked_for(GONE))
    assert (played.code, played.causes[0]) == (1, ("job-work-creation-failed", GONE))
    assert played.row("job-work-ids").outcome is CheckOutcome.SKIP


def test_an_error_points_at_the_input_that_it_is_about(desk: Desk) -> None:
    """The path of the error names the second input: the finding is on that one's external ID, and says not all."""
    errors: list[Json] = [{"message": "externalId is taken", "path": ["createJobWorks", 1]}]
    partly = answer({"createJobWorks": [row(JOB_WORKS[0], "work_83001"), None]}, errors)
    played = play(desk, None, f"{curl(body(CREATE, WORKS))}\n\n{partly}\n")
    failed = played.only("job-work-creation-failed")
    assert failed.subject.id == "made-up-2"
    assert failed.summary == (
        "createJobWorks answered with an error, so not all job works were created: externalId is taken."
    )


def test_a_failure_that_a_later_response_made_good_is_no_cause(desk: Desk, gateway: Gateway) -> None:
    """The customer tried again and it worked: the first failure is mentioned, and blamed for nothing."""
    played = play(desk, gateway, FAILED + created(row(JOB_WORKS[0], "work_83001")) + asked_for(JOB_WORKS[0]))
    assert played.only("job-work-creation-failed").severity is Severity.INFO
    assert [code for code, _ in played.causes] == ["response-not-reproduced"]
    assert played.report.notices == (played.only("ticket-contains-secret").id,)
    assert "a later response created them" in played.only("job-work-creation-failed").summary


def test_a_failure_over_what_is_live_all_the_same_is_no_cause(desk: Desk, gateway: Gateway) -> None:
    """An external ID that is refused because it exists already was created before: nothing is missing."""
    again: dict[str, Json] = {"connectionJobId": JOB, "inputs": [{"name": "Birch", "externalId": "client-40011"}]}
    refused = answer({"createJobWorks": None}, [{"message": "externalId exists"}])
    played = play(desk, gateway, f"{curl(body(CREATE, again))}\n\n{refused}\n" + asked_for(JOB_WORKS[0]))
    assert played.only("job-work-creation-failed").severity is Severity.INFO
    assert [code for code, _ in played.causes] == ["response-not-reproduced"]


def test_one_response_quoted_three_times_is_one_failure(desk: Desk) -> None:
    """A thread repeats what was said before; the report does not."""
    played = play(desk, None, "\n\n".join([FAILED] * 3))
    assert played.codes.count("job-work-creation-failed") == 1


def test_a_failed_artifact_explains_that_it_is_not_attached(desk: Desk, gateway: Gateway) -> None:
    """The artifact's absence is the failed creation's consequence, on the same artifact."""
    played = play(
        desk, gateway, f"{FAILED_ARTIFACTS}\n\nThe artifact made-up-file-9 is missing.\nartifact: made-up-file-9"
    )
    assert played.causes[0] == ("artifact-creation-failed", "made-up-file-9")
    assert played.cause_of("artifact-not-attached") == "artifact-creation-failed"
    assert played.code == 1


def test_a_failed_artifact_is_a_finding_without_the_gateway(desk: Desk) -> None:
    """Offline too, with the gateway's own words and without doubling their full stop."""
    failed = play(desk, None, FAILED_ARTIFACTS).only("artifact-creation-failed")
    assert failed.summary.endswith("so no artifacts were created: externalId must be unique.")
    assert failed.docs_url.endswith("create-work-artifacts")


def test_an_id_that_was_never_given_explains_that_it_is_not_found(desk: Desk, gateway: Gateway) -> None:
    """Asked for an ID that createJobWorks never gave and that nothing live has: that is the cause."""
    played = play(desk, gateway, created(row(JOB_WORKS[0], "work_83001")) + asked_for(GONE))
    assert played.only("job-work-id-not-in-response").severity is Severity.ERROR
    assert played.causes[0] == ("job-work-id-not-in-response", GONE)
    assert played.cause_of("job-work-not-found") == "job-work-id-not-in-response"
    assert played.code == 1


def test_offline_an_id_that_was_never_given_is_only_a_suspicion(desk: Desk) -> None:
    """There may have been other responses: a warning that says so; nobody asked the gateway, so nothing is decided."""
    played = play(desk, None, created(row(JOB_WORKS[0], "work_83001")) + asked_for(GONE))
    suspect = played.only("job-work-id-not-in-response")
    assert (suspect.severity, played.code) == (Severity.WARNING, 3)
    assert "if there were other responses" in suspect.remedy
    assert suspect.expected == JOB_WORKS[0]


def test_an_id_that_is_live_is_not_missed_in_the_response(desk: Desk, gateway: Gateway) -> None:
    """Only part of the responses was saved: what the gateway has, somebody created."""
    played = play(desk, gateway, created(row(JOB_WORKS[0], "work_83001")) + asked_for(JOB_WORKS[1]))
    assert "job-work-id-not-in-response" not in played.codes


def test_a_work_id_in_place_of_the_job_works_is_told_from_the_response(desk: Desk) -> None:
    """Offline, the response itself shows the mix-up, and the right ID is the suggestion."""
    played = play(desk, None, created(row(JOB_WORKS[0], "work_83001")) + asked_for("work_83001"))
    found = played.only("job-work-id-not-in-response")
    assert (found.severity, found.suggestion, played.code) == (Severity.ERROR, JOB_WORKS[0], 1)


def test_a_response_that_shows_no_ids_proves_nothing(desk: Desk) -> None:
    """A customer who selected only workId has no ID of a job work to compare with."""
    played = play(desk, None, created({"workId": "work_83001"}) + asked_for(GONE))
    assert "job-work-id-not-in-response" not in played.codes


def test_an_id_that_was_given_and_is_gone_is_said_to_have_been_there(desk: Desk, gateway: Gateway) -> None:
    """The saved response gave it, the gateway no longer shows it: not the customer's mistake, and said so."""
    played = play(desk, gateway, created(row(GONE, "work_1234567890")) + asked_for(GONE))
    lost = played.only("job-work-not-found")
    assert (lost.caused_by, played.causes[0]) == (None, ("job-work-not-found", GONE))
    assert f"createJobWorks returned it (ticket.txt, line {_line(desk, 'createJobWorks')}), so it existed once" in (
        lost.observed
    )


def test_a_failure_does_not_explain_what_another_response_gave(desk: Desk, gateway: Gateway) -> None:
    """Of two creations, one failed; the ID that the other gave and that is gone is not the failure's doing."""
    other: dict[str, Json] = {"connectionJobId": JOB, "inputs": [{"name": "Yew", "externalId": "made-up-3"}]}
    given = f"{curl(body(CREATE, other))}\n\n{answer({'createJobWorks': [row(GONE, 'work_1234567890')]})}\n"
    played = play(desk, gateway, given + FAILED + asked_for(GONE))
    assert played.only("job-work-not-found").caused_by is None


def test_a_clean_creation_passes_in_words(desk: Desk, gateway: Gateway) -> None:
    """Nothing wrong with the response, and the ID asked for is the one given."""
    played = play(desk, gateway, created(row(JOB_WORKS[0], "work_83001")) + asked_for(JOB_WORKS[0]))
    here = played.row("creation-response")
    assert (here.outcome, here.reason) == (CheckOutcome.PASS, "1 saved response without errors, with the IDs asked for")


def test_without_a_saved_response_there_is_nothing_to_read(desk: Desk, gateway: Gateway) -> None:
    """Skipped for what it is, not passed."""
    played = play(desk, gateway, f"connection: {CONNECTION}\n")
    assert played.row("creation-response").outcome is CheckOutcome.SKIP


def _line(desk: Desk, text: str) -> int:
    """The line where the response that answers ``createJobWorks`` begins."""
    lines = (desk.path / "ticket.txt").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith("{") and text not in line)


def test_a_failed_artifact_explains_that_the_job_work_has_none(desk: Desk) -> None:
    """No artifact on the job work that the failed creation was for: one cause."""
    with serve(scenario("artifacts-absent")) as gateway:
        ticket = gateway.scenario.ticket
        bare = next(cause.id for cause in gateway.expect.causes)
        request = curl(body(CREATE_ARTIFACTS, {**ARTIFACTS, "jobWorkId": bare}))
        failed = answer({"createJobWorkArtifacts": None}, [{"message": "The URL is not valid"}])
        played = play(desk, gateway, f"connection: {ticket.connection_id}\njob work: {bare}\n\n{request}\n\n{failed}\n")
    assert played.cause_of("artifacts-absent") == "artifact-creation-failed"


def test_a_failed_creation_explains_an_empty_connection(desk: Desk) -> None:
    """The connection has no job works at all, and the saved response says why."""
    with serve(scenario("no-job-works")) as gateway:
        connection = gateway.scenario.ticket.connection_id
        failed = answer({"createJobWorks": None}, [{"message": CLOSED}])
        played = play(desk, gateway, f"connection: {connection}\n\n{failed}\n")
    assert played.cause_of("no-job-works") == "job-work-creation-failed"


def test_errors_fail_and_a_suspicion_warns(desk: Desk) -> None:
    """What the response says is an error; an ID that it does not have is only one of a response that may be another."""
    suspect = created(row(JOB_WORKS[0], "work_83001")) + asked_for(GONE)
    outcomes = [play(desk, None, text).row("creation-response").outcome for text in (FAILED, suspect)]
    assert outcomes == [CheckOutcome.FAIL, CheckOutcome.WARN]
