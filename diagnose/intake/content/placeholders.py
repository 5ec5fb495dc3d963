"""Names that stand for values: ``{{base_url}}``, ``{{ _.token }}``, ``<<token>>``, and the values that replace them.

A form fills in what its own file gives (a collection's variables); what another file gives (an exported environment)
is filled in once all sources are read. What no file gives stays as it is: a placeholder, and never an ID.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from diagnose.intake.source.traced import Traced, Weaver
from diagnose.json_value import Json

if TYPE_CHECKING:
    from diagnose.intake.content.http_request import Header, HttpRequest
    from diagnose.intake.model import CustomerRequest

Values: TypeAlias = "Mapping[str, str]"
"""What names stand for; the names as they are written between the brackets, without ``_.`` before them."""

_NAME = re.compile(
    # Takes {{base}}, {{ _.base_url }}, {{ _['base-url'] }} and <<token>>; leaves {{$dotenv X}} and {{ a | upper }}.
    r"\{\{-?[ \t]{0,8}+(?:_\.|_\[')?([A-Za-z][\w.\-]{0,100}+)(?:'\])?[ \t]{0,8}+-?\}\}|<<([A-Za-z][\w.\-]{0,100}+)>>"
)
_ROUNDS = 4
"""Values that name other values are looked up this often."""
_LONGEST = 200_000
"""Characters that filling in may add to one text."""


def fill(text: str, values: Values) -> str:
    """Put values in place of their names."""
    return fill_traced(Traced.on_line(text, 1), values).text if values else text


def fill_traced(text: Traced, values: Values) -> Traced:
    """Put values in place of their names; what is put in has the line of the name."""
    for _ in range(_ROUNDS):
        filled = _filled_once(text, values)
        if filled is text:
            break
        text = filled
    return text


def _filled_once(text: Traced, values: Values) -> Traced:
    woven, position, added = Weaver(), 0, 0
    for match in _NAME.finditer(text.text):
        value = values.get(match[1] or match[2])
        if value is None or added > _LONGEST:
            continue
        woven.add_traced(text.slice(position, match.start()))
        woven.add(value, text.line_at(match.start()))
        position, added = match.end(), added + len(value)
    if not position:
        return text
    woven.add_traced(text.slice(position))
    return woven.build(text.line_at(0))


def fill_sent(sent: HttpRequest, values: Values) -> HttpRequest:
    """Put values into what was sent: its address, headers and body."""
    if not values:
        return sent
    headers: tuple[Header, ...] = tuple((name, fill(value, values), line) for name, value, line in sent.headers)
    return replace(
        sent,
        url=fill(sent.url, values) if sent.url else sent.url,
        headers=headers,
        body=fill_traced(sent.body, values) if sent.body else sent.body,
    )


def fill_request(request: CustomerRequest, values: Values) -> CustomerRequest:
    """Put values into a request that was read already."""
    if not values:
        return request
    variables = {name: fill_json(value, values) for name, value in request.variables.items()}
    headers = {name: fill(value, values) for name, value in request.headers.items()} if request.headers else None
    return replace(
        request,
        document=fill(request.document, values) if request.document else request.document,
        variables=variables,
        headers=headers if request.headers else request.headers,
        endpoint=fill(request.endpoint, values) if request.endpoint else request.endpoint,
    )


def fill_json(value: Json, values: Values) -> Json:
    """Put values into the strings of a JSON value, which is no deeper than the reader of JSON lets it be."""
    if isinstance(value, str):
        return fill(value, values)
    if isinstance(value, list):
        return [fill_json(item, values) for item in value]
    if isinstance(value, dict):
        return {key: fill_json(item, values) for key, item in value.items()}
    return value


def flat_values(data: Json, prefix: str = "") -> dict[str, str]:
    """Return the values of an environment that is an object: ``{"api": {"base": "…"}}`` gives ``api.base``."""
    found: dict[str, str] = {}
    stack: list[tuple[str, Json]] = [(prefix, data)]
    while stack:
        name, item = stack.pop()
        if isinstance(item, dict):
            stack.extend((f"{name}.{key}" if name else key, member) for key, member in item.items())
        elif isinstance(item, str | int | float) and not isinstance(item, bool) and name:
            found[name] = str(item)
    return found
