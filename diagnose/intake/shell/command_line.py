"""A command line, split into words: what every dialect's reader returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.intake.source.traced import Traced


@dataclass
class CommandLine:
    """The words of one command, where it ended, what came on its standard input, and what was odd about it.

    ``substitutions`` counts what a shell would have executed; it stands in the words as it was written.
    """

    words: list[Traced] = field(default_factory=list)
    end: int = 0
    stdin: Traced | None = None
    substitutions: int = 0
    unclosed: bool = False
