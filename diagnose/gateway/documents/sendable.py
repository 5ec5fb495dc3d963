"""The query documents beside this module: the only texts that can be sent.

Each file holds one operation named as the file is. Of mutations, only the login exchange may exist, with exactly its
one field; everything else is refused when a file is loaded and again when a text is about to be sent. Read with a
lexer of a few lines, since graphql-core is not needed for anything else at run time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diagnose.gateway.exchange import LOGIN, LOGIN_FIELD

if TYPE_CHECKING:
    from diagnose.gateway.exchange import Question

__all__ = [
    "DocumentError",
    "MutationRefused",
    "check_sendable",
    "document",
    "document_of",
    "minified",
    "operations",
    "read_document",
]

# ``query A($n: Int){ me{id} } # why`` gives query, A, (, $, n, :, Int, ), {, me, {, id, }, }. A comma, white space, a
# comment and a byte order mark are skipped; a string or block string is one token, whatever stands in it; a control
# character or an unclosed string is no token at all.
_TOKEN = re.compile(
    r'(?P<skip>[\s,\ufeff]+|\#[^\n\r]*)|(?P<block>"""(?:\\"""|[^"]|"(?!""))*""")|(?P<string>"(?:\\.|[^"\\\n\r])*")'
    r"|(?P<word>[_A-Za-z][_0-9A-Za-z]*|-?[0-9][0-9.eE+-]*)|(?P<sign>\.\.\.|[!$&()*:=@\[\]{|}])"
)
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_DEFINITIONS = frozenset({"query", "mutation", "subscription", "fragment"})


class DocumentError(ValueError):
    """A document that is not one named operation: a mistake in this package, or a text from elsewhere."""


class MutationRefused(DocumentError):
    """Something other than a query or the login exchange was about to be loaded or sent."""


@dataclass(frozen=True)
class _Definition:
    kind: str
    name: str | None
    tokens: tuple[str, ...]


@cache
def document(operation: str) -> str:
    """Return the document of an operation, without comments and spare white space. Raises DocumentError."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", operation):
        raise DocumentError("not the name of a document")
    source = files("diagnose.gateway") / "documents" / f"{operation}.graphql"
    if not source.is_file():
        raise DocumentError(f"there is no document {operation}")
    return read_document(source.read_text(encoding="utf-8"), operation)


def document_of(question: Question) -> str:
    """Return the document that a question is sent with. Raises DocumentError."""
    return read_document(question.text, question.operation) if question.text else document(question.operation)


@cache
def operations() -> tuple[str, ...]:
    """Return the names of all documents, sorted."""
    folder = files("diagnose.gateway") / "documents"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".graphql") for name in names if name.endswith(".graphql")))


def read_document(text: str, operation: str) -> str:
    """Check a document's text and return it minified. Raises DocumentError or MutationRefused."""
    tokens = _tokens(text)
    _check(tokens, operation)
    return _joined(tokens)


def minified(text: str) -> str:
    """Return a document without comments and spare white space; one that cannot be read stays as it is."""
    try:
        return _joined(_tokens(text))
    except DocumentError:
        return text


@lru_cache(maxsize=64)
def check_sendable(text: str) -> None:
    """Raise MutationRefused unless the text is one query, or the login exchange and nothing else."""
    _check(_tokens(text), None)


def _check(tokens: list[str], operation: str | None) -> None:
    definitions = _definitions(tokens)
    for definition in definitions:
        if definition.kind == "subscription" or (definition.kind == "mutation" and not _is_login(definition)):
            raise MutationRefused(
                f"the {definition.kind} {definition.name or '(unnamed)'} may not be sent by this tool"
            )
    runnable = [definition for definition in definitions if definition.kind != "fragment"]
    if len(runnable) != 1 or (operation is not None and runnable[0].name != operation):
        raise DocumentError(f"expected one operation, named {operation or 'anything'}")
    if runnable[0].kind == "mutation" and len(definitions) != 1:
        raise MutationRefused("the login exchange stands alone in its document")


def _is_login(definition: _Definition) -> bool:
    """Its name alone proves nothing: the one field that it selects must be the exchange itself, under its own name."""
    tokens = list(definition.tokens)
    if definition.name != LOGIN or "{" not in tokens:
        return False
    fields = _root_words(tokens[tokens.index("{") + 1 : -1])
    return fields == [LOGIN_FIELD]


def _root_words(selection: list[str]) -> list[str]:
    """Everything at the top of a selection set that is not inside brackets: fields, aliases, spreads, directives."""
    words: list[str] = []
    depth = 0
    for token in selection:
        depth -= token in _CLOSING
        if depth == 0 and token not in _OPENING | _CLOSING:
            words.append(token)
        depth += token in _OPENING
    return words


def _definitions(tokens: list[str]) -> list[_Definition]:
    """Split a document at its top level; a bare ``{`` there is an unnamed query."""
    found: list[_Definition] = []
    start, depth = 0, 0
    for at, token in enumerate(tokens):
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth < 0:
            raise DocumentError("a bracket is closed that was not opened")
        if depth == 0 and token == "}":  # noqa: S105
            found.append(_definition(tokens[start : at + 1]))
            start = at + 1
    if depth or start != len(tokens):
        raise DocumentError("the document breaks off")
    return found


def _definition(tokens: list[str]) -> _Definition:
    if tokens[0] == "{":
        return _Definition("query", None, tuple(tokens))
    if tokens[0] not in _DEFINITIONS:
        raise DocumentError(f"a document may not define {tokens[0]}")
    name = tokens[1] if re.match(r"[_A-Za-z]", tokens[1]) else None
    return _Definition(tokens[0], name, tuple(tokens))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise DocumentError(f"character {at} does not belong in a document")
        if match.lastgroup != "skip":
            tokens.append(match[0])
        at = match.end()
    return tokens


def _joined(tokens: list[str]) -> str:
    """A blank only where two words or strings would run together."""
    parts: list[str] = []
    for before, token in zip(["{", *tokens], tokens, strict=False):
        apart = (before[-1].isalnum() or before[-1] in '_"') and (token[0].isalnum() or token[0] in '_"-')
        parts.append(f" {token}" if apart else token)
    return "".join(parts)
