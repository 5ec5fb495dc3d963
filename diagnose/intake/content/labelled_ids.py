"""The IDs whose kind a label says: those that it stands before, or else those that it stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.content.id_labels import FILLER, GLUE, GLUE_BEHIND, LABEL, OTHER_WORD, STRONG, TAIL, kind_of_label
from diagnose.intake.content.mentions import Mention, certain, listed, masked_at, plausible
from diagnose.intake.content.parallel_lists import parallel_list
from diagnose.intake.model import Grounds

_TAIL_END = re.compile(r"[ \t]{0,2}(?:,[^()\d\n]{1,60})?\)")
"""Behind a label in brackets: ``)``, also with a remark in words, ``, missing)``."""
_ROW_END = re.compile(r"(?:[ ]?[(,][^\n\d]{0,60})?[ \t.]{0,4}(?:\r?\n|$)")
_ITEM = re.compile(
    r"[ \t*_`:]{0,8}\r?\n(?:[ \t]*\r?\n)?[ \t>]{0,16}(?:[-*\u2022\u2013]|\d{1,2}[.)])[ \t]{1,4}[`\"'*]{0,3}"
)
_MARKS = " \t\r*#>|-"

_TOKEN_BEFORE = re.compile(r"(?<![\w/-])([0-9A-Za-z][\w-]{2,100})$")
_AND_BEFORE = re.compile(
    r"(?i)[\"'`]?(?:[ ]?[,;/+&][ ]?|[ ](?:and|und|et|y|e|ed|en|i|oraz|or|oder|ou|of|sowie|og|och)[ ])[\"'`]?$"
)


def labelled(text: str, stems: list[int]) -> Iterator[Mention]:
    """Yield the IDs that a label says the kind of; ``stems`` are the places where one may begin."""
    position, claimed = 0, set[int]()
    for spot in stems:
        label = LABEL.match(text, spot) if spot >= position else None
        if label is None:
            continue
        position = label.end()
        kind = kind_of_label(label)
        found = _behind_ids(text, label, kind, claimed) or parallel_list(text, label)
        for mention in found or list(_before_ids(text, label, kind)):
            if mention.start not in claimed:
                claimed.add(mention.start)
                # A customer's own ID of a work is no ID that the gateway filters by.
                yield replace(mention, kind=None, grounds=Grounds.NONE) if _is_external(label, kind) else mention
            position = max(position, mention.end)


def _is_external(label: re.Match[str], kind: Kind) -> bool:
    return kind in {Kind.JOB_WORK, Kind.WORK} and "external" in (label["id"] or "").lower()


def _before_ids(text: str, label: re.Match[str], kind: Kind) -> Iterator[Mention]:
    """Yield the IDs that a label stands before."""
    position, named = label.end(), bool(label["id"])
    filler, tail = FILLER.match(text, position), TAIL.match(text, position)
    if filler and certain(_next_word(text, filler.end())):
        tail = None
    if tail and not LABEL.search(tail[0]) and not OTHER_WORD.search(tail[0]):
        if not certain(_next_word(text, tail.end())) and masked_at(text, tail.end()) == tail.end():
            return
        start, strong = tail.end(), True
    else:
        start = filler.end() if filler else position
        strong = named or bool(STRONG.search(text[position:start]))
    between = text[position:start]
    if not between or (kind is Kind.WORK and not named) or _is_called(text, label):
        return
    if "\n" in between and not strong and not _is_wrapped(text, label, start, between):
        item = _first_item(text, position)
        if item is None:
            return
        start = item
    for number, (first, last) in enumerate(listed(text, start, named=named)):
        if number and _has_label_behind(text, last):
            return
        yield Mention(first, last, kind, Grounds.WORDS)


def _is_called(text: str, label: re.Match[str]) -> bool:
    """Tell the name of a function, ``get_job_works(``, ``Filed.job_works("``, whose arguments are of any kind."""
    named = text[max(label.start() - 1, 0) : label.start()] in {"_", "."} or text.startswith(('("', "('"), label.end())
    return named and text[label.end() : label.end() + 1] == "("


def _first_item(text: str, position: int) -> int | None:
    """Return where the first ID of a list stands whose heading ends here: the items below have bullets or numbers."""
    item = _ITEM.match(text, position)
    return item.end() if item and certain(_next_word(text, item.end())) else None


def _has_label_behind(text: str, end: int) -> bool:
    """Tell whether an item of a list has a label of its own behind it: ``C1 and W1 is our workspace``."""
    glue = GLUE_BEHIND.match(text, end)
    label = LABEL.match(text, glue.end()) if glue else None
    return label is not None and glue is not None and not _is_followed(text, label, bracket=bool(glue["bracket"]))


def _next_word(text: str, start: int) -> str:
    return re.split(r"[^\w\-]", text[start : start + MAX_ID_LENGTH], maxsplit=1)[0]


def _is_wrapped(text: str, label: re.Match[str], start: int, between: str) -> bool:
    """Tell whether a line's end merely wrapped a label from its ID: not where labels stand one below the other."""
    if between.count("\n") != 1 or not certain(_next_word(text, start)):
        return False
    *above, line = text[max(label.start() - 200, 0) : label.start()].split("\n")
    return bool(line.strip(_MARKS)) or not (above and LABEL.fullmatch(above[-1].strip(_MARKS)))


def _behind_ids(text: str, label: re.Match[str], kind: Kind, claimed: set[int]) -> list[Mention]:
    """Return the IDs that a label stands behind: ``W is our workspace ID``, ``C the connection``, ``J (job work)``."""
    margin = max(label.start() - 600, 0)
    line = text.rfind("\n", margin, label.start()) + 1 or margin
    before = text[line : label.start()]
    glue = GLUE.search(before[-60:])
    if glue is None or (not _ends_row(text, label, glue) and _is_followed(text, label, bracket=bool(glue["bracket"]))):
        return []
    position, found = label.start() - len(glue[0]), list[Mention]()
    while len(found) < 20 and (token := _TOKEN_BEFORE.search(text[line:position])):  # noqa: PLR2004
        start = line + token.start(1)
        end = line + token.end(1)
        if start in claimed or not plausible(text, token[1], end, named=False):
            break
        found.append(Mention(start, end, kind, Grounds.WORDS))
        separator = _AND_BEFORE.search(text[line:start])
        if separator is None:
            break
        position = line + separator.start()
    return found[::-1]


def _ends_row(text: str, label: re.Match[str], glue: re.Match[str]) -> bool:
    """Tell ``W -> workspace`` at a line's end, also with a remark: what the next line begins with has its own label."""
    return bool(glue["arrow"]) and _ROW_END.match(text, label.end()) is not None


def _is_followed(text: str, label: re.Match[str], *, bracket: bool) -> bool:
    """Tell whether a label belongs to the ID behind it rather than to the one before it."""
    if bracket:
        return _TAIL_END.match(text, label.end()) is None
    filler = FILLER.match(text, label.end())
    between = filler[0] if filler else ""
    if not between or between.lstrip(" \t\"'`*)").startswith((",", "(")):
        return text[label.end() : label.end() + 1] in {"'", "\u2019"} and text[label.end() + 1 : label.end() + 2] == "s"
    return next(listed(text, label.end() + len(between), named=False), None) is not None


def asked_kind(text: str) -> Kind | None:
    """Return the kind of ID that the last question in a text asks for; None when it asks for none or several."""
    questions = re.findall(r"[^.?!\n]{1,300}\?", text[-2_000:])
    labels = LABEL.finditer(questions[-1]) if questions else iter(())
    kinds = {kind_of_label(label) for label in labels}
    return kinds.pop() if len(kinds) == 1 else None
