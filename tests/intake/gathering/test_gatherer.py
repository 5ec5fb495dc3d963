"""From what the forms find to one reading: whose a sighting is, and what it weighs."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.intake import Reading
from diagnose.intake.content.graphql_json import Envelope, request_seen, response_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import (
    ExchangeEnds,
    IdSeen,
    LooseVariables,
    ReferenceSeen,
    Remark,
    RequestSeen,
    ResponseSeen,
    Sighting,
    SourceBegins,
    SourceEnds,
    Speaks,
)
from diagnose.intake.gathering.gatherer import Gatherer
from diagnose.intake.model import Grounds
from diagnose.intake.source.limits import MAX_KEPT_RESPONSE
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice
from diagnose.json_value import Json

_LIST = "query L($c: ID!) { me { connections(filters: { ids: [$c] }) { jobWorks { id } } } }"


def gathered(*seen: Sighting, more: tuple[Sighting, ...] = ()) -> Reading:
    """The reading of one source with these sightings, and of a second one with more."""
    gatherer = Gatherer()
    for name, sightings in (("a", seen), ("b", more)):
        for sighting in (SourceBegins(name), *sightings, SourceEnds("text", 9)):
            gatherer.take(sighting)
    return gatherer.finish()


def asking(line: int, document: str = _LIST) -> RequestSeen:
    (seen,) = request_seen(Envelope("graphql", line), document, Traced.on_line(document, line))
    assert isinstance(seen, RequestSeen)
    return seen


def answering(line: int, data: Json, size: int = 10) -> ResponseSeen:
    seen = response_seen({"data": data}, Lines(line), size=size)
    assert seen is not None
    return seen


def connection(value: str, line: int) -> IdSeen:
    return IdSeen(Kind.CONNECTION, value, value, Grounds.WORDS, line, value)


_EMPTY: Json = {"me": {"connections": []}}


def test_a_sighting_is_in_the_source_that_is_open() -> None:
    """A file inside another has a name behind it, and what comes after it is in the outer one again."""
    inner = (SourceBegins("file"), Remark(1, "inner"), SourceEnds("text", 3))
    reading = gathered(*inner, Remark(2, "outer"), more=(Remark(3, "other"),))
    assert {note.text: note.source for note in reading.notes} == {"inner": "a/file", "outer": "a", "other": "b"}
    assert [(info.name, info.bytes) for info in reading.sources] == [("a", 9), ("a/file", 3), ("b", 9)]


def test_what_stands_in_a_quotation_weighs_less() -> None:
    """The newest message goes before what it answers, whichever stands first."""
    older, newer = connection("c-1", 1), connection("c-2", 9)
    assert gathered(older, newer).slots.connection_id == "c-1"
    assert gathered(Speaks(Voice.EARLIER), older, Speaks(Voice.NOW), newer).slots.connection_id == "c-2"


def test_the_ticket_is_called_what_its_header_says() -> None:
    """A help desk's own header goes before the subject, and that before the words."""
    words, subject, header = (
        ReferenceSeen("W-1", 3, "words"), ReferenceSeen("S-1", 2, "subject"), ReferenceSeen("H-1", 1, "header"),
    )  # fmt: skip
    assert gathered(words).slots.reference == "W-1"
    assert gathered(words, subject).slots.reference == "S-1"
    assert gathered(words, subject, header).slots.reference == "H-1"


def test_a_request_has_the_variables_that_stood_behind_it() -> None:
    """Their IDs are found where the variables stood."""
    asked = asking(1)
    given = LooseVariables({"c": "c-9"}, Lines(4))
    reading = gathered(asked, more=(given,))
    assert reading.requests[0].variables == {"c": "c-9"}
    assert [(found.value, found.source, found.line) for found in reading.ids] == [("c-9", "b", 4)]


def test_a_request_and_its_answer_are_paired() -> None:
    """Also over two sources; not over the end of an exchange."""
    assert gathered(asking(1), answering(2, _EMPTY)).requests[0].response == 0
    assert gathered(asking(1), more=(answering(2, _EMPTY),)).requests[0].response == 0
    assert gathered(asking(1), ExchangeEnds(), answering(2, _EMPTY)).requests[0].response is None


def test_data_that_is_too_large_is_left_out() -> None:
    """The response is there, and says so."""
    (response,) = gathered(answering(1, _EMPTY, size=MAX_KEPT_RESPONSE + 1)).responses
    assert (response.data, response.left_out, response.empty) == (None, True, ("connections",))


def test_a_job_work_that_did_not_come_back_weighs_more() -> None:
    """Two were asked for and one came: the other one is what the ticket is about."""
    document = '{ me { connections { jobWorks(filters: { ids: ["jw-1", "jw-2"] }) { id } } } }'
    whole: Json = {"me": {"connections": [{"jobWorks": [{"id": "jw-1"}]}]}}
    words = IdSeen(Kind.JOB_WORK, "jw-3", "jw-3", Grounds.FIELD, 9, "jw-3")
    reading = gathered(asking(1, document), answering(2, whole), words)
    assert reading.slots.job_work_ids[0] == "jw-2"


def test_a_document_that_cannot_be_parsed_is_told() -> None:
    """What was read of it was read by its words."""
    assert any("word by word" in note.text for note in gathered(asking(1, "query { me { id }")).notes)
