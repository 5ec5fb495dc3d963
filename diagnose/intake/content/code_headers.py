"""The headers that code gives a request, however its language and client write them.

``'Content-Type': 'application/json'``, ``header("source-platform", "x")``, ``req["Authorization"] = "Bearer #{t}"``,
``'Authorization: Bearer ' . $token``, ``setValue("x", forHTTPHeaderField: "Accept")``, ``bearer_auth(&token)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnose.intake.content.code_block import CodeSpan
from diagnose.intake.shell.literal_tokens import LiteralToken, LiteralTokens
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.traced import Traced

_NAMES = r"authorization|content[-_]?type|source[-_]platform|accept|x-request-id|x-correlation-id"
_PAIR = re.compile(
    # Takes 'Accept': , "Accept" => , ["Accept"] = , ("Accept", , Accept: , :accept => , 'Accept: x'; leaves acceptAll(.
    rf"(?i)(?<![\w-])([\"'`:]?)({_NAMES})([\"'`]?)[ \t]{{0,2}}\]?\s{{0,40}}(?:=>|:=|:|=(?!=)|,)\s{{0,40}}"
)
_TURNED = re.compile(
    rf"(?i)(?:set|add)Value\(\s{{0,40}}+(?=([^\n]{{1,4000}}?),\s{{0,40}}forHTTPHeaderField:\s{{0,9}}\"({_NAMES})\")"
)
_SCHEME = re.compile(r"AuthenticationHeaderValue\(\s{0,40}\"(\w{1,20})\"\s{0,9},\s{0,40}")
_BEARER = re.compile(
    # Takes bearer_auth(, bearerAuth(, withToken(, setBearerAuth( and .bearerToken(; leaves Bearer( and token(.
    r"(?:\b|_)(?:bearer_?[aA]uth|setBearerAuth|withToken|bearerToken|auth_bearer|JwtAuthenticator|BearerAuth)"
    r"\([ \t]{0,4}&?|\bauth:[ \t]{0,4}\{:bearer,[ \t]{0,4}"
)
_JSON_CALL = re.compile(
    r"(?i)content_?type\(\s{0,40}(?:MediaType\.|ContentType\.)?(?:Application\.Json|APPLICATION_JSON\w{0,20}|JSON\b)"
)
_KTOR = re.compile(r"contentType\(\s{0,40}ContentType\.([A-Z][a-z]{1,20})\.([A-Z][A-Za-z]{1,30})\b")
_JSON_ARGUMENT = re.compile(r"[\"'](application/(?:json|graphql)[^\"'\n]{0,60})[\"']")
_PREFIXES = frozenset({"f", "r", "b", "u", "rb", "fr", "$", "@", "$@", "s"})
_GLUE = frozenset({"+", ".", "&", "<", ">", "~"})
_INTERPOLATED = re.compile(
    # Takes ${token}, #{ENV['T']}, {token}, $token and (token) of Swift's \(token); leaves a token's own characters.
    r"\$\{([^{}]{1,200})\}|#\{([^{}]{1,200})\}|\{([^{}]{1,200})\}|\$([A-Za-z_]\w{0,60})(?:->\w{1,60})?"
    r"|(?<= )\(([^()]{1,200})\)"
)
_LONGEST = 16_384


@dataclass(frozen=True)
class CodeHeader:
    """A header in code: where its value begins and ends; ``value`` has ``${…}`` for what only running it would tell."""

    name: str
    value: str
    start: int
    end: int


def code_headers(text: str, span: CodeSpan, names: Mapping[str, Value]) -> list[CodeHeader]:
    """Return the headers that code sets in a stretch, in the order of the text."""
    found = [*_pairs(text, span, names), *_authorizations(text, span, names)]
    for turned in _TURNED.finditer(text, span.start, span.end):
        value, end = code_value(text, turned.end(), turned.end(1), names)
        found.append(CodeHeader(turned[2], value, turned.end(), end))
    return sorted([*found, *_json_types(text, span, found)], key=lambda header: header.start)


def _pairs(text: str, span: CodeSpan, names: Mapping[str, Value]) -> Iterator[CodeHeader]:
    for pair in _PAIR.finditer(text, span.start, span.end):
        if pair[1] in "\"'`" and pair[1] and not pair[3]:  # the whole header is one string
            line, end = code_value(text, pair.start(1), span.end, names)
            name, _, value = line.partition(":")
            yield CodeHeader(name, value.strip(), pair.start(1), end)
        else:
            value, end = code_value(text, pair.end(), span.end, names)
            name = "Content-Type" if pair[2].lower().startswith("content") else pair[2].replace("_", "-")
            yield CodeHeader(name, value, pair.end(), end)


def _authorizations(text: str, span: CodeSpan, names: Mapping[str, Value]) -> Iterator[CodeHeader]:
    for scheme in _SCHEME.finditer(text, span.start, span.end):
        value, end = code_value(text, scheme.end(), span.end, names)
        yield CodeHeader("Authorization", f"{scheme[1]} {value}", scheme.end(), end)
    for bearer in _BEARER.finditer(text, span.start, span.end):
        value, end = code_value(text, bearer.end(), span.end, names)
        yield CodeHeader("Authorization", f"Bearer {value}", bearer.end(), end)


def _json_types(text: str, span: CodeSpan, found: list[CodeHeader]) -> Iterator[CodeHeader]:
    """Take a type that stands alone among arguments, as that of a body does, where no header of that name is set."""
    if any(header.name.lower() == "content-type" for header in found):
        return
    if named := _KTOR.search(text, span.start, span.end):
        yield CodeHeader("Content-Type", f"{named[1]}/{named[2]}".lower(), named.start(), named.end())
        return
    if call := _JSON_CALL.search(text, span.start, span.end):
        yield CodeHeader("Content-Type", "application/json", call.start(), call.end())
        return
    for argument in _JSON_ARGUMENT.finditer(text, span.start, span.end):
        if not any(header.start <= argument.start() < header.end for header in found):
            yield CodeHeader("Content-Type", argument[1], argument.start(), argument.end())
            return


def code_value(text: str, start: int, limit: int, names: Mapping[str, Value]) -> tuple[str, int]:
    """Read a string, a name, or several of them joined, and return it with where it ends."""
    tokens = LiteralTokens(text, start, min(start + _LONGEST, limit))
    pieces: list[str] = []
    end, joined, depth = start, True, 0
    for token in tokens:
        if depth or token.kind == "open":
            depth += (token.kind == "open") - (token.kind == "close")
        elif token.kind in {"separator", "close", "pair"}:
            break
        elif token.text in _GLUE and token.kind == "other":
            joined = True
        elif not joined:
            break
        else:
            joined = token.kind == "word" and token.text in _PREFIXES and text[token.end : token.end + 1] in "\"'`@$"
            pieces += [] if joined else [_piece(token, names)]
        end = token.end
    return "".join(pieces), end


def _piece(token: LiteralToken, names: Mapping[str, Value]) -> str:
    if token.kind != "string":
        return _named(token.text, names)
    return _INTERPOLATED.sub(lambda inner: _named(next(filter(None, inner.groups()), ""), names), token.text)


def _named(name: str, names: Mapping[str, Value]) -> str:
    value = names.get(name.strip(" $@&").lower())
    return value.text if isinstance(value, Traced) else "${" + (name if name.isidentifier() else "…") + "}"
