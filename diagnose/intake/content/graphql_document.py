"""What a GraphQL document asks for: its operations, and which argument each value or variable is given to.

graphql-core reads the document, with its token limit on; it is imported only when there is a document to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from diagnose.graphql_text import MAX_TOKENS, Parsed, Unparsed, parse_text
from diagnose.json_value import Json

if TYPE_CHECKING:
    from graphql import DocumentNode, FieldNode, Node, ValueNode

Path: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True)
class Use:
    """One value given to an argument: ``field`` it is on, ``path`` from the argument's name down, and either the
    ``literal`` at ``offset`` in the document or the ``variable``'s name."""

    field: str
    path: tuple[str, ...]
    offset: int
    literal: str | None = None
    variable: str | None = None


@dataclass(frozen=True)
class DocumentReading:
    """A document as read. ``problem`` is None, or a clause that says why it could only be read by its words."""

    operations: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
    variables: frozenset[str] = frozenset()
    defaults: Mapping[str, Json] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


@lru_cache(maxsize=1024)
def read_document(text: str) -> DocumentReading:
    """Read a document. Never raises: one that is not GraphQL, or is too long, is read word by word."""
    match parse_text(text):
        case Parsed(document):
            return _read(document)
        case Unparsed("too-long"):
            return _by_words(text, f"it has more than {MAX_TOKENS:,} tokens")
        case Unparsed("too-deep"):
            return _by_words(text, "it is nested too deeply")
        case Unparsed(error=error):
            return _by_words(text, f"it is not valid GraphQL ({error.message[:200]})")


def _read(document: DocumentNode) -> DocumentReading:
    from graphql import OperationDefinitionNode  # noqa: PLC0415

    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fields = list(_fields(document))
    definitions = [item for node in operations for item in node.variable_definitions or ()]
    return DocumentReading(
        operations=tuple(node.name.value for node in operations if node.name),
        roots=tuple(name for node in operations for name in _roots(node)),
        fields=frozenset(node.name.value for node in fields),
        uses=tuple(use for node in fields for use in _uses(node)),
        variables=frozenset(item.variable.name.value for item in definitions),
        defaults={item.variable.name.value: _plain(item.default_value) for item in definitions if item.default_value},
        aliases={node.alias.value: node.name.value for node in fields if node.alias},
    )


def _roots(node: Node) -> Iterator[str]:
    from graphql import FieldNode  # noqa: PLC0415

    selection_set = getattr(node, "selection_set", None)
    for selection in selection_set.selections if selection_set else ():
        if isinstance(selection, FieldNode):
            yield selection.name.value


def _fields(document: DocumentNode) -> Iterator[FieldNode]:
    """Yield every field, in the document's order, without recursing."""
    from graphql import FieldNode  # noqa: PLC0415

    stack: list[Node] = list(reversed(document.definitions))
    while stack:
        node = stack.pop()
        if isinstance(node, FieldNode):
            yield node
        selection_set = getattr(node, "selection_set", None)
        if selection_set is not None:
            stack.extend(reversed(selection_set.selections))


def _uses(node: FieldNode) -> Iterator[Use]:
    for argument in node.arguments or ():
        yield from _values(node.name.value, (argument.name.value,), argument.value)


def _values(name: str, path: tuple[str, ...], value: ValueNode) -> Iterator[Use]:
    from graphql import IntValueNode, ListValueNode, ObjectValueNode, StringValueNode, VariableNode  # noqa: PLC0415

    offset = value.loc.start if value.loc else 0
    if isinstance(value, VariableNode):
        yield Use(name, path, offset, variable=value.name.value)
    elif isinstance(value, StringValueNode | IntValueNode):
        yield Use(name, path, offset, literal=value.value)
    elif isinstance(value, ListValueNode):
        for item in value.values:
            yield from _values(name, path, item)
    elif isinstance(value, ObjectValueNode):
        for member in value.fields:
            yield from _values(name, (*path, member.name.value), member.value)


def _plain(value: ValueNode) -> Json:
    from graphql import value_from_ast_untyped  # noqa: PLC0415

    plain: Json = value_from_ast_untyped(value)
    return plain


_NAME = re.compile(r"\b([A-Za-z]\w{0,100})\s{0,4}+(?=\()")
_MEMBER = re.compile(
    r"\b([A-Za-z]\w{0,100})\s{0,4}+:\s{0,4}+(\[[^\[\]]{0,4000}+\]|[\"\u201c\u201d][^\"\u201c\u201d\n]{0,300}+[\"\u201c\u201d]|\$\w{1,100}+)"
)
_LITERAL = re.compile(r"[\"\u201c\u201d]([^\"\u201c\u201d\n]{1,300}+)[\"\u201c\u201d]|\$(\w{1,100}+)")


def _by_words(text: str, problem: str) -> DocumentReading:
    """Read what can be told without a grammar: names before brackets, and literals behind argument names."""
    names = [(match.start(), match[1]) for match in _NAME.finditer(text[:200_000])]
    uses, position, name = [], 0, ""
    for member in _MEMBER.finditer(text[:200_000]):
        while position < len(names) and names[position][0] < member.start():
            name = names[position][1]
            position += 1
        for found in _LITERAL.finditer(member[2]):
            offset = member.start(2) + found.start()
            uses.append(Use(name, ("filters", member[1]), offset, literal=found[1], variable=found[2]))
    return DocumentReading(fields=frozenset(name for _, name in names), uses=tuple(uses), problem=problem)
