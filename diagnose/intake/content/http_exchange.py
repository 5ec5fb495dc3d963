"""An HTTP request together with what came back, as recordings and exports keep them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnose.intake.content.graphql_json import response_seen
from diagnose.intake.content.http_request import HttpRequest, deliver
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import (
    header_secret,
    json_secrets,
    text_secrets,
    without_repeats,
)
from diagnose.intake.content.sightings import Remark, RequestSeen, SecretSeen, Sighting
from diagnose.intake.source import lenient_json
from diagnose.intake.source.secret_search import may_hold_secret
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_FAILED = 400
"""HTTP statuses from here on say that a request failed."""

RESPONSE = ("response", "res", "resp", "result", "reply", "answer")
"""Keys under which logs keep what came back."""


@dataclass(frozen=True)
class HttpAnswer:
    """What came back. ``body`` is None when it was not saved; ``where`` names the place for people."""

    line: int
    body: Traced | None
    status: int | None = None
    at: str | None = None
    where: str = "a saved answer"


def exchange_seen(sent: HttpRequest, answers: Sequence[HttpAnswer]) -> tuple[Sighting, ...]:
    """Read a request and its answers; of a request that is none of this API only the secrets are told."""
    seen = deliver(sent)
    asked = [sighting for sighting in seen if isinstance(sighting, RequestSeen)]
    if not asked:
        return seen or tuple(secret for header in sent.headers for secret in header_secret(*header))
    return *seen, *(sighting for answer in answers for sighting in answers_seen(answer, asked))


def lone_answer(answer: HttpAnswer) -> Iterator[Sighting]:
    """Read an answer whose request is told by the order alone."""
    if answer.body is None and (answer.status is None or answer.status < _FAILED):
        return
    text = answer.body.text if answer.body else ""
    value, lines = _json(answer.body) if answer.body else (None, Lines(answer.line))
    seen = response_seen(value, lines, size=len(text), status=answer.status, at=answer.at)
    if seen is None and answer.status is not None and (answer.status >= _FAILED or text.lstrip()[:1] == "<"):
        seen = response_seen({"data": None}, lines, size=0, status=answer.status, at=answer.at)
    if seen is not None:
        yield seen
    yield from _secrets(text, value, answer.line)


def answers_seen(answer: HttpAnswer, asked: Sequence[RequestSeen]) -> Iterator[Sighting]:
    """Read what answers these requests, which were sent as one."""
    text = answer.body.text if answer.body else ""
    value, places = _json(answer.body) if answer.body else (None, Lines(answer.line))
    several = isinstance(value, list) and len(value) == len(asked)
    for index, request in enumerate(asked):
        item = value[index] if several and isinstance(value, list) else value
        lines = places.below(index) if several else places
        seen = response_seen(item, lines, size=len(text), status=answer.status, at=answer.at, request=request)
        if seen is None and answer.status is not None and (answer.status >= _FAILED or text.strip()):
            seen = response_seen({"data": None}, lines, size=0, status=answer.status, at=answer.at, request=request)
            if answer.status < _FAILED:
                yield Remark(answer.line, f"The response in {answer.where} is not a GraphQL response.")
        if seen is not None:
            yield seen
        if not several:
            break
    yield from _secrets(text, value, answer.line)
    if not text.strip() and answer.status is not None and answer.status < _FAILED:
        yield Remark(answer.line, f"The response body of {answer.where} was not saved.")


def _secrets(text: str, value: Json, line: int) -> Iterator[SecretSeen]:
    """Find the secrets in a response's body; most bodies have no word of any."""
    if may_hold_secret(text):
        keyed = list(json_secrets(value, Lines(line)))
        yield from keyed
        yield from without_repeats(text_secrets(Traced.on_line(text, line)), keyed)


def _json(body: Traced) -> tuple[Json, Lines]:
    """Parse a body."""
    start = len(body.text) - len(body.text.lstrip("\ufeff \t\r\n"))
    parsed = lenient_json.parse_traced(body, start)
    return parsed.value, Lines(body.line_at(start), parsed.places, body)
