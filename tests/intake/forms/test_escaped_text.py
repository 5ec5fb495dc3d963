"""JSON that stands escaped in a text."""

from __future__ import annotations

import html
import json

import pytest

from tests.intake.sent import BODY, DOCUMENT, VARIABLES, read

_DOCUMENT_IN_CODE = json.dumps(DOCUMENT.replace(" { ", " {\n ").replace(" }", "\n}"))[1:-1]


@pytest.mark.parametrize(
    "text",
    [
        f"String payload = {json.dumps(BODY)};\nclient.send(payload);",
        f"2026 INFO body={json.dumps(BODY)[1:-1]}",
        '"POST /graphql HTTP/1.1" 200 "' + BODY.replace("\\", "\\x5C").replace('"', "\\x22") + '"',
        f"<pre>POST {html.escape(BODY)}</pre>",
        'time,message\n1,"INFO ' + BODY.replace('"', '""') + '",x',
        'body = "' + BODY.replace('"', '""').replace(', ""variables', ', " & _\n  """variables') + '"',
        f"body = {json.dumps(json.dumps(BODY))}",
        f"&lt;pre&gt;{html.escape(html.escape(BODY))}&lt;/pre&gt;",
        f'the query "{_DOCUMENT_IN_CODE}" with {json.dumps(VARIABLES)}',
    ],
    ids=["literal", "log", "nginx", "html", "csv", "vba", "twice", "html-twice", "document"],
)
def test_a_request_in_each_escaping(text: str) -> None:
    """The request is read as if it stood there plainly."""
    reading = read(f"Hello,\n\n{text}\n\nregards\n")
    (request,) = reading.requests
    assert " ".join((request.document or "").split()) == DOCUMENT
    assert request.variables == VARIABLES
    assert reading.slots.connection_id == "co-202"


def test_the_words_around_it_stay_words() -> None:
    """What stands before and behind the string is read as it was."""
    reading = read(f"job work ID: jw-902\nx = {json.dumps(BODY)};\nartifact ID: ar-7\n")
    assert set(reading.slots.job_work_ids) == {"jw-901", "jw-902"}
    assert reading.slots.artifact_ids == ("ar-7",)


def test_a_name_between_strings_of_visual_basic_stands_for_a_value() -> None:
    """It is a placeholder, and no ID."""
    body = BODY.replace('"ws-101"', '"NAME"').replace('"', '""').replace("NAME", '" & ws & "')
    (request,) = read(f'body = "{body}"\n').requests
    assert request.variables["w"] == "${value}"
