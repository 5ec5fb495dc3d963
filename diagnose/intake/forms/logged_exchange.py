"""An exchange in one object, as logs keep it: ``{"request": {"url": …}, "response": {"status": …}}``.

The request is an object with its address, and is read as such; Sentry, pino, morgan, Faraday and VCR write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from diagnose.intake.content.exported import as_object, as_text
from diagnose.intake.content.form import JsonForm, JsonPart, Part
from diagnose.intake.content.http_exchange import RESPONSE, HttpAnswer, lone_answer
from diagnose.intake.content.http_request import is_graphql_address
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import Sighting
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_REQUEST = ("request", "req")
_STATUS = ("status", "statusCode", "status_code", "code")
_BODY = ("body", "data", "content", "text", "body_string")


def looks_like_exchange(part: JsonPart) -> bool:
    """Tell an object whose request goes where GraphQL is spoken, and which has an answer."""
    value = part.value
    if not isinstance(value, dict) or "header" in as_object(value.get("request")) or "startedDateTime" in value:
        return False  # Postman's, and a HAR's
    request, response = _under(value, _REQUEST)[1], _under(value, RESPONSE)[1]
    return bool(response) and is_graphql_address(as_text(request.get("url")) or as_text(request.get("uri")))


def _under(value: dict[str, Json], names: tuple[str, ...]) -> tuple[str, dict[str, Json]]:
    return next(((name, as_object(value[name])) for name in names if isinstance(value.get(name), dict)), ("", {}))


def read_exchange(part: JsonPart) -> Iterator[Sighting | Part]:
    """Hand the request on, and read the answer behind it."""
    value = as_object(part.value)
    (asked, request), (answered, response) = _under(value, _REQUEST), _under(value, RESPONSE)
    yield JsonPart(request, part.lines.below(asked), part.size)
    yield from lone_answer(_answer(response, part.lines.below(answered)))


def _answer(response: dict[str, Json], lines: Lines) -> HttpAnswer:
    status = next((code for key in _STATUS if isinstance(code := response.get(key), int)), None)
    key = next((key for key in _BODY if response.get(key)), "body")
    body = response.get(key)
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False) if body is not None else ""
    line = lines.at(key)
    return HttpAnswer(line, Traced.on_line(text, line) if text else None, status, where="the log")


LOGGED_EXCHANGE = JsonForm("logged-exchange", looks_like_exchange, read_exchange, inside=True)
