"""graphql-core's messages in the words of people, and how sure they are for a schema that is documented with gaps.

A message that has no words here is passed on as it is, with its quotes made those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphql import GraphQLSchema

_WHOLE_TYPES = frozenset({"JobWork", "JobArtifact", "JobWorkFilters", "ConnectionFilters", "AccessToken"})
"""Types whose pages list everything that they have."""
_WHOLE_ARGUMENTS = frozenset(
    {"jobWorks", "connections", "loginViaPersonalApiToken", "createConnectionJob", "createJobWorks"}
    | {"createJobWorkArtifacts"}
)
"""Fields whose pages list every argument."""
_MOST_HOLDERS = 2
_MOST_TEXT = 300


@dataclass(frozen=True)
class Told:
    """A message in words: ``rule`` names the kind of mistake, ``names`` what stands in it."""

    words: str
    rule: str = "other"
    names: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None


def _pattern(text: str) -> re.Pattern[str]:
    """Compile a message: ``{name}`` is a name in quotes, ``%name%`` a value, up to the end of its sentence."""
    quoted = re.sub(r"\{(\w+)\}", r"""['"]\\$?(?P<\1>[^'"]+)['"]""", text)
    return re.compile(re.sub(r"%(\w+)%", r"(?P<\1>.+?)(?=\\. Did you mean|\\.?$)", quoted), re.DOTALL)


_WORDS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (rule, _pattern(message), words)
    for rule, message, words in (
        ("argument", "Unknown argument {name} on field {field}", "{field} has no argument `{name}`"),
        ("field", "Cannot query field {name} on type {on}", "{on} has no field `{name}`"),
        ("key", "Field {name} is not defined by type {on}", "{on} has no key `{name}`"),
        ("key", "Expected value of type {on} not to include unknown field {name}", "{on} has no key `{name}`"),
        ("needed-key", "Field {name} of required type {type} was not provided", "{on} needs the key `{name}`"),
        ("needed-key", "Expected value of type {on} to include required field {name}", "{on} needs the key `{name}`"),
        ("needed", "Argument {path} of type {type} is required", "{field} needs the argument `{name}`"),
        ("braces", "Field {name} of type {on} must have a selection", "`{name}` needs fields of its own, in braces"),
        ("braces", "Field {name} must not have a selection", "`{name}` has no fields of its own"),
        ("variable", "Variable {name} is not defined", "`${name}` is used, but not declared"),
        ("variable", "Variable {name} is never used", "`${name}` is declared, but never used"),
        (
            "variable",
            "Variable {name} of type {type} used in position expecting type {want}",
            "`${name}` is declared {type}, but stands where {want} is needed",
        ),
        ("type", "Unknown type {name}", "the type `{name}` is not documented"),
        ("fragment", "Unknown fragment {name}", "the fragment `{name}` is used, but the query does not have it"),
        ("fragment", "Fragment {name} is never used", "the fragment `{name}` is never used"),
        ("fragment", "Cannot spread fragment {name} within itself", "the fragment `{name}` contains itself"),
        ("spread", "Fragment .*?cannot be spread here as objects of type {on} can never be of type {name}",
         "{on} is never a {name}, so that the fragment cannot stand there"),
        ("directive", "Unknown directive {name}", "the directive `{name}` is not documented"),
        ("twice", "There can be only one operation named {name}", "two operations are named `{name}`"),
        ("twice", "There can be only one argument named {name}", "the argument `{name}` is given twice"),
        ("twice", "There can be only one variable named {name}", "`${name}` is declared twice"),
        ("twice", "There can be only one fragment named {name}", "two fragments are named `{name}`"),
        ("twice", "There can be only one input field named {name}", "the key `{name}` is given twice"),
        ("twice", "Fields {name} conflict because", "`{name}` is asked for twice in different ways (an alias helps)"),
        ("operation", "This anonymous operation must be the only defined operation",
         "an operation without a name must be the only one, and there are several"),
        ("subscription", "The subscription operation is not supported", "a subscription is not documented"),
        ("enum", "Enum {on} cannot represent non-enum value: %value%",
         "{value} is no value of {on}; they have no quotes"),
        ("enum", "Value {name} does not exist in {on} enum", "{on} has no value `{name}`"),
        ("object", "Expected value of type {on} to be an object, found: %value%",
         "{value} stands where {on} is needed, which is an object"),
        ("null", "Expected value of non-null type {on} not to be (?:null|None)", "null stands where {on} is needed"),
        ("int", "Int cannot represent .*?value: %value%", "{value} stands where a whole number (Int) is needed"),
        ("int", "Int cannot represent non 32-bit signed integer value: %value%", "{value} is too large for an Int"),
        ("id", "ID cannot represent .*?value: %value%", "{value} stands where an ID is needed"),
        ("string", "String cannot represent .*?value: %value%", "{value} stands where a text (String) is needed"),
        ("boolean", "Boolean cannot represent .*?value: %value%", "{value} stands where true or false is needed"),
    )
)  # fmt: skip
_MEANT = re.compile(
    r"""Did you mean (?:to use an inline fragment on |the enum value |the field |the argument )?['"]([^'"]+)['"]"""
)


def told(message: str) -> Told:
    """Put one message of validation into words."""
    found_meant = _MEANT.search(message)
    for rule, pattern, words in _WORDS:
        if found := pattern.match(message):
            names = {key: text.strip() for key, text in found.groupdict().items() if text}
            names |= _split(rule, names)
            suggestion = found_meant[1] if found_meant and rule != "braces" else None
            hint = f"; did you mean `{suggestion}`?" if suggestion else ""
            return Told(f"{words.format_map(names)}{hint}"[:_MOST_TEXT], rule, names, suggestion)
    return Told(tidied(message))


def _split(rule: str, names: Mapping[str, str]) -> dict[str, str]:
    """Take ``JobWorkFilters.ids``, ``ProviderConnection.jobWorks`` and ``Mutation.createJobWorks(inputs:)`` apart."""
    if "path" in names:
        field_of, _, name = names["path"].rstrip(":)").partition("(")
        return {"field": field_of.rpartition(".")[2], "name": name}
    if rule == "needed-key" and "on" not in names:
        on, _, name = names["name"].rpartition(".")
        return {"on": on, "name": name}
    return {"field": names["field"].rpartition(".")[2]} if "field" in names else {}


def tidied(message: str) -> str:
    """A message as it is, as a clause: without a full stop, names in the report's quotes."""
    text = re.sub(r"'([^']{1,100})'", r"`\1`", message.strip().rstrip("."))
    return (text[:1].lower() + text[1:] if text[1:2].islower() else text)[:_MOST_TEXT]


def certain(one: Told, schema: GraphQLSchema) -> bool:
    """True where the documentation is complete, or a documented name is obviously meant.

    The rules of GraphQL itself are certain; fields, keys, values and types of which no page has the whole list are not.
    """
    on, name = one.names.get("on", ""), one.names.get("name", "")
    match one.rule:
        case "field" | "key":
            return on in _WHOLE_TYPES or obvious(name, one.suggestion)
        case "argument":
            return one.names["field"] in _WHOLE_ARGUMENTS or obvious(name, one.suggestion)
        case "type":
            return obvious(name, one.suggestion)
        case "needed-key":
            return not _inferred_key(schema, on, name)
        case "directive" | "subscription" | "spread" | "enum" | "string":
            return False
        case _:
            return True


def obvious(name: str, meant: str | None) -> bool:
    """True when one name is the other with a slip: letter case, a plural, a keystroke or two in a long word."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for a query that does not fit

    if meant is None:
        return False
    return OSA.distance(name.casefold(), meant.casefold()) <= max(1, min(2, len(meant) // 6))


def belongs_to(schema: GraphQLSchema, one: Told) -> str:
    """Say where an unknown field is documented instead, if that is in one or two places."""
    from graphql import is_object_type  # noqa: PLC0415

    if one.rule != "field" or one.suggestion:
        return ""
    holders = [
        name for name, kind in schema.type_map.items() if is_object_type(kind) and one.names["name"] in kind.fields
    ]
    return f" (it is a field of {' and '.join(sorted(holders))})" if 0 < len(holders) <= _MOST_HOLDERS else ""


def _inferred_key(schema: GraphQLSchema, on: str, name: str) -> bool:
    """True when that the key is required is itself only inferred."""
    node = getattr(getattr(schema.get_type(on), "fields", {}).get(name), "ast_node", None)
    return any(one.name.value == "inferred" for one in getattr(node, "directives", None) or ())


_QUOTES = frozenset({"201C", "201D", "201E", "201F", "2018", "2019", "201A", "201B", "00AB", "00BB", "2032", "2033"})
_NOT_SEEN = frozenset({"200B", "200C", "200D", "2060", "FEFF", "00AD", "00A0", "202F", "2007"})
_FOUND = re.compile(r"Expected (?P<want>.+), found (?P<found>.+)")


def syntax_words(message: str) -> str:
    """Put one syntax error into words."""
    text = message.removeprefix("Syntax Error: ").strip().rstrip(".")
    if text.endswith("<EOF>"):
        return "it ends too early, perhaps without a closing brace"
    if text.startswith("Unexpected single quote"):
        return "texts stand in double quotes (\"), not in single ones (')"
    if text.startswith("Unterminated string"):
        return "a quotation mark is opened, but never closed on its line"
    if found := re.match(r"Unexpected character: .*U\+([0-9A-F]{4,6})", text):
        return _character(found[1])
    if found := _FOUND.match(text):
        want, came = _token(found["want"]), _token(found["found"])
        empty = found["want"] == "Name" and found["found"].strip("'\"") in {"}", ")"}
        return f"{came} stands where {want} is expected" + (" (are the braces empty?)" if empty else "")
    if text.startswith("Unexpected "):
        return f"{_token(text.removeprefix('Unexpected '))} cannot stand there"
    return tidied(text)


def _character(code: str) -> str:
    if code in _QUOTES:
        return f'a typographic quotation mark (U+{code}) stands where a straight one (") is needed'
    if code in _NOT_SEEN:
        return f"a character that cannot be seen (U+{code}) stands there"
    return f"the character U+{code} cannot stand there"


def _token(text: str) -> str:
    """``Name 'foo'`` is `` `foo` ``, ``Name`` is a name, ``'{'`` is `` `{` ``."""
    kind, _, value = text.partition(" ")
    if kind[:1] in {"'", '"'}:
        return f"`{text.strip(kind[0])}`"
    plain = {"Name": "a name", "Int": "a number", "Float": "a number", "String": "a text", "BlockString": "a text"}
    return f"`{value.strip(chr(39))}`" if value.startswith("'") else plain.get(kind, tidied(text))
