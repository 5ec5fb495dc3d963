"""GraphQL text as a customer wrote it: parsed once, however many rooms look at it.

graphql-core does the parsing, with its token limit on. It is loaded with the first document: most runs that are given
IDs alone never have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLError

MAX_TOKENS = 10_000
"""Tokens of one document that are read."""
_KEPT = 256
"""Documents kept as parsed: more than that in one ticket are parsed again when they are looked at again."""


@dataclass(frozen=True, eq=False)
class Parsed:
    """A document that is valid GraphQL, by its syntax at least."""

    document: DocumentNode


@dataclass(frozen=True, eq=False)
class Unparsed:
    """A text that is none: ``why`` says what was in the way, ``error`` is graphql-core's own, where it gave one."""

    why: Literal["syntax", "too-long", "too-deep"]
    error: GraphQLError | None = None


ParsedText: TypeAlias = Parsed | Unparsed


@lru_cache(maxsize=_KEPT)
def parse_text(text: str) -> ParsedText:
    """Parse a document. Never raises."""
    from graphql import GraphQLError, parse  # noqa: PLC0415 - a tenth of a second that only tickets with a query pay

    try:
        return Parsed(parse(text, max_tokens=MAX_TOKENS))
    except RecursionError:
        return Unparsed("too-deep")
    except GraphQLError as error:
        if "Parsing aborted" not in error.message:
            return Unparsed("syntax", error)
        return Unparsed("too-deep" if "nested" in error.message else "too-long", error)
