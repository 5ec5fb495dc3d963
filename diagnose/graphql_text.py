"""GraphQL text as a customer wrote it: parsed once, however many rooms look at it.

graphql-core does the parsing, with its token limit on. It is loaded with the first document, which saves 0.12 s of CPU
in the many runs that are given IDs alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLError, Lexer

MAX_TOKENS = 10_000
"""Tokens of one document that are read."""
_MAX_DEPTH = 200
"""Braces and brackets inside one another: graphql-core reads no deeper."""
_KEPT = 256
"""Documents kept as parsed, which bounds the memory: of more in one ticket, some are parsed again when looked at."""
_OPENING = frozenset("{[")
_CLOSING = frozenset("}]")

Obstacle: TypeAlias = Literal["syntax", "too-long", "too-deep"]


@dataclass(frozen=True, eq=False)
class Parsed:
    """A document that is valid GraphQL, by its syntax at least."""

    document: DocumentNode


@dataclass(frozen=True, eq=False)
class Unparsed:
    """A text that is not one: ``why`` says what was in the way, ``error`` is graphql-core's own.

    ``position`` is where parsing stopped, in characters from 0.
    """

    why: Obstacle
    error: GraphQLError
    position: int


ParsedText: TypeAlias = Parsed | Unparsed


@lru_cache(maxsize=_KEPT)
def parse_text(text: str) -> ParsedText:
    """Parse a document. Never raises.

    Equal texts are parsed once. A text in which a secret was masked after the intake had read it is another text: it
    is parsed as the customer wrote it, for its IDs, and as the report may show it, for the checks.
    """
    from graphql import GraphQLError, Lexer, Source, parse  # noqa: PLC0415 - see above: only runs with a query pay

    try:
        return Parsed(parse(text, max_tokens=MAX_TOKENS))
    except GraphQLError as error:
        position = next(iter(error.positions or ()), 0)
        try:
            return Unparsed(_obstacle(Lexer(Source(text)), position), error, position)
        except GraphQLError:
            return Unparsed("syntax", error, position)


def _obstacle(lexer: Lexer, end: int) -> Obstacle:
    """Tell by what stands before the place where parsing stopped whether a limit or a mistake stopped it."""
    token = lexer.advance()
    while token.start < end:
        token = lexer.advance()
    depth = number = 0
    while token.prev is not None:  # comments are in this chain, and count, although advance() passes over them
        token = token.prev
        number += 1
        depth += (token.kind.value in _OPENING) - (token.kind.value in _CLOSING)
    if depth >= _MAX_DEPTH:
        return "too-deep"
    return "too-long" if number > MAX_TOKENS else "syntax"
