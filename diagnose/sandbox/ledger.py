"""What the embedded gateway has seen, readable from other threads while it runs."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SeenRequest:
    """One request as it arrived.

    ``operation`` is the operation's name (None when the document has none, or could not be read), ``headers`` have
    lower-case names, ``body_bytes`` is the body's length in bytes and ``body`` the body itself.
    """

    operation: str | None
    variables: Mapping[str, object] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    method: str
    path: str
    body_bytes: int
    body: bytes = field(repr=False)


class Ledger:
    """Counts and keeps what arrives."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: list[SeenRequest] = []
        self._mutations: list[str] = []
        self._faulty = 0
        self._in_flight = 0
        self._most_in_flight = 0

    def arrived(self, request: SeenRequest) -> None:
        """Keep a request."""
        with self._lock:
            self._requests.append(request)

    def mutated(self, names: list[str]) -> None:
        """Keep the mutations, other than a login, that a request tried."""
        with self._lock:
            self._mutations.extend(names)

    def next_faulty(self) -> int:
        """Count one more request that faults apply to: 1, 2, …"""
        with self._lock:
            self._faulty += 1
            return self._faulty

    def began(self) -> None:
        """Count a request that is being answered."""
        with self._lock:
            self._in_flight += 1
            self._most_in_flight = max(self._most_in_flight, self._in_flight)

    def ended(self) -> None:
        """Count a request that has been answered."""
        with self._lock:
            self._in_flight -= 1

    @property
    def requests(self) -> list[SeenRequest]:
        """The requests so far, in order of arrival (a copy)."""
        with self._lock:
            return list(self._requests)

    @property
    def mutations(self) -> list[str]:
        """The names of mutations, other than a login, that were executed (a copy)."""
        with self._lock:
            return list(self._mutations)

    @property
    def most_in_flight(self) -> int:
        """The largest number of requests that were being answered at the same time."""
        with self._lock:
            return self._most_in_flight
