"""Calling what is not ours: a guest's function runs in a process of its own, for a limited time.

Whatever it does there stays there: it may end the process, exhaust the stack, change what it was handed or the
directory, print, or never come back, even in C code that never gives the interpreter back (a pattern that
backtracks). Only its answer and what it printed come out.

What this cannot do: undo what a guest does to the world outside (files, the network, processes that it starts), keep
from it what this process may read, or hand it back a change that it made to its own package on an earlier call. Where
the system cannot copy a process (Windows), a thread is used instead: a guest that never comes back is given up, but it
goes on until the command ends, and one that ends the process or holds the interpreter still takes the run with it.
"""

from __future__ import annotations

import io
import os
import pickle
import selectors
import signal
import struct
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from diagnose.stopping import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Visit", "hushed", "told", "visit"]

MOST_SAID: Final = 16 * 1024
"""Bytes of what a guest prints that are kept."""
_MOST_ANSWERED = 256 * 1024 * 1024
_MOST_MEMORY = 4 * 1024 * 1024 * 1024
_CHUNK = 64 * 1024
_GRACE = 1.0
"""Seconds after which a guest's process ends by itself, should this one be gone."""
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Visit:
    """What came of calling a guest: its answer, or what it did instead (``raised ValueError: …``); what it printed."""

    answer: object = None
    failure: str | None = None
    said: str = ""


def told(error: BaseException) -> str:
    """``ZeroDivisionError: division by zero``, whatever an error's own methods do."""
    try:
        name, words = str.__str__(type(error).__name__), str.__str__(str(error))
    except BaseException:  # noqa: BLE001 - the text of an error is the guest's code too
        return f"{_plain_name(error)}, which cannot say what is wrong"
    return f"{name}: {words}" if words else name


def _plain_name(error: BaseException) -> str:
    name = type.__dict__["__name__"].__get__(type(error))
    return name if isinstance(name, str) else "an error"


def visit(call: Callable[[], object], *, seconds: float, stop: Stop) -> Visit:
    """Call a guest's function; come back after ``seconds`` at the latest, or when the run is to end.

    What the function gives must be picklable, and loads here without any code of the guest's.
    """
    if stop:
        return Visit(failure="was not called: the run was interrupted before")
    if hasattr(os, "fork"):
        return _in_a_process(call, seconds, stop)
    return _in_a_thread(call, seconds)


@contextmanager
def hushed() -> Iterator[None]:
    """Keep from the standard streams whatever the block prints, by Python or past it."""
    kept = {number: os.dup(number) for number in (1, 2) if _is_open(number)}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in kept:
            os.dup2(nowhere, number)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            yield
    finally:
        for number, copy in kept.items():
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _in_a_process(call: Callable[[], object], seconds: float, stop: Stop) -> Visit:
    answers, answering = os.pipe()
    prints, printing = os.pipe()
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns where threads run besides: a copy may find a lock held by one. It then is given up.
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
    except OSError as error:
        for descriptor in (answers, answering, prints, printing):
            os.close(descriptor)
        return Visit(failure=f"could not be started: {error.strerror}")
    if process == 0:
        _entertain(call, seconds, answering, printing)
    os.close(answering)
    os.close(printing)
    heard = _Heard(answers, prints)
    try:
        with stop.calling(lambda: _kill(process)):
            heard.listen(time.monotonic() + seconds)
    finally:
        _kill(process)
        status = _wait(process)
        os.close(answers)
        os.close(prints)
    if heard.answer is not None:
        answer, failure = heard.answer
        return Visit(answer, failure, heard.said)
    return Visit(failure=_why_not(heard, status, seconds, stop), said=heard.said)


def _why_not(heard: _Heard, status: int, seconds: float, stop: Stop) -> str:
    if stop:
        return "was still at it when the run was interrupted"
    if heard.gave_up:
        return f"did not come back within {seconds:.3g} s, and was ended"
    if heard.too_much:
        return f"gave an answer of more than {_MOST_ANSWERED // 2**20} MiB"
    code = os.waitstatus_to_exitcode(status) if status >= 0 else 0
    return f"ended its process with {signal.Signals(-code).name if code < 0 else f'exit code {code}'}"


def _kill(process: int) -> None:
    with suppress(OSError):
        os.kill(process, signal.SIGKILL)


def _wait(process: int) -> int:
    """Return how a process ended; -1 where somebody has seen to it already."""
    try:
        return os.waitpid(process, 0)[1]
    except OSError:
        return -1


class _Heard:
    """What comes out of a guest's process, read as it comes so that the guest is never kept waiting."""

    def __init__(self, answers: int, prints: int) -> None:
        self._answered = bytearray()
        self._said = bytearray()
        self._into = {answers: self._answered, prints: self._said}
        self._answers = answers
        self.gave_up = False
        self.too_much = False
        self.answer: tuple[object, str | None] | None = None

    @property
    def said(self) -> str:
        """What it printed, the beginning of it."""
        return self._said.decode("utf-8", "replace")

    def listen(self, until: float) -> None:
        """Read until there is an answer, or nobody is left to give one, or time is up."""
        with selectors.DefaultSelector() as selector:
            for descriptor in self._into:
                selector.register(descriptor, selectors.EVENT_READ)
            while selector.get_map() and not self.complete():
                ready = selector.select(until - time.monotonic())
                if time.monotonic() >= until:
                    self.gave_up = True
                    return
                for key, _ in ready:
                    if not self._take(key.fd):
                        selector.unregister(key.fd)

    def _take(self, descriptor: int) -> bool:
        """Take what is there; False at the end. What is printed beyond the first of it is dropped."""
        chunk = os.read(descriptor, _CHUNK)
        into = self._into[descriptor]
        room = len(chunk) if descriptor == self._answers else max(0, MOST_SAID - len(into))
        into.extend(chunk[:room])
        return bool(chunk)

    def complete(self) -> bool:
        """True when there is an answer, or more than can be one."""
        if len(self._answered) < _LENGTH.size:
            return False
        length = _LENGTH.unpack_from(self._answered)[0]
        self.too_much = length > _MOST_ANSWERED
        if self.too_much:
            return True
        if len(self._answered) < _LENGTH.size + length:
            return False
        self.answer = _unpacked(bytes(self._answered[_LENGTH.size :]))
        return True


def _unpacked(data: bytes) -> tuple[object, str | None]:
    """Return the answer and None, or None and why there is none."""
    try:
        answer, failure = pickle.loads(data)  # noqa: S301 - written by our own code in our own copy
    except Exception:  # noqa: BLE001 - a guest can write there too
        return None, "gave an answer that cannot be read"
    return answer, failure


def _entertain(call: Callable[[], object], seconds: float, answering: int, printing: int) -> NoReturn:
    """Be the guest's process: call it, hand its answer out, and end, without any of the parent's own endings."""
    try:
        _settle_in(seconds, printing)
        try:
            answer: tuple[object, str | None] = call(), None
        except BaseException as error:  # noqa: BLE001 - whatever a guest raises is why it has no answer
            answer = None, f"raised {told(error)}"
        try:
            data = pickle.dumps(answer)
        except Exception as error:  # noqa: BLE001 - likewise
            data = pickle.dumps((None, f"gave an answer that cannot be handed on: {told(error)}"))
        with suppress(BaseException):
            sys.stdout.flush()
        unsent = memoryview(_LENGTH.pack(len(data)) + data)
        while unsent:
            unsent = unsent[os.write(answering, unsent) :]
    finally:
        os._exit(0)


def _settle_in(seconds: float, printing: int) -> None:
    """Make the copied process the guest's own: its streams, its time, its memory; Ctrl-C is its parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((nothing, 0), (printing, 1), (printing, 2)):
        os.dup2(descriptor, number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    _bound_memory()


def _bound_memory() -> None:
    """Let a guest that piles up memory break by itself, and leave no picture of it, secrets included, on the disk."""
    import resource  # noqa: PLC0415 - there is none where there is no fork

    for limit, most in ((resource.RLIMIT_DATA, _MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(limit)
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _in_a_thread(call: Callable[[], object], seconds: float) -> Visit:
    said, answers = io.StringIO(), list[tuple[object, str | None]]()

    def serve() -> None:
        try:
            answers.append((call(), None))
        except BaseException as error:  # noqa: BLE001 - as above
            answers.append((None, f"raised {told(error)}"))

    thread = threading.Thread(target=serve, daemon=True)
    with redirect_stdout(said), redirect_stderr(said):
        thread.start()
        thread.join(seconds)
    if not answers:
        return Visit(failure=f"did not come back within {seconds:.3g} s, and was given up", said=said.getvalue())
    answer, failure = answers[0]
    return Visit(answer, failure, said.getvalue()[:MOST_SAID])
