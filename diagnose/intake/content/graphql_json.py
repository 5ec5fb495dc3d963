"""GraphQL in JSON: a request (or a batch of them), or a response."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from diagnose.intake.content.given_variables import variables_among
from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.response_rows import ResponseRows, rows_of
from diagnose.intake.content.sightings import LooseVariables, Remark, RequestSeen, ResponseSeen, Sighting
from diagnose.intake.kinds import CREATING, kind_of_key
from diagnose.intake.model import AuthorizationForm, CustomerRequest, SavedResponse
from diagnose.intake.source import lenient_json
from diagnose.intake.source.limits import MAX_DOCUMENT
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


@dataclass(frozen=True)
class Envelope:
    """What is known of a request besides its body: the form it was read from, and what that shows."""

    form: str
    line: int
    method: str | None = None
    endpoint: str | None = None
    headers: Mapping[str, str] | None = None
    headers_complete: bool = True
    authorization: AuthorizationForm | None = None
    problems: tuple[str, ...] = field(default=())
    variables_as_text: bool = False


_LEFT_OPEN = re.compile(r"\s{0,20}(?:\$?\{\{[^{}]{0,200}\}\}|=\{\{[^{}]{0,200}\}\}|\$\{?\w{1,100}\}?)\s{0,20}")
"""A name in the query's place: what it stands for is not in the ticket."""


def is_request(value: Json) -> bool:
    """Tell whether a value is a GraphQL request body."""
    if not isinstance(value, dict):
        return False
    if isinstance(query := value.get("query"), str):
        return _LEFT_OPEN.fullmatch(query) is None
    extensions = value.get("extensions")
    return "variables" in value and isinstance(extensions, dict) and "persistedQuery" in extensions


def is_batch(value: Json) -> bool:
    """Tell whether a value is an array of GraphQL request bodies."""
    return isinstance(value, list) and bool(value) and all(is_request(item) for item in value)


def is_response(value: Json) -> bool:
    """Tell whether a value is a GraphQL response, or the ``data`` of one."""
    if not isinstance(value, dict):
        return False
    data, errors = value.get("data"), value.get("errors")
    if is_request(data) or (isinstance(data, dict) and "data" in data and is_response(data)):
        return False  # the options of a call, as of axios, or what it gives: the body is under this name
    if isinstance(errors, list) or is_error(value):
        return True
    if "data" in value and (data is None or isinstance(data, dict)):
        return value.keys() <= _ENVELOPE or bool(_ROOTS & (data or {}).keys())
    return bool(_ROOTS & value.keys()) and not is_request(value)


def is_error(value: Json) -> bool:
    """Tell one entry of ``errors``, as clients raise and print it alone."""
    if not isinstance(value, dict) or not isinstance(value.get("message"), str) or not value.keys() <= _ERROR:
        return False
    path = value.get("path")
    asked = isinstance(path, list) and bool(path) and isinstance(path[0], str) and path[0] in _ROOTS
    return asked or isinstance(value.get("extensions"), dict) or isinstance(value.get("locations"), list)


_ERROR = {"message", "extensions", "locations", "path", "name", "stack"}
_ENVELOPE = {
    "data", "errors", "extensions", "loading", "networkStatus", "error", "partial", "called", "stale", "fetching",
    "hasNext", "status",
}  # fmt: skip
"""What stands beside ``data`` in a response, also in what clients (Apollo, urql) make of one."""
_ROOTS = CREATING | {"me", "jobWorks", "loginViaPersonalApiToken", "addUsersToTheWorkspace", "uploadConnectionFile"}


_SHAPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"id", "workId"}), "jobWorks"),
    (frozenset({"id", "artifactId"}), "jobWorkArtifacts"),
    (frozenset({"id", "providerKey"}), "connections"),
    (frozenset({"id", "connectionId", "workspaceId", "name"}), "connectionJobs"),
    (frozenset({"id", "displayName", "slug"}), "workspaces"),
    (frozenset({"id", "jobWorks"}), "connections"),
    (frozenset({"id", "connections"}), "workspaces"),
    (frozenset({"id", "jobWorkArtifacts"}), "jobWorks"),
)


def list_of(value: Json) -> str | None:
    """Name the list that a bare object, or a bare list of objects, was cut out of; None when its shape is not known."""
    items = value if isinstance(value, list) else [value]
    first = items[0] if items else None
    if not isinstance(first, dict):
        return None
    for keys, name in _SHAPES:
        if keys <= first.keys() and all(isinstance(item, dict) and keys <= item.keys() for item in items):
            return name
    return None


def read_requests(value: Json, lines: Lines, envelope: Envelope) -> tuple[Sighting, ...]:
    """Read a request body or a batch of them; nothing when it is neither."""
    if isinstance(value, list) and is_batch(value):
        return tuple(
            sighting
            for index, item in enumerate(value)
            if isinstance(item, dict)
            for sighting in _batched(item, lines.below(index), envelope)
        )
    if isinstance(value, dict) and is_request(value):
        return tuple(_read_request(value, lines, envelope))
    return ()


def read_variables_alone(value: Json, lines: Lines, envelope: Envelope) -> Iterator[Sighting]:
    """Read a body whose query is not known, as from a file that was not given, for the variables that it shows."""
    given = value.get("variables") if isinstance(value, dict) and not is_request(value) else None
    variables, places = _variables(given, lines) or ({}, lines)
    if variables:
        known = replace(envelope, variables_as_text=isinstance(given, str))
        yield from request_seen(known, None, Traced.on_line("", envelope.line), variables, places)


def _batched(body: dict[str, Json], lines: Lines, envelope: Envelope) -> Iterator[Sighting]:
    """Read one request of a batch; where the batch was sent is known, it has the line of the whole."""
    own = replace(lines, line=envelope.line).from_first_string_of(body)
    line = own.line if envelope.endpoint is None else envelope.line
    return _read_request(body, replace(own, line=line), replace(envelope, line=line))


def _read_request(body: dict[str, Json], lines: Lines, envelope: Envelope) -> Iterator[Sighting]:
    document = body.get("query")
    text = document if isinstance(document, str) else None
    line = replace(lines, line=envelope.line).at("query")
    problems = list(envelope.problems)
    if text is None:
        problems.append("the body has no query, only the hash of a persisted one")
    value = body.get("variables")
    found = _variables(value, replace(lines, line=envelope.line))
    if found is None:
        yield Remark(envelope.line, "The variables of a request are not a JSON object, so they were not read.")
    variables, places = found or ({}, Lines(envelope.line))
    as_text = isinstance(value, str) and bool(value.strip())
    known = replace(envelope, problems=tuple(problems), variables_as_text=as_text)
    yield from request_seen(
        known, text, Traced.on_line(text or "", line), variables, places, operation=body.get("operationName")
    )


def _variables(value: Json, lines: Lines) -> tuple[dict[str, Json], Lines] | None:
    """Return the variables as an object, also when they were sent as JSON inside a string; None for anything else."""
    if isinstance(value, dict):
        return value, lines.below("variables")
    if isinstance(value, str) and value.strip():
        inner = lenient_json.parse_kindly(value, placed=False)
        return (inner.value, Lines(lines.at("variables"))) if isinstance(inner.value, dict) else None
    return ({}, lines) if value is None or value == "" else None


def request_seen(
    envelope: Envelope,
    document: str | None,
    traced: Traced,
    variables: dict[str, Json] | None = None,
    places: Lines | None = None,
    *,
    operation: Json = None,
) -> Iterator[Remark | RequestSeen]:
    """Put a request together; a document of unreasonable length is kept up to the limit."""
    if document is not None and len(document) > MAX_DOCUMENT:
        yield Remark(
            envelope.line, f"A GraphQL document of {len(document):,} characters was cut after {MAX_DOCUMENT:,}."
        )
        document, traced = document[:MAX_DOCUMENT], traced.slice(0, MAX_DOCUMENT)
    request = CustomerRequest(
        document, variables or {}, "", envelope.line, envelope.form,
        operation if isinstance(operation, str) and operation else None,
        envelope.method, envelope.endpoint, envelope.headers, envelope.headers_complete, envelope.authorization,
        envelope.problems, variables_as_text=envelope.variables_as_text,
    )  # fmt: skip
    yield RequestSeen(request, traced, places or Lines(envelope.line))


def variables_for(request: RequestSeen, value: Json, lines: Lines) -> LooseVariables | None:
    """Take an object for the variables of a bare document; None when not all of it is for that."""
    if not isinstance(value, dict) or "query" in value or request.request.form != "graphql":
        return None
    loose = loose_variables(value, lines)
    known = variables_among(loose.variables, read_document(request.request.document or ""))
    return loose if known and (loose.labelled or len(known) == len(loose.variables)) else None


def loose_variables(value: dict[str, Json], lines: Lines) -> LooseVariables:
    """Return an object, or the ``variables`` in it, as what may be a document's."""
    inner, as_text = value.get("variables"), sends_text(value, lines)
    if isinstance(inner, dict) or as_text:
        return LooseVariables(*(_variables(inner, lines) or ({}, lines)), labelled=True, as_text=as_text)
    return LooseVariables(value, lines)


def sends_text(body: dict[str, Json], lines: Lines) -> bool:
    """Tell code that makes text of its variables, beside a query that only running it would tell.

    Without that query it may be a line for the log, which says nothing of how they were sent.
    """
    given = body.get("variables")
    return isinstance(given, str) and (*lines.prefix, "query") in lines.left_out and bool(_variables(given, lines))


def response_seen(
    value: Json,
    lines: Lines,
    *,
    size: int,
    status: int | None = None,
    at: str | None = None,
    request: RequestSeen | None = None,
) -> ResponseSeen | None:
    """Read a saved response (or the data cut out of one); None when the value is none."""
    if name := list_of(value):
        value, lines = {name: value}, lines.under_key()
    elif not is_response(value):
        return None
    if not isinstance(value, dict):
        return None
    alone = is_error(value)
    whole = "data" in value or "errors" in value or alone
    data: Json = value.get("data") if whole else value
    errors: Json = [value] if alone else value.get("errors")
    rows = rows_of(data)
    response = SavedResponse(
        "", lines.line, operation_of(data), data, tuple(errors) if isinstance(errors, list) else (),
        status, at, empty=empty_parts(data, rows),
    )  # fmt: skip
    return ResponseSeen(response, lines.below("data") if whole else lines, size, request, rows)


def operation_of(data: Json) -> str | None:
    """Name what a response's data answers; see :class:`SavedResponse`."""
    if not isinstance(data, dict) or not data:
        return None
    root = next(iter(data))
    if root != "me":
        return root
    found = {"me"}
    stack: list[Json] = [data["me"]]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "jobWorks" in item:
                return "jobWorks"
            found |= item.keys()
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item[:50])
    return next(name for name in ("jobWorks", "connections", "workspaces", "me") if name in found)


def empty_parts(data: Json, rows: ResponseRows) -> tuple[str, ...]:
    """Name the lists of the chain that came back empty, and roots that are null."""
    if not isinstance(data, dict):
        return ()
    return tuple(sorted(rows.empty | {key for key, value in data.items() if value is None and key in _ROOTS}))


def looks_like_ids(value: Json) -> bool:
    """Tell whether an object has keys that name kinds of ID: a ticket file, or variables on their own."""
    if not isinstance(value, dict):
        return False
    return any(kind_of_key(key) for key in value) or (
        isinstance(filters := value.get("filters"), dict) and any(kind_of_key(key) or key == "ids" for key in filters)
    )
