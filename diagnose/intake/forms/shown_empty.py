"""An empty list that words show instead of the answer that it is of: ``returns only `workspaces: []` ``.

It stands alone on its line, behind words or between back-ticks, and in its sentence a word of returning comes before
it: in code, in a configuration and in a word of thanks ``jobWorks: []`` is no answer.
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
_RETURNING = re.compile(
    r"(?i)(?<!we )(?<!i )\breturn\b|\b(?:return(?:s|ed|ing)|gets?|got|getting|gives?|gave|shows?|sees?|saw|receives?d?"
    r"|answer(?:s|ed)?|respon(?:ds?|ded|se)|comes|result\w*|ergebnis|risultat\w*|r[eé]sultat|output|prints?|liefer\w*|gibt"
    r"|ergibt|bekomm\w*|kommt|erh[aä]lt\w*|antwort\w*"
    r"|zeigt|sehen|sehe|renvoie\w*|retourne\w*|re[cç]o\w+|obten\w+|obtien\w*|affiche\w*|r[eé]pon\w+|donne"
    r"|devuelv\w+|retorna\w*|recib\w+|respuesta|muestra\w*|geeft|krijg\w*|toont"
    r"|antwoord\w*|retourneert|ontvang\w*|restitui\w+"
    r"|ritorna\w*|rispo\w+|mostra\w*|ricev\w+"
    r"|ottien\w+|ottengo|devolv\w+|resposta|receb\w+|zwraca\w*|odpowied\w*|odpowiada|pokazuje|dostaj\w+|otrzym\w+|wynik)\b"
)
"""What says that an answer came, in eight languages: ``returns only``, ``liefert als Antwort``, ``renvoie``."""
_DENIED = re.compile(
    r"(?i)\b(?:no longer|not|never|stopped|used to|should|would|expect\w*|if|nicht(?: mehr)?|nie|kein\w*"
    r"|sollte\w*|ne|plus|jamais|ya no|nunca|niet(?: meer)?|geen|nooit|non|pi[uù]|mai|n[aã]o)"
    r"\W{1,3}(?:\w+\W{1,3}){0,2}$|n['\u2019]t\W(?:\w+\W){0,2}$"
)
"""Right before a word of returning: it did not, or only might."""
_OVER = re.compile(
    r"(?i)\b(?:until|till|bis|jusqu\w*|hasta|fino a|at[eé]|tot)\b(?! (?:today|now|heute|jetzt|hoy|oggi))"
)
"""Before a word of returning: ``until Monday we got``."""
_DENIED_BEHIND = re.compile(r"(?i)\W{1,3}(?:nicht|nie|plus|pas|niet|geen|any(?: ?more| longer))\b")
_KEY_ABOVE = re.compile(r"(?:^|\n)[ \t>]*[\"'-]{0,2}[ ]?[\w.-]{1,60}[\"']?:[ \t]*\r?\n\s*$")
_ENTRY_BESIDE = re.compile(r"[ \t>]*[\"']?\w[\w-]{0,60}[\"']?:[ ]+[^\s\[]\S*,?[ \t]*\r?$")
"""``limit: 25``: a line of YAML or of an object."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s)")
_BEFORE = 300
_LISTS = ("workspaces", "connections", "jobWorks")


def read_shown(stretch: Stretch) -> Claim | None:
    """Return the answer that the list was cut out of."""
    text, shown = stretch.source.text, _SHOWN.match(stretch.source.text, stretch.start)
    if shown is None or not _is_said(text[max(stretch.start - _BEFORE, 0) : stretch.start]):
        return None
    if shown["alone"] and _is_entry(text, shown):
        return None
    name = shown["quoted"] or shown["alone"] or shown["said"]
    data: Json = []
    for above in reversed(_LISTS[: _LISTS.index(name) + 1]):
        data = {above: data} if above == name else {above: [data]}
    answer = SavedResponse("", stretch.line, name, {"me": data}, empty=(name,))
    return Claim(shown.end(), (ResponseSeen(answer, Lines(stretch.line), 0),))


def _is_said(before: str) -> bool:
    """Tell whether the sentence that leads to a list says that it was returned."""
    if _CODE.search(before[-60:]):
        return False
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    sentence = before[ends[-1] if ends else 0 :]
    said = [*_RETURNING.finditer(sentence)]
    return bool(said) and not (
        _DENIED.search(sentence[max(said[-1].start() - 60, 0) : said[-1].start()])
        or _OVER.search(sentence, 0, said[-1].start())
        or _DENIED_BEHIND.match(sentence, said[-1].end())
    )


def _is_entry(text: str, shown: re.Match[str]) -> bool:
    """Tell a line below a key, or beside other entries, from one that words lead to."""
    before = text[max(shown.start() - _BEFORE, 0) : shown.start()]
    above, below = before.rstrip("\n").rpartition("\n")[2], text[shown.end() : shown.end() + _BEFORE].lstrip("\r\n")
    if any(_ENTRY_BESIDE.match(line) for line in (above, below.partition("\n")[0])):
        return True
    key = _KEY_ABOVE.search(before)
    return key is not None and _RETURNING.search(key[0]) is None


SHOWN_EMPTY = StretchForm("json-response", _SHOWN, read_shown, alone=False)
