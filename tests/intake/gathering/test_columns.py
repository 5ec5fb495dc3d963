"""The column of each ID in the customer's own file, and the words around it."""

from __future__ import annotations

import base64

import pytest

from diagnose.intake import FoundId, Source, read_sources
from tests.checks.tickets import TOKEN


def found(text: str, value: str, name: str = "ticket.txt") -> list[FoundId]:
    reading = read_sources([Source.of_bytes(name, text.encode())])
    return [each for each in reading.ids if each.value == value]


def caret(text: str) -> str:
    (place,) = found(text, "connection_790")
    assert place.caret is not None
    return place.quote[place.caret :]


def test_the_column_counts_characters_from_one() -> None:
    """Also behind characters that take several bytes, or two places on a screen."""
    (place,) = found("Grüße 👋 aus München: Connection connection_790 fehlt", "connection_790")
    assert (place.line, place.column) == (1, 33)
    assert caret("Grüße 👋 aus München: Connection connection_790 fehlt").startswith("connection_790 fehlt")


def test_the_line_is_found_among_many() -> None:
    """With line ends of any system."""
    lines = [f"row {number}" for number in range(300)]
    lines[250] = "  the connection is connection_790."
    for end in ("\n", "\r\n"):
        (place,) = found(end.join(lines), "connection_790")
        assert (place.line, place.column, place.quote) == (251, 21, "the connection is connection_790.")


def test_an_id_inside_another_word_is_not_it() -> None:
    """The ID itself stands further on."""
    (place,) = found("not job_work_209311 but job work job_work_20931 is missing", "job_work_20931")
    assert place.column == 34


def test_a_long_line_is_cut_around_the_id() -> None:
    """One line of JSON may be the whole ticket."""
    filler = ", ".join(f'"k{number}": "value number {number}"' for number in range(2_000))
    text = '{"note": {' + filler + '}, "connectionId": "connection_790", "more": {' + filler + "}}"
    (place,) = found(text, "connection_790", "ticket.json")
    assert place.column == text.index("connection_790") + 1
    assert len(place.quote) < 200
    assert place.caret is not None
    assert place.quote[place.caret :].startswith('connection_790"')


def test_a_secret_beside_it_is_masked() -> None:
    """The quote has none, and its caret counts in what is left; the column counts in the file."""
    text = f"Authorization: Bearer {TOKEN} for the connection connection_790"
    (place,) = found(text, "connection_790")
    assert place.column == text.index("connection_790") + 1
    assert TOKEN[:20] not in place.quote
    assert caret(text) == "connection_790"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_an_encoded_line_has_no_column(encoding: str) -> None:
    """Nobody could find it there."""
    words = "The connection is connection_790."
    body = base64.b64encode(words.encode()).decode() if encoding == "base64" else "The connection is connection=5F790."
    head = f"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}"
    (place,) = found(f"{head}\n\n{body}\n", "connection_790", "ticket.eml")
    assert (place.line, place.column, place.quote) == (7, None, "")


def test_a_plain_mail_has_columns() -> None:
    """Its lines are its own."""
    head = "From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0"
    (place,) = found(f"{head}\n\nThe connection is connection_790.\n", "connection_790", "ticket.eml")
    assert (place.line, place.column) == (6, 19)
