"""An empty list that words show instead of the answer that it is of: ``returns only `workspaces: []` ``.

It stands alone on its line, behind words or between back-ticks; in code, ``jobWorks: []`` is where a list begins.
"""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import ResponseSeen
from diagnose.intake.model import SavedResponse
from diagnose.json_value import Json

_EMPTY = r"[\"']?(?P<{}>workspaces|connections|jobWorks)[\"']?[ ]?[:=][ ]?\[[ ]?\]"
_SHOWN = re.compile(
    # Takes "returns jobWorks: [] although …", "`workspaces: []`", and `"workspaces": []` alone on a line below words.
    rf"`{_EMPTY.format('quoted')}`"
    rf"|(?m:^[ \t>]{{0,20}}{_EMPTY.format('alone')}[ \t]*\r?$)"
    r"|(?<=[^\W\d_] )" + _EMPTY.format("said") + r"(?=[ ][^\W\d_]|[.)]?[ \t]*\r?$)"
)
_CODE = re.compile(r"[{(\[=;,>][ \t]*\r?\n[ \t\r\n]*$|\b(?:const|let|var|type|interface)[ ]$")
_LISTS = ("workspaces", "connections", "jobWorks")


def read_shown(stretch: Stretch) -> Claim | None:
    """Return the answer that the list was cut out of."""
    text, shown = stretch.source.text, _SHOWN.match(stretch.source.text, stretch.start)
    if shown is None or _CODE.search(text[max(stretch.start - 60, 0) : stretch.start]):
        return None
    name = shown["quoted"] or shown["alone"] or shown["said"]
    data: Json = []
    for above in reversed(_LISTS[: _LISTS.index(name) + 1]):
        data = {above: data} if above == name else {above: [data]}
    answer = SavedResponse("", stretch.line, name, {"me": data}, empty=(name,))
    return Claim(shown.end(), (ResponseSeen(answer, Lines(stretch.line), 0),))


SHOWN_EMPTY = StretchForm("json-response", _SHOWN, read_shown, alone=False)
