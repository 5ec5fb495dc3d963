"""A wish that a run end early, as a value that is handed down: whoever waits says what wakes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Stop"]


class Stop:
    """Whether a run was asked to end, and by which signal.

    Nothing is raised: what is under way goes on to its end, but for those that wait for somebody else and say in
    :meth:`calling` how they are woken. A report of what is known by then is still written.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        self._wakers: list[Callable[[], object]] = []

    def __bool__(self) -> bool:
        """True once somebody asked."""
        return self.signal is not None

    def request(self, signal: int) -> None:
        """Ask for the end, and wake whoever waits. Called in a signal handler, or from another thread."""
        self.signal = signal
        for waker in (*self._wakers,):
            waker()

    @contextmanager
    def calling(self, waker: Callable[[], object]) -> Iterator[None]:
        """Have ``waker`` called if the wish comes while the block runs, or has come; perhaps more than once."""
        self._wakers.append(waker)
        if self:
            waker()
        try:
            yield
        finally:
            self._wakers.remove(waker)
