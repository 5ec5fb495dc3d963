"""What the customer takes back or corrects, in English, German, French and Spanish.

A mention that is taken back ("not X", "X works fine", "ignore X") is no ID of the ticket where another one is named in
its place; a correction ("Correction: the connection is C", "oops, wrong connection. It's C") outweighs every other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,300}~~|~(?=\S)[^~\n ]{8,80}~(?!~)")
_DET = (
    r"(?:(?:the|die|der|das|den|dem|la|le|les|el|los|las|our|unsere?|notre|nuestra|bitte|please|sie|mit|with|avec"
    r"|con)[ ]|l['\u2019])*"
)
_NOUN = (
    r"(?:(?:provider[ ])?(?:connection|connexion|conexi[oó]n|verbindung|work[ ]?space|job[-\s]?works?|work|artifact)s?"
    r"(?:[-\s]?ids?)?)?"
)
_NOT = re.compile(rf"(?i)(?:\b(?:not|nicht|pas)|,[ ]no)[ ]{_DET}{_NOUN}[ :\"'`(]*$")
_INSTEAD = re.compile(
    rf"""(?xi)\b(?:instead[ ]of|rather[ ]than|statt|anstatt|anstelle[ ]von|au[ ]lieu[ ]de|plut[oô]t[ ]que
    |en[ ]lugar[ ]de|en[ ]vez[ ]de|unlike|other[ ]than|anders[ ]als|ignore|disregard|forget
    |ignorieren|vergessen|ignorez|oubliez|ignoren?|olviden?|wrong|falsche[nrs]?|mauvaise?|formerly)[ ]{_DET}{_NOUN}
    [ :"'`(]*$"""
)
_NO = re.compile(
    r"(?i)\b(?:not|nicht|nie|kein\w*|pas|no|ne|never|nothing|nichts|rien|nada|neither)\b|n['\u2019]t\b"
    r"|\bn['\u2019]"
)
_FINE = re.compile(
    r"""(?xi)\b(?:(?<!job[ -])works(?![ ]?:|[ ]$)|worked|funktioniert|klappt|l[aä]uft|fonctionne|marche|funciona|okay)\b
    | \b(?:is|are|ist|sind|est|sont|est[aá]n?|va|geht|looks|sieht)\b[^.!?\n;]{0,25}
      \b(?:fine|ok|okay|well|healthy|good|gut|in[ ]ordnung|bien|correct\w*|perfect\w*|einwandfrei)\b"""
)
_WRONG = re.compile(
    r"""(?xi)^[^.!?\n;,]{0,12}\b(?:was|were|is|war|waren|ist|[eé]tait|est|era|es)\b[^.!?\n;]{0,30}
      \b(?:wrong|falsch|sandbox|test\w*|fau(?:x|sse)|erron\w+|equivocad\w+|incorrect\w*|typo|mistake|irrt\w+|obsolete?)\b
    | ^[`"')*]{0,3}[ ](?:bitte[ ])?(?:ignorieren|vergessen)\b
    | ^[`"')*]{0,3},?[ ](?:which|die|qui|que)[ ](?:was|war|[eé]tait|era)[ ](?:wrong|falsch|fausse|err\w+)"""
)
_CORRECTS = re.compile(
    r"""(?xi)\b(?:corrections?|corrected|corrigendum|errat(?:a|um)|korrektur|berichtigung
    |richtig(?:e|er)?[ ](?:ist|sind|w[aä]re)
    |correcci[oó]n|rectification|rectificati(?:f|on)|rectificaci[oó]n|correctif|fe[ ]de[ ]errat\w+
    |i[ ]me(?:ant|an)|meinten?|meine[ ]nat[uü]rlich|je[ ]voulais[ ]dire|quise[ ]decir
    |(?:right|correct)[ ](?:one|id)s?[ ](?:is|are)|(?:la|le|el)[ ](?:bonne|bon|correct[oa])(?:[ ]\w+)?[ ](?:est|es)
    |wrong|falsche[rns]?|mauvaise?|equivocad[oa]|oops|hoppla|ups)\b"""
)
_ALSO = re.compile(
    r"(?i)\b(?:also|too|additionally|as well|auch|zus[aä]tzlich|aussi|[eé]galement|tambi[eé]n|adem[aá]s)\b"
)
_WRONG_LABEL = re.compile(
    r"(?i)\b(?:wrong|falsche[rns]?|mauvaise?|incorrecte?)[ ](?P<before>[\w-]{2,20}(?:[ -]works?)?)"
    r"|\b(?P<behind>[\w-]{2,20})[ ](?:equivocad[oa]|erron[eé]e?|incorrect[ea])"
)
_FIRST_MAIL = re.compile(
    r"""(?xi)\b(?:ignor\w+|disregard|forget|vergessen|vergesst|oubliez|olvid\w+|betrachten)\b[^.!?\n]{0,30}
    \b(?:first|previous|last|earlier|old|erste\w*|letzte\w*|vorige\w*|vorherige\w*|premier|pr[eé]c[eé]dent|dernier
    |primer[oa]?|anterior|[uú]ltimo)\b[^.!?\n]{0,20}(?:mail|message|nachricht|correo|courriel|mensaje|post|ticket)
    |\b(?:erste|letzte|vorige|vorherige)\w*[ ](?:e-?mail|mail|nachricht)[^.!?\n]{0,30}
      \b(?:ignorieren|vergessen|gegenstandslos)\b"""
)


_A_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}+(?!\w)")
"""Each thing that can be said of an ID here has one."""
_FEW = 20
_NEAR = 80
"""Characters: how near another ID must be for ``not X`` to reject rather than to deny."""


def without_struck(text: str) -> str:
    """Return the text with what is struck through (``~~X~~``) blanked out, at the same length."""
    if "~" not in text:
        return text
    return _STRUCK.sub(lambda struck: " " * len(struck[0]), text)


class Retractions:
    """What the words around the IDs of a text say of them; a list of IDs without any words costs a look each.

    ``starts`` are the places of all IDs in the text, sorted.
    """

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._text, self._starts = text, starts
        self._words = [match.start() for match in _A_WORD.finditer(text)] if len(starts) > _FEW else None

    def take_back(self, start: int, end: int) -> bool:
        """Tell whether an ID is not meant."""
        return self._speak_of(start, end) and _is_taken_back(self._text, start, end, self._starts)

    def correct(self, start: int, end: int) -> bool:
        """Tell whether an ID stands behind a word of correction in its line or the sentence before."""
        return self._speak_of(start, end) and _is_correction(self._text, start)

    def _speak_of(self, start: int, end: int) -> bool:
        """Tell whether there are any words near enough to say anything of an ID."""
        if self._words is None:
            return True
        place = bisect_left(self._words, start - 2 * _NEAR)
        return place < len(self._words) and self._words[place] < end + 2 * _NEAR


def _is_taken_back(text: str, start: int, end: int, starts: Sequence[int]) -> bool:
    before = _line_before(text, start)
    if _INSTEAD.search(before):
        return True
    line = text.rfind("\n", max(start - 2_000, 0), start) + 1 or max(start - 2_000, 0)
    place = bisect_left(starts, start)
    last = starts[place - 1] if place else -1
    following = next((other for other in starts[place : place + 2] if other >= end), end + 10 * _NEAR)
    if _NOT.search(before) and (last >= line or following - end < _NEAR):
        return True
    behind = re.split(r"[.!?](?:\s|$)|[\n;]", text[end : min(end + 120, following)], maxsplit=1)[0]
    if _WRONG.search(behind):
        return True
    fine = _FINE.search(behind)
    return fine is not None and not _NO.search(behind[: fine.end() + 20]) and not _NO.search(before[-40:])


def _is_correction(text: str, start: int) -> bool:
    before = text[max(start - 160, 0) : start]
    near = "\n".join(before.split("\n")[-2:]) if before.count("\n") else before
    return _CORRECTS.search(near) is not None and not _ALSO.search(near)


def corrected_label(text: str, start: int) -> str | None:
    """Return the label of ``wrong connection`` shortly before an ID that has none of its own."""
    found = list(_WRONG_LABEL.finditer(text[max(start - 60, 0) : start]))
    return (found[-1]["before"] or found[-1]["behind"]) if found else None


def takes_back_earlier(text: str) -> bool:
    """Tell whether the customer asks to ignore an earlier message."""
    return _FIRST_MAIL.search(text) is not None


def _line_before(text: str, start: int) -> str:
    return text[max(start - 90, 0) : start].rpartition("\n")[2]
