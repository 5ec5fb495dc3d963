"""One request, sent once: whether anything answers, what, as whom it takes us, and what its clock says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.gateway.credentials import ApiKey, Credential
from diagnose.gateway.delivery import Delivery, request_headers
from diagnose.gateway.exchange import Answer, Question
from diagnose.gateway.http.transport import Transport
from diagnose.gateway.session import Session

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from diagnose.gateway.address import Endpoint
    from diagnose.gateway.timing import Timing
    from diagnose.secrets import Masker

__all__ = ["probe"]

_SIGNED_IN = Question("SignedIn", {})


async def probe(
    endpoint: Endpoint,
    credential: Credential | None,
    *,
    source_platform: str,
    seconds: float,
    timing: Timing,
    environ: Mapping[str, str],
    masker: Masker,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """Ask who asks, or exchange the key; within ``seconds``. Without a credential, a refusal is an answer too.

    The answer holds no secret. Raises CredentialError and ProxySettingError.
    """
    transport = Transport(endpoint, timeout=seconds, monotonic=timing.monotonic, environ=environ, tls=tls)
    delivery = Delivery(
        transport,
        deadline=timing.monotonic() + seconds,
        timing=timing,
        headers=request_headers(source_platform),
        on_event=lambda _: None,
        tries=1,
    )
    try:
        if isinstance(credential, ApiKey):
            session = Session(credential, delivery, masker, timing=timing, on_answer=lambda _: None)
            await session.grant()
            return session.logins[-1]
        token = None if credential is None else credential.secret.reveal()
        return (await delivery.deliver(_SIGNED_IN, token=token)).masked(masker.mask)
    finally:
        await transport.aclose()
