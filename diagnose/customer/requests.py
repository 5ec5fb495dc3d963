"""What the customer sent and what they saved, read out of a ticket: listings, creations, statuses.

Pure views of a :class:`~diagnose.intake.model.Reading`. They hold no judgement; the checks that read the request
(``creation-response``, ``query-document``, ``request-window``) decide from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose.graphql_text import Parsed, parse_text
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json

if TYPE_CHECKING:
    from graphql import DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode

ROUTER_HOST = "router.apps.filed.com"
GATEWAY_HOST = "gateway.filed.com"
_ROUTER_TYPES = frozenset({"User", "WorkspaceUser"})
_ROUTER_ROOTS = frozenset(
    {"health", "exchangeSurfaceRefreshTokenForAccessTokens", "triggerTaxPrep", "createClient", "setTaxPrepTaskStatus"}
)
_SIGNED_OUT = frozenset({401, 403})
_SIGN_IN_WORDS = (
    "unauthenticated",
    "unauthorized",
    "unauthorised",
    "not authenticated",
    "not signed in",
    "access token",
)
_LEGACY_FIELDS = frozenset({"workspaces", "connections", "jobWorks", "jobWorkArtifacts", "loginViaPersonalApiToken"})


@dataclass(frozen=True)
class Listing:
    """One ``jobWorks`` field of one of the customer's requests, its arguments with the variables filled in.

    ``filters`` has the IDs by filter key; an empty tuple filters for nothing. ``request`` counts from 1.
    """

    request: int
    query: str
    connection_ids: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    limit: int | None
    offset: int | None
    selects_artifacts: bool
    response: int | None

    @property
    def windowed(self) -> bool:
        """True when a limit or an offset may cut the list."""
        return self.limit is not None or bool(self.offset)


@dataclass(frozen=True)
class Creation:
    """A saved response to createJobWorks or createJobWorkArtifacts.

    ``given`` has every ID in it that identifies what was created, ``work_ids`` maps a job work's ``workId`` to its
    ``id``; ``asked`` are the external IDs of the request's inputs; ``errors`` the messages, each with its path.
    ``identifies`` is True when every row shows what a ticket may name it by, so that an ID can be missed among them.
    """

    kind: Kind
    given: frozenset[str]
    work_ids: Mapping[str, str]
    asked: tuple[str, ...]
    errors: tuple[tuple[str, tuple[Json, ...]], ...]
    source: str
    line: int
    empty: bool
    identifies: bool = True
    under: str | None = None
    """The job work or connection job that the request was to create them under, where the ticket has it."""

    @property
    def operation(self) -> str:
        """The mutation that it answers."""
        return "createJobWorks" if self.kind is Kind.JOB_WORK else "createJobWorkArtifacts"

    @property
    def where(self) -> str:
        """Where it stands in the ticket."""
        return f"{self.source}, line {self.line}"


def query_name(request: CustomerRequest, number: int) -> str:
    """Return the operation's name, or ``query N``."""
    return request.operation_name or _sole_name(request.document) or f"query {number}"


def parsed(text: str | None) -> DocumentNode | None:
    """Parse a document with the token limit on; None when it is none, or not valid GraphQL."""
    read = parse_text(text) if text else None
    return read.document if isinstance(read, Parsed) else None


def operations_of(text: str | None) -> tuple[OperationDefinitionNode, ...]:
    """Return the operations of a document, in its order; none when it cannot be read."""
    document = parsed(text)
    if document is None:
        return ()
    from graphql import OperationDefinitionNode  # noqa: PLC0415

    return tuple(node for node in document.definitions if isinstance(node, OperationDefinitionNode))


def surface(request: CustomerRequest) -> str | None:
    """Tell which of the two surfaces a request was written for: ``legacy``, ``router``, None when nothing tells."""
    document = parsed(request.document)
    if document is None:
        return None
    from graphql import FieldNode, FragmentDefinitionNode, InlineFragmentNode, Visitor, visit  # noqa: PLC0415

    found: set[str] = set()

    class Look(Visitor):
        def enter(self, node: object, *_: object) -> None:
            if isinstance(node, FieldNode) and node.name.value in _LEGACY_FIELDS:
                found.add("legacy" if node.name.value != "workspaces" or node.arguments else "either")
            elif isinstance(node, FieldNode) and node.name.value in _ROUTER_ROOTS:
                found.add("router")
            elif isinstance(node, InlineFragmentNode | FragmentDefinitionNode):
                condition = node.type_condition
                if condition and condition.name.value in _ROUTER_TYPES:
                    found.add("router")

    visit(document, Look())
    if "router" in found:
        return "router"
    return "legacy" if "legacy" in found else None


def listings(reading: Reading) -> tuple[Listing, ...]:
    """Return every ``jobWorks`` field that the customer asked for."""
    return tuple(
        listing for number, request in enumerate(reading.requests, 1) for listing in _listings(request, number)
    )


def creations(reading: Reading) -> tuple[Creation, ...]:
    """Return every saved creation response."""
    asked = {request.response: request for request in reading.requests if request.response is not None}
    return tuple(
        _creation(response, asked.get(index))
        for index, response in enumerate(reading.responses)
        if response.operation in {"createJobWorks", "createJobWorkArtifacts"}
    )


def saved_statuses(reading: Reading) -> Mapping[str, str]:
    """Return the artifact statuses that saved responses show, by artifact ID; the last one read wins."""
    found: dict[str, str] = {}
    for response in reading.responses:
        for row in _objects(response.data):
            inner = row.get("workArtifact")
            artifact_id, status = row.get("artifactId") or _member(inner, "id"), _member(inner, "status")
            if isinstance(artifact_id, str) and isinstance(status, str):
                found[artifact_id] = status
    return found


def response_ids(response: SavedResponse) -> frozenset[str]:
    """Return every ``id`` in a saved response."""
    return frozenset(one for row in _objects(response.data) if isinstance(one := row.get("id"), str))


def answered(reading: Reading, request: CustomerRequest) -> bool:
    """True when the saved response to a request has data: whatever is odd about the request, it was understood."""
    response = response_of(reading, request)
    return response is not None and (bool(response.data) or response.left_out) and "me" not in response.empty


def refused(reading: Reading, request: CustomerRequest) -> bool:
    """True when the saved response says that nobody was signed in, in one of the ways that gateways have for it."""
    response = response_of(reading, request)
    if response is None:
        return False
    codes = (_member(_member(error, "extensions"), "code") for error in response.errors)
    said = " ".join((*(str(code) for code in codes), *refusal_texts(reading, request))).casefold()
    return response.status in _SIGNED_OUT or "me" in response.empty or any(word in said for word in _SIGN_IN_WORDS)


def refusal_texts(reading: Reading, request: CustomerRequest) -> tuple[str, ...]:
    """Return the errors' messages of the saved response to a request, if it has no data."""
    response = response_of(reading, request)
    if response is None or answered(reading, request):
        return ()
    return tuple(_error(error)[0] for error in response.errors)


def response_of(reading: Reading, request: CustomerRequest) -> SavedResponse | None:
    """Return the response that the customer saved of a request."""
    return None if request.response is None else reading.responses[request.response]


def row_count(response: SavedResponse) -> int:
    """Return how many job works a saved response lists."""
    lists = (row.get("jobWorks") for row in _objects(response.data))
    return sum(len(one) for one in lists if isinstance(one, list))


# -- listings


def _listings(request: CustomerRequest, number: int) -> Iterator[Listing]:
    document = parsed(request.document)
    if document is None:
        return
    from graphql import FragmentDefinitionNode, OperationDefinitionNode  # noqa: PLC0415

    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for node in document.definitions:
        if not isinstance(node, OperationDefinitionNode):
            continue
        if request.operation_name and node.name and node.name.value != request.operation_name:
            continue
        walk = _Walk(request, number, node, fragments)
        try:
            yield from walk.listings(node.selection_set, ())
        except RecursionError:
            return


class _Walk:
    """Walks one operation down to its ``jobWorks`` fields, keeping the connections on the way."""

    def __init__(
        self,
        request: CustomerRequest,
        number: int,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        self.request = request
        self.number = number
        self.variables = _with_defaults(operation, request.variables)
        self.fragments = fragments

    def listings(self, selection: SelectionSetNode | None, connections: tuple[str, ...]) -> Iterator[Listing]:
        for node in self.fields(selection):
            here = connections
            if node.name.value == "connections":
                here = _texts(_member(self.arguments(node).get("filters"), "ids")) or connections
            if node.name.value == "jobWorks":
                yield self.listing(node, here)
            else:
                yield from self.listings(node.selection_set, here)

    def listing(self, node: FieldNode, connections: tuple[str, ...]) -> Listing:
        arguments = self.arguments(node)
        filters = arguments.get("filters")
        limit, offset = arguments.get("limit"), arguments.get("offset")
        return Listing(
            request=self.number,
            query=query_name(self.request, self.number),
            connection_ids=connections,
            filters={key: _texts(value) for key, value in filters.items() if value is not None}
            if isinstance(filters, dict)
            else {},
            limit=limit if isinstance(limit, int) and not isinstance(limit, bool) else None,
            offset=offset if isinstance(offset, int) and not isinstance(offset, bool) else None,
            selects_artifacts=any(one.name.value == "jobWorkArtifacts" for one in self.fields(node.selection_set)),
            response=self.request.response,
        )

    def arguments(self, node: FieldNode) -> dict[str, Json]:
        from graphql import value_from_ast_untyped  # noqa: PLC0415

        return {
            argument.name.value: value_from_ast_untyped(argument.value, dict(self.variables))
            for argument in node.arguments or ()
        }

    def fields(self, selection: SelectionSetNode | None, seen: frozenset[str] = frozenset()) -> Iterator[FieldNode]:
        """Yield the fields of a selection, those of its fragments included."""
        from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode  # noqa: PLC0415

        for node in selection.selections if selection else ():
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode():
                    yield from self.fields(node.selection_set, seen)
                case FragmentSpreadNode() if node.name.value not in seen and node.name.value in self.fragments:
                    inner = self.fragments[node.name.value]
                    yield from self.fields(inner.selection_set, seen | {node.name.value})
                case _:
                    pass


def _with_defaults(operation: OperationDefinitionNode, given: Mapping[str, Json]) -> Mapping[str, Json]:
    from graphql import value_from_ast_untyped  # noqa: PLC0415

    defaults = {
        one.variable.name.value: value_from_ast_untyped(one.default_value)
        for one in operation.variable_definitions or ()
        if one.default_value is not None
    }
    return {**defaults, **given}


def _sole_name(text: str | None) -> str | None:
    names = [node.name.value for node in operations_of(text) if node.name]
    return names[0] if len(names) == 1 else None


def _member(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else None


def _texts(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


# -- creations


def _creation(response: SavedResponse, request: CustomerRequest | None) -> Creation:
    kind = Kind.JOB_WORK if response.operation == "createJobWorks" else Kind.ARTIFACT
    root = response.data.get(response.operation or "") if isinstance(response.data, dict) else None
    rows = [row for row in root if isinstance(row, dict)] if isinstance(root, list) else []
    given_in: Mapping[str, Json] = request.variables if request else {}
    inputs = given_in.get("inputs")
    given: set[str] = set()
    for row in rows:
        inner = row.get("workArtifact")
        names = [row.get("id")] if kind is Kind.JOB_WORK else [row.get("id"), row.get("artifactId")]
        names += [inner.get("id"), inner.get("externalId")] if isinstance(inner, dict) else []
        given.update(one for one in names if isinstance(one, str))
    return Creation(
        kind=kind,
        given=frozenset(given),
        work_ids={
            work: own
            for row in rows
            if isinstance(work := row.get("workId"), str) and isinstance(own := row.get("id"), str)
        },
        asked=_texts([_member(one, "externalId") for one in inputs]) if isinstance(inputs, list) else (),
        errors=tuple(_error(one) for one in response.errors),
        source=response.source,
        line=response.line,
        empty=not rows,
        identifies=bool(rows) and all(_identified(kind, row, inputs) for row in rows),
        under=next(
            (one for key in ("jobWorkId", "connectionJobId") if isinstance(one := given_in.get(key), str)), None
        ),
    )


def _identified(kind: Kind, row: Mapping[str, Json], inputs: Json) -> bool:
    if kind is Kind.JOB_WORK:
        return isinstance(row.get("id"), str)
    inner = row.get("workArtifact")
    own = row.get("artifactId") or _member(inner, "id")
    return isinstance(own, str) and (isinstance(inputs, list) or isinstance(_member(inner, "externalId"), str))


def _error(error: Json) -> tuple[str, tuple[Json, ...]]:
    message, path = _member(error, "message"), _member(error, "path")
    return (message if isinstance(message, str) else "an error without a message")[:300], (
        tuple(path) if isinstance(path, list) else ()
    )


def _objects(value: Json) -> Iterator[dict[str, Json]]:
    """Yield every object in a JSON value, without recursing."""
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            yield here
            stack.extend(here.values())
        elif isinstance(here, list):
            stack.extend(here)
