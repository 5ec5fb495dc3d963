"""What a summary is made of, whatever the place that it goes to: blocks of lines, lines of spans.

Every text in it is visible and cut already: a format has to write it in its own syntax, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Prose:
    """Words, ours or from outside."""

    text: str


@dataclass(frozen=True)
class Bold:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Chip:
    """An ID, or another value that is copied as it stands."""

    text: str


@dataclass(frozen=True)
class Hyperlink:
    """A link; ``url`` is one that may be followed."""

    words: str
    url: str


Span: TypeAlias = Prose | Bold | Chip | Hyperlink
Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """One line of its own."""

    line: Line


@dataclass(frozen=True)
class Bullets:
    """Lines, one below the other; never empty."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Rows of as many cells as ``head`` has words."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Command:
    """A command for a shell, on several lines."""

    text: str


@dataclass(frozen=True)
class Fold:
    """What only some readers want: folded where the place can fold, below its title where not."""

    title: str
    blocks: tuple[Paragraph | Bullets | Table | Command, ...]


SummaryBlock: TypeAlias = Paragraph | Bullets | Table | Command | Fold
Summary: TypeAlias = tuple[SummaryBlock, ...]


def merged(line: Line) -> Line:
    """Join the words that stand side by side: two signs may act together that do not alone."""
    found: list[Span] = []
    for span in line:
        match found, span:
            case [*_, Prose(before)], Prose(text):
                found[-1] = Prose(before + text)
            case _:
                found.append(span)
    return tuple(found)


def unfolded(summary: Summary) -> tuple[Paragraph | Bullets | Table | Command, ...]:
    """Return the blocks with each fold opened, its title above it in bold."""
    found: list[Paragraph | Bullets | Table | Command] = []
    for block in summary:
        found.extend((Paragraph((Bold(block.title),)), *block.blocks) if isinstance(block, Fold) else (block,))
    return tuple(found)


def row_line(cells: tuple[Line, ...]) -> Line:
    """Return a row of a table on one line, for places where a table would not be read."""
    line: tuple[Span, ...] = ()
    for number, cell in enumerate(cells):
        line = (*line, *((Prose(": "),) if number else ()), *cell)
    return line
