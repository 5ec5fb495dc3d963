"""A ticket's texts know where they came from, and are the same texts."""

from __future__ import annotations

from diagnose.intake.model import Ambiguity, CustomerRequest, Reading, SavedResponse, SourceInfo
from diagnose.outside import Address, ExternalId, FileName, ForeignWord, HeaderValue, OutsideId, Told
from diagnose.ticket.outside_reading import from_outside, texts_from_outside


def test_a_key_tells_what_a_text_is() -> None:
    value = {"id": "a", "ids": ["b"], "externalId": "c", "status": "d", "note": "e", "deep": [{"workId": "f"}], "n": 1}
    marked = texts_from_outside(value)  # type: ignore[arg-type]
    assert marked == value
    assert isinstance(marked, dict)
    sorts = {key: type(text) for key, text in marked.items() if isinstance(text, str)}
    assert sorts == {"id": OutsideId, "externalId": ExternalId, "status": ForeignWord, "note": Told}
    assert type(marked["ids"][0]) is OutsideId  # type: ignore[index]


def test_a_reading_is_marked_and_equal() -> None:
    request = CustomerRequest(
        "{ me }", {"id": "a"}, "t.txt", 1, "curl", endpoint="https://a.test", headers={"content-type": "x"}
    )
    reading = Reading(
        sources=(SourceInfo("t.txt", "text", 1),), requests=(request,),
        responses=(SavedResponse("t.txt", 2, errors=({"message": "No."},)),),
        ambiguities=(Ambiguity("connection_id", "a", ("b",), "because"),),
    )  # fmt: skip
    marked = from_outside(reading)
    assert marked == reading
    first = marked.requests[0]
    assert [type(first.source), type(first.endpoint), type((first.headers or {})["content-type"])] == [
        FileName, Address, HeaderValue,
    ]  # fmt: skip
