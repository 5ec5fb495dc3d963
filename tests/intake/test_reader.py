"""From sources to a reading: their order, their names, and those that cannot be opened."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from diagnose.intake.model import Source, UnreadableSourceError
from diagnose.intake.reader import read_sources


def test_a_source_is_opened_and_closed_once() -> None:
    """Whatever is in it."""
    opened: list[BytesIO] = []

    def opening() -> BytesIO:
        opened.append(BytesIO(b"\x00\xff nothing"))
        return opened[-1]

    reading = read_sources([Source("a", opening)])
    assert [stream.closed for stream in opened] == [True]
    assert [info.name for info in reading.sources] == ["a"]


def test_a_source_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """The sentence says which and why, without the program's own words around it."""
    good, missing = Source.of_bytes("good", b"connection_1"), Source.of_path(tmp_path / "missing", "missing.txt")
    with pytest.raises(UnreadableSourceError) as caught:
        read_sources([good, missing])
    assert str(caught.value) == "missing.txt cannot be read: No such file or directory."


def test_variables_go_to_the_request_of_the_source_before_them() -> None:
    """Only to the last one, and only once: sources are read in their order."""
    query = Source.of_bytes("query", b"query($c: ID!) { me { connections(filters: { ids: [$c] }) { id } } }")
    first, second = (Source.of_bytes(name, b'{"c": "connection_%s"}' % name.encode()) for name in ("1", "2"))
    (request,) = read_sources([query, first, second]).requests
    assert request.variables == {"c": "connection_1"}
    (request,) = read_sources([first, query]).requests
    assert request.variables == {}


def test_without_forms_there_are_words() -> None:
    """A request is only text then; the IDs in it are still seen."""
    reading = read_sources([Source.of_bytes("a", b'{ me { connections(filters: { ids: ["connection_1"] }) }')], ())
    assert reading.requests == ()
    assert reading.slots.connection_id == "connection_1"


def test_a_stream_is_given_up_when_it_is_late() -> None:
    """What came before the deadline is the reading, and each source that was not read to its end says so."""
    stream = BytesIO(b'{"log": {"version": "1.2", "entries": [' + b" " * 20_000_000)
    words = Source.of_bytes("mail.txt", b"Connection: connection_789\n")
    sources = [words, Source("stream.har", lambda: stream), Source.of_bytes("more.txt", b"x")]
    reading = read_sources(sources, late=lambda: stream.closed or stream.tell() > 4_000_000)
    assert reading.slots.connection_id == "connection_789"
    assert [source.name for source in reading.sources] == ["mail.txt", "stream.har", "more.txt"]
    assert {note.source for note in reading.notes if "deadline passed" in note.text} == {"stream.har", "more.txt"}
    assert reading.sources[1].bytes < 6_000_000


def test_many_sightings_are_broken_off_too() -> None:
    """Not only a stream: a text in which there is much to find ends at the deadline as well."""
    asked = iter(range(1_000_000))
    text = "".join(f"Connection: connection_{number}\n\n" for number in range(5_000)).encode()
    reading = read_sources([Source.of_bytes("mail.txt", text)], late=lambda: next(asked) > 100)
    assert 0 < len(reading.ids) < 200
    assert any("deadline passed" in note.text for note in reading.notes)
