"""A command line, split into words: what every dialect's reader returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnose.intake.source.traced import Traced


@dataclass
class CommandLine:
    """The words of one command, where it ended, what came on its standard input, and what was odd about it.

    ``stop`` is where its own text ends, before a here-document. ``reads_from`` and ``writes_to`` name the files that it
    is given, and ``files`` holds those that commands before it wrote, by their names in lower case.

    ``substitutions`` counts what a shell would have executed; it stands in the words as it was written.
    """

    words: list[Traced] = field(default_factory=list)
    end: int = 0
    stop: int = 0
    stdin: Traced | None = None
    reads_from: str | None = None
    writes_to: str | None = None
    files: Mapping[str, Traced] = field(default_factory=dict)
    substitutions: int = 0
    unclosed: bool = False
