"""One question out and its answer back: every try of it, with the pauses in between, within the run's deadline."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose.gateway.credentials import check_header_value
from diagnose.gateway.documents.sendable import check_sendable, document_of
from diagnose.gateway.events import Event, RequestSent, RetryPlanned
from diagnose.gateway.exchange import LOGIN, Answer, Attempt, Question, Reception
from diagnose.gateway.receiving.classify import Classified, classify
from diagnose.gateway.receiving.other_replies import request_id
from diagnose.gateway.retry import MAX_TRIES, http_date, may_retry, pause_before
from diagnose.gateway.wire import RawReply, WireResult
from diagnose.json_value import Json
from diagnose.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diagnose.gateway.http.transport import Transport
    from diagnose.gateway.timing import Timing

__all__ = ["MAX_IN_FLIGHT", "Delivery", "request_headers"]

MAX_IN_FLIGHT = 8


def request_headers(source_platform: str) -> dict[str, str]:
    """Return what every request of this tool says of itself, but for who asks.

    Raises CredentialError when ``source_platform`` cannot be a header.
    """
    check_header_value("source-platform", source_platform)
    return {
        "content-type": "application/json",
        "accept": "application/json, application/graphql-response+json;q=0.9",
        "source-platform": source_platform,
        "user-agent": f"filed-diagnose/{__version__}",
    }


@dataclass(frozen=True)
class _Try:
    attempt: Attempt
    result: WireResult
    reading: Classified


class Delivery:
    """Sends what it is given, at most eight requests at once, and counts. ``deadline`` is on the monotonic clock.

    ``tries`` is how often a request is sent at most, where the first times fail in passing.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        deadline: float,
        timing: Timing,
        headers: Mapping[str, str],
        on_event: Callable[[Event], None],
        tries: int = MAX_TRIES,
    ) -> None:
        self._transport = transport
        self._tries = tries
        self._deadline = deadline
        self._timing = timing
        self._headers = dict(headers)
        self._on_event = on_event
        self._slots = asyncio.Semaphore(MAX_IN_FLIGHT)
        self.requests_sent = 0
        self.retries = 0
        self.mutations = 0

    async def deliver(
        self, question: Question, *, token: str | None, variables: Mapping[str, Json] | None = None
    ) -> Answer:
        """Ask until there is an answer worth keeping or no try left.

        ``variables`` are what is really sent where the question shows a placeholder for a secret.
        """
        body = self._body(question, question.variables if variables is None else variables)
        headers = self._headers if token is None else {**self._headers, "authorization": f"Bearer {token}"}
        tries: list[_Try] = []
        waited = 0.0
        while True:
            latest = await self._try(question, body, headers, waited, len(tries) + 1)
            tries.append(latest)
            pause = self._pause(question, tries)
            if isinstance(pause, str):
                return self._answer(question, tries, pause)
            self._on_event(RetryPlanned(question, pause, latest.attempt.in_own_words))
            self.retries += 1
            waited = pause
            await self._timing.sleep(pause)

    def out_of_time(self) -> bool:
        """Tell whether the run's deadline has passed."""
        return self._timing.monotonic() >= self._deadline

    def _body(self, question: Question, variables: Mapping[str, Json]) -> bytes:
        text = document_of(question)
        check_sendable(text)
        if text.startswith("mutation") and question.operation != LOGIN:
            self.mutations += 1
        request = {"operationName": question.operation, "query": text, "variables": dict(variables)}
        return json.dumps(request, separators=(",", ":"), allow_nan=False).encode("ascii")

    async def _try(
        self, question: Question, body: bytes, headers: Mapping[str, str], waited: float, number: int
    ) -> _Try:
        async with self._slots:
            at, started = self._timing.now(), self._timing.monotonic()
            self._on_event(RequestSent(question, number))
            self.requests_sent += 1
            result = await self._transport.send(body, headers, deadline=self._deadline)
            duration = self._timing.monotonic() - started
        reading = classify(result, question)
        named = request_id(result) if isinstance(result, RawReply) else None
        attempt = Attempt(
            at=at,
            duration_ms=duration * 1000,
            reception=reading.reception,
            status=result.status,
            request_id=named,
            waited_ms=waited * 1000,
            summary=reading.summary,
        )
        return _Try(attempt, result, reading)

    def _pause(self, question: Question, tries: list[_Try]) -> float | str:
        """Return the seconds to wait before the next try, or a remark on why there is none (often empty)."""
        latest = tries[-1]
        timeouts = sum(made.reading.reception is Reception.TIMED_OUT for made in tries)
        mutation = question.operation == LOGIN
        if not may_retry(latest.reading, latest.result, timeouts=timeouts, mutation=mutation):
            return f", {len(tries)} attempts" if len(tries) > 1 and not _usable(latest) else ""
        if len(tries) >= self._tries:
            return f", {len(tries)} attempts" if len(tries) > 1 else ""
        timing = self._timing
        pause = pause_before(len(tries), latest.result, now=timing.now(), uniform=timing.uniform)
        if timing.monotonic() + max(pause.seconds, pause.asked or 0.0) < self._deadline:
            return pause.seconds
        if pause.asked is None:
            return ", and the run's deadline leaves no time to try again"
        return f", which asks to wait {pause.asked:g} s, longer than the run's deadline allows"

    def _answer(self, question: Question, tries: list[_Try], remark: str) -> Answer:
        latest = tries[-1]
        reading, result = latest.reading, latest.result
        date = http_date(result.header("date") or "") if isinstance(result, RawReply) else None
        return Answer(
            question=question,
            reception=reading.reception,
            attempts=tuple(made.attempt for made in tries),
            data=reading.data,
            errors=reading.errors,
            summary=_remarked(reading, remark),
            detail=reading.detail,
            server_date=date,
        )


def _remarked(reading: Classified, remark: str) -> str:
    """Add the remark; a count of attempts goes before the reason that a failed connection gives."""
    if reading.reception is not Reception.UNREACHABLE or not remark.endswith(" attempts"):
        return reading.summary + remark
    what, colon, reason = reading.summary.partition(": ")
    return f"{what}{remark}{colon}{reason}"


def _usable(latest: _Try) -> bool:
    return latest.reading.reception in {Reception.OK, Reception.PARTIAL}
