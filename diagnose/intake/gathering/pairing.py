"""Requests and responses, once a source is read: which belong together, and which IDs they name.

An ID in a request's argument is what the customer asked for. The response to a creation says what they were given.
A response that merely lists things is inventory: its IDs are kept as evidence, and
:mod:`diagnose.intake.gathering.resolve` says when they fill a slot after all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.forms.graphql_document import DocumentReading, Use, read_document
from diagnose.intake.gathering.journal import Draft, DraftResponse, Page
from diagnose.intake.gathering.weight import Weight
from diagnose.intake.kinds import CREATING, kind_of_argument, kind_of_field, kind_of_key
from diagnose.intake.model import CustomerRequest, Evidence, FoundId, SavedResponse, SecretKind
from diagnose.intake.source.secret_search import is_placeholder
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_STAND_IN = re.compile(
    r"(?i)<[^<>]*>|\$\{?\w*\}?|\{\{.*\}\}|\{\w*\}|%\w+%"
    r"|(?:your|my|the)[-_ ](?!\w*\d).*|\.{2,}|…|x{2,}|\*+|string|null|undefined"
)
_EMPTY = DocumentReading()


def settle_all(pages: Sequence[Page]) -> None:
    """Settle several sources: a source of variables or responses alone may belong to a request in one before it."""
    for page in pages:
        _pair(page)
    waiting: list[Draft] = []
    for page in pages:
        for response in page.responses:
            fitting = [item for item in waiting if _answers(item, response)] if response.request is None else []
            if fitting:
                response.request = fitting[-1]
                waiting.remove(fitting[-1])
        taken = {id(response.request) for response in page.responses}
        waiting = [*waiting, *(item for item in page.requests if id(item) not in taken)][-_WINDOW:]
    answers = {id(item.request): item for page in pages for item in page.responses if item.request is not None}
    for page in pages:
        _hand_over(page, answers)


def _answers(draft: Draft, answer: DraftResponse) -> bool:
    """Tell whether a response in another source is surely of the request's kind."""
    operation = answer.response.operation
    known = read_document(draft.request.document).fields if draft.request.document else frozenset()
    return operation is not None and operation in known


def settle(page: Page) -> None:
    """Pair requests with responses, then hand everything of this page to the journal."""
    settle_all([page])


def _hand_over(page: Page, answers: Mapping[int, DraftResponse]) -> None:
    """Hand what a page holds to the journal; a response goes with its request."""
    for request in page.requests:
        settle_request(page, request, answers.get(id(request)))
    for lone in page.responses:
        if lone.request is None:
            _settle_response(page, lone, _EMPTY)
    page.requests.clear()
    page.responses.clear()


def settle_request(page: Page, draft: Draft, answer: DraftResponse | None) -> None:
    """Hand a request, and its response when there is one, to the journal."""
    document = read_document(draft.request.document) if draft.request.document else _EMPTY
    if document.problem:
        page.note(draft.request.line, f"A GraphQL document was read by its words only: {document.problem}.")
    index = _settle_response(page, answer, document) if answer else None
    request = replace(draft.request, response=index)
    if request.operation_name is None and len(document.operations) == 1:
        request = replace(request, operation_name=document.operations[0])
    weight = Weight.of_response(answer.response if answer else None)
    for found in _request_ids(page, draft, document):
        own = _weight_of(found, weight, answer.response if answer else None)
        page.journal.found(found, own.quoted(request.quoted))
    if request.endpoint:
        page.journal.endpoint(request.endpoint, weight.quoted(request.quoted))
    page.journal.request(request)


def _weight_of(found: FoundId, weight: Weight, response: SavedResponse | None) -> Weight:
    """A job work that was asked for and did not come back is what the ticket is about, however whole the answer."""
    if weight is not Weight.ASKED_AND_GIVEN or found.kind is not Kind.JOB_WORK or response is None:
        return weight
    if response.data is None or f'"{found.value}"' in json.dumps(response.data, ensure_ascii=False):
        return weight
    return Weight.INCOMPLETE


_WINDOW = 50
"""Requests back that a response may be the answer to."""


def _pair(page: Page) -> None:
    """Give each response the nearest request before it that it can be the answer to."""
    waiting: list[Draft] = []
    requests = iter(sorted(page.requests, key=lambda item: item.request.line))
    upcoming = next(requests, None)
    for draft in sorted(page.responses, key=lambda item: item.response.line):
        while upcoming is not None and upcoming.request.line <= draft.response.line:
            waiting = [*waiting[-_WINDOW:], upcoming]
            upcoming = next(requests, None)
        fitting = [item for item in waiting if _fits(item.request, draft.response.operation)]
        if draft.request is None and fitting:
            nearest = fitting[-1].request.line
            draft.request = next(item for item in fitting if item.request.line == nearest)
            waiting.remove(draft.request)


def _fits(request: CustomerRequest, operation: str | None) -> bool:
    document = read_document(request.document) if request.document else _EMPTY
    if operation is None or not document.fields:
        return True
    return operation in document.fields or operation in document.aliases


def _settle_response(page: Page, draft: DraftResponse, document: DocumentReading) -> int | None:
    for found in _response_ids(page, draft, document.aliases):
        page.journal.found(found, Weight.INVENTORY if found.inventory else Weight.CREATED)
    page.journal.given_external_ids.update(draft.external_ids)
    response = replace(draft.response, data=None) if draft.response.left_out else draft.response
    if response.failing is False:
        page.journal.troubled |= troubled_job_works(draft.response.data)
    return page.journal.response(response)


def _request_ids(page: Page, draft: Draft, document: DocumentReading) -> Iterator[FoundId]:
    """Yield the IDs in a request: literals and variables by their argument, the others by the variable's name."""
    used: set[str] = set()
    for use in document.uses:
        if use.variable is not None:
            used.add(use.variable)
            yield from _variable_ids(page, draft, document, use)
        elif use.literal is not None:
            yield from _literal_ids(page, draft, use)
    for name, value in draft.request.variables.items():
        if name not in used:
            yield from _leaves(page, draft, "", (name,), (name,), value)


def _literal_ids(page: Page, draft: Draft, use: Use) -> Iterator[FoundId]:
    line = (draft.traced or Traced.on_line("", draft.request.line)).line_at(use.offset)
    if use.field == "loginViaPersonalApiToken" and use.literal and not is_placeholder(use.literal):
        page.secret(SecretKind.API_KEY, use.literal, line, "argument of loginViaPersonalApiToken")
    elif kind := kind_of_argument(use.field, use.path):
        yield from _found(page, kind, use.literal or "", _context(use.field, use.path), line)


def _variable_ids(page: Page, draft: Draft, document: DocumentReading, use: Use) -> Iterator[FoundId]:
    name = use.variable or ""
    if name in draft.request.variables:
        value = draft.request.variables[name]
        if use.field == "loginViaPersonalApiToken" and isinstance(value, str) and not is_placeholder(value):
            page.secret(SecretKind.API_KEY, value, draft.request.line, "argument of loginViaPersonalApiToken")
            return
        yield from _leaves(page, draft, use.field, use.path, (name,), value)
    elif name in document.defaults:
        yield from _leaves(page, draft, use.field, use.path, (name,), document.defaults[name])


def _leaves(
    page: Page, draft: Draft, field: str, path: tuple[str, ...], place: tuple[str | int, ...], value: Json
) -> Iterator[FoundId]:
    """Walk a variable's value down to its IDs; a variable given to no argument goes by its own name."""
    stack: list[tuple[tuple[str, ...], tuple[str | int, ...], Json]] = [(path, place, value)]
    while stack:
        path, place, item = stack.pop()
        if isinstance(item, dict):
            stack.extend(((*path, key), (*place, key), member) for key, member in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((path, (*place, index), item[index]) for index in range(len(item) - 1, -1, -1))
        elif kind := kind_of_argument(field, path) if field else _kind_by_name(path):
            line = draft.variable_lines.get(place, draft.request.line)
            source = draft.variables_source or page.source
            for found in _found(page, kind, item, _context(field or "variables", path), line):
                yield replace(found, source=source)


def _kind_by_name(path: tuple[str, ...]) -> Kind | None:
    if path[-1] == "ids" and "filters" in path[0].lower():
        return Kind.CONNECTION if "connection" in path[0].lower() else Kind.JOB_WORK
    return kind_of_key(path[-1])


def _context(field: str, path: tuple[str, ...]) -> str:
    return f"{field}({'.'.join(path)})"


def _found(page: Page, kind: Kind, value: Json, context: str, line: int) -> Iterator[FoundId]:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text.strip():
        return
    if _STAND_IN.fullmatch(text[:400].strip()):
        page.note(line, f"The {kind.words} ID in {context} is a placeholder, not an ID.")
    elif len(text) > MAX_ID_LENGTH:
        page.note(line, f"The {kind.words} ID in {context} has {len(text):,} characters, so it was not taken for one.")
    else:
        yield FoundId(kind, text, text, Evidence.ARGUMENT, page.source, line, context)


def _response_ids(page: Page, draft: DraftResponse, aliases: Mapping[str, str]) -> Iterator[FoundId]:
    """Yield the IDs in a response by the field that they stand in."""
    response = draft.response
    stack: list[tuple[tuple[str | int, ...], str, str, Json]] = [((), "", "", response.data)]
    while stack:
        path, parent, root, item = stack.pop()
        if isinstance(item, dict):
            for key, member in reversed(item.items()):
                field = aliases.get(key, key)
                if isinstance(member, str):
                    yield from _field_id(page, draft, (*path, key), (parent, field, root), member)
                else:
                    stack.append(((*path, key), field, root or field, member))
        elif isinstance(item, list):
            stack.extend(((*path, i), parent, root, item[i]) for i in range(len(item) - 1, -1, -1))


def _field_id(
    page: Page, draft: DraftResponse, path: tuple[str | int, ...], names: tuple[str, str, str], value: str
) -> Iterator[FoundId]:
    parent, field, root = names
    kind = kind_of_field(parent, field)
    if field == "externalId" and parent == "workArtifact":
        draft.external_ids.append(value)
    if kind is None or not value.strip() or len(value) > MAX_ID_LENGTH:
        return
    listed = root not in CREATING or kind is Kind.WORK
    if not page.journal.wants(kind, value, page.source, inventory=listed):
        return
    line = draft.lines.get(path, draft.response.line)
    context = "data" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    yield FoundId(kind, value, value, Evidence.FIELD, draft.response.source, line, context, inventory=listed)


def troubled_job_works(data: Json) -> set[str]:
    """Name the job works of a listing that have no artifacts, or artifacts that are not completed."""
    found: set[str] = set()
    stack: list[Json] = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            artifacts, name = item.get("jobWorkArtifacts"), item.get("id")
            if isinstance(artifacts, list) and isinstance(name, str) and _in_trouble(artifacts):
                found.add(name)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return found


def _in_trouble(artifacts: list[Json]) -> bool:
    statuses = [
        work.get("status")
        for item in artifacts
        if isinstance(item, dict) and isinstance(work := item.get("workArtifact"), dict) and "status" in work
    ]
    return not artifacts or any(not isinstance(word, str) or word.lower() != "completed" for word in statuses)
