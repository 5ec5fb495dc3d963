"""Charles: a recorded session in JSON (.chlsj). Source: the JSON that Charles 4 and 5 export."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.foreign_text import cut
from diagnose.intake.content.exported import as_list, as_object, as_text, headers_of
from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import HttpRequest
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import ExchangeEnds, FormSeen, Sighting
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def looks_like_session(part: JsonPart) -> bool:
    """Tell a session by what each of its transactions has."""
    items = as_list(part.value)
    return bool(items) and all(
        isinstance(item, dict) and "host" in item and "scheme" in item and "request" in item for item in items
    )


def read_session(part: JsonPart) -> Iterator[Sighting]:
    """Read every transaction; tunnels and WebSockets carry no request that could be read."""
    yield FormSeen("charles")
    for index, item in enumerate(as_list(part.value)):
        if isinstance(item, dict) and not item.get("tunnel") and not item.get("webSocket"):
            yield from _transaction(item, part.lines.below(index))


def _transaction(item: dict[str, Json], lines: Lines) -> Iterator[Sighting]:
    request, response = as_object(item.get("request")), as_object(item.get("response"))
    line = lines.from_first_string_of(item).line
    body = _body(request, lines.below("request"))
    headers = tuple(_headers(request, lines.below("request")))
    method = cut(as_text(item.get("method")).upper(), 32) or None
    if method == "OPTIONS":
        return
    status = response.get("status")
    answer = HttpAnswer(
        lines.at("response", "body", "text"),
        _body(response, lines.below("response")),
        status if isinstance(status, int) and status else None,
        as_text(as_object(item.get("times")).get("start")) or None,
        "the Charles session",
    )
    yield from exchange_seen(HttpRequest("charles", line, _url(item), method, headers, body=body), [answer])
    yield ExchangeEnds()


def _headers(message: dict[str, Json], lines: Lines) -> Iterator[tuple[str, str, int]]:
    listed = as_object(message.get("header")).get("headers")
    return headers_of(listed, lines.below("header", "headers"))


def _url(item: dict[str, Json]) -> str:
    port, query = item.get("port"), as_text(item.get("query"))
    host = f"{as_text(item.get('host'))}:{port}" if isinstance(port, int) and port not in {80, 443} else item["host"]
    return f"{as_text(item.get('scheme'))}://{host}{as_text(item.get('path'))}{'?' * bool(query)}{query}"


def _body(message: dict[str, Json], lines: Lines) -> Traced | None:
    text = as_text(as_object(message.get("body")).get("text"))
    return Traced.on_line(text, lines.at("body", "text")) if text else None


CHARLES = JsonForm("charles", looks_like_session, read_session, kind="charles")
