"""The access token of a run: given, or got for an API key, and got once more when it stops being accepted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diagnose.gateway.credentials import AccessToken, ApiKey, Credential, CredentialError
from diagnose.gateway.exchange import LOGIN, LOGIN_FIELD, Answer, Question, Reception
from diagnose.secrets import Secret, TokenTimes, token_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from diagnose.gateway.delivery import Delivery
    from diagnose.gateway.timing import Timing
    from diagnose.secrets import Masker

__all__ = ["Grant", "Session"]

_FINAL = {Reception.UNAUTHENTICATED, Reception.SHAPE_REFUSED, Reception.NOT_GRAPHQL, Reception.REDIRECTED}
"""A login that failed like this would fail again; one that timed out might not."""


@dataclass(frozen=True)
class Grant:
    """A token to ask with; ``generation`` counts the tokens of this run, 0 for one that was given."""

    token: Secret
    generation: int


class Session:
    """Holds the token. The exchange happens once for all who wait for it, and at most once more in a run."""

    def __init__(
        self,
        credential: Credential,
        delivery: Delivery,
        masker: Masker,
        *,
        timing: Timing,
        on_answer: Callable[[Answer], None],
    ) -> None:
        self._credential = credential
        self._delivery = delivery
        self._masker = masker
        self._timing = timing
        self._on_answer = on_answer
        self._lock = asyncio.Lock()
        held = credential.secret if isinstance(credential, AccessToken) else credential.held
        self._grant = Grant(held, 0) if held else None
        self._locked_out: Answer | None = None
        self._worked = isinstance(credential, ApiKey) and held is not None
        self._renewed = False
        self.logins: list[Answer] = []
        for secret in (credential.secret, *((held,) if held else ())):
            masker.add(secret)

    @property
    def again(self) -> Credential:
        """What to sign in with next time: a key comes with the token that was got for it."""
        if isinstance(self._credential, AccessToken) or self._grant is None:
            return self._credential
        return ApiKey(self._credential.secret, self._grant.token)

    @property
    def times(self) -> TokenTimes | None:
        """The current token's own times, where it is a JWT that says."""
        return token_times(self._grant.token) if self._grant else None

    async def grant(self) -> Grant | Answer:
        """Return a token to ask with, or the answer of the login exchange that did not give one."""
        exchanges = len(self.logins)
        async with self._lock:
            if self._locked_out is not None:
                return self._locked_out
            if self._grant is not None:
                return self._grant
            if len(self.logins) > exchanges:  # it failed while this question waited for it
                return self.logins[-1]
            return await self._exchange()

    def worked(self) -> None:
        """Note that the current token was accepted."""
        self._worked = True

    async def renewed(self, refused: Grant, *, expired: bool) -> bool:
        """Tell whether to ask again after this token was refused, exchanging the key again first if nobody else did."""
        if not isinstance(self._credential, ApiKey):
            return False
        async with self._lock:
            if self._grant is not None and self._grant.generation > refused.generation:
                return True
            if self._renewed or not (self._worked or expired or self._is_past_expiry()):
                return False
            self._renewed = True
            self._grant = None
            await self._exchange(refused.generation + 1)
            return True

    def _is_past_expiry(self) -> bool:
        times = self.times
        return times is not None and times.exp is not None and times.exp <= self._timing.now()

    async def _exchange(self, generation: int = 1) -> Grant | Answer:
        question = Question(LOGIN, {"apiKey": "[API key]"})
        variables = {"apiKey": self._credential.secret.reveal()}
        answer = self._read(await self._delivery.deliver(question, token=None, variables=variables), generation)
        self.logins.append(answer)
        self._on_answer(answer)
        if self._grant is not None:
            return self._grant
        if answer.reception in _FINAL:
            self._locked_out = answer
        return answer

    def _read(self, answer: Answer, generation: int) -> Answer:
        """Take the token out of a login's answer; what is left can be shown."""
        if not answer.usable:
            return answer
        token = _token_in(answer)
        if token is None:
            summary = f"{answer.summary}, a login answer without a usable access token"
            return replace(answer, reception=Reception.MALFORMED, data=None, summary=summary)
        self._masker.add(token)
        self._grant = Grant(token, generation)
        return answer.masked(self._masker.mask)


def _token_in(answer: Answer) -> Secret | None:
    """``data.loginViaPersonalApiToken.accessToken``, if it is something that can be sent."""
    data = answer.data
    login = data.get(LOGIN_FIELD) if isinstance(data, dict) else None
    value = login.get("accessToken") if isinstance(login, dict) else None
    if not isinstance(value, str):
        return None
    try:
        return AccessToken(Secret(value, "access token")).secret
    except CredentialError:
        return None
