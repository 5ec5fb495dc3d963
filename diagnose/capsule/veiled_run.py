"""A run as a capsule may hold it: the ticket, the answers and the options, without secrets and, mostly, people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from diagnose.capsule.contents import Exchanged, RecordedRun, RecordedTicket
from diagnose.capsule.veil import Veil, is_moment
from diagnose.capsule.veiled_document import veiled_document
from diagnose.capsule.veiled_json import veiled_answer, veiled_json, veiled_question
from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question
from diagnose.intake.model import (
    Ambiguity,
    AuthorizationForm,
    CustomerRequest,
    FoundId,
    FoundSecret,
    Note,
    OtherChain,
    Reading,
    SavedResponse,
    Slots,
    SourceInfo,
    ToldSymptom,
)
from diagnose.outside import Address, FileName, Platform, Reference
from diagnose.secrets import Secret
from diagnose.ticket.hygiene import Dirt
from diagnose.ticket.ticket import NamedId

_SCHEMES: Final = frozenset({"bearer", "basic", "digest", "token", "jwt", "apikey", "api-key", "key", "oauth"})
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"})


def veiled_ticket(ticket: RecordedTicket, veil: Veil) -> RecordedTicket:
    """Return the ticket."""
    named = tuple(_named(some_id, veil) for some_id in ticket.named)
    reading = _reading(ticket.reading, veil)
    reference = None if ticket.reference is None else veil.value(Reference(ticket.reference))
    return RecordedTicket(named, reference, tuple(map(veil.id, ticket.unsorted)), reading)


def veiled_run(run: RecordedRun, veil: Veil) -> RecordedRun:
    """Return the options."""
    return replace(run, source_platform=veil.value(Platform(run.source_platform)))


def veiled_exchanged(exchanged: Exchanged, veil: Veil) -> Exchanged:
    """Return the answers."""
    return Exchanged(
        tuple(_answer(answer, veil) for answer in exchanged.answers),
        tuple(_answer(login, veil) for login in exchanged.logins),
        tuple(_answer(trial, veil) for trial in exchanged.trials),
    )


def _named(some_id: NamedId, veil: Veil) -> NamedId:
    return NamedId(
        some_id.kind,
        veil.id(some_id.named),
        veil.id(some_id.id),
        tuple(_dirt(dirt, veil) for dirt in some_id.dirt),
        None if some_id.spelled is None else veil.id(some_id.spelled),
    )


def _dirt(dirt: Dirt, veil: Veil) -> Dirt:
    """A remark behind an ID is dirt as well, and may spell a name: of letters, only their number counts."""
    shown = (
        "x" if veil.resolver is not None and dirt.character.isalnum() and dirt.character.isascii() else dirt.character
    )
    return Dirt(dirt.index, shown, dirt.replacement)


def _reading(reading: Reading, veil: Veil) -> Reading:
    return Reading(
        sources=tuple(_source(source, veil) for source in reading.sources),
        ids=tuple(_found(found, veil) for found in reading.ids),
        unsorted=tuple(map(veil.id, reading.unsorted)),
        set_aside=tuple(map(veil.id, reading.set_aside)),
        ids_left_out=reading.ids_left_out,
        requests=tuple(_request(request, veil) for request in reading.requests),
        responses=tuple(_response(response, veil) for response in reading.responses),
        secrets=tuple(_secret(found, veil) for found in reading.secrets),
        notes=tuple(Note(_file(note.source, veil), note.line, veil.told(note.text)) for note in reading.notes),
        slots=_slots(reading.slots, veil),
        ambiguities=tuple(_ambiguity(found, veil) for found in reading.ambiguities),
        told=tuple(
            ToldSymptom(told.symptom, veil.quote(told.words, None)[0], _file(told.source, veil), told.line, told.sure)
            for told in reading.told
        ),
        people=(),  # names serve for masking, which is done
        others=tuple(
            OtherChain(
                tuple((kind, veil.id(some_id)) for kind, some_id in chain.ids), _file(chain.source, veil), chain.line
            )
            for chain in reading.others
        ),
    )


def _file(name: str, veil: Veil) -> str:
    return veil.value(FileName(name))


def _source(source: SourceInfo, veil: Veil) -> SourceInfo:
    return replace(source, name=_file(source.name, veil))


def _found(found: FoundId, veil: Veil) -> FoundId:
    quote, caret = veil.quote(found.quote, found.caret)
    at = found.context.find(found.value)
    context, _ = veil.quote(found.context, at if at >= 0 else None)
    value = veil.id(found.value)
    return replace(
        found, value=value, raw=value, source=_file(found.source, veil), context=context, quote=quote, caret=caret
    )


def _request(request: CustomerRequest, veil: Veil) -> CustomerRequest:
    variables = veiled_json(dict(request.variables), veil)
    return replace(
        request,
        document=None if request.document is None else veiled_document(request.document, veil),
        variables=variables if isinstance(variables, dict) else {},
        source=_file(request.source, veil),
        operation_name=None if request.operation_name is None else veil.name(request.operation_name),
        method=request.method if request.method in _METHODS or request.method is None else veil.word(request.method),
        endpoint=None if request.endpoint is None else veil.value(Address(request.endpoint)),
        headers=None
        if request.headers is None
        else {name: veil.header(value) for name, value in request.headers.items()},
        authorization=_authorization(request.authorization, veil),
        problems=tuple(map(veil.said_of_a_query, request.problems)),
    )


def _authorization(form: AuthorizationForm | None, veil: Veil) -> AuthorizationForm | None:
    if form is None or form.scheme is None or form.scheme.casefold() in _SCHEMES:
        return form
    return replace(form, scheme=veil.word(form.scheme))


def _response(response: SavedResponse, veil: Veil) -> SavedResponse:
    errors = veiled_json(list(response.errors), veil)
    at = response.at
    return replace(
        response,
        source=_file(response.source, veil),
        operation=None if response.operation is None else veil.name(response.operation),
        data=veiled_json(response.data, veil),
        errors=tuple(errors) if isinstance(errors, list) else (),
        at=at if at is None or is_moment(at) else veil.told(at),
    )


def _secret(found: FoundSecret, veil: Veil) -> FoundSecret:
    return replace(
        found, source=_file(found.source, veil), where=veil.told(found.where), secret=Secret("", found.secret.name)
    )


def _slots(slots: Slots, veil: Veil) -> Slots:
    return Slots(
        workspace_id=None if slots.workspace_id is None else veil.id(slots.workspace_id),
        connection_id=None if slots.connection_id is None else veil.id(slots.connection_id),
        connection_job_ids=tuple(map(veil.id, slots.connection_job_ids)),
        job_work_ids=tuple(map(veil.id, slots.job_work_ids)),
        work_ids=tuple(map(veil.id, slots.work_ids)),
        artifact_ids=tuple(map(veil.id, slots.artifact_ids)),
        reference=None if slots.reference is None else veil.value(Reference(slots.reference)),
        endpoint=None if slots.endpoint is None else veil.value(Address(slots.endpoint)),
    )


def _ambiguity(found: Ambiguity, veil: Veil) -> Ambiguity:
    others = tuple(map(veil.id, found.others))
    return Ambiguity(found.slot, veil.id(found.chosen), others, veil.told(found.why))


def _answer(answer: Answer, veil: Veil) -> Answer:
    asked = answer.question
    question = Question(asked.operation, veiled_question(asked.variables, veil, ours=not asked.text), asked.text)
    return replace(
        answer,
        question=question,
        attempts=tuple(_attempt(attempt, veil) for attempt in answer.attempts),
        data=veiled_answer(answer.data, veil),
        errors=tuple(_error(error, veil) for error in answer.errors),
        summary=veil.told(answer.summary),
        server_date=None if answer.server_date is None else _credible(answer.server_date),
    )


def _credible(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _attempt(attempt: Attempt, veil: Veil) -> Attempt:
    named = None if attempt.request_id is None else veil.id(attempt.request_id)
    return replace(attempt, request_id=named, summary=veil.told(attempt.summary))


def _error(error: GraphQLError, veil: Veil) -> GraphQLError:
    path = (
        None if error.path is None else tuple(veil.name(step) if isinstance(step, str) else step for step in error.path)
    )
    code = None if error.code is None else veil.told(error.code)
    return GraphQLError(veil.told(error.message), path, code)
