"""Labels in a row, then the IDs in the same order: ``Workspace / connection / job works: W / C / J1, J2``."""

from __future__ import annotations

import re

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import FILLER, LABEL, STRONG, kind_of_label
from diagnose.intake.content.mentions import Mention, listed
from diagnose.intake.model import Grounds

_MOST = 6
"""Kinds of ID that there are."""
_BETWEEN = re.compile(
    r"(?i)[ ]{0,2}(?:/|,|>|->|→|\||&|\+|\b(?:and|und|et|y|e|ed|en)\b){1,2}[ ]{0,2}"
    r"(?:(?:and|und|et|y|e|en|the|our|die|der|das|la|le|les|el|los|il|lo|i|os|de|het)[ ]){0,2}"
)
"""Between two labels of a row: `` / ``, ``, ``, `` and ``."""


def parallel_list(text: str, first: re.Match[str]) -> list[Mention]:
    """Read a row that begins with a label; nothing where one label stands alone, or the IDs are not as many."""
    labels, position = [first], first.end()
    while len(labels) < _MOST and (between := _BETWEEN.match(text, position)):
        label = LABEL.match(text, between.end())
        if label is None:
            break
        labels.append(label)
        position = label.end()
    kinds = [kind_of_label(label) for label in labels]
    filler = FILLER.match(text, position)
    if len({*kinds}) < max(len(labels), 2) or filler is None or not STRONG.search(filler[0] or labels[-1][0]):
        return []
    ids = list(listed(text, filler.end(), named=True))
    more = len(ids) - len(kinds)
    if more and (more < 0 or kinds[-1] is not Kind.JOB_WORK):
        return []
    each = [*kinds, *[kinds[-1]] * more]
    return [Mention(*place, kind, Grounds.WORDS) for place, kind in zip(ids, each, strict=True)]
