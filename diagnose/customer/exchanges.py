"""What the customer sent and what they saved of the answers: who was answered, who was turned away, what was listed.

Pure views of a :class:`~diagnose.intake.model.Reading`. They hold no judgement; the checks decide from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from diagnose.customer.joined_ids import AS_TEXT, joined_ids
from diagnose.customer.problems import VariableProblem
from diagnose.foreign_text import cut
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


class Refused(StrEnum):
    """Why the customer was given no data."""

    SIGN_IN = "sign-in"
    """Nobody was signed in, or with credentials that are not valid."""
    FORBIDDEN = "forbidden"
    """Somebody was signed in who may not see it."""
    INVALID = "invalid"
    """The request itself is at fault, by what the answer says."""
    NOT_FOUND = "not-found"
    OTHER = "other"


@dataclass(frozen=True)
class CustomerAnswer:
    """A response that the customer saved, with the request that it answers where the ticket has that.

    ``number`` is the request's; answers without one count on behind the requests.
    """

    number: int
    response: SavedResponse
    request: CustomerRequest | None = None

    @property
    def given(self) -> bool:
        """True when the response has data: whatever is odd about the request, it was understood."""
        response = self.response
        return (bool(response.data) or response.left_out) and "me" not in response.empty

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages of its errors."""
        return tuple(error_of(error)[0] for error in self.response.errors)

    @property
    def path(self) -> tuple[str, ...]:
        """The fields on the way to the first error; empty where it does not say."""
        paths = (error_of(error)[1] for error in self.response.errors)
        return next((tuple(step for step in path if isinstance(step, str)) for path in paths if path), ())

    @property
    def refusal(self) -> Refused | None:
        """Why no data, or not all of it, was given; None for an answer without any error.

        Neither codes nor messages nor statuses are documented: these are the words that gateways have for it. A code
        says more than a status, and a status more than the message.
        """
        codes = " ".join(str(member(member(error, "extensions"), "code")) for error in self.response.errors).casefold()
        for refusal, words in _CODES:
            if any(word in codes for word in words):
                return refusal
        if by_status := _STATUSES.get(self.response.status or 0):
            return by_status
        said = " ".join(self.messages).casefold()
        for refusal, words in _WORDS:
            if any(word in said for word in words):
                return refusal
        if "me" in self.response.empty and not self.response.errors:
            return Refused.SIGN_IN  # documented of the newer surface: me is null if the token is missing or invalid
        failed = bool(self.response.errors) or (self.response.status or 0) >= _FAILED
        return Refused.OTHER if failed else None


_FAILED = 400
_STATUSES = {401: Refused.SIGN_IN, 403: Refused.FORBIDDEN, 404: Refused.NOT_FOUND} | dict.fromkeys(
    (400, 405, 411, 413, 415, 422), Refused.INVALID
)
_CODES: tuple[tuple[Refused, tuple[str, ...]], ...] = (
    (Refused.SIGN_IN, ("unauthenticated", "unauthorized", "token_expired", "invalid_token", "jwt")),
    (Refused.FORBIDDEN, ("forbidden", "permission", "access_denied", "not_authorized")),
    (Refused.INVALID, ("validation", "bad_user_input", "parse_failed", "bad_request", "operation_resolution")),
    (Refused.NOT_FOUND, ("not_found", "notfound")),
)
_FORBIDDEN_WORDS = ("forbidden", "permission", "access denied", "no access", "not authorized to", "not allowed to")
_TOKEN_WORDS = ("token expired", "expired token", "invalid token", "token is invalid", "jwt")
_INVALID_WORDS = (
    "cannot query field",
    "got invalid value",
    "syntax error",
    "unknown argument",
    "unknown type",
    "was not provided",
    "must be provided",
    "must have a selection",
)
_WORDS: tuple[tuple[Refused, tuple[str, ...]], ...] = (
    (Refused.FORBIDDEN, _FORBIDDEN_WORDS),
    (Refused.SIGN_IN, (*_SIGN_IN_WORDS, *_TOKEN_WORDS)),
    (Refused.NOT_FOUND, ("not found", "does not exist", "no such")),
    (Refused.INVALID, _INVALID_WORDS),
)


@dataclass(frozen=True)
class CustomerExchange:
    """A request of the customer's and the response that they saved of it; ``number`` counts their requests from 1."""

    number: int
    request: CustomerRequest
    response: SavedResponse | None = None

    @property
    def answer(self) -> CustomerAnswer | None:
        """The response as an answer to this request."""
        return CustomerAnswer(self.number, self.response, self.request) if self.response else None

    @property
    def answered(self) -> bool:
        """True when the response has data: whatever is odd about the request, it was understood."""
        return self.answer is not None and self.answer.given

    @property
    def variable_problems(self) -> tuple[VariableProblem, ...]:
        """What is wrong with variables whose query the ticket does not show."""
        if self.request.document is not None or self.answered:
            return ()
        as_text = (AS_TEXT,) if self.request.variables_as_text else ()
        return *as_text, *joined_ids(self.request.variables)

    @property
    def refusals(self) -> tuple[str, ...]:
        """The messages of the response's errors, if it has no data."""
        return self.answer.messages if self.answer and not self.answered else ()

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


def answers(reading: Reading) -> tuple[CustomerAnswer, ...]:
    """Return every saved response, each with its request where the ticket has that."""
    numbered = [*enumerate(reading.requests, 1)]
    asked = {request.response: (number, request) for number, request in numbered if request.response is not None}
    alone = [index for index in range(len(reading.responses)) if index not in asked]
    waiting = [(number, request) for number, request in numbered if request.response is None]
    if len(alone) == len(waiting) == 1 and _may_answer(reading.responses[alone[0]], waiting[0][1]):
        # People show the answer before the request, or put one of them into a file of its own.
        asked[alone[0]] = waiting[0]
    found: list[CustomerAnswer] = []
    behind = len(reading.requests)
    for index, response in enumerate(reading.responses):
        behind += index not in asked
        number, request = asked.get(index, (behind, None))
        found.append(CustomerAnswer(number, response, request))
    return tuple(found)


def _may_answer(response: SavedResponse, request: CustomerRequest) -> bool:
    """True unless the response answers another field than the request's document asks for."""
    paths = (error_of(error)[1] for error in response.errors)
    field = response.operation or next((str(path[0]) for path in paths if path), None)
    return field is None or request.document is None or field in request.document


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
    return cut(text, _MOST_TEXT), tuple(path) if isinstance(path, list) else ()


def member(value: Json, key: str) -> Json:
    """Return what an object has under a key; None for what is not an object."""
    return value.get(key) if isinstance(value, dict) else None


def texts(value: Json) -> tuple[str, ...]:
    """Return the texts in a list; a single text counts as a list of one, as in GraphQL."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
