"""A ticket file: the spellings of its keys, and the lines that its IDs stand on."""

from __future__ import annotations

import pytest

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.form import JsonPart, TextPart
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import AddressSeen, IdSeen, ReferenceSeen, Remark
from diagnose.intake.forms.ticket_file import TICKET_JSON, TICKET_TOML, kind_of_ticket_key
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json
from tests.intake.offering import read_value


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("workspace_id", Kind.WORKSPACE),
        ("connectionJobIds", Kind.CONNECTION_JOB),
        ("job works", Kind.JOB_WORK),
        ("Connection", Kind.CONNECTION),
        ("artifacts", Kind.ARTIFACT),
        ("job", Kind.CONNECTION_JOB),
        ("customer", None),
        ("ids", None),
    ],
)
def test_the_spellings_of_a_slot(key: str, kind: Kind | None) -> None:
    """Singular or plural, with or without "id", in any case."""
    assert kind_of_ticket_key(key) is kind


@pytest.mark.parametrize(
    ("value", "is_ticket"),
    [
        ({"connection_id": "c"}, True),
        ({"ticket": {"job_works": ["a", 7]}}, True),
        ({"connection": {"host": "x"}}, False),
        ({"connection": True, "job": ""}, False),
        ({"name": "x"}, False),
        (["connection"], False),
    ],
)
def test_a_ticket_names_a_slot_with_a_plain_value(value: Json, is_ticket: bool) -> None:
    """Settings that are called alike hold objects or switches."""
    assert TICKET_JSON.looks_like(JsonPart(value, Lines(1), 1)) is is_ticket


def test_what_its_keys_give() -> None:
    """IDs with their key, what it calls itself, where it asked, free text; an unknown key is told."""
    found = read_value(
        TICKET_JSON,
        {
            "reference": 4711,
            "endpoint": "https://x.example/graphql?key=1",
            "filters": {"ids": ["jw"], "connectionJobId": "job_7"},
            "text": "connection_789 is empty",
            "customer": "Acme",
            "colour": "blue",
        },
    )
    assert [(seen.kind, seen.value, seen.context) for seen in found if isinstance(seen, IdSeen)] == [
        (Kind.JOB_WORK, "jw", "filters.ids"),
        (Kind.CONNECTION_JOB, "job_7", "filters.connectionJobId"),
    ]
    assert [seen.text for seen in found if isinstance(seen, ReferenceSeen)] == ["4711"]
    assert [seen.address for seen in found if isinstance(seen, AddressSeen)] == ["https://x.example/graphql"]
    assert [part.text.text for part in found if isinstance(part, TextPart)] == ["connection_789 is empty"]
    assert [remark.text for remark in found if isinstance(remark, Remark)] == [
        "The ticket file's key 'colour' is not known, so it was not read."
    ]


def test_what_is_too_long_for_an_id_is_told() -> None:
    """It is not taken for one."""
    found = read_value(TICKET_JSON, {"connection_id": "c" * (MAX_ID_LENGTH + 1)})
    assert not [seen for seen in found if isinstance(seen, IdSeen)]
    assert any("was not taken for one" in seen.text for seen in found if isinstance(seen, Remark))


def test_toml_keeps_its_lines() -> None:
    """Each ID has the line that it stands on, also in a list over several."""
    text = '[ticket]\nworkspace = "w"\njob_work_ids = [\n  "a",\n  "b",\n]\n'
    assert TICKET_TOML.looks_like(text)
    claim = TICKET_TOML.read(Traced.of(text))
    assert claim is not None
    assert [(seen.value, seen.line) for seen in claim.found if isinstance(seen, IdSeen)] == [
        ("w", 2),
        ("a", 4),
        ("b", 5),
    ]


@pytest.mark.parametrize("text", ["a = [", "colour = 'blue'", "connection = 'c' and more"])
def test_toml_that_is_no_ticket_file(text: str) -> None:
    """Broken, about something else, or only words with an equals sign."""
    assert TICKET_TOML.read(Traced.of(text)) is None
