"""What a form is: it says where something of its kind may stand, and reads it.

A form is one file in :mod:`diagnose.intake.forms` and one row in its table. Its ``read`` takes values and returns
values (:mod:`diagnose.intake.content.sightings`, and parts that are to be read again); it touches nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import RequestSeen, SecretSeen, Sighting
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.decoding import Opened
from diagnose.intake.source.limits import MAX_COMMAND, SHORT_COMMAND
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import CUSTOMER_ALONE, Voices
from diagnose.json_value import Json


@dataclass(frozen=True)
class FilePart:
    """A file inside another, such as an attachment; it is read as a source of its own."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class TextPart:
    """A text without quote marks, and who says what in it; ``depth`` counts the texts and values that it is inside."""

    text: Traced
    voices: Voices = CUSTOMER_ALONE
    depth: int = 0


@dataclass(frozen=True)
class JsonPart:
    """A JSON value of ``size`` characters; ``problems`` are clauses that say why it is not valid as it stands.

    ``before`` is the request before it that shows no variables yet: these may be they. ``literal`` says that it was
    written in another notation than JSON, in code or by a console, ``caller`` the function that it
    is given to, ``place`` where it begins and ends in the text that the lines know. ``alone`` says that it is all of
    its text. ``depth`` counts the texts and values that it is inside.
    """

    value: Json
    lines: Lines
    size: int
    problems: tuple[str, ...] = ()
    before: RequestSeen | None = None
    literal: bool = False
    caller: str | None = None
    place: tuple[int, int] = (0, 0)
    alone: bool = False
    depth: int = 0


Part: TypeAlias = FilePart | TextPart | JsonPart


@dataclass(frozen=True)
class Stretch:
    """A place in a text that a form is offered: its pattern matched from ``start`` to ``after``.

    ``assigned`` holds the variables that the script before it gave values to. ``budget`` is how many characters may
    still be read in vain or twice in this text; what is spent goes back as ``cost``. ``document`` is the one before it
    that shows no variables yet.
    """

    source: Traced
    start: int
    after: int
    budget: int
    assigned: Mapping[str, Value] = field(default_factory=dict)
    document: RequestSeen | None = None

    @property
    def limit(self) -> int:
        """How far the form may reach: not far once much was read in vain."""
        return min(self.start + (MAX_COMMAND if self.budget > 0 else SHORT_COMMAND), len(self.source.text))

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.source.line_at(self.start)


@dataclass(frozen=True)
class Claim:
    """What was read, up to ``end``. It stands only if what was found tells anything, once its parts are read too."""

    end: int
    found: tuple[Sighting | Part, ...] = ()
    cost: int = 0


@dataclass(frozen=True)
class Vain:
    """What was read up to ``end`` is none of this form, though there may be secrets in it."""

    end: int
    secrets: tuple[SecretSeen, ...] = ()
    cost: int = 0


@dataclass(frozen=True)
class FileForm:
    """A whole file by its first bytes (at least 64 KB, if it has as many). It may be read as a stream.

    ``inside`` is False for what is not read when it comes inside another file.
    """

    name: str
    looks_like: Callable[[bytes], bool]
    read: Callable[[Opened], Iterator[Sighting | Part]]
    inside: bool = True


@dataclass(frozen=True)
class WholeForm:
    """A text that is of this form from end to end; ``read`` returns None when it is not."""

    name: str
    looks_like: Callable[[str], bool]
    read: Callable[[Traced], Claim | None]


@dataclass(frozen=True)
class StretchForm:
    """A stretch of a text. ``read`` returns None when it does not begin here, :class:`Vain` when that took reading.

    ``alone`` says that a source which begins with such a stretch, and holds no other form, is named after it.
    """

    name: str
    looks_like: re.Pattern[str]
    read: Callable[[Stretch], Claim | Vain | None]
    alone: bool = True


@dataclass(frozen=True)
class JsonForm:
    """A JSON value; with ``inside``, also one that stands somewhere in another value, or as text in its strings.

    With ``last`` it is asked only where no other form found a request, and not about what another form knows.
    ``kind`` is what a source is called that is such a value and nothing else.
    """

    name: str
    looks_like: Callable[[JsonPart], bool]
    read: Callable[[JsonPart], Iterator[Sighting | Part]]
    inside: bool = False
    last: bool = False
    kind: str = "json"


Form: TypeAlias = FileForm | WholeForm | StretchForm | JsonForm
