"""What one answer shows: whether something is there, whether it is the gateway, whom it takes us for, and the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from diagnose.doctor.symptom import MachineCheck
from diagnose.gateway.credentials import ApiKey, Credential
from diagnose.gateway.exchange import Answer, Reception
from diagnose.phrases import age
from diagnose.report_words import CheckOutcome
from diagnose.vendor import GATEWAY_URL

_REACHABLE = ("reachable", "Something answers at the endpoint")
_GRAPHQL = ("graphql", "What answers is the GraphQL gateway")
_SIGNED_IN = ("signed-in", "The gateway accepts the credentials")
_CLOCK = ("clock", "This machine's clock agrees with the gateway's")

_NO_REPLY = {Reception.TIMED_OUT, Reception.UNREACHABLE}
_NO_GATEWAY = {Reception.NOT_GRAPHQL, Reception.REDIRECTED, Reception.MALFORMED}
_REMEDIES = {
    "dns": "Check the endpoint's host name, and that this machine can resolve names (VPN, name server).",
    "tcp": "Check the endpoint's port, and whether a firewall or a VPN stands between.",
    "tls": "If the certificate is your organisation's own, install its authority in the system or set SSL_CERT_FILE; "
    "if not, check the clock, and that nobody listens in between.",
    "proxy": "Check HTTPS_PROXY and NO_PROXY, and the proxy's own user name and password.",
}
_OTHERWISE = "Check the network between this machine and the gateway, then run this again."
_AGREES = timedelta(seconds=10)
"""What a slow answer and a date in whole seconds may make of it."""
_LIES = timedelta(minutes=1)
"""Beyond this, tokens are refused as expired or not yet valid (one second has been enough: hasura #2109)."""


def not_asked(why: str) -> Iterator[MachineCheck]:
    """All of them, where nothing was asked."""
    for identifier, title in (_REACHABLE, _GRAPHQL, _SIGNED_IN, _CLOCK):
        yield MachineCheck(identifier, title, CheckOutcome.SKIP, f"not asked: {why}")


def reachable(answer: Answer, *, via: str | None) -> MachineCheck:
    """Judge the way there; ``via`` is the proxy's host, if there is one between."""
    through = f" through the proxy {via}" if via else ""
    if via and answer.detail in {"dns", "tcp"}:  # what was looked up, and refused, is the proxy: it does the rest
        reason = f"the proxy {via} cannot be reached: {answer.summary}"
        return MachineCheck(*_REACHABLE, CheckOutcome.FAIL, reason, _REMEDIES["proxy"])
    if answer.reception in _NO_REPLY:
        remedy = _REMEDIES.get(answer.detail or "", _OTHERWISE)
        return MachineCheck(*_REACHABLE, CheckOutcome.FAIL, f"{answer.summary}{through}", remedy)
    took = answer.attempts[-1].duration_ms
    return MachineCheck(*_REACHABLE, CheckOutcome.PASS, f"answered{through} in {took:,.0f} ms")


def graphql(answer: Answer) -> MachineCheck:
    """Judge what answered."""
    if answer.reception in _NO_REPLY:
        return MachineCheck(*_GRAPHQL, CheckOutcome.SKIP, "nothing answered")
    if answer.detail == "wrong-surface":
        remedy = f"Use {GATEWAY_URL}, with a key or token for it: the newer router has another schema and other keys."
        return MachineCheck(*_GRAPHQL, CheckOutcome.FAIL, f"{answer.summary}", remedy)
    if answer.reception in _NO_GATEWAY and answer.detail != "sign-in":
        remedy = f"Use the documented endpoint, {GATEWAY_URL}; if that is the one, a proxy or firewall answers for it."
        return MachineCheck(*_GRAPHQL, CheckOutcome.FAIL, f"{answer.summary}", remedy)
    if answer.reception in {Reception.RATE_LIMITED, Reception.SERVER_ERROR}:
        remedy = "Run this again in a minute; if it stays, write to support@filed.com."
        return MachineCheck(*_GRAPHQL, CheckOutcome.UNKNOWN, f"{answer.summary}", remedy)
    return MachineCheck(*_GRAPHQL, CheckOutcome.PASS, "it answers GraphQL")


def signed_in(answer: Answer, credential: Credential | None) -> MachineCheck:
    """Judge the credentials by the gateway's own word."""
    if credential is None:
        return MachineCheck(*_SIGNED_IN, CheckOutcome.SKIP, "there are none")
    if answer.usable:
        how = "the API key was exchanged for an access token" if isinstance(credential, ApiKey) else "accepted"
        return MachineCheck(*_SIGNED_IN, CheckOutcome.PASS, how)
    if answer.reception in {Reception.UNAUTHENTICATED, Reception.FORBIDDEN} or answer.detail == "sign-in":
        remedy = (
            "Check that the API key is copied whole and still valid, and that it is for this endpoint; or generate a "
            "new one (Settings, Developer Settings, Generate API Key)."
            if isinstance(credential, ApiKey)
            else "Exchange the API key for a new access token, or set FILED_API_KEY instead of a token."
        )
        return MachineCheck(*_SIGNED_IN, CheckOutcome.FAIL, f"{answer.summary}", remedy)
    return MachineCheck(*_SIGNED_IN, CheckOutcome.UNKNOWN, f"no answer shows it: {answer.summary}")


def clock(answer: Answer) -> MachineCheck:
    """Compare this machine's time with the answer's ``Date``, which has whole seconds."""
    if answer.reception in _NO_REPLY:
        return MachineCheck(*_CLOCK, CheckOutcome.SKIP, "nothing answered")
    if answer.server_date is None or not answer.attempts:
        return MachineCheck(*_CLOCK, CheckOutcome.SKIP, "the answer does not say what time it is there")
    attempt = answer.attempts[-1]
    here = attempt.at + timedelta(milliseconds=attempt.duration_ms)
    apart = here - answer.server_date
    if abs(apart) <= _AGREES:
        return MachineCheck(*_CLOCK, CheckOutcome.PASS, f"within {_AGREES.seconds} seconds")
    # A date in whole seconds must not make "1 hour" of two.
    reason = f"it is {age(abs(apart) + timedelta(seconds=1))} {'fast' if apart > timedelta() else 'slow'}"
    remedy = "Set this machine's clock (turn on its time synchronisation): tokens are valid by the clock."
    return MachineCheck(*_CLOCK, CheckOutcome.FAIL if abs(apart) > _LIES else CheckOutcome.WARN, reason, remedy)
