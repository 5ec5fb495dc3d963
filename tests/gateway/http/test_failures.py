"""Why no reply came: each step has its own word and one clean clause."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest

from diagnose.gateway.http.failures import describe_failure, describe_timeout, refused_certificate
from diagnose.gateway.wire import FailureKind


class ConnectError(Exception):
    """Named as the HTTP library names it."""


def wrapped(cause: BaseException) -> Exception:
    """An exception as the HTTP library raises it: the telling one lies beneath."""
    outer = ConnectError("All connection attempts failed")
    outer.__cause__ = OSError("multiple")
    outer.__cause__.__context__ = cause
    return outer


def no_tls() -> ssl.SSLError:
    error = ssl.SSLError(1, "x")
    error.reason = "WRONG_VERSION_NUMBER"
    return error


def untrusted() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("cause", "kind", "transient", "says"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), FailureKind.DNS, False, "no such name"),
        (
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure"),
            FailureKind.DNS,
            True,
            "the name server did not answer",
        ),
        (
            ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"),
            FailureKind.TCP,
            True,
            "nothing is listening there",
        ),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), FailureKind.TCP, True, "Network is unreachable"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), FailureKind.CLOSED, True, "was reset before a response"),
        (BrokenPipeError(errno.EPIPE, "pipe"), FailureKind.CLOSED, True, "was reset before a response"),
        (untrusted(), FailureKind.TLS, False, "was rejected: self-signed certificate"),
        (no_tls(), FailureKind.TLS, False, "the TLS handshake failed: wrong version number"),
    ],
)
@pytest.mark.parametrize("wrap", [wrapped, lambda cause: ExceptionGroup("tried", [cause])], ids=["cause", "group"])
def test_the_cause_at_the_root_decides(
    cause: Exception, kind: FailureKind, transient: bool, says: str, wrap: type[Exception]
) -> None:
    """However deep it lies, in a chain or in a group."""
    failure = describe_failure(wrap(cause), via_proxy=False)
    assert (failure.kind, failure.transient) == (kind, transient)
    assert says in failure.summary


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (ConnectError(""), FailureKind.TCP, "no reason given"),
        (
            ValueError("Server disconnected without sending a response."),
            FailureKind.CLOSED,
            "was closed before a response",
        ),
        (ValueError("illegal header line: bytearray(b'aGVsbG8.c2VjcmV0')"), FailureKind.CLOSED, "illegal header line"),
        (ValueError("illegal status line: SSH-2.0\x1b[31m"), FailureKind.CLOSED, "does not speak HTTP: illegal"),
    ],
)
def test_without_a_cause_the_words_decide(error: Exception, kind: FailureKind, says: str) -> None:
    """Breaches of HTTP come without an error of the operating system; control characters go."""
    failure = describe_failure(error, via_proxy=False)
    assert failure.kind is kind
    assert says in failure.summary
    assert failure.summary.isprintable()


def test_a_proxys_refusal_is_never_blamed_on_the_gateway() -> None:
    """Whatever lies beneath, it was the proxy."""
    failure = describe_failure(wrapped(ConnectionRefusedError(errno.ECONNREFUSED, "x")), via_proxy=True)
    assert (failure.kind, failure.transient) == (FailureKind.PROXY, False)


def test_who_signed_a_refused_certificate_is_said() -> None:
    """That is how an inspecting proxy is recognised."""
    failure = describe_failure(wrapped(untrusted()), via_proxy=False, issuer="Made-up Firewall")
    assert failure.issuer == "Made-up Firewall"
    assert "(signed by Made-up Firewall)" in failure.summary


def test_a_certificate_error_is_found_at_the_root() -> None:
    """And nothing else is taken for one."""
    cause = untrusted()
    assert refused_certificate(wrapped(cause)) is cause
    assert refused_certificate(wrapped(no_tls())) is None


def test_causes_that_run_in_a_circle_end() -> None:
    """Two exceptions may name one another."""
    first, second = ValueError("closed connection"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert describe_failure(first, via_proxy=False).kind is FailureKind.CLOSED


def test_a_timeout_says_whose_it_was() -> None:
    """The single request's, with its seconds, or the run's deadline."""
    assert describe_timeout(by_deadline=False, seconds=2.5).summary == "no complete response within 2.5 s"
    late = describe_timeout(by_deadline=True, seconds=0.1)
    assert (late.kind, late.by_deadline) == (FailureKind.TIMEOUT, True)
