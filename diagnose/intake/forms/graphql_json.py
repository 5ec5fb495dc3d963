"""What a JSON value is: a GraphQL request (or a batch of them), a saved response, or a ticket file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diagnose.intake.forms.graphql_document import read_document
from diagnose.intake.gathering.journal import Draft, DraftResponse, Page
from diagnose.intake.kinds import CREATING, kind_of_key
from diagnose.intake.model import AuthorizationForm, CustomerRequest, SavedResponse
from diagnose.intake.source import lenient_json
from diagnose.intake.source.limits import MAX_DOCUMENT, MAX_KEPT_DATA, MAX_KEPT_RESPONSE
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

Lines = Mapping[lenient_json.Path, int]


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


def under(lines: Lines, *prefix: str | int) -> dict[lenient_json.Path, int]:
    """Return the lines of what stands below ``prefix``, by the path from there."""
    depth = len(prefix)
    return {path[depth:]: line for path, line in lines.items() if path[:depth] == prefix}


def is_request(value: Json) -> bool:
    """Tell whether a value is a GraphQL request body."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("query"), str):
        return True
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
    if ("data" in value and (data is None or isinstance(data, dict))) or isinstance(errors, list):
        return True
    return bool(_ROOTS & value.keys()) and not is_request(value)


_ROOTS = CREATING | {"me", "jobWorks", "loginViaPersonalApiToken", "addUsersToTheWorkspace", "uploadConnectionFile"}


_SHAPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"id", "workId"}), "jobWorks"),
    (frozenset({"id", "artifactId"}), "jobWorkArtifacts"),
    (frozenset({"id", "providerKey"}), "connections"),
    (frozenset({"id", "connectionId", "workspaceId", "name"}), "connectionJobs"),
    (frozenset({"id", "displayName", "slug"}), "workspaces"),
)


def list_of(value: Json) -> str | None:
    """Name the list that a bare object, or a bare list of objects, was cut out of; None when its shape is not known."""
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, dict) for item in items):
        return None
    for keys, name in _SHAPES:
        if all(isinstance(item, dict) and keys <= item.keys() for item in items):
            return name
    return None


def read_requests(page: Page, value: Json, lines: Lines, envelope: Envelope) -> bool:
    """Read a request body or a batch of them; False when it is neither."""
    if is_batch(value) and isinstance(value, list):
        page.form(envelope.form)
        for index, item in enumerate(value):
            if isinstance(item, dict):
                own = under(lines, index)
                at = min(own.values(), default=envelope.line)
                _read_request(
                    page, item, own, replace(envelope, line=at if envelope.endpoint is None else envelope.line)
                )
        return True
    if isinstance(value, dict) and is_request(value):
        page.form(envelope.form)
        _read_request(page, value, lines, envelope)
        return True
    return False


def _read_request(page: Page, body: dict[str, Json], lines: Lines, envelope: Envelope) -> None:
    document = body.get("query")
    text = document if isinstance(document, str) else None
    line = lines.get(("query",), envelope.line)
    problems = list(envelope.problems)
    if text is None:
        problems.append("the body has no query, only the hash of a persisted one")
    variables, places = _variables(page, body.get("variables"), lines, envelope.line, problems)
    add_request(
        page, envelope, text, Traced.on_line(text or "", line), variables, places,
        operation=body.get("operationName"), problems=tuple(problems),
    )  # fmt: skip
    page.secrets_in(variables, envelope.line)


def _variables(page: Page, value: Json, lines: Lines, line: int, problems: list[str]) -> tuple[dict[str, Json], Lines]:
    """Return the variables as an object, also when they were sent as JSON inside a string."""
    if isinstance(value, dict):
        return value, under(lines, "variables")
    if isinstance(value, str) and value.strip():
        inner = lenient_json.parse_kindly(value)
        if isinstance(inner.value, dict):
            problems.append("the variables were sent as a string, not as an object")
            at = lines.get(("variables",), line)
            return inner.value, dict.fromkeys(inner.places, at)
    if value is not None and value != "":
        page.note(line, "The variables of a request are no JSON object, so they were not read.")
    return {}, {}


def add_request(
    page: Page,
    envelope: Envelope,
    document: str | None,
    traced: Traced,
    variables: dict[str, Json],
    places: Lines,
    *,
    operation: Json = None,
    problems: tuple[str, ...] = (),
) -> Draft:
    """Add a request to the page; a document of unreasonable length is kept up to the limit."""
    if document is not None and len(document) > MAX_DOCUMENT:
        page.note(envelope.line, f"A GraphQL document of {len(document):,} characters was cut after {MAX_DOCUMENT:,}.")
        document, traced = document[:MAX_DOCUMENT], traced.slice(0, MAX_DOCUMENT)
    request = CustomerRequest(
        document, variables, page.source, envelope.line, envelope.form,
        operation if isinstance(operation, str) and operation else None,
        envelope.method, envelope.endpoint, envelope.headers, envelope.headers_complete, envelope.authorization,
        problems or envelope.problems,
    )  # fmt: skip
    draft = Draft(request, traced, places)
    page.add_request(draft)
    return draft


def attach_variables(page: Page, draft: Draft, value: Json, lines: Lines, line: int) -> bool:
    """Give a bare document the variables that an object has for it; False when they are not for it."""
    if not isinstance(value, dict) or "query" in value or draft.request.variables or draft.request.form != "graphql":
        return False
    wrapped = isinstance(value.get("variables"), dict)
    inner = value["variables"] if wrapped else value
    if not isinstance(inner, dict) or not read_document(draft.request.document or "").variables & inner.keys():
        return False
    draft.request = replace(draft.request, variables=inner)
    draft.variable_lines = under(lines, "variables") if wrapped else lines
    draft.variables_source = page.source
    page.secrets_in(inner, line)
    return True


def read_response(
    page: Page, value: Json, lines: Lines, line: int, *, size: int, status: int | None = None, at: str | None = None
) -> DraftResponse | None:
    """Read a saved response (or the data cut out of one); None when the value is none."""
    if name := list_of(value):
        value, lines = {name: value}, {(name, *path): where for path, where in lines.items()}
    elif not is_response(value):
        return None
    if not isinstance(value, dict):
        return None
    whole = "data" in value or "errors" in value
    data: Json = value.get("data") if whole else value
    errors = value.get("errors")
    response = SavedResponse(
        page.source, line, operation_of(data), data, tuple(errors) if isinstance(errors, list) else (),
        status, at, empty=empty_parts(data),
    )  # fmt: skip
    draft = DraftResponse(response, under(lines, "data") if whole else lines)
    page.responses.append(draft)
    page.form("json-response")
    page.secrets_in(data, line)
    draft.response = _bounded(page, draft.response, size)
    return draft


def _bounded(page: Page, response: SavedResponse, size: int) -> SavedResponse:
    """Mark a response whose data is too much to keep; it is dropped once its IDs were read."""
    if size <= MAX_KEPT_RESPONSE and page.journal.kept_data + size <= MAX_KEPT_DATA:
        page.journal.kept_data += size
        return response
    return replace(response, left_out=True)


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
            found |= item.keys()
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item[:50])
    return next(name for name in ("jobWorks", "connections", "workspaces", "me") if name in found)


_LISTS = ("workspaces", "connections", "jobWorks", "jobWorkArtifacts")


def empty_parts(data: Json) -> tuple[str, ...]:
    """Name the lists of the chain that came back empty, and roots that are null."""
    if not isinstance(data, dict):
        return ()
    found = {key for key, value in data.items() if value is None and key in _ROOTS}
    stack: list[Json] = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            found |= {key for key in _LISTS if item.get(key) == []}
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return tuple(sorted(found))


def looks_like_ids(value: Json) -> bool:
    """Tell whether an object has keys that name kinds of ID: a ticket file, or variables on their own."""
    if not isinstance(value, dict):
        return False
    return any(kind_of_key(key) for key in value) or (
        isinstance(filters := value.get("filters"), dict) and any(kind_of_key(key) or key == "ids" for key in filters)
    )
