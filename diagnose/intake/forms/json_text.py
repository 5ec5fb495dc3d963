"""JSON as text: what a whole source holds, and what stands in a text. What the value is, other forms say."""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, JsonPart, Stretch, StretchForm, Vain, WholeForm
from diagnose.intake.content.http_request import problems_of
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import Remark
from diagnose.intake.shell.literal_tree import LiteralTree, parse_tree
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced

_SHORT = 16 * 1024
"""Characters of a literal in code that begins as JSON does."""
_VARIABLES = re.compile(r"(?i)\bvariable[sn]?\b[^\w\n]{0,4}\s{0,6}(?:```\w{0,10}\s)?\Z")
"""Takes ``Variables:``, ``**Variablen** ``, ``variables = ``, also above a fence; leaves other words."""
_BLANKS = "\ufeff \t\r\n"


def looks_like_json(text: str) -> bool:
    """Tell whether a text begins as JSON does."""
    return text.lstrip(_BLANKS)[:1] in {"{", "["}


def read_whole(source: Traced) -> Claim | None:
    """Read a text that is one JSON value; None when it is not."""
    text = source.text
    start = len(text) - len(text.lstrip(_BLANKS))
    parsed = lenient_json.parse_traced(source, start, kindly=False)
    if not parsed.whole or text[parsed.end :].strip("\0 \t\r\n"):
        return None
    lines = Lines(source.line_at(start), parsed.places, source)
    repairs = f"The JSON is not valid as written: {'; '.join(sorted(parsed.repairs))}."
    remarks = (Remark(lines.line, repairs),) if parsed.repairs else ()
    return Claim(len(text), (JsonPart(parsed.value, lines, len(text), alone=True), *remarks))


def read_stretch(stretch: Stretch) -> Claim | Vain:
    """Read the JSON value that begins here, as far as it goes."""
    parsed = lenient_json.parse_traced(stretch.source, stretch.start)
    if not parsed.value or (parsed.too_deep and not parsed.places):
        return Vain(parsed.end)
    cost = 0
    if not parsed.whole and not parsed.too_deep:
        code = _as_code(stretch)
        cost = code.end - stretch.start
        if code.whole:
            return Vain(stretch.start, cost=parsed.end - stretch.start)
        if code.too_deep:
            return Vain(code.end, cost=cost)
    lines = Lines(stretch.line, parsed.places, stretch.source)
    problems = problems_of(parsed, stretch.source, parsed.end)
    before = stretch.source.text[max(stretch.start - 40, 0) : stretch.start]
    caller = "variables" if _VARIABLES.search(before) else None
    part = JsonPart(parsed.value, lines, parsed.end - stretch.start, problems, caller=caller)
    broken = _broken(parsed)
    return Claim(parsed.end, (part, Remark(stretch.line, broken)) if broken else (part,), cost)


def _as_code(stretch: Stretch) -> LiteralTree:
    """Read what breaks the JSON off as code, as ``map[string]any{`` is: whole, it is for another form."""
    limit = min(stretch.limit, stretch.start + _SHORT)
    return parse_tree(stretch.source.text, stretch.start, limit)


def _broken(parsed: lenient_json.LenientJson) -> str | None:
    if parsed.too_deep:
        return "Some JSON is nested too deeply to be read to the end."
    if not parsed.whole:
        return "Some JSON is cut off or broken; what comes before that was read."
    if parsed.repairs:
        return f"Some JSON is not valid as written: {'; '.join(sorted(parsed.repairs))}."
    return None


JSON_SOURCE = WholeForm("json", looks_like_json, read_whole)
JSON_IN_TEXT = StretchForm(
    "json",
    # Takes {"a": 1}, {}, [{…}], ["a"] and [[…]] with any blanks and quotes; leaves { me { id } } and [1, 2].
    re.compile(r"{(?=[\s\ufeff]{0,300}+[\"\u201c\u201d'}])|\[(?=[\s\ufeff]{0,300}+[\"\u201c\u201d'{\[\]])"),
    read_stretch,
)
