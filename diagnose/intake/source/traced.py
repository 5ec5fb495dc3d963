"""Text that still knows its lines.

A ticket's text is unquoted, decoded and unescaped on its way to a parser. A :class:`Traced` carries, through all of
that, the line of the customer's own file that each character came from.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Traced:
    """A text, and the source lines of its stretches: from ``starts[i]`` on, characters stood on ``lines[i]``."""

    text: str
    starts: Sequence[int]
    lines: Sequence[int]

    @classmethod
    def of(cls, text: str, first_line: int = 1) -> Traced:
        """Trace a text as it stands, its first line being ``first_line`` (1-based)."""
        starts, position = array("I", [0]), text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        return cls(text, starts, range(first_line, first_line + len(starts)))

    @classmethod
    def on_line(cls, text: str, line: int) -> Traced:
        """Trace a text that stood on one line, however many line breaks its decoded form has."""
        return cls(text, (0,), (line,))

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset``; past the end, that of the last one."""
        return self.lines[max(bisect_right(self.starts, offset) - 1, 0)]

    def slice(self, start: int, end: int | None = None) -> Traced:
        """Return the stretch from ``start`` to ``end``, traced."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, stop - 1), first + 1)
        starts = array("I", (max(offset - start, 0) for offset in self.starts[first:last]))
        return Traced(self.text[start:stop], starts, self.lines[first:last])

    def with_text(self, text: str) -> Traced:
        """Return another text of the same length over the same lines."""
        if len(text) != len(self.text):
            raise ValueError("the replacement has another length")
        return Traced(text, self.starts, self.lines)


class Weaver:
    """Builds a :class:`Traced` piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._lines: list[int] = []
        self._length = 0

    def add(self, text: str, line: int) -> None:
        """Append ``text``, which stood on ``line``."""
        if not text:
            return
        if not self._lines or self._lines[-1] != line:
            self._starts.append(self._length)
            self._lines.append(line)
        self._pieces.append(text)
        self._length += len(text)

    def add_traced(self, piece: Traced) -> None:
        """Append a text that knows its lines."""
        for begin, stop, line in zip(piece.starts, [*piece.starts[1:], len(piece.text)], piece.lines, strict=True):
            self.add(piece.text[begin:stop], line)

    def __len__(self) -> int:
        return self._length

    def build(self, line: int = 1) -> Traced:
        """Return what was woven; ``line`` is that of an empty string."""
        return Traced("".join(self._pieces), self._starts or (0,), self._lines or (line,))
