"""Job works that only the way to them tells: ``filters.ids.add(J)``, ``JobWorkFilters.builder().ids(J)``, ``ids=J``.

A bare ``ids`` is job works where the key of a connection's ID stands a little before it, as in the lines of logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import FILLER
from diagnose.intake.content.mentions import Mention, listed
from diagnose.intake.kinds import kind_of_path
from diagnose.intake.model import Grounds

_IDS = re.compile(
    # Takes filters.ids, filters: {ids, JobWorkFilters.builder().ids(, filters(f -> f.ids, filters__ids.
    r"(?i)\b(?P<filters>\w{0,40}filters?(?:input)?)(?:[ ]\(collection\))?(?:\W|_){1,60}"
    r"(?:(?:builder|new|w|f|it|b)\b\W{1,12}){0,3}ids\b"
    r"|(?<![\w.$-])(?P<bare>ids)[\"']?[ ]?(?==|:)"
)
_CALL = re.compile(r"\.(?:add|addAll|push|append|set|concat)(?=\()|\((?=[\"'\[])")
_TREE = re.compile(r"(?i:[ ]\((?:array|list)\))\s{1,40}(?:\d{1,2}[:.)][ ])?")
"""Takes the type and the first number of ``ids (Array)⏎  1: J1``, as tools show nested values."""
_VALUES = re.compile(
    r"[ ]?\d{1,4} elements?\s{1,20}[-\u2022][ ][\"']?"
    r"|(?:(?:listOf|List\.of|Arrays\.asList|Array|of|vec!|\[\]\w{1,20}|new\[\]|@)[ ]?)?[\[({][\"' ]{0,2}"
)
_CONNECTION = re.compile(r"(?i)conn(?:ection)?(?:_?id)?[\"']?[ ]?[=:]")
_FIELD = re.compile(r"(\w{1,60})[ ]?\([\s\"']{0,20}$")
_FILTERS = re.compile(r"(?i)\bfilters?\b")
_BEFORE = 300
"""Characters before a bare ``ids`` in which a connection's key may stand."""


def filter_ids(text: str) -> Iterator[Mention]:
    """Yield the IDs of job works behind the names of filters."""
    for name in _IDS.finditer(text):
        kind = _filtered(text, name) if name["filters"] else _bare(text, name.start())
        if kind is None:
            continue
        position = name.end()
        for pattern in (_CALL, _TREE, FILLER, _VALUES):
            skipped = pattern.match(text, position)
            position = skipped.end() if skipped else position
        if position > name.end():
            yield from (Mention(*place, kind, Grounds.WORDS) for place in listed(text, position, named=True))


def _filtered(text: str, name: re.Match[str]) -> Kind | None:
    """Tell the kind by the filters' own name, or by the field that takes them: ``connections(filters: {ids``."""
    field = _FIELD.search(text[max(name.start() - 80, 0) : name.start()])
    kind = kind_of_path((field[1], "ids")) if field else None
    return kind or kind_of_path((name["filters"], "ids"))


def _bare(text: str, start: int) -> Kind | None:
    line = text[start : start + _BEFORE].partition("\n")[0]
    near = text[max(start - _BEFORE, 0) : start]
    return Kind.JOB_WORK if _CONNECTION.search(near) or _FILTERS.search(line) else None
