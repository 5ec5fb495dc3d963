"""The customer's query: parsed once, its operation chosen, its selections evaluated with the variables.

Whatever a check wants to know of a query, it asks a :class:`CustomerQuery`. Importing this module loads graphql-core;
:attr:`diagnose.ticket.ticket.Ticket.queries` does so when the ticket holds a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    Visitor,
    visit,
)

from diagnose.customer.documented import inferred_uses, inferred_variables
from diagnose.customer.exchanges import CustomerExchange
from diagnose.customer.joined_ids import AS_TEXT, joined_ids
from diagnose.customer.listings import Listing
from diagnose.customer.problems import NotJudged, Problem, VariableProblem
from diagnose.customer.selection import Selected, evaluate, inside_out
from diagnose.customer.validation import operation_problem, problems_of, variable_problems
from diagnose.graphql_text import Parsed, ParsedText, parse_text
from diagnose.intake.model import CustomerRequest
from diagnose.outside import OperationName

_ROUTER_TYPES = frozenset({"User", "WorkspaceUser"})
_ROUTER_ROOTS = frozenset(
    {"health", "exchangeSurfaceRefreshTokenForAccessTokens", "triggerTaxPrep", "createClient", "setTaxPrepTaskStatus"}
)
_LEGACY_FIELDS = frozenset({"connections", "jobWorks", "jobWorkArtifacts", "loginViaPersonalApiToken"})


@dataclass(frozen=True)
class CustomerDocument:
    """A GraphQL document as the customer wrote it; requests that sent the same text share one.

    What is worked out is kept, the parsed document is not: :func:`~diagnose.graphql_text.parse_text` keeps as many of
    those as memory allows.
    """

    text: str

    @property
    def read(self) -> ParsedText:
        """The text, parsed."""
        return parse_text(self.text)

    @property
    def parsed(self) -> DocumentNode | None:
        """The document itself; None where it cannot be read."""
        read = self.read
        return read.document if isinstance(read, Parsed) else None

    @property
    def operations(self) -> tuple[OperationDefinitionNode, ...]:
        """The operations, in their order; none when the document cannot be read."""
        parsed = self.parsed
        definitions = parsed.definitions if parsed else ()
        return tuple(node for node in definitions if isinstance(node, OperationDefinitionNode))

    @property
    def fragments(self) -> Mapping[str, FragmentDefinitionNode]:
        """The fragments by name, each behind those that it spreads."""
        parsed = self.parsed
        return inside_out(parsed) if parsed else {}

    @cached_property
    def surface(self) -> str | None:
        """The surface that it was written for: ``legacy``, ``router``, None when nothing tells."""
        parsed = self.parsed
        return _surface(parsed) if parsed else None

    @cached_property
    def problems(self) -> tuple[Problem, ...] | NotJudged:
        """What is wrong with it, certain problems first; empty when it fits the documented schema."""
        return problems_of(self.text, self.read)

    @cached_property
    def inferred(self) -> frozenset[str]:
        """The fields and keys in it that the documentation does not state."""
        parsed = self.parsed
        return frozenset(inferred_uses(parsed)) if parsed else frozenset()


@dataclass(frozen=True)
class CustomerQuery:
    """One request of the customer's that has a document, and what that asks for."""

    exchange: CustomerExchange
    document: CustomerDocument

    @property
    def request(self) -> CustomerRequest:
        """The request that it was sent in."""
        return self.exchange.request

    @cached_property
    def name(self) -> str:
        """The operation's name, or ``query N``."""
        names = [operation.name.value for operation in self.document.operations if operation.name]
        sole = names[0] if len(names) == 1 else None
        given = self.request.operation_name or sole
        return OperationName(given) if given else f"query {self.exchange.number}"

    @property
    def operations(self) -> tuple[OperationDefinitionNode, ...]:
        """The operations that may have run: those of the request's operation name, and those that have none."""
        chosen = self.request.operation_name
        return tuple(
            operation
            for operation in self.document.operations
            if not chosen or operation.name is None or operation.name.value == chosen
        )

    @property
    def surface(self) -> str | None:
        """The surface that it was written for: ``legacy``, ``router``, None when nothing tells."""
        return self.document.surface

    @cached_property
    def selected(self) -> tuple[Selected, ...]:
        """What each of the operations that may have run selects, with the variables that were sent."""
        blank = Listing(self.exchange.number, self.name, (), {}, None, None, False, self.request.response)
        return tuple(
            evaluate(operation, self.document.fragments, self.request.variables, blank) for operation in self.operations
        )

    @cached_property
    def roots(self) -> frozenset[str]:
        """The names of the root fields."""
        return frozenset(name for selected in self.selected for name in selected.fields)

    @property
    def signs_in(self) -> bool:
        """True for the login, which has no token yet; a document that cannot be read need only mention it."""
        return "loginViaPersonalApiToken" in (self.roots if self.document.parsed else self.document.text)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The ``jobWorks`` fields that it asks for."""
        return tuple(listing for selected in self.selected for listing in selected.listings.values())

    @property
    def problems(self) -> tuple[Problem, ...] | NotJudged:
        """What is wrong with the document, certain problems first; empty when it fits the documented schema."""
        return self.document.problems

    @property
    def operation_problem(self) -> Problem | None:
        """What is wrong with the choice of the operation: none chosen of several, or one that is not there."""
        return operation_problem(self.document.operations, self.request.operation_name)

    @cached_property
    def variable_problems(self) -> tuple[VariableProblem, ...]:
        """What is wrong with the variables of a query that is valid itself, certain problems first."""
        operations, request = self.operations, self.request
        if len(operations) != 1:
            return ()
        as_text = (AS_TEXT,) if request.variables_as_text else ()
        misfits = variable_problems(operations[0], request.variables, complete=request.variables_complete)
        found = (*as_text, *joined_ids(request.variables), *misfits)
        return tuple(sorted(found, key=lambda problem: not problem.certain))

    @cached_property
    def inferred(self) -> frozenset[str]:
        """The fields and keys of the document and its variables that the documentation does not state."""
        variables = self.request.variables
        keys = (key for node in self.document.operations for key in inferred_variables(node, variables))
        return self.document.inferred | frozenset(keys)


def queries_of(exchanges: tuple[CustomerExchange, ...]) -> tuple[CustomerQuery, ...]:
    """Return a query for every request that has a document; equal texts are read once."""
    documents: dict[str, CustomerDocument] = {}
    found: list[CustomerQuery] = []
    for exchange in exchanges:
        if text := exchange.request.document:
            if text not in documents:
                documents[text] = CustomerDocument(text)
            found.append(CustomerQuery(exchange, documents[text]))
    return tuple(found)


def _surface(document: DocumentNode) -> str | None:
    found: set[str] = set()

    class SurfaceVisitor(Visitor):
        """Looks for fields and types that only one of the surfaces has."""

        def enter_field(self, node: FieldNode, *_: object) -> None:
            name = node.name.value
            if name in _LEGACY_FIELDS or (name == "workspaces" and node.arguments):
                found.add("legacy")
            elif name in _ROUTER_ROOTS:
                found.add("router")

        def enter_inline_fragment(self, node: InlineFragmentNode, *_: object) -> None:
            if node.type_condition and node.type_condition.name.value in _ROUTER_TYPES:
                found.add("router")

        def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> None:
            if node.type_condition.name.value in _ROUTER_TYPES:
                found.add("router")

    visit(document, SurfaceVisitor())
    return next((surface for surface in ("router", "legacy") if surface in found), None)
