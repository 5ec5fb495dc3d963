"""Texts in the strings of JSON, and IDs under its keys."""

from __future__ import annotations

import pytest

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, read

_WORDS = "Hello,\n\nworkspace ws-101, connection co-202.\n\nregards"


@pytest.mark.parametrize(
    "export",
    [
        {"ticket": {"id": 48213, "subject": "rows", "description": _WORDS}},
        {"conversation": {"source": {"body": "<p>Bonjour, workspace ws-101,</p><p>connexion co-202.</p>"}}},
        [{"type": "message", "ts": "1763640061.123459", "text": _WORDS}],
    ],
    ids=["description", "html", "chat"],
)
def test_the_words_of_an_export(export: Json) -> None:
    """A customer's words are read wherever an export keeps them."""
    slots = read(export).slots
    assert (slots.workspace_id, slots.connection_id) == ("ws-101", "co-202")


def test_a_request_and_an_answer_in_messages() -> None:
    """What a log quotes in its messages is read like what is pasted."""
    reading = read([{"message": f"POST body={BODY}"}, {"message": f"response 200 {ANSWER}"}])
    assert [request.response for request in reading.requests] == [0]


def test_ids_under_keys() -> None:
    """Keys that name a kind give it; IDs of the tool's own are none."""
    filters: Json = {"ids": ["jw-901", "jw-902"]}
    reading = read([{"extra": {"variables": {"workspaceId": "ws-101", "filters": filters}}, "trace_id": "tr-12345"}])
    assert reading.slots.workspace_id == "ws-101"
    assert reading.slots.job_work_ids == ("jw-901", "jw-902")
    assert {found.value for found in reading.ids} == {"ws-101", "jw-901", "jw-902"}


def test_a_name_and_its_value() -> None:
    """Custom fields are kept so, several IDs in one string."""
    fields: Json = [{"name": "Connection ID", "value": "co-202"}, {"name": "Job work IDs", "value": "jw-901, jw-902"}]
    slots = read({"ticket": {"id": 48213, "custom_fields": fields}}).slots
    assert (slots.connection_id, slots.job_work_ids) == ("co-202", ("jw-901", "jw-902"))


def test_a_name_and_a_value_that_says_its_type() -> None:
    """A trace's attributes are kept so."""
    ids: Json = {"arrayValue": {"values": [{"stringValue": "jw-901"}, {"stringValue": "jw-902"}]}}
    attributes: Json = [
        {"key": "filed.connection.id", "value": {"stringValue": "co-202"}},
        {"key": "filed.job_work.ids", "value": ids},
    ]
    slots = read({"name": "GetJobWorks", "attributes": attributes}).slots
    assert (slots.connection_id, slots.job_work_ids) == ("co-202", ("jw-901", "jw-902"))


@pytest.mark.parametrize(
    "author",
    [
        {"author": {"type": "admin", "name": "Tom"}},
        {"createdBy": {"type": "user", "email": "tom@filed.com"}},
        {"from": "Filed Support"},
    ],
)
def test_support_s_own_messages_name_nothing(author: Json) -> None:
    """Whoever wrote a message stands beside it, in one of the ways of help desks."""
    assert isinstance(author, dict)
    asked: Json = {"body": "Is it connection co-201? I see only that one.", **author}
    said: Json = {"body": "Our connection is co-202, of workspace ws-101.", "author": {"name": "Mia Krantz"}}
    reading = read({"threads": [asked, said]})
    assert (reading.slots.connection_id, reading.ambiguities) == ("co-202", ())


@pytest.mark.thorough
def test_many_strings_end() -> None:
    """A huge export is read to a bound."""
    assert len(read([{"text": f"workspace ws-{n} is the one of this message"} for n in range(5_000)]).ids) <= 2_000
