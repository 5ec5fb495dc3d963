"""A corrected request as this run may send it: written anew from its meaning, never the customer's own text.

What is left of it: the way down to its ``jobWorks`` fields, the arguments of those on the way, and of every object its
``id``. Names, fragments, conditions and aliases of the customer's are gone; every value stands in a variable of a type
that GraphQL itself has, since the gateway's own type names are not all documented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from graphql import (
    GraphQLInputType,
    OperationType,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    parse,
    validate,
)

from diagnose.customer.correction import MOST_ROWS, CorrectedRequest
from diagnose.customer.documented import schema
from diagnose.customer.query import CustomerDocument
from diagnose.customer.way_down import LIST, NotSendable, WayDown, declared_field, way_down
from diagnose.json_value import Json

NAME: Final = "CorrectedRequest"
"""The operation's name, whatever the customer's is."""
_ARTIFACTS: Final = " jobWorkArtifacts { id artifactId }"
_MOST_FIELDS: Final = 40
_MOST_ALIASES: Final = 10
_MOST_VALUES: Final = 200
"""Values of one list: as many rows as come back."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
"""Takes ``connection_790`` and a UUID; leaves addresses, sentences and tokens."""


@dataclass(frozen=True)
class AskedList:
    """One list of job works as it is asked for.

    ``key`` is the name that the answer has for it. Without ``connection_ids`` it is asked of every connection.
    """

    key: str
    connection_ids: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Rebuilt:
    """What is sent; ``differences`` are clauses about what is not as in the corrected request."""

    text: str
    variables: Mapping[str, Json]
    lists: tuple[AskedList, ...]
    differences: tuple[str, ...]
    artifacts: bool = False


def rebuilt(request: CorrectedRequest, *, artifacts: bool = False) -> Rebuilt:
    """Write a corrected request anew; ``artifacts`` keeps those, by their IDs. Raises NotSendable."""
    document = CustomerDocument(request.document)
    problems = document.problems
    if not isinstance(problems, tuple):
        raise NotSendable(problems.why)
    if certain := [problem for problem in problems if problem.certain]:
        raise NotSendable(f"it does not fit the documented schema: {certain[0].text}")
    operations = document.operations
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        raise NotSendable("it is not one query")
    descent = way_down(document, operations[0], request.variables)
    writing = _Writing(_ARTIFACTS if artifacts else "")
    body = writing.selection("Query", descent.fields, ())
    if not writing.lists:
        raise NotSendable("it lists no job works")
    if writing.fields > _MOST_FIELDS or writing.aliases > _MOST_ALIASES:
        raise NotSendable("it asks for too much at once")
    named = ", ".join(f"${name}: {kind}" for name, kind in writing.types.items())
    text = f"query {NAME}{f'({named})' if named else ''} {{ {body} }}"
    if validate(schema(), parse(text)):
        raise NotSendable("it does not fit the documented schema")
    differences = tuple(dict.fromkeys((*descent.differences, *writing.differences)))
    return Rebuilt(text, writing.values, tuple(writing.lists), differences, artifacts)


class _Writing:
    """Writes the fields as text of ours, and every value of theirs as a variable."""

    def __init__(self, artifacts: str) -> None:
        self._artifacts = artifacts
        self._taken: dict[str, int] = {}
        self.fields = 0
        self.aliases = 0
        self.types: dict[str, str] = {}
        self.values: dict[str, Json] = {}
        self.lists: list[AskedList] = []
        self.differences: list[str] = []

    def selection(self, holder: str, fields: Sequence[WayDown], connections: tuple[str, ...]) -> str:
        """Return the fields below an object; ``connections`` are the IDs that those above it are filtered by."""
        return " ".join(self._field(holder, each, connections) for each in fields)

    def _field(self, holder: str, each: WayDown, connections: tuple[str, ...]) -> str:
        self.fields += 2
        key = self._free(each.name)
        self.aliases += key != each.name
        name = each.name if key == each.name else f"{key}: {each.name}"
        declared = declared_field(holder, each.name)
        bounded = self._bounded(each, limited="limit" in declared.args)
        given = [
            f"{argument}: {self._value(f'{each.name}_{argument}', value, declared.args[argument].type)}"
            for argument, value in bounded.items()
        ]
        head = f"{name}({', '.join(given)})" if given else name
        if each.name == LIST:
            self.lists.append(AskedList(key, connections, _ids(bounded)))
            return f"{head} {{ id workId connectionJobId{self._artifacts} }}"
        inner = self.selection(
            get_named_type(declared.type).name,
            each.below,
            _ids(bounded).get("ids", ()) if each.name == "connections" else connections,
        )
        return f"{head} {{ id {inner} }}"

    def _bounded(self, each: WayDown, *, limited: bool) -> dict[str, object]:
        """Return the arguments with no more than a page asked for, and no more IDs than fit on one."""
        bounded = {name: self._shortened(value) for name, value in each.arguments.items()}
        limit = bounded.get("limit")
        if isinstance(limit, int) and limit > MOST_ROWS:
            self.differences.append(f"limit {limit:,} is {MOST_ROWS}")
            bounded["limit"] = MOST_ROWS
        if limited and limit is None and "ids" not in _ids(bounded):
            self.differences.append(f"limit {MOST_ROWS} is added")
            bounded["limit"] = MOST_ROWS
        return bounded

    def _shortened(self, value: object) -> object:
        match value:
            case dict():
                return {key: self._shortened(inner) for key, inner in value.items()}
            case list() if len(value) > _MOST_VALUES:
                self.differences.append(f"of {len(value):,} IDs the first {_MOST_VALUES} are asked for")
                return [*islice(value, _MOST_VALUES)]
            case _:
                return value

    def _value(self, name: str, value: object, kind: GraphQLInputType) -> str:
        bare = get_nullable_type(kind)
        if isinstance(value, dict) and is_input_object_type(bare):
            given = (
                f"{key}: {self._value(f'{name}_{key}', inner, bare.fields[key].type)}"
                for key, inner in value.items()
                if inner is not None
            )
            return f"{{{', '.join(given)}}}"
        if is_enum_type(bare) and isinstance(value, str):
            return value
        variable = self._free(name)
        self.types[variable] = f"{kind}"
        self.values[variable] = _plain(value)
        return f"${variable}"

    def _free(self, name: str) -> str:
        """Return the name, with a number where it is taken already."""
        number = self._taken[name] = self._taken.get(name, 0) + 1
        return name if number == 1 else f"{name}_{number}"


def _ids(arguments: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return what a field is filtered by."""
    filters = arguments.get("filters")
    if not isinstance(filters, dict):
        return {}
    return {key: tuple(map(str, value)) for key, value in filters.items() if isinstance(value, list)}


def _plain(value: object) -> Json:
    """Return a value as it may be sent. Raises NotSendable for a text that is no plain ID or word."""
    match value:
        case bool() | int():
            return value
        case str() if _PLAIN.fullmatch(value):
            return value
        case list():
            return [_plain(item) for item in value]
        case _:
            raise NotSendable("it holds a value that is no plain ID")
