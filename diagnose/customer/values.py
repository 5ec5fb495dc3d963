"""Values held against the types that they are given to: literals of a document and variables as JSON, by one walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    IntValueNode,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_required_input_field,
    print_ast,
)
from graphql.pyutils import suggestion_list

from diagnose.customer.documented import WHOLE_TYPES, need_inferred, obvious
from diagnose.foreign_text import cut
from diagnose.intake.source.id_text import is_template
from diagnose.json_value import Json

Value: TypeAlias = "ValueNode | Json"
_SCALARS = {
    "Int": "a whole number (Int)",
    "Float": "a number (Float)",
    "ID": "an ID",
    "String": "a string (String)",
    "Boolean": "true or false",
}
_LITERALS: dict[str, tuple[type[ValueNode], ...]] = {
    "Int": (IntValueNode,),
    "Float": (IntValueNode, FloatValueNode),
    "ID": (StringValueNode, IntValueNode),
    "String": (StringValueNode,),
    "Boolean": (BooleanValueNode,),
}
"""What may be written for GraphQL's own scalars; a bare name, such as a variable without its $, for none of them."""
_INTS = range(-(2**31), 2**31)
_MOST_TEXT = 60


@dataclass(frozen=True)
class Misfit:
    """A value, or part of one, that does not fit: ``words`` are a clause, ``path`` leads to it from the whole value.

    ``node`` is the literal that it is about, None for JSON; ``lacking`` that a key is not there; the rest is as in
    :class:`~diagnose.customer.problems.Problem`.
    """

    words: str
    certain: bool
    path: tuple[str | int, ...]
    node: Node | None
    suggestion: str | None = None
    name: str = ""
    lacking: bool = False


def misfits(value: Value, kind: GraphQLInputType, path: tuple[str | int, ...] = ()) -> Iterator[Misfit]:
    """Yield what does not fit in a value of an input type; no variable of a literal or template is looked into."""
    if isinstance(value, VariableNode) or (isinstance(value, str) and is_template(value)):
        return  # something else was sent in its place
    empty = value is None or isinstance(value, NullValueNode)
    if isinstance(kind, GraphQLNonNull):
        if empty:
            yield Misfit(f"null is given where {kind} is needed", True, path, _node(value))
            return
        kind = kind.of_type
    if empty:
        return
    if isinstance(kind, GraphQLList):
        for step, item in _items(value):
            yield from misfits(item, kind.of_type, (*path, *step))
    elif isinstance(kind, GraphQLInputObjectType):
        yield from _object_misfits(value, kind, path)
    elif isinstance(kind, GraphQLEnumType):
        yield from _enum_misfits(value, kind, path)
    elif not _fits(value, kind):
        yield Misfit(_scalar_words(value, kind), kind.name != "String", path, _node(value))


def _items(value: Value) -> list[tuple[tuple[int, ...], Value]]:
    """Return the items of a list, each with its step; GraphQL takes any other value for a list of one."""
    if isinstance(value, ListValueNode):
        return [((index,), item) for index, item in enumerate(value.values)]
    if isinstance(value, list):
        return [((index,), item) for index, item in enumerate(value)]
    return [((), value)]


def _members(value: Value) -> Mapping[str, tuple[Value, Node | None]] | None:
    """Return the members of an object, in JSON or as a literal, each with the node of its key; None for no object."""
    if isinstance(value, ObjectValueNode):
        return {member.name.value: (member.value, member) for member in value.fields}
    return {key: (member, None) for key, member in value.items()} if isinstance(value, dict) else None


def _object_misfits(value: Value, kind: GraphQLInputObjectType, path: tuple[str | int, ...]) -> Iterator[Misfit]:
    members = _members(value)
    if members is None:
        words = f"{shown(value)} is given where {kind.name} is needed, which is an object"
        yield Misfit(words, True, path, _node(value))
        return
    for key, declared in kind.fields.items():
        if key in members:
            yield from misfits(members[key][0], declared.type, (*path, key))
        elif is_required_input_field(declared):
            certain = not need_inferred(kind.name, key)
            yield Misfit(f"{kind.name} needs the key `{key}`", certain, path, _node(value), None, key, lacking=True)
    for key, (_, node) in members.items():
        if key not in kind.fields:
            meant = meant_by(key, kind.fields)
            certain = kind.name in WHOLE_TYPES or obvious(key, meant)
            yield Misfit(f"{kind.name} has no key `{key}`{hint(meant)}", certain, path, node, meant, key)


def _enum_misfits(value: Value, kind: GraphQLEnumType, path: tuple[str | int, ...]) -> Iterator[Misfit]:
    """Yield for a name that is not among the values, or for something else: literals are names, in JSON texts."""
    name = value.value if isinstance(value, EnumValueNode) else value if isinstance(value, str) else None
    if name is None:
        quotes = "; enum values have no quotes" if isinstance(value, ValueNode) else ""
        yield Misfit(f"{shown(value)} is not a value of {kind.name}{quotes}", False, path, _node(value))
    elif name not in kind.values:
        meant = meant_by(name, kind.values)
        words = f"{kind.name} has no value `{name}`{hint(meant)}"
        yield Misfit(words, False, path, _node(value), meant, name)


def _fits(value: Value, kind: GraphQLScalarType) -> bool:
    """Tell whether a scalar takes a value; those that are not GraphQL's own (Date, JSON) are documented to take any."""
    if kind.name not in _SCALARS:
        return True
    if isinstance(value, ValueNode):
        whole = int(value.value) if isinstance(value, IntValueNode) else 0
        return isinstance(value, _LITERALS[kind.name]) and (kind.name != "Int" or whole in _INTS)
    try:
        return kind.coerce_input_value(value) is not Undefined
    except GraphQLError:
        return False


def _scalar_words(value: Value, kind: GraphQLScalarType) -> str:
    whole = isinstance(value, IntValueNode) or (isinstance(value, int) and not isinstance(value, bool))
    if kind.name == "Int" and whole:
        number = print_ast(value) if isinstance(value, IntValueNode) else value
        return f"{number} is too large for an Int"
    return f"{shown(value)} is given where {_SCALARS[kind.name]} is needed"


def shown(value: Value) -> str:
    """Show a value as people call it: a literal as it was written, JSON that says nothing by itself by its kind."""
    match value:
        case ValueNode():
            return cut(print_ast(value), _MOST_TEXT)
        case None:
            return "null"
        case bool() as flag:
            return "true" if flag else "false"
        case str() as text if text:
            return f'the string "{cut(text, _MOST_TEXT)}"'
        case str():
            return "an empty string"
        case int() | float() as number:
            return str(number)
        case list():
            return "a list"
        case _:
            return "an object"


def meant_by(name: str, known: Mapping[str, object]) -> str | None:
    """Return the known name that one is nearest to; None when it is near to none."""
    return next(iter(suggestion_list(name, list(known))), None)


def hint(meant: str | None) -> str:
    """Ask whether a name was meant, as the rest of a clause; empty for none."""
    return f"; did you mean `{meant}`?" if meant else ""


def _node(value: Value) -> Node | None:
    return value if isinstance(value, ValueNode | ObjectFieldNode) else None
