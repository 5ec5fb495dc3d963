"""The live gateway, as something that answers questions."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from diagnose.gateway.delivery import Delivery, request_headers
from diagnose.gateway.documents.sendable import MutationRefused, document_of
from diagnose.gateway.events import AnswerReceived, Event
from diagnose.gateway.exchange import Answer, Question, Reception
from diagnose.gateway.http.transport import Transport
from diagnose.gateway.session import Session
from diagnose.gateway.single_flight import SingleFlight
from diagnose.gateway.timing import Timing
from diagnose.secrets import Masker

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    from diagnose.gateway.address import Endpoint
    from diagnose.gateway.credentials import Credential
    from diagnose.gateway.session import Grant
    from diagnose.secrets import TokenTimes

__all__ = ["GatewayClient"]


class GatewayClient:
    """Asks one endpoint with one credential. Use as an async context manager; implements ``exchange.Asker``.

    ``timeout`` bounds one request and ``deadline`` the whole run from now on, both in seconds. Equal questions asked
    at the same time cost one request; nothing is kept after that. At most eight requests are in flight.

    What it learns to be secret (the token that a key is exchanged for) goes to the ``masker``; nothing is masked here.

    Raises CredentialError when ``source_platform`` cannot be a header, ProxySettingError when a proxy variable in
    ``environ`` cannot be used. Asking raises nothing for what a gateway does.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        credential: Credential,
        *,
        source_platform: str,
        timeout: float = 30.0,
        deadline: float = 60.0,
        timing: Timing | None = None,
        on_event: Callable[[Event], None] | None = None,
        environ: Mapping[str, str] = os.environ,
        masker: Masker | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        headers = request_headers(source_platform)
        timing = timing or Timing()
        masker = masker or Masker()
        self._on_event = on_event or _ignore
        self._transport = Transport(endpoint, timeout=timeout, monotonic=timing.monotonic, environ=environ, tls=tls)
        self._delivery = Delivery(
            self._transport,
            deadline=timing.monotonic() + deadline,
            timing=timing,
            headers=headers,
            on_event=self._on_event,
        )
        self._session = Session(credential, self._delivery, masker, timing=timing, on_answer=self._received)
        self._flights = SingleFlight()

    async def ask(self, question: Question) -> Answer:
        """Answer one query; every failure is an answer too.

        Raises DocumentError for an operation without a document, and MutationRefused for anything but a query.
        """
        if not document_of(question).startswith(("query", "{")):
            raise MutationRefused(f"{question.operation} is not a query")
        return await self._flights.join(question.key, lambda: self._answer(question))

    @property
    def requests_sent(self) -> int:
        """Requests so far, tries and login exchanges included."""
        return self._delivery.requests_sent

    @property
    def retries(self) -> int:
        """Requests that were sent again after one that failed in passing."""
        return self._delivery.retries

    @property
    def connections(self) -> int:
        """Connections opened so far."""
        return self._transport.connections

    @property
    def mutations(self) -> int:
        """Mutations sent other than the login exchange: always 0."""
        return self._delivery.mutations

    @property
    def logins(self) -> Sequence[Answer]:
        """The login exchanges, the key and the token replaced by placeholders."""
        return tuple(self._session.logins)

    @property
    def again(self) -> Credential:
        """What to sign in with next time, so that a key need not be exchanged while its token is accepted."""
        return self._session.again

    @property
    def token_times(self) -> TokenTimes | None:
        """When the current access token says it was issued and expires; None where it does not."""
        return self._session.times

    async def aclose(self) -> None:
        """Drop what is under way and close every connection."""
        await self._flights.aclose()
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _answer(self, question: Question) -> Answer:
        answer = await self._asked(question)
        self._received(answer)
        return answer

    async def _asked(self, question: Question) -> Answer:
        if self._delivery.out_of_time():
            summary = "not asked: the run's deadline has passed"
            return Answer(question, Reception.TIMED_OUT, (), summary=summary, detail="deadline")
        grant = await self._session.grant()
        if isinstance(grant, Answer):
            return _not_signed_in(question, grant)
        answer = await self._ask_with(question, grant)
        if answer.reception is not Reception.UNAUTHENTICATED:
            return answer
        if not await self._session.renewed(grant, expired=answer.detail == "expired"):
            return answer
        return await self._ask_again(question, answer)

    async def _ask_again(self, question: Question, refused: Answer) -> Answer:
        """Once, with the new token; the tries with the old one stay in the evidence."""
        grant = await self._session.grant()
        if isinstance(grant, Answer):
            return replace(_not_signed_in(question, grant), attempts=refused.attempts)
        again = await self._ask_with(question, grant)
        return replace(again, attempts=refused.attempts + again.attempts)

    async def _ask_with(self, question: Question, grant: Grant) -> Answer:
        answer = await self._delivery.deliver(question, token=grant.token.reveal())
        if answer.usable:
            self._session.worked()
        return answer

    def _received(self, answer: Answer) -> None:
        self._on_event(AnswerReceived(answer))


def _not_signed_in(question: Question, login: Answer) -> Answer:
    """The answer to a question that was not sent, since the login exchange gave no token."""
    return Answer(
        question,
        login.reception,
        (),
        errors=login.errors,
        summary=f"not asked: the login exchange failed ({login.summary})",
        detail=login.detail,
        server_date=login.server_date,
    )


def _ignore(_: Event) -> None:
    return None
