"""Why no reply came, told apart by step: name, connection, certificate, proxy, silence."""

from __future__ import annotations

import re
import socket
import ssl
from typing import TYPE_CHECKING, Final

from diagnose.foreign_text import fit
from diagnose.gateway.wire import FailureKind, TransportFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["describe_failure", "describe_timeout", "refused_certificate"]

_REASON_LENGTH = 160


def describe_timeout(*, by_deadline: bool, seconds: float) -> TransportFailure:
    """Say whether it was the single request's timeout or the run's deadline; ``seconds`` is the time it had."""
    if by_deadline:
        return TransportFailure(FailureKind.TIMEOUT, "no complete response before the run's deadline", by_deadline=True)
    return TransportFailure(FailureKind.TIMEOUT, f"no complete response within {seconds:g} s")


def describe_failure(error: Exception, *, via_proxy: bool, issuer: str | None = None) -> TransportFailure:
    """Translate an exception of the HTTP library by what lies at its root."""
    if via_proxy:
        reason = fit(str(error), _REASON_LENGTH)
        return TransportFailure(FailureKind.PROXY, f"the proxy refused: {reason}", transient=False)
    for cause in _causes(error):
        match cause:
            case ssl.SSLError():
                return _tls_failure(cause, issuer)
            case socket.gaierror():
                return _dns_failure(cause)
            case ConnectionRefusedError():
                return TransportFailure(FailureKind.TCP, "connection refused: nothing is listening there")
            case ConnectionResetError() | BrokenPipeError():
                return TransportFailure(FailureKind.CLOSED, "the connection was reset before a response came")
            case OSError() if cause.errno is not None:
                reason = fit(cause.strerror or type(cause).__name__, _REASON_LENGTH)
                return TransportFailure(FailureKind.TCP, f"the connection failed: {reason}")
            case _:
                continue
    return _unnamed(error)


def refused_certificate(error: Exception) -> ssl.SSLCertVerificationError | None:
    """Return the certificate error at the root of this one, if that is what it is."""
    return next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLCertVerificationError)), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything beneath it, outermost first, groups opened, each once."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
        waiting.extend(cause for cause in (current.__cause__, current.__context__) if cause is not None)


def _tls_failure(error: ssl.SSLError, issuer: str | None) -> TransportFailure:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = fit(error.verify_message or "it could not be verified", _REASON_LENGTH)
        signed = f" (signed by {fit(issuer, _REASON_LENGTH)})" if issuer else ""
        summary = f"the certificate{signed} was rejected: {reason}"
    else:
        reason = fit((error.reason or "unknown error").replace("_", " ").lower(), _REASON_LENGTH)
        summary = f"the TLS handshake failed: {reason}"
    return TransportFailure(FailureKind.TLS, summary, issuer=issuer, transient=False)


def _dns_failure(error: socket.gaierror) -> TransportFailure:
    transient = error.errno == socket.EAI_AGAIN
    reason = "the name server did not answer" if transient else "no such name"
    return TransportFailure(FailureKind.DNS, f"the host name could not be resolved: {reason}", transient=transient)


_QUOTED_LINE: Final = re.compile(r"(?<=illegal header line): .*", re.DOTALL)
"""``illegal header line: bytearray(b'…')``: the line may be the end of a token, which nothing tells from a word."""


def _unnamed(error: Exception) -> TransportFailure:
    """Breaches of HTTP itself, and closed connections, come without an OS error beneath them."""
    reason = fit(_QUOTED_LINE.sub("", str(error)), _REASON_LENGTH)
    if "connect" in type(error).__name__.lower():
        return TransportFailure(FailureKind.TCP, f"the connection failed: {reason or 'no reason given'}")
    if not reason or "disconnect" in reason.lower() or "closed connection" in reason.lower():
        return TransportFailure(FailureKind.CLOSED, "the connection was closed before a response came")
    return TransportFailure(FailureKind.CLOSED, f"the other side does not speak HTTP: {reason}")
