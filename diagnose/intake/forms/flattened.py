"""Names that automation tools make of nested ones: ``variables__filters__ids: J1,J2``, ``data__variables__w``.

Zapier shows and exports steps so: as an object, or as lines of name and value. They are put back in their places and
read again. Source: Zapier's documentation of line items and nested fields (two underscores).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.document_extent import document_end
from diagnose.intake.content.form import Claim, JsonForm, JsonPart, Stretch, StretchForm, Vain
from diagnose.intake.content.lines import Lines
from diagnose.intake.source import lenient_json
from diagnose.json_value import Json

_NAME = re.compile(r"(?:\w{1,60}__)?(?:query|variables|filters|operationName)(?:__\w{1,80})?|\w{1,60}__\w{0,80}[Ii]ds?")
_LINE = re.compile(r"[ \t>*-]{0,8}([A-Za-z]\w{0,60}__\w{1,80}|query|operationName)[ \t]{0,4}[:=][ \t]{0,8}([^\n]*)")
_DOCUMENT = re.compile(r"(?:query|mutation)\b|\{")
_ID = re.compile(r"(?=\D{0,64}\d)[\w-]{3,64}")
_LIST = re.compile(r"\s{0,9},\s{0,9}")
_MOST = 200
_SENT = frozenset({"query", "variables"})


def looks_flattened(part: JsonPart) -> bool:
    """Tell an object by names of a request that are joined."""
    value = part.value
    return isinstance(value, dict) and any("__" in key and _NAME.fullmatch(key) for key in value)


def read_flattened(part: JsonPart) -> Iterator[JsonPart]:
    """Put the values back where their names say."""
    if isinstance(part.value, dict):
        yield JsonPart(nested(part.value), Lines(part.lines.line), part.size)


def nested(flat: dict[str, Json]) -> dict[str, Json]:
    """Return the object that the joined names stand for; of two for one place the first.

    What sends a request may name it ``data`` or ``body`` at the front of each: that is no answer's.
    """
    whole: dict[str, Json] = {}
    for name, value in flat.items():
        place = whole
        *above, last = [step for step in name.split("__") if step][:20] or [name]
        for step in above:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):
                break
            place = inner
        else:
            place.setdefault(last, _listed(value) if last.endswith("s") else value)
    sent = next((inner for inner in whole.values() if isinstance(inner, dict) and _SENT & inner.keys()), None)
    return whole if sent is None or _SENT & whole.keys() else sent


def _listed(value: Json) -> Json:
    """Return the items of ``a,b`` and of ``["a","b"]`` in a text, where these may be IDs."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return lenient_json.parse_kindly(value.lstrip()).value
    items = _LIST.split(value.strip())
    return [*items] if all(map(_ID.fullmatch, items)) else value


def read_lines(stretch: Stretch) -> Claim | Vain:
    """Read the lines that begin here, as long as each has such a name; a document may go over several."""
    text, position = stretch.source.text, stretch.start
    flat: dict[str, Json] = {}
    while len(flat) < _MOST and position < stretch.limit and (line := _LINE.match(text, position, stretch.limit)):
        end = line.end()
        if line[1].endswith("query") and _DOCUMENT.match(line[2]):
            closed, whole = document_end(text, line.start(2), line.start(2), stretch.limit)
            end = closed if whole else end
        flat.setdefault(line[1], text[line.start(2) : end].strip())
        position = end + 1
    end = min(max(position - 1, stretch.after), len(text))
    if not any("__" in name and _NAME.fullmatch(name) for name in flat):
        return Vain(end)
    return Claim(end, (JsonPart(nested(flat), Lines(stretch.line), end - stretch.start),))


FLATTENED = JsonForm("flattened", looks_flattened, read_flattened, inside=True)
FLATTENED_LINES = StretchForm(
    "flattened",
    # Takes variables__filters__ids: J1 and data__query = …; leaves __init__: and name: value.
    re.compile(r"(?m)^[ \t>*-]{0,8}(?=[A-Za-z]\w{0,60}?__\w{1,80}[ \t]{0,4}[:=](?!=))"),
    read_lines,
    alone=False,
)
