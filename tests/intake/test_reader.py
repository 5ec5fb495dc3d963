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
