"""What was asked and what came back, as values that can be written down and played back.

A :class:`Question` is one query of those under ``documents/``. An :class:`Answer` is everything that the
rest of the tool may know about the reply: how it was received, its data, its errors with their paths, and each try.
An answer is what the gateway said: what it may hold of secrets is masked when the report is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from diagnose.json_value import Json, with_texts
from diagnose.outcome import Outcome
from diagnose.outside import Told, unmarked

LOGIN = "LoginViaPersonalApiToken"
"""The one operation that is not a query: it exchanges an API key for an access token."""

LOGIN_FIELD = "loginViaPersonalApiToken"
"""The field that it selects. https://docs.filed.com/apis/endpoint/login-via-personal-api-token"""


class Reception(StrEnum):
    """How an answer was received. Never decided by the HTTP status alone (see :mod:`~diagnose.gateway.receiving`)."""

    OK = "ok"
    PARTIAL = "partial"
    """Data with errors: a null under an error's path is unknown, everything else was seen."""
    SHAPE_REFUSED = "shape-refused"
    """Depth, cost, aliases, page size, body size, an unknown field or filter: ask smaller."""
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    """GraphQL errors which say that what was named does not exist."""
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"
    """A GraphQL error without data that fits none of the others, or a 5xx."""
    NOT_GRAPHQL = "not-graphql"
    """HTML, other JSON, an empty body."""
    MALFORMED = "malformed"
    """A GraphQL answer that cannot be trusted: cut off, over the size cap, NaN, duplicate keys, nested too deep."""
    REDIRECTED = "redirected"
    """A redirect that does not lead to a sign-in page; never followed."""
    TIMED_OUT = "timed-out"
    UNREACHABLE = "unreachable"
    """DNS, TCP or TLS; the summary says which."""


@dataclass(frozen=True)
class Question:
    """One GraphQL query: the operation name of a document, and its variables.

    ``text`` is the document itself where it is none of those that this tool has by name. Two questions are equal when
    they would send the same request.
    """

    operation: str
    variables: Mapping[str, Json]
    text: str = ""

    @property
    def key(self) -> str:
        """A canonical form: equal questions have equal keys."""
        named = self.text or self.operation
        return f"{named} {json.dumps(self.variables, sort_keys=True, separators=(',', ':'))}"

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True)
class GraphQLError:
    """One entry of ``errors``. Texts are the gateway's own, cleaned and cut to a readable length."""

    message: str
    path: tuple[str | int, ...] | None = None
    code: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", Told(self.message))
        object.__setattr__(self, "code", None if self.code is None else Told(self.code))


@dataclass(frozen=True)
class Attempt:
    """One try of one request.

    ``duration_ms`` is wall time from the first byte sent to the last one read. ``status`` is None when no response
    came. ``request_id`` is what the response's request-ID header said. ``waited_ms`` is the pause before this try.
    """

    at: datetime
    duration_ms: float
    reception: Reception
    status: int | None = None
    request_id: str | None = None
    waited_ms: float = 0.0
    summary: str = ""

    @property
    def in_own_words(self) -> str:
        """``HTTP 503, server-error``: nothing from outside, which may turn out later to hold a secret."""
        reception = self.reception.value
        return reception if self.status is None else f"HTTP {self.status}, {reception}"


@dataclass(frozen=True)
class Answer:
    """The reply to a question after all its tries.

    ``data`` is the response's ``data`` (None when there was none), ``summary`` one clause for people, such as
    ``HTTP 502 from nginx, an HTML page titled "502 Bad Gateway"``. ``detail`` refines the reception in one word
    where that matters to a remedy: ``dns``, ``tcp``, ``tls``, ``deadline``, ``depth``, ``alias``, ``cost``,
    ``page-size``, ``filter-size``, ``work-filter``, ``wrong-surface``, ``expired``, ``html``, ``json``, ``sign-in``,
    ``size``, ``closed``, ``proxy``, ``api-key``. A partial answer has one when fields were lost to the shape.
    ``server_date`` is the response's ``Date`` header, for clock skew.
    """

    question: Question
    reception: Reception
    attempts: tuple[Attempt, ...]
    data: Json = None
    errors: tuple[GraphQLError, ...] = field(default=())
    summary: str = ""
    detail: str | None = None
    server_date: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "summary", Told(unmarked(self.summary)))

    @property
    def usable(self) -> bool:
        """True when ``data`` may be read."""
        return self.reception in {Reception.OK, Reception.PARTIAL}

    def masked(self, mask: Callable[[str], str]) -> Answer:
        """Return the same without the secrets that became known only through it."""
        errors = tuple(GraphQLError(mask(error.message), error.path, error.code) for error in self.errors)
        return replace(self, data=with_texts(self.data, mask), errors=errors, summary=mask(self.summary))

    @property
    def outcome(self) -> Outcome:
        """The contract's word for it (`evidence[].outcome`)."""
        match self.reception:
            case Reception.OK:
                return Outcome.OK
            case Reception.PARTIAL:
                return Outcome.PARTIAL
            case Reception.TIMED_OUT:
                return Outcome.TIMEOUT
            case Reception.UNREACHABLE:
                return Outcome.UNREACHABLE
            case Reception.NOT_GRAPHQL | Reception.MALFORMED | Reception.REDIRECTED:
                return Outcome.NOT_GRAPHQL
            case _ if self.errors or (self.attempts and self.attempts[-1].status == 200):  # noqa: PLR2004
                return Outcome.GRAPHQL_ERROR
            case _:
                return Outcome.HTTP_ERROR


class Asker(Protocol):
    """Whoever answers questions: the live gateway's client, or a recording of it."""

    async def ask(self, question: Question) -> Answer:
        """Answer one question; a failure is an answer too, so this never raises for what the gateway does."""
        ...
