"""A run knows names from the ticket's lines and data, and the gateway's IDs, which are nobody's name."""

from __future__ import annotations

from diagnose.checking.known_values import ids_of, names_of
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, Reading
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.json_value import Json
from diagnose.ticket.ticket import make_ticket


def test_names_come_from_signatures_data_ids_and_files() -> None:
    variables: dict[str, Json] = {
        "inputs": [{"clientName": "Imogen Villanueva", "externalId": "eriksen-2023", "operationName": "Fetch"}]
    }
    reading = Reading(
        people=("Jane Doe", "Ninebridges Tax LLC"), requests=(CustomerRequest("{ me }", variables, "t.txt", 1, "curl"),)
    )
    ticket = make_ticket({Kind.ARTIFACT: ["Oksana W2"]}, reading=reading)
    names = names_of(ticket, Knowledge())
    text = "Doe, Imogen Villanueva, Ninebridges, eriksen-2023 and Oksana W2, but not Fetch"
    found = [text[stretch.start : stretch.end] for stretch in names.find(text)]
    assert found == ["Doe", "Imogen Villanueva", "Ninebridges", "eriksen-2023", "Oksana W2"]


def test_without_answers_there_are_no_ids() -> None:
    assert ids_of(Knowledge()) == frozenset()
