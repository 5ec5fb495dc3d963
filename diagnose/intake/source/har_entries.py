"""The entries of a HAR, one by one, from a stream of any length in the memory of its largest entry.

An own incremental scanner: it tells strings from structure in whole runs, and knows only where ``log.entries`` is.
An entry that lies within a block is read where it begins by the standard parser, which also tells where it ends: that
is five times as quick. What it does not take (an entry over the end of a block, over the limit, or broken) is scanned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.intake.source.limits import MAX_HAR_ENTRY
from diagnose.json_value import Json

_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_STRUCTURE = re.compile(rb'["{}\[\]]')
_KEY_BYTES = 64
_BLOCK = 1024 * 1024
"""Bytes that are looked at together."""
_DECODE = json.JSONDecoder().raw_decode


@dataclass(frozen=True)
class Entry:
    """One entry's bytes, None when it was larger than the limit; ``line`` is where it begins.

    ``value`` is what it holds, where that was read already.
    """

    line: int
    data: bytes | None
    size: int
    value: dict[str, Json] | None = None


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
        position, counted, block = 0, 0, _Block(chunk)
        self._from = 0 if self._from >= 0 else -1
        if self._escaped:
            position, self._escaped = 1, False
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
            elif char in b"{[" and self._opens_entry():
                self._line += chunk.count(b"\n", counted, position)
                counted = position
                if whole := block.entry_at(position - 1, self._line, self.limit):
                    position += whole.size - 1
                    yield whole
                else:
                    self._begin(position - 1, char)
            elif char in b"{[":
                self._open(char)
            elif (entry := self._close(chunk, position)) is not None:
                yield entry
        self._leave(chunk, counted)

    def _leave(self, chunk: bytes, counted: int) -> None:
        """Keep what the next bytes go on from."""
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

    def _begin(self, position: int, char: int) -> None:
        self._entry_line, self._from, self._size = self._line, position, 0
        self._pieces.clear()
        self._open(char)

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


class _Block:
    """Some bytes, and the text that they are; entries are asked for from left to right."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._text: str | None = None
        self._ascii = data.isascii()
        self._bytes, self._signs = 0, 0

    def entry_at(self, start: int, line: int, limit: int) -> Entry | None:
        """Return the entry that begins at a byte, where it ends in the block and is an object of valid JSON."""
        if self._text is None:
            self._text = self._data.decode("ascii" if self._ascii else "utf-8", "surrogateescape")
        at = start if self._ascii else self._sign_at(start)
        try:
            value, end = _DECODE(self._text, at)
            size = end - at if self._ascii else len(self._text[at:end].encode())
        except (ValueError, RecursionError):  # cut off, broken, no UTF-8, or too deep
            return None
        if not isinstance(value, dict) or size > limit:
            return None
        return Entry(line, self._data[start : start + size], size, value)

    def _sign_at(self, start: int) -> int:
        """Return at which character a byte stands that begins one."""
        self._signs += len(self._data[self._bytes : start].decode("utf-8", "surrogateescape"))
        self._bytes = start
        return self._signs


def entries(chunks: Iterable[bytes], scanner: EntryScanner) -> Iterator[Entry]:
    """Yield the entries in a stream of chunks, which are looked at in blocks."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            yield from scanner.feed(b"".join(pieces))
            pieces, size = [], 0
    yield from scanner.feed(b"".join(pieces))
