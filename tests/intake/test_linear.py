"""One of each shape that ``benchmarks/readers.py`` measures: whatever comes in, a reading comes out."""

from __future__ import annotations

import pytest

from diagnose.intake import Source, read_sources
from tests.intake.shapes import SHAPES
from tests.parts import sampled

_SIZE = 6_000


@pytest.mark.parametrize("name", sampled(SHAPES, 150))
def test_every_shape_is_read_to_its_end(name: str) -> None:
    """Nothing breaks on it, and the source is named."""
    data = SHAPES[name](_SIZE)
    reading = read_sources([Source.of_bytes("ticket", data)])
    assert ("ticket", len(data)) in {(source.name, source.bytes) for source in reading.sources}


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("mail with a PDF", "form.pdf: It is a PDF"),
        ("mail with a zip", "files.zip: It is a ZIP archive"),
        ("mail with a document", "letter.docx: It is a ZIP archive (or an Office document)"),
        ("mail with unknown bytes", "export.bin: It is not text"),
    ],
)
def test_packed_bytes_are_said_not_read(name: str, remark: str) -> None:
    """An attachment that is no text is told by its first bytes, and the e-mail beside it is read."""
    reading = read_sources([Source.of_bytes("ticket.eml", SHAPES[name](2_000_000))])
    assert reading.slots.connection_id == "connection_789"
    assert any(remark in f"{note.source}: {note.text}" for note in reading.notes)


def test_random_bytes_are_no_text() -> None:
    """Packed bytes without any signature."""
    reading = read_sources([Source.of_bytes("ticket", SHAPES["random bytes"](500_000))])
    assert [note.text for note in reading.notes] == ["It is not text, so it was not read."]
