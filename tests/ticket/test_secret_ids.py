"""Keys in the place of IDs are not IDs."""

from __future__ import annotations

import random

import pytest

from diagnose.intake import Source, read_sources
from diagnose.intake.model import Ambiguity, Reading, Slots
from diagnose.secrets import Masker
from diagnose.ticket.secret_ids import without_secret_ids, words_beside_ids
from tests.secrets.corpus import OUR_IDS, jwt

KEY = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


def read(text: str) -> Reading:
    return without_secret_ids(read_sources([Source.of_bytes("t.txt", text.encode())]), Masker().holds)


@pytest.mark.parametrize("label", ["job work ID", "connection", "workspaceId", "artifact", "work ID"])
def test_a_key_in_the_place_of_an_id_is_dropped_and_said(label: str) -> None:
    """It is in no slot and not searched for; the ticket is known to hold a secret."""
    reading = read(f"connection: connection_790\n{label}: {KEY}\n")
    assert KEY not in repr((reading.ids, reading.unsorted, reading.slots, reading.ambiguities))
    assert reading.slots.connection_id in {"connection_790", None}
    assert [found.secret.reveal() for found in reading.secrets] == [KEY]


@pytest.mark.parametrize("line", ['TWILIO_AUTH_TOKEN="{}"', '{{"msg": "x", "authToken": "{}"}}', "JSESSIONID\t{}"])
def test_what_stands_beside_a_telling_name_is_no_id(line: str) -> None:
    """Thirty-two digits are an ID anywhere else."""
    value = "8810892345327d4c8facb1ef31d43b43"
    found = read_sources([Source.of_bytes("t.txt", f"connection: connection_790\n{line.format(value)}\n".encode())])
    masker = Masker()
    masker.learn(words_beside_ids(found))
    assert value not in repr(without_secret_ids(found, masker.holds))


def test_it_has_a_note_with_its_line() -> None:
    """Whoever reads the report sees why an ID of the ticket is missing."""
    (note,) = read(f"\n\njob work ID: {KEY}").notes
    assert note.line == 3
    assert "neither used nor sent" in note.text


@pytest.mark.parametrize("sort", OUR_IDS)
def test_an_id_stays(sort: str) -> None:
    """IDs of every shape; nothing is changed."""
    for _, some_id in OUR_IDS[sort](4):
        reading = Reading(unsorted=(some_id,), slots=Slots(workspace_id=some_id, job_work_ids=(some_id,)))
        assert without_secret_ids(reading, Masker().holds) == reading


def test_what_the_sources_disagree_about_is_no_place_for_it_either() -> None:
    """The choice between an ID and a key is none."""
    doubt = Ambiguity("connection_id", KEY, ("connection_790",), "it stood first")
    reading = Reading(unsorted=(KEY,), ambiguities=(doubt,))
    assert without_secret_ids(reading, Masker().holds).ambiguities == ()


def test_a_token_that_a_line_break_tore_is_known_as_a_whole() -> None:
    """Quoted-printable in a cell, a blank in the place of its line breaks: the pieces look like IDs."""
    token = jwt(random.Random(3))  # noqa: S311 - the same each time
    pieces = (token[:75], token[75:150], token[150:])
    reading = read(f"connection_id,job_work_id\nconnection_790,{'= '.join(pieces)}\n")
    assert not [piece for piece in pieces if piece in repr((reading.ids, reading.unsorted, reading.slots))]
