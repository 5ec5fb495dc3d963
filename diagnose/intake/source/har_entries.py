"""The entries of a HAR, one by one, from a stream of any length in the memory of its largest entry.

An own incremental scanner: it tells strings from structure in whole runs, and knows only where ``log.entries`` is.
Each entry is then one JSON value for the standard parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.intake.source.limits import MAX_HAR_ENTRY

_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_STRUCTURE = re.compile(rb'["{}\[\]]')
_KEY_BYTES = 64


@dataclass(frozen=True)
class Entry:
    """One entry's bytes, None when it was larger than the limit; ``line`` is where it begins."""

    line: int
    data: bytes | None
    size: int


@dataclass(frozen=True)
class End:
    """How the stream ended: ``whole`` when the outermost object was closed; ``inside`` an entry or not."""

    whole: bool
    inside: bool
    line: int
    """The last line that was fed."""
    entries_found: bool


class EntryScanner:
    """Finds entries in chunks of bytes; feed it, then ask for the :attr:`end`."""

    def __init__(self, limit: int = MAX_HAR_ENTRY) -> None:
        self.limit = limit
        self._line = 1
        self._stack = bytearray()
        self._in_string = False
        self._escaped = False
        self._key = b""
        self._key_open = False
        self._names: list[bytes] = []
        self._entries_at = 0
        self._found = False
        self._done = False
        self._pieces: list[bytes] = []
        self._size = 0
        self._entry_line = 0
        self._from = -1

    def feed(self, chunk: bytes) -> Iterator[Entry]:
        """Take the next bytes; yield the entries that they complete."""
        position = 0
        self._from = 0 if self._from >= 0 else -1
        if self._escaped:
            position, self._escaped = 1, False
        counted = 0
        while position < len(chunk):
            if self._in_string:
                position = self._string(chunk, position)
                continue
            match = _STRUCTURE.search(chunk, position)
            if match is None:
                break
            position = match.end()
            char = chunk[position - 1]
            if char == 0x22:  # noqa: PLR2004  # a quotation mark
                self._in_string, self._key, self._key_open = True, b"", len(self._stack) <= 2  # noqa: PLR2004
            elif char in b"{[":
                if self._opens_entry():
                    self._line += chunk.count(b"\n", counted, position)
                    counted = position
                    self._begin(position - 1)
                self._open(char)
            elif (entry := self._close(chunk, position)) is not None:
                yield entry
        self._line += chunk.count(b"\n", counted)
        if self._from >= 0:
            self._keep(chunk[self._from :])
            self._from = 0

    def _string(self, chunk: bytes, position: int) -> int:
        match = _IN_STRING.match(chunk, position)
        end = match.end() if match else position
        if self._key_open and len(self._key) < _KEY_BYTES:
            self._key += chunk[position : min(end, position + _KEY_BYTES)]
        if end < len(chunk) and chunk[end] == 0x22:  # noqa: PLR2004
            self._in_string = False
            return end + 1
        self._escaped = end < len(chunk)
        return len(chunk)

    def _opens_entry(self) -> bool:
        return bool(self._entries_at) and len(self._stack) == self._entries_at

    def _begin(self, position: int) -> None:
        self._entry_line, self._from, self._size = self._line, position, 0
        self._pieces.clear()

    def _open(self, char: int) -> None:
        depth = len(self._stack)
        if depth in (1, 2):
            self._names[depth - 1 :] = [self._key]
        self._stack.append(char)
        if depth == 2 and char == 0x5B and self._names == [b"log", b"entries"]:  # noqa: PLR2004
            self._entries_at, self._found = 3, True

    def _close(self, chunk: bytes, position: int) -> Entry | None:
        if self._stack:
            self._stack.pop()
        depth = len(self._stack)
        if not depth:
            self._done = True
        if depth < self._entries_at:
            self._entries_at = 0
        if self._from < 0 or depth != self._entries_at:
            return None
        self._keep(chunk[self._from : position])
        self._from = -1
        data = b"".join(self._pieces) if self._size <= self.limit else None
        self._pieces.clear()
        return Entry(self._entry_line, data, self._size)

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self.limit:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    @property
    def end(self) -> End:
        """Return how the stream ended, so far as it was fed."""
        return End(self._done and not self._in_string, self._from >= 0, self._line, self._found)


def entries(chunks: Iterable[bytes], scanner: EntryScanner) -> Iterator[Entry]:
    """Yield the entries in a stream of chunks."""
    for chunk in chunks:
        yield from scanner.feed(chunk)
