"""Literals of other languages than JSON: what they hold is offered to the forms of JSON values.

``{ workspaceId: 'W' }``, ``['filters' => ['ids' => ['J']]]``, ``Map.of("connectionId", "C")``, ``Load(ids=[J])``, and
what a console prints of an answer, ``{ data: { me: [Object] } }``.
"""

from __future__ import annotations

import re

from diagnose.intake.content.document_extent import PARAGRAPH
from diagnose.intake.content.form import Claim, JsonPart, Stretch, StretchForm, Vain
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import Remark
from diagnose.intake.shell.literal import PAIRED, LiteralValue, parse_literal
from diagnose.intake.source.limits import VAIN

_BLANK = r"(?:[\s\u00a0\u25bc]|//[^\n]{0,200}\n){0,300}+"
_OPEN = rf"[{{\[(]{_BLANK}"
_KEY = r"[:@$]?(?:[\"'\u201c][\w$.\[\]-]{1,80}+[\"'\u201d]|[A-Za-z_$][\w$.-]{0,80}+)"
_CALLER = re.compile(r"([A-Za-z_$][\w$.:>\-]{0,60}+)[ \t]{0,2}(?:\([^()]{0,10})?$")
_VARIABLES = re.compile(
    # Takes variables = , "variables": , vars := map[string]any, Map<String, Object> vars = Map.of(; leaves other names.
    r"(?i)\b(?:variables|vars|variable_?values)[\"']?[ \t]{0,4}(?::=|=>|=|:)[ \t]{0,4}[\w.\[\]<>{}, ]{0,40}\(?$"
)
_SIGN = r"(?:=>|:=|\.=|->|:(?!:)|=(?![=~])|to\b)"


def read_literal(stretch: Stretch) -> Claim | Vain:
    """Read the literal that begins here; one that is cut off reaches to the end of its paragraph."""
    text, start, cost = stretch.source.text, stretch.start, 0
    parsed = parse_literal(text, start, stretch.limit, stretch.assigned)
    if not parsed.whole and (paragraph := PARAGRAPH.search(text, start, parsed.end)):
        cost = VAIN + parsed.end - start
        if cost >= stretch.budget:
            return Vain(parsed.end, cost=cost)
        parsed = parse_literal(text, start, paragraph.start(), stretch.assigned)
    return _claim(stretch, parsed, cost)


def _claim(stretch: Stretch, parsed: LiteralValue, cost: int) -> Claim | Vain:
    if not parsed.value:
        return Vain(parsed.end, cost=cost)
    lines = Lines(stretch.line, parsed.places, stretch.source, left_out=parsed.left_out)
    before = stretch.source.text[max(stretch.start - 80, 0) : stretch.start]
    caller = _CALLER.search(before)
    part = JsonPart(
        parsed.value,
        lines,
        parsed.end - stretch.start,
        literal=True,
        caller="variables" if _VARIABLES.search(before) or PAIRED.search(before) else caller[1] if caller else None,
        place=(stretch.start, parsed.end),
    )
    if parsed.whole:
        return Claim(parsed.end, (part,), cost)
    cut = "A value in code or console output is cut off; what stands before that was read."
    return Claim(parsed.end, (part, Remark(stretch.line, cut)), cost)


LITERAL = StretchForm(
    "literal",
    # Takes { a: 1, ['a' => 1, (a = "b", {a, b}, { query, b: 1, ["a"] = …, ("filters", …, [{ a: 1; leaves { const a },
    # (see a), f().
    re.compile(
        rf"{_OPEN}(?:{_OPEN}){{0,2}}+(?:"
        rf"{_KEY}[\])]?[ \t]{{0,80}}+(?:\r?\n[ \t]{{0,80}}+)?{_SIGN}"
        rf"|{_KEY}(?:,\s{{0,80}}+[\w$]{{1,80}}+){{1,12}}+\s{{0,80}}+[,}}]"
        rf"|(?:query|document|operationName|mutation)\s{{0,80}}+,\s{{0,80}}+\w{{1,80}}+\s{{0,8}}+:"
        rf"|[\"']\w{{0,60}}?(?:[Ii][Dd]s?|[Ff]ilters|variables|query)[\"']\s{{0,80}}+,"
        rf")|(?:(?<=Map\.of)|(?<=\.Var)|(?<=\.variable)|(?<=[dt]Variable))\({_BLANK}[\"']\w{{1,60}}[\"'],"
    ),
    read_literal,
    alone=False,
)
