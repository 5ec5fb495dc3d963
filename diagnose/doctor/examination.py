"""The examination: what this machine brings along, then one request, and what its answer shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diagnose.checking.registry import Checks, Renderers
from diagnose.doctor.local import browser, certificates, interpreter, output, packages, plugins, proxy
from diagnose.doctor.remote import clock, graphql, not_asked, reachable, signed_in
from diagnose.doctor.symptom import Examined, MachineCheck
from diagnose.gateway.address import Endpoint, EndpointError, parse_endpoint
from diagnose.gateway.credentials import AccessToken, ApiKey, Credential, CredentialError
from diagnose.gateway.exchange import Answer
from diagnose.gateway.http.proxies import ProxySettingError
from diagnose.gateway.probe import probe
from diagnose.gateway.timing import Timing
from diagnose.phrases import age
from diagnose.report_words import CheckOutcome
from diagnose.secrets import Masker, token_times
from diagnose.vendor import GATEWAY_URL


@dataclass(frozen=True)
class Setup:
    """What a run would be given here. ``credential`` raises CredentialError for one that cannot be used.

    ``credential`` returns None where nothing is set; ``source`` says in words where it was looked for or found.
    ``timeout`` is in seconds, and bounds the one request. ``offline``: nothing is asked.
    """

    endpoint: str
    source_platform: str
    credential: Callable[[], tuple[Credential | None, str]]
    environ: Mapping[str, str]
    here: Path
    timeout: float = 15.0
    offline: bool = False
    timing: Timing = field(default_factory=Timing)


def examine(setup: Setup, checks: Checks, renderers: Renderers, masker: Masker) -> Examined:
    """Look at everything that a run needs; at most one request is sent, and nothing is written."""
    return Examined(setup.timing.now(), tuple(_examined(setup, checks, renderers, masker)), packages())


def _examined(setup: Setup, checks: Checks, renderers: Renderers, masker: Masker) -> Iterator[MachineCheck]:
    yield interpreter(setup.environ)
    yield plugins(checks, renderers)
    endpoint, address = _address(setup.endpoint)
    yield address
    via, proxy_row = proxy(endpoint, setup.environ)
    yield proxy_row
    yield certificates(endpoint, setup.environ)
    credential, signing_in = _credential(setup)
    yield signing_in
    blocked = [row.id for row in (address, proxy_row) if row.outcome is CheckOutcome.FAIL]
    answer = None if setup.offline or blocked or endpoint is None else _asked(setup, endpoint, credential, masker)
    if isinstance(answer, Answer):
        yield reachable(answer, via=via)
        yield graphql(answer)
        yield signed_in(answer, credential)
        yield clock(answer)
    else:
        why = answer or ("offline" if setup.offline else f"see {' and '.join(blocked)}")
        yield from not_asked(why)
    yield output(setup.here)
    yield browser()


def _address(text: str) -> tuple[Endpoint | None, MachineCheck]:
    title = "The endpoint is a usable address"
    try:
        endpoint = parse_endpoint(text)
    except EndpointError as error:
        remedy = f"Set FILED_ENDPOINT or --endpoint to {GATEWAY_URL}, the documented one."
        return None, MachineCheck("endpoint-address", title, CheckOutcome.FAIL, str(error), remedy)
    which = "the documented one" if endpoint.url == GATEWAY_URL else f"not the documented one, {GATEWAY_URL}"
    return endpoint, MachineCheck("endpoint-address", title, CheckOutcome.PASS, f"{endpoint.shown}, {which}")


def _credential(setup: Setup) -> tuple[Credential | None, MachineCheck]:
    """Look at what would sign in, as far as that can be seen from here."""
    title = "There is something to sign in with"

    def row(outcome: CheckOutcome, reason: str, remedy: str = "") -> MachineCheck:
        return MachineCheck("credentials", title, outcome, reason, remedy)

    try:
        credential, source = setup.credential()
    except CredentialError as error:
        return None, row(CheckOutcome.FAIL, str(error), "Copy the key or token again, whole, without quotation marks.")
    match credential:
        case None:
            remedy = (
                "Set FILED_API_KEY to a key of yours (Settings, Developer Settings, Generate API Key), or "
                "FILED_ACCESS_TOKEN; or name a file with --api-key-file or --token-file."
            )
            return None, row(CheckOutcome.FAIL, "none: " + source, remedy)
        case ApiKey():
            return credential, row(CheckOutcome.PASS, f"an API key, from {source}")
        case AccessToken():
            return credential, _token(setup, credential, source, row)


def _token(
    setup: Setup, token: AccessToken, source: str, row: Callable[[CheckOutcome, str, str], MachineCheck]
) -> MachineCheck:
    """An access token says itself until when it is valid, where it is a JWT; that it is one is not documented."""
    times = token_times(token.secret)
    now = setup.timing.now()
    if times is None or times.exp is None:
        return row(CheckOutcome.PASS, f"an access token, from {source}; it does not say until when it is valid", "")
    if times.exp <= now:
        remedy = "Exchange the API key for a new token, or set FILED_API_KEY: this tool then does the exchange itself."
        return row(CheckOutcome.FAIL, f"the access token from {source} expired {age(now - times.exp)} ago", remedy)
    return row(CheckOutcome.PASS, f"an access token, from {source}, valid for {age(times.exp - now)} more", "")


def _asked(setup: Setup, endpoint: Endpoint, credential: Credential | None, masker: Masker) -> Answer | str:
    """Return the answer, or the sentence that says why nothing could be sent."""
    try:
        return asyncio.run(
            probe(
                endpoint,
                credential,
                source_platform=setup.source_platform,
                seconds=setup.timeout,
                timing=setup.timing,
                environ=setup.environ,
                masker=masker,
            )
        )
    except (CredentialError, ProxySettingError) as error:
        return str(error)
