"""What a GraphQL document asks for, as values; and what its words tell of it when no parser can read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnose.json_value import Json


@dataclass(frozen=True)
class Use:
    """One value given to an argument: ``field`` it is on, ``path`` from the argument's name down, and either the
    ``literal`` at ``offset`` in the document or the ``variable``'s name."""

    field: str
    path: tuple[str, ...]
    offset: int
    literal: str | None = None
    variable: str | None = None


@dataclass(frozen=True)
class DocumentReading:
    """A document as read. ``problem`` is None, or a clause that says why it could only be read by its words."""

    operations: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
    variables: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    """The variables that it cannot run without."""
    defaults: Mapping[str, Json] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None

    @property
    def remark(self) -> str | None:
        """What is noted of a document that could only be read by its words."""
        return f"A GraphQL document could only be read word by word: {self.problem}." if self.problem else None


_NAME = re.compile(r"\b([A-Za-z]\w{0,100})\s{0,4}+(?=\()")
# Takes ids: ["a", "b"], also where its last bracket is missing, id: "a" and id: $id, also in curly quotes; leaves a
# type such as id: ID!.
_MEMBER = re.compile(
    r"\b([A-Za-z]\w{0,100})\s{0,4}+:\s{0,4}+(\[[^\[\]{}()]{0,4000}+|[\"\u201c\u201d][^\"\u201c\u201d\n]{0,300}+[\"\u201c\u201d]|\$\w{1,100}+)"
)
# Takes "a" and $name out of such a value; leaves the brackets and commas around them.
_LITERAL = re.compile(r"[\"\u201c\u201d]([^\"\u201c\u201d\n]{1,300}+)[\"\u201c\u201d]|\$(\w{1,100}+)")


def by_words(text: str, problem: str) -> DocumentReading:
    """Read what can be told without a grammar: names before brackets, and literals behind argument names."""
    names = [(match.start(), match[1]) for match in _NAME.finditer(text[:200_000])]
    uses, position, name = [], 0, ""
    for member in _MEMBER.finditer(text[:200_000]):
        while position < len(names) and names[position][0] < member.start():
            name = names[position][1]
            position += 1
        for found in _LITERAL.finditer(member[2]):
            offset = member.start(2) + found.start()
            uses.append(Use(name, ("filters", member[1]), offset, literal=found[1], variable=found[2]))
    return DocumentReading(fields=frozenset(name for _, name in names), uses=tuple(uses), problem=problem)
