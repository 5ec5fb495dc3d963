"""What came over the wire, before anybody judges it: a reply in bytes, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = ["Damage", "DamageKind", "FailureKind", "RawReply", "TransportFailure", "WireResult"]


class FailureKind(StrEnum):
    """At which step no reply came about."""

    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    PROXY = "proxy"
    TIMEOUT = "timeout"
    CLOSED = "closed"
    """The connection was up and broke before the reply was whole."""


@dataclass(frozen=True)
class TransportFailure:
    """No whole reply. ``summary`` is one clause for people; ``status`` is set when the head of a reply did come.

    ``issuer`` is who signed the certificate that was refused, where it could be read. ``by_deadline`` tells the run's
    deadline from the single request's timeout; ``transient`` says that trying again may help.
    """

    kind: FailureKind
    summary: str
    issuer: str | None = None
    status: int | None = None
    by_deadline: bool = False
    transient: bool = True


class DamageKind(StrEnum):
    """What is wrong with a body that did arrive."""

    TOO_BIG = "too-big"
    CUT_OFF = "cut-off"
    ENCODING = "encoding"


@dataclass(frozen=True)
class Damage:
    """Why a body cannot be used; ``summary`` is one clause for people."""

    kind: DamageKind
    summary: str


@dataclass(frozen=True)
class RawReply:
    """A reply: ``headers`` with lower-case names in order of arrival, ``body`` decoded, ``wire_bytes`` as transferred.

    When ``damage`` is set, ``body`` is empty.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wire_bytes: int
    damage: Damage | None = None

    def header(self, name: str) -> str | None:
        """Return the first header of this (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


WireResult: TypeAlias = RawReply | TransportFailure
