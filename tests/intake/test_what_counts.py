"""Which of the IDs in a thread the ticket is about, and which are only mentioned."""

from __future__ import annotations

import json

from diagnose.intake import Reading, SecretKind, Source, read_sources

QUERY = (
    'query Q { me { workspaces(filters: {ids: [\\"ws_1\\"]}) { id connections(filters: {ids: [\\"conn_1\\"]}) { id '
    'jobWorks(filters: {ids: [\\"jw_1\\", \\"jw_2\\"]}, limit: 1) { id jobWorkArtifacts { id } } } } } }'
)
ANSWER = {
    "data": {"me": {"workspaces": [{"id": "ws_1", "connections": [{"id": "conn_1", "jobWorks": [
        {"id": "jw_1", "jobWorkArtifacts": [{"id": "ja_1"}]}]}]}]}}
}  # fmt: skip


def read(text: str, name: str = "ticket.txt") -> Reading:
    return read_sources([Source.of_bytes(name, text.encode())])


def thread(own: str, quoted: str) -> str:
    return f"From: a@example.com\nTo: b@example.com\nSubject: no answer\n\n{own}\n\n> {quoted}\n"


def test_an_example_in_an_earlier_message_names_nothing() -> None:
    """Support wrote what IDs look like; the customer then gave theirs."""
    reading = read(thread("Our job work job_work_901 is missing.", "They look like this: job_work_456"))
    assert reading.slots.job_work_ids == ("job_work_901",)


def test_an_earlier_message_counts_when_there_is_nothing_else() -> None:
    """The answer is a mere "still nothing": then the thread below tells."""
    reading = read(thread("Still nothing.", "Our job work job_work_901 is missing."))
    assert reading.slots.job_work_ids == ("job_work_901",)


def test_what_was_asked_for_and_did_not_come_is_what_it_is_about() -> None:
    """Two job works were asked for and one came: neither is dropped for one that the text mentions."""
    curl = f"curl https://gateway.filed.com/graphql -H 'content-type: application/json' -d '{{\"query\": \"{QUERY}\"}}'"
    reading = read(f"{curl}\n\n{json.dumps(ANSWER)}\n\nWe also tried job work jw_3.\n")
    assert reading.slots.job_work_ids == ("jw_1", "jw_2", "jw_3")


def test_an_external_id_is_no_work_id() -> None:
    """The customer says so: their own ID is kept, but as no kind that the gateway filters by."""
    reading = read("Connection connection_790. Our work external id is client-40013.")
    assert reading.slots.work_ids == ()
    assert "client-40013" in reading.unsorted


def test_cookies_that_a_recording_lists_apart_are_secrets() -> None:
    """A HAR may leave the Cookie header out and list its cookies all the same."""
    entry = {
        "startedDateTime": "2026-11-01T10:00:00Z",
        "request": {
            "method": "POST",
            "url": "https://gateway.filed.com/graphql",
            "headers": [],
            "cookies": [{"name": "sid", "value": "COOKIESECRET999"}],
            "postData": {"mimeType": "application/json", "text": '{"query": "{ me { id } }"}'},
        },
        "response": {"status": 200, "headers": [], "cookies": [], "content": {"text": '{"data": {"me": {"id": "u"}}}'}},
    }
    reading = read(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), "recording.har")
    assert [secret.kind for secret in reading.secrets] == [SecretKind.COOKIE]
    assert "COOKIESECRET999" not in repr(reading)
