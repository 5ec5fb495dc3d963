"""Bruno: a request, an environment or a collection's settings in the Bru language, or a collection exported as JSON.

Source: the documentation of the Bru language (blocks of pairs, blocks of text; ``~`` switches a pair off).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from diagnose.foreign_text import cut
from diagnose.intake.content.exported import (
    JSON_TYPE,
    as_list,
    as_object,
    as_text,
    bearer,
    headers_of,
    listed_values,
    query_body,
    with_authorization,
)
from diagnose.intake.content.form import Claim, JsonForm, JsonPart, Part, TextPart, WholeForm
from diagnose.intake.content.http_request import HttpRequest, deliver
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.placeholders import Values, fill_sent
from diagnose.intake.content.sightings import FormSeen, Sighting, ValuesGiven
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_BLOCK = re.compile(r"(?m)^([a-z][\w:-]{0,60})[ \t]{0,8}\{[ \t]*\r?$")
_CLOSED = re.compile(r"(?m)^\}")
_PAIR = re.compile(r"(?m)^[ \t]{0,16}(~?)\"?([\w.$-]{1,100})\"?[ \t]{0,4}:[ \t]*([^\r\n]*)")
_METHODS = ("post", "get", "put", "patch", "delete", "head", "options")
_KNOWN = re.compile(r"(?m)^(?:meta|post|get|vars|auth:bearer)(?::[a-z-]{1,20})? \{[ \t]*\r?$")


@dataclass(frozen=True)
class _File:
    """The blocks of a file by their names: where the inside of each begins and ends."""

    source: Traced
    blocks: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def pairs(self, name: str) -> dict[str, tuple[str, int]]:
        """Return the pairs of a block that are switched on, with their lines."""
        if name not in self.blocks:
            return {}
        found = _PAIR.finditer(self.source.text, *self.blocks[name])
        return {pair[2]: (pair[3].strip(), self.source.line_at(pair.start(3))) for pair in found if not pair[1]}

    def text(self, name: str) -> Traced | None:
        """Return the text of a block."""
        return self.source.slice(*self.blocks[name]) if name in self.blocks else None


def looks_like_bru(text: str) -> bool:
    """Tell a file in the Bru language by one of the blocks that every such file has."""
    return _KNOWN.search(text, 0, 20_000) is not None


def read_bru(source: Traced) -> Claim | None:
    """Read a request with its variables, or an environment."""
    file = _File(source, dict(_blocks(source.text)))
    method = next((name for name in _METHODS if name in file.blocks), None)
    values = {name: value for block in file.blocks if block == "vars" or block == "vars:pre-request"  # noqa: PLR1714
              for name, (value, _) in file.pairs(block).items()}  # fmt: skip
    found: list[Sighting | Part] = [FormSeen("bruno"), *([ValuesGiven(values)] if values else [])]
    if method is None and not values:
        return None
    if method:
        found += deliver(fill_sent(_sent(file, method, values), values))
    found += [TextPart(text) for text in (file.text("docs"), _around(file)) if text]
    return Claim(len(source.text), tuple(found))


def _around(file: _File) -> Traced:
    """Return the text with blanks in place of the blocks: a file may be pasted among words."""
    text, position, pieces = file.source.text, 0, []
    for start, end in file.blocks.values():
        head = text.rfind("\n", 0, max(start - 1, 0)) + 1
        pieces += [text[position:head], re.sub(r"[^\n]", " ", text[head : end + 1])]
        position = max(min(end + 1, len(text)), head)
    return file.source.with_text("".join([*pieces, text[position:]]))


def _blocks(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    position = 0
    while begins := _BLOCK.search(text, position):
        closed = _CLOSED.search(text, begins.end())
        end = closed.start() if closed else len(text)
        yield begins[1], (min(begins.end() + 1, end), end)
        position = end + 1


def _sent(file: _File, method: str, values: Values) -> HttpRequest:
    start = file.source.line_at(file.blocks[method][0])
    pairs = file.pairs(method)
    url, line = pairs.get("url", ("", start))
    mode, auth = pairs.get("body", ("", 0))[0], pairs.get("auth", ("", 0))[0]
    headers = tuple((name, value, at) for name, (value, at) in file.pairs("headers").items())
    token, at = file.pairs("auth:bearer").get("token", ("", line))
    body, content_type = _body(file, mode, values)
    return HttpRequest(
        "bruno",
        line,
        url=url or None,
        method=method.upper(),
        headers=with_authorization(headers, bearer(token, at) if auth == "bearer" else ()),
        # What is inherited stands in the collection's own file, which may not be here.
        headers_complete=auth != "inherit" or any(name.lower() == "authorization" for name, _, _ in headers),
        body=body,
        default_content_type=content_type,
    )


def _body(file: _File, mode: str, values: Values) -> tuple[Traced | None, str | None]:
    if mode == "graphql":
        document, variables = file.text("body:graphql"), file.text("body:graphql:vars")
        text = variables.text if variables else None
        made = query_body(document.text.strip(), text, document.line_at(0), values) if document else None
        return made, JSON_TYPE
    if mode in {"json", ""}:
        return file.text("body:json") or file.text("body"), JSON_TYPE
    return file.text(f"body:{mode}"), "text/plain"


def looks_like_bruno_json(part: JsonPart) -> bool:
    """Tell an exported collection by its items."""
    items = as_list(as_object(part.value).get("items"))
    return any(isinstance(item, dict) and item.get("type") in _TYPES for item in items)


_TYPES = frozenset({"http", "graphql", "http-request", "graphql-request", "folder"})


def read_bruno_json(part: JsonPart) -> Iterator[Sighting]:
    """Read every request of an exported collection."""
    yield FormSeen("bruno")
    value = as_object(part.value)
    values: dict[str, str] = {}
    for environment in as_list(value.get("environments")):
        values |= listed_values(as_object(environment).get("variables"))
    if values:
        yield ValuesGiven(values)
    stack: list[tuple[Json, Lines]] = [(value.get("items"), part.lines.below("items"))]
    while stack:
        items, lines = stack.pop()
        for index, item in enumerate(as_list(items)):
            if isinstance(item, dict):
                if isinstance(item.get("request"), dict):
                    yield from deliver(_exported(as_object(item["request"]), values, lines.below(index, "request")))
                stack.append((item.get("items"), lines.below(index, "items")))


def _exported(request: dict[str, Json], values: Values, lines: Lines) -> HttpRequest:
    headers = tuple(headers_of(request.get("headers"), lines.below("headers")))
    auth, body = as_object(request.get("auth")), as_object(request.get("body"))
    mode = as_text(body.get("mode"))
    if mode == "graphql":
        parts = as_object(body.get("graphql"))
        line = lines.at("body", "graphql", "query")
        sent = query_body(parts.get("query"), parts.get("variables"), line, values)
    else:
        text = as_text(body.get(mode))
        sent = Traced.on_line(text, lines.at("body", mode)) if text else None
    token = as_object(auth.get("bearer")).get("token") if auth.get("mode") == "bearer" else None
    request_sent = HttpRequest(
        "bruno",
        lines.from_first_string_of(request).line,
        url=as_text(request.get("url")) or None,
        method=cut(as_text(request.get("method")).upper(), 32) or "GET",
        headers=with_authorization(headers, bearer(token, lines.at("auth", "bearer", "token"))),
        headers_complete=auth.get("mode") != "inherit",
        body=sent,
        default_content_type=JSON_TYPE if mode in {"graphql", "json"} else "text/plain",
    )
    return fill_sent(request_sent, values)


BRUNO = WholeForm("bruno", looks_like_bru, read_bru)
BRUNO_JSON = JsonForm("bruno", looks_like_bruno_json, read_bruno_json, kind="bruno")
