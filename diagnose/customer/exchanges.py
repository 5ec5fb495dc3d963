"""What the customer sent and what they saved of the answers: who was answered, who was turned away, what was listed.

Pure views of a :class:`~diagnose.intake.model.Reading`. They hold no judgement; the checks decide from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnose.ids import identity
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json, objects_in

_SIGNED_OUT = frozenset({401, 403})
_SIGN_IN_WORDS = (
    "unauthenticated",
    "unauthorized",
    "unauthorised",
    "not authenticated",
    "not signed in",
    "access token",
)
_MOST_TEXT = 300


@dataclass(frozen=True)
class CustomerExchange:
    """A request of the customer's and the response that they saved of it; ``number`` counts their requests from 1."""

    number: int
    request: CustomerRequest
    response: SavedResponse | None = None

    @property
    def answered(self) -> bool:
        """True when the response has data: whatever is odd about the request, it was understood."""
        response = self.response
        return response is not None and (bool(response.data) or response.left_out) and "me" not in response.empty

    @property
    def refusals(self) -> tuple[str, ...]:
        """The messages of the response's errors, if it has no data."""
        if self.response is None or self.answered:
            return ()
        return tuple(error_of(error)[0] for error in self.response.errors)

    @property
    def refused(self) -> bool:
        """True when the response says that nobody was signed in, in one of the ways that gateways have for it."""
        response = self.response
        if response is None:
            return False
        codes = (member(member(error, "extensions"), "code") for error in response.errors)
        said = " ".join((*(str(code) for code in codes), *self.refusals)).casefold()
        return response.status in _SIGNED_OUT or "me" in response.empty or any(word in said for word in _SIGN_IN_WORDS)


def exchanges(reading: Reading) -> tuple[CustomerExchange, ...]:
    """Return every request, each with its response."""
    return tuple(
        CustomerExchange(number, request, None if request.response is None else reading.responses[request.response])
        for number, request in enumerate(reading.requests, 1)
    )


def saved_statuses(reading: Reading) -> Mapping[str, str]:
    """Return the artifact statuses that saved responses show, by artifact ID; the last one read wins."""
    found: dict[str, str] = {}
    for response in reading.responses:
        for row in objects_in(response.data):
            inner = row.get("workArtifact")
            artifact_id, status = row.get("artifactId") or member(inner, "id"), member(inner, "status")
            if isinstance(artifact_id, str) and isinstance(status, str):
                found[artifact_id] = status
    return found


def response_ids(response: SavedResponse) -> frozenset[str]:
    """Return every ``id`` in a saved response."""
    return frozenset(own for row in objects_in(response.data) if isinstance(own := row.get("id"), str))


def shown_under(reading: Reading, connection_id: str) -> frozenset[str]:
    """Return the job works that saved responses list under a connection.

    Of a response whose request is known only those that the request asked for by ID: whatever else the connection
    contains came because it was the one that was queried, and does not show that it is the one that was meant.
    """
    asked = {exchange.request.response: exchange.request for exchange in exchanges(reading)}
    shown: set[str] = set()
    for index, response in enumerate(reading.responses):
        rows = _listed_under(response, identity(connection_id))
        request = asked.get(index)
        shown |= {row for row in rows if request is None or _names(request, row)}
    return frozenset(shown)


def _listed_under(response: SavedResponse, connection: str) -> Iterator[str]:
    for shown in objects_in(response.data):
        listed = shown.get("jobWorks")
        if isinstance(own := shown.get("id"), str) and identity(own) == connection and isinstance(listed, list):
            yield from (row_id for row in listed if isinstance(row_id := member(row, "id"), str))


def _names(request: CustomerRequest, some_id: str) -> bool:
    texts_sent = (json.dumps(dict(request.variables), ensure_ascii=False), request.document or "")
    return any(json.dumps(some_id, ensure_ascii=False) in text for text in texts_sent)


def row_count(response: SavedResponse) -> int:
    """Return how many job works a saved response lists."""
    lists = (row.get("jobWorks") for row in objects_in(response.data))
    return sum(len(rows) for rows in lists if isinstance(rows, list))


def error_of(error: Json) -> tuple[str, tuple[Json, ...]]:
    """Return the message and the path of an error in a saved response."""
    message, path = member(error, "message"), member(error, "path")
    text = message if isinstance(message, str) else "an error without a message"
    return text[:_MOST_TEXT], tuple(path) if isinstance(path, list) else ()


def member(value: Json, key: str) -> Json:
    """Return what an object has under a key; None for what is not an object."""
    return value.get(key) if isinstance(value, dict) else None


def texts(value: Json) -> tuple[str, ...]:
    """Return the texts in a list; a single text counts as a list of one, as in GraphQL."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
