"""A name that code or a script gives a string or a list: ``QUERY = "…"``, ``const ids = ['…']``, ``export W=…``.

The value is remembered for what comes behind it; the text is left to the other forms, for it may hold the query itself.
"""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.sightings import VariableAssigned
from diagnose.intake.shell.literal import parse_assigned
from diagnose.intake.source.traced import Traced

_NAME = re.compile(r"([A-Za-z_]\w{0,64}+)\s{0,40}+(?::[^=\n\"'`]{1,60})?:?=\s{0,40}+$")
_LONGEST = 64 * 1024
"""Characters of a value that is remembered."""
_DEARER = 4
"""How much more a character costs here than one that a form merely passes over."""


def read_assignment(stretch: Stretch) -> Claim | Vain | None:
    """Read the value behind the sign; nothing of the text is claimed."""
    name = _NAME.search(stretch.source.text, stretch.start, stretch.after)
    limit = min(stretch.limit, stretch.after + _LONGEST)
    parsed = parse_assigned(stretch.source.text, stretch.after, limit, stretch.assigned)
    if name is None or parsed is None:
        return None
    value = parsed.value
    read = _DEARER * (parsed.end - stretch.after)
    if not parsed.whole:
        return Vain(stretch.start, cost=read)
    if isinstance(value, str):
        assigned = VariableAssigned(name[1].lower(), Traced.on_line(value, stretch.source.line_at(stretch.after)))
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        items = [Traced.on_line(str(item), stretch.source.line_at(stretch.after)) for item in value]
        assigned = VariableAssigned(name[1].lower(), list(items))
    else:
        return Vain(stretch.start, cost=read)
    return Claim(stretch.start, (assigned,), read)


ASSIGNMENT = StretchForm(
    "assignment",
    # Takes QUERY = "…", const q = gql`…`, query := `…`, export W=ab1, let ids: [String] = [; leaves a == b, x = y.
    re.compile(
        r"(?m)^[ \t>]{0,40}+(?:[A-Za-z]{1,12}[ \t]{1,8}+){0,3}[$@]?[A-Za-z_]\w{0,64}+"
        r"(?:[ \t]{0,40}+(?::[^=\n\"'`]{1,60}[ \t]{0,40}+)?:?=[ \t]{0,40}+|=)"
        r"(?=(?:gql|graphql|[rfub@]|new )?[\"'`\[]|<<|[\w-]*\d|(?:listOf|List\.of|array|Arrays\.asList|%w|qw[ ]?)[(\[])"
    ),
    read_assignment,
    alone=False,
)
