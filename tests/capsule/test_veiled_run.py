"""A whole ticket, veiled: nothing of a person in it, everything that rules look at as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.capsule.contents import Exchanged, RecordedTicket
from diagnose.capsule.veiled_run import veiled_exchanged, veiled_ticket
from diagnose.capsule.written_values import written
from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question, Reception
from diagnose.ids import Kind
from diagnose.intake.model import (
    Ambiguity,
    AuthorizationForm,
    CustomerRequest,
    FoundId,
    FoundSecret,
    Grounds,
    Note,
    OtherChain,
    Reading,
    SavedResponse,
    SecretKind,
    Slots,
    SourceInfo,
    ToldSymptom,
)
from diagnose.report_words import Symptom
from diagnose.secrets import Secret
from diagnose.ticket.hygiene import Dirt
from diagnose.ticket.ticket import NamedId
from tests.capsule.veils import TOKEN, veil

FILE = "weatherby.eml"
REQUEST = CustomerRequest(
    "query Weatherby { me { id } }", {"weatherby": "weatherby-1"}, FILE, 4, "curl", "Weatherby", "POST",
    "https://weatherby.example/graphql", {"x-request-id": "weatherby"}, True,
    AuthorizationForm("Bearer", True, None, datetime(2026, 11, 25, tzinfo=UTC)), ("what Ann Weatherby sent is odd",), 0,
)  # fmt: skip
RESPONSE = SavedResponse(FILE, 9, "weatherby", {"weatherby": None}, ({"message": "no Weatherby"},), 403, "Weatherby")
READING = Reading(
    sources=(SourceInfo(FILE, "e-mail", 120, ("curl",)),),
    ids=(FoundId(Kind.WORK, "weatherby-1", '"weatherby-1"', Grounds.WORDS, FILE, 3, "for Ann: weatherby-1", quote=""),),
    unsorted=("weatherby-2",),
    requests=(REQUEST,),
    responses=(RESPONSE,),
    secrets=(FoundSecret(SecretKind.COOKIE, FILE, 5, "cookie of Weatherby", Secret(TOKEN, "cookie")),),
    notes=(Note(FILE, 6, "weatherby.png was not read"),),
    slots=Slots("connection_790", "weatherby-1", ("w-1",), (), ("weatherby-1",), (), "Weatherby", "https://weatherby.example"),
    ambiguities=(Ambiguity("work_id", "weatherby-1", ("weatherby-2",), "Weatherby said so"),),
    told=(ToldSymptom(Symptom.NOTHING, "Weatherby sees nothing", FILE, 2),),
    people=("Ann Weatherby",),
    others=(OtherChain(((Kind.WORK, "weatherby-3"),), FILE, 8),),
)  # fmt: skip
TICKET = RecordedTicket(
    (NamedId(Kind.WORK, "weatherby-1 (Ann)", "weatherby-1", (Dirt(13, "A"), Dirt(12, "(")), "weatherby-0"),),
    "Weatherby", ("weatherby-2",), READING,
)  # fmt: skip


def test_nothing_of_a_person_is_left() -> None:
    told = veiled_ticket(TICKET, veil())
    text = str(written(told)).casefold()
    assert "weatherby" not in text
    assert "ann" not in text
    assert TOKEN not in text


def test_what_rules_look_at_is_as_it_was() -> None:
    told = veiled_ticket(TICKET, veil())
    named, reading = told.named[0], told.reading
    request, response = reading.requests[0], reading.responses[0]
    assert [(dirt.index, dirt.character) for dirt in named.dirt] == [(13, "x"), (12, "(")]
    assert named.id == reading.ids[0].value == reading.slots.connection_id == reading.ambiguities[0].chosen
    assert request.variables == {"operation-1": named.id} or list(request.variables.values()) == [named.id]
    assert request.document is not None
    assert str(request.operation_name) in request.document
    assert response.data == {response.operation: None}
    assert (request.method, request.authorization, request.response) == ("POST", READING.requests[0].authorization, 0)
    assert (response.status, reading.told[0].symptom) == (403, Symptom.NOTHING)
    assert reading.people == ()


def test_of_an_answer_the_tries_and_the_paths_stay() -> None:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    answer = Answer(
        Question("Search", {"ids": ["weatherby-1"]}), Reception.PARTIAL,
        (Attempt(at, 1.0, Reception.PARTIAL, 200, "weatherby", summary="HTTP 200 for Ann Weatherby"),),
        None, (GraphQLError("no Ann Weatherby", ("me", "jobWorks", 0), "FORBIDDEN"), GraphQLError("no")),
        "Ann Weatherby",
    )  # fmt: skip
    told = veiled_exchanged(Exchanged((answer,), (answer,)), veil()).answers[0]
    assert [(error.message, error.path, error.code) for error in told.errors] == [
        ("no person-1", ("me", "jobWorks", 0), "FORBIDDEN"),
        ("no", None, None),
    ]
    assert (told.attempts[0].at, told.attempts[0].status, told.summary) == (at, 200, "person-1")
    assert told.attempts[0].summary == "HTTP 200 for person-1"
    assert "weatherby" not in str(written(told)).casefold()
