"""Objects as Ruby prints them: ``#<OpenStruct data=#<OpenStruct me=…>>``, ``#<Workspace:0x0001 @id="W", @name=nil>``.

They are literals with brackets of their own, and are read again as such once those are turned into braces.
"""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.shell.literal_tree import MAX_NESTING

_TOKEN = re.compile(
    r"\"(?:[^\"\\]++|\\.)*+\"|(?P<open>#<[A-Z][\w:]{0,80}+(?::0x[0-9a-f]{1,16})?)|=>|(?P<close>>)|(?P<own>@)(?=\w)"
)


_TELLING = re.compile(r"(?i)work|connection|artifact|data|error|query|variable|ids?\b")
"""Without any of these a dump names nothing that is read here."""


def read_dump(stretch: Stretch) -> Claim | Vain | None:
    """Read the object that begins here, up to its own bracket's end; one that is nested too deep is none."""
    text, pieces, depth, position = stretch.source.text, list[str](), 0, stretch.start
    for token in _TOKEN.finditer(text, stretch.start, stretch.limit):
        pieces.append(text[position : token.start()])
        position = token.end()
        depth += bool(token["open"]) - bool(token["close"])
        opened = token["open"] and "{" + " " * (len(token[0]) - 1)
        pieces.append(opened or ("}" if token["close"] else " " if token["own"] else token[0]))
        if depth <= 0 or depth > MAX_NESTING:
            break
    if depth > MAX_NESTING:
        return Vain(position)
    if depth > 0:
        return Vain(stretch.after, cost=position - stretch.start)
    if not _TELLING.search(text, stretch.start, position):
        return Vain(position)
    turned = stretch.source.slice(stretch.start, position).with_text("".join(pieces))
    return Claim(position, (TextPart(turned),), cost=position - stretch.start)


OBJECT_DUMP = StretchForm(
    "literal", re.compile(r"#<[A-Z][\w:]{0,80}(?::0x[0-9a-f]{1,16})?[ ](?=[@\w])"), read_dump, alone=False
)
