"""What the customer takes back or corrects, in the languages of :mod:`~diagnose.intake.content.id_labels`.

A mention that is taken back ("not X", "X works fine", "ignore X") is no ID of the ticket where another one is named in
its place; a correction ("Correction: the connection is C", "oops, wrong connection. It's C") outweighs every other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from diagnose.intake.content.amendments import amends
from diagnose.intake.content.id_labels import LABEL

_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,300}~~|~(?=\S)[^~\n ]{8,80}~(?!~)")
_DET = (
    r"(?:(?:the|die|der|das|den|dem|la|le|les|el|los|las|to|our|unsere?|notre|nuestra|bitte|please|sie|mit|with|avec"
    r"|con|il|lo|gli|i|o|a|os|as|de|het|da|do|met|com|della|onze)[ ]|l['\u2019])*"
)
_NOUN = (
    r"(?:(?:provider[ ])?(?:connection|connexion|conexi[oó]n|connessione|conex[aã]o|verbindung|verbinding|koppeling"
    r"|po[łl][aą]czeni\w{1,2}"
    r"|work[ ]?space|job[-\s]?works?|work|artifact)s?"
    r"(?:[-\s]?ids?)?)?"
)
_NOT = re.compile(rf"(?i)(?:\b(?:not|nicht|pas|niet|n[aã]o|nie)|(?:,|\be)[ ]non?)[ ]{_DET}{_NOUN}[ :\"'`(]*$")
_INSTEAD = re.compile(
    rf"""(?xi)\b(?:instead[ ]of|rather[ ]than|statt|anstatt|anstelle[ ]von|au[ ]lieu[ ]de|plut[oô]t[ ]que
    |en[ ]lugar[ ]de|en[ ]vez[ ]de|unlike|other[ ]than|anders[ ]als|ignore|disregard|forget
    |ignorieren|vergessen|ignorez|oubliez|ignoren?|olviden?|wrong(?![ ]with)|falsche[nrs]?|mauvaise?|formerly
    |invece[ ]d[ei]|al[ ]posto[ ]d\w{{1,5}}|anzich[eé]|piuttosto[ ]che|ignorate|dimenticate|em[ ]vez[ ]d\w
    |no[ ]lugar[ ]d\w|ao[ ]inv[eé]s[ ]d\w|desconsiderem?|esque[cç]am?|in[ ]plaats[ ]van|anders[ ]dan|negeer|vergeet
    |verkeerde|zamiast|zignoruj\w*|błędn\w{{1,3}})[ ]{_DET}{_NOUN}
    [ :"'`(]*$"""
)
_FROM = re.compile(
    rf"""(?xi)\b(?:(?:switch\w*|mov(?:ed|ing)|chang(?:ed|ing)|migrat\w+|went)[ ]from
    |(?:pass[ée]\w*|chang[ée]\w*|migr\w+|cambi\w+|pasamos)[ ]de)[ ]{_DET}{_NOUN}[ :"'`(]*$"""
)
_TO = re.compile(rf"(?i)[\"'`)]{{0,2}}[ ](?:to|à|au|a|al)[ ]{_DET}{_NOUN}[ :\"'`(]*")
"""All that stands between two IDs of which the one gave way to the other: ``from X to connection C``."""
_NEGATION = (
    r"\b(?:not|nicht|nie|kein\w*|pas|no|ne|never|nothing|nichts|rien|nada|neither|niet|geen|nooit|niets|non|mai"
    r"|none|nessun\w*|niente|n[aã]o|nunca|nenhum\w*|brak|żad\w+)\b|n['\u2019]t\b|\bn['\u2019]"
)
_NO_LONGER = rf"{_NEGATION}|\b(?:until|till|bis|jusqu\w*|hasta|fino|finch[eé]|at[eé]|tot)\b"
_NO = re.compile(rf"(?i){_NEGATION}")
_NO_MORE = re.compile(rf"(?i){_NO_LONGER}")
_AMISS = re.compile(
    rf"""(?xi){_NO_LONGER} | \b(?:empty|leer\w*|vides?|vac[ií][oa]s?|missing|fehl\w+|manqu\w+|falt\w+|absent\w*
    |ausent\w+|fail\w*|broken|errors?|erreurs?|problem\w*|issues?|stuck|pending|lost|gone
    |pust\w{{1,3}}|brak\w*|błęd\w*|tylko|leeg|lege|ontbre\w+|mist|vuot[aoie]|manc\w+|vazi[oa]s?|erro\w*|fout\w*
    |only|nur|sauf|except|solo|soltanto|apenas|alleen)\b"""
)
"""Words that spoil praise: the sentence is about what does not work, or no longer."""
_NO_TROUBLE = re.compile(
    r"(?i)\b(?:no|not any|without|ohne|kein\w*|sans|aucun\w*|sin|ning\w+|senza|nessun\w*|sem|nenhum\w*|zonder|geen|bez)"
    r"[ ](?:any[ ])?(?:problem\w*|issues?|errors?|fehler\w*|erreurs?|errores|errori?|erros?|fouten)\b"
)
_FINE = re.compile(
    r"""(?xi)\b(?:(?<!job[ \n-])works(?![ ]?:|[ ]$|[ ]\S*\d)|worked|funktioniert|klappt|l[aä]uft
    |fonctionne(?:nt)?|march(?:e|ent)|funciona[mn]?|funziona(?:no)?|werkt|werken|lukt|dzia[łl]a(?:ją)?|okay)\b
    | \b(?:is|are|ist|sind|est|sont|est[aá]n?|va|vai|vanno|gaat|geht|looks|sieht)\b[^.!?\n;]{0,25}
      \b(?:fine|ok|okay|well|healthy|good|gut|in[ ]ordnung|bien|correct\w*|perfect\w*|einwandfrei|problemlos
      |bene|bem|goed|prima)\b"""
)
_OTHERS = re.compile(
    r"""(?xi)^[^.!?\n;,]{0,12}\b(?:was|were|is|war|waren|ist|[eé]tait|est|era|es|erano)\b[^.!?\n;]{0,30}
      \b(?:sandbox|test\w*|obsolete?)\b"""
)
"""Behind an ID of another environment, which may fail as well."""
_WRONG = re.compile(
    r"""(?xi)^[^.!?\n;,]{0,12}\b(?:was|were|is|war|waren|ist|[eé]tait|est|era|es|erano)\b[^.!?\n;]{0,30}
      \b(?:wrong|falsch|fau(?:x|sse)|erron\w+|equivocad\w+|incorrect\w*|typo|(?<!by[ ])mistake
      |irrt\w+
      |sbagliat\w+|errat\w|errad\w|fout\w?|verkeerd\w?)\b
    | ^[`"')*]{0,3}[ ](?:bitte[ ])?(?:ignorieren|vergessen)\b
    | ^[`"'*]{0,3}[ ]\((?:wrong|falsch\w?|faux|fausse|err[oó]ne\w
        |equivocad\w|incorrect\w?|sbagliat\w|errad\w)(?=[),;.:!])
    | ^[`"')*]{0,3},?[ ](?:which|die|qui|que)[ ](?:was|war|[eé]tait|era)[ ](?:wrong|falsch|fausse|err\w+)"""
)
_ASKED = re.compile(
    rf"""(?xi)(?:\b(?:whether|if|ob|si|se|of|czy)[ ](?:[^\W\d_]{{1,6}}['\u2019 ]){{0,2}}
      (?:is|are|us(?:e|ing)|mean|est|es|[eé]|zijn|to)
    | \b(?:asked[ ](?:about|for)|frag\w+[ ]nach|demand\w+))[ ]{_DET}{_NOUN}[ :"'`(]*$"""
)
_DENIED = re.compile(r"(?i)[`\"')*]{0,3}[ ]?[:,;?\u2013\u2014-][ ]?(?:no|nein|non|n[aã]o|nee|nie)[,;.:!]")
"""Behind what a question asks: ``whether it is X: no, …``; leaves ``whether rows come in X: no, …``."""
_GONE = re.compile(
    r"(?i)[^.!?\n;]{0,30}\b(?:deleted|removed|replaced|retired|decommissioned|gel[oö]scht|ersetzt|abgeschaltet|supprim[ée]\w*"
    r"|remplac[ée]\w*|eliminad\w|borrad\w|reemplazad\w|verwijderd|vervangen|sostituit\w|substitu[ií]d\w|usuni[eę]t\w*)\b"
)
_NEW = re.compile(
    r"(?i)\b(?:new|neue?[nrs]?|nouvel\w*|nuev[oa]|nov[oa]|nuov[oa]|nieuwe?|now[aey])"
    rf"[ ]?(?:one[ ])?{_NOUN}[ ]?(?:is|ist|lautet|est|es|[eéè]|to|jest|:|=)[ :=\"'`(]*$"
)
"""Before the next ID: what is gone is not meant where a new one is told in its place."""
_YOU_SAID = re.compile(
    r"""(?xi)\b(?:you[ ](?:wrote|said|mentioned|asked)|sie[ ](?:schr\w+|frag\w+|mein\w+)
    |vous[ ](?:[eé]cri\w+|di[st]\w*|avez[ ][eé]crit)
    |ustedes?[ ](?:escrib\w+|dij\w+)|lei[ ]scriv\w+|avete[ ]scritto|voc[eê]s?[ ](?:escrev\w+|diss\w+)|u[ ]schreef)\b
    [^.!?\n"\u201c\u201e\u00ab]{0,30}["\u201c\u201e\u00ab][^"\u201d\u00bb\n]{0,80}$"""
)
"""What the customer quotes of support's words: ``you wrote "connection X …"``."""
_OPENED = re.compile(r"\([^()\n]{0,90}$")
_BRACKETED = re.compile(r"[^()\n]{0,120}\)")
"""An ID in brackets: what is said behind these is said of all that they hold."""
_FIRST_MAIL = re.compile(
    r"""(?xi)\b(?:ignor\w+|disregard|forget|vergessen|vergesst|oubliez|olvid\w+|betrachten|dimentica\w*|desconsider\w+|esque[cç]\w+|negeer|vergeet|zignoruj\w*|pomi[nń]\w*)\b[^.!?\n]{0,30}
    \b(?:first|previous|last|earlier|old|erste\w*|letzte\w*|vorige\w*|vorherige\w*|premier|pr[eé]c[eé]dent|dernier
    |primer[oa]?|anterior|[uú]ltim[oa]|prim[oa]|precedente|primeir[oa]|vorige|laatste|pierwsz\w+|poprzedni\w+|ostatni\w+)\b[^.!?\n]{0,20}(?:mail|message|nachricht|correo|courriel|mensaje|messaggio|mensagem|bericht|wiadomo\w+|post|ticket)
    |\b(?:erste|letzte|vorige|vorherige)\w*[ ](?:e-?mail|mail|nachricht)[^.!?\n]{0,30}
      \b(?:ignorieren|vergessen|gegenstandslos)\b"""
)
_CLAUSE = re.compile(
    r"""(?xi)[.!?](?=\s|$) | [\n;] | [ ]\u2013[ ] | \b(?:but|however|though|although|whereas|while|yet|aber|jedoch|doch
    |w[aä]hrend|hingegen|mais|cependant|alors[ ]que|tandis|pourtant|pero|sin[ ]embargo|mientras|aunque
    |ma|per[oò]|tuttavia|mentre|mas|por[eé]m|contudo|enquanto|maar|echter|terwijl|ale|natomiast|jednak|podczas)\b"""
)
"""Where one statement ends and another begins that may say the opposite."""
_END = re.compile(r"[.!?](?:\s|$)|[\n;]")
_LAST = re.compile(_CLAUSE.pattern + "|,")
_SAYS = re.compile(r"(?<!\w)[^\W\d_]{2,}+(?!\w)|\*")
"""A word, or the star of a correction: each thing that can be said of an ID here has one."""
_FEW = 20
_NEAR = 80
"""Characters: how near another ID must be for ``not X`` to reject rather than to deny."""
_FAR = 240
"""Characters of a clause before and behind an ID."""


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
        self._words = [match.start() for match in _SAYS.finditer(text)] if len(starts) > _FEW else None

    def take_back(self, start: int, end: int) -> bool:
        """Tell whether an ID is not meant."""
        return self._speak_of(start, end) and _is_taken_back(self._text, start, end, self._starts)

    def correct(self, start: int, end: int) -> bool:
        """Tell whether an ID stands behind a word of correction in its line or the sentence before, or before one."""
        return self._speak_of(start, end) and amends(self._text, start, end)

    def _speak_of(self, start: int, end: int) -> bool:
        """Tell whether there are any words near enough to say anything of an ID."""
        if self._words is None:
            return True
        place = bisect_left(self._words, start - _FAR)
        return place < len(self._words) and self._words[place] < end + _FAR


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
    behind = _END.split(text[end : min(end + 120, following)], maxsplit=1)[0]
    if _WRONG.search(behind) or _is_history(before, behind, text[end : min(end + 2 * _NEAR, following)]):
        return True
    if _is_fine(_own(text, end, following), before):
        return True
    bracket = _BRACKETED.match(text, end) if _OPENED.search(before) else None
    if bracket is not None:
        place = bisect_left(starts, bracket.end())
        outside = starts[place] if place < len(starts) else len(text)
        if _is_fine(_own(text, bracket.end(), outside), before):
            return True
    # "X is correct but empty": no other ID is there that the complaint could be about.
    alone = len(behind) < following - end and complains(behind)
    return not alone and _is_praised(text, start, end)


def _own(text: str, end: int, following: int) -> str:
    """Return what the sentence says of an ID behind it: up to the next ID, without the words that go with that one."""
    behind = _END.split(text[end : min(end + 120, following)], maxsplit=1)[0]
    if len(behind) < following - end:
        return behind
    last = max((mark.start() for mark in _LAST.finditer(behind)), default=len(behind))
    return behind[:last]


def _is_history(before: str, behind: str, between: str) -> bool:
    """Tell whether an ID was used once, quoted, asked for or belongs elsewhere, and nothing is amiss with it.

    ``behind`` is the rest of its sentence, ``between`` all up to the next ID.
    """
    if complains(behind.partition(",")[2] if _DENIED.match(behind) else behind):
        return False
    if _YOU_SAID.search(before) or _OTHERS.search(behind) or (_FROM.search(before) and _TO.fullmatch(between)):
        return True
    if _ASKED.search(before) and _DENIED.match(behind) and len(behind) == len(between):
        return True
    return _GONE.match(behind) is not None and _NEW.search(between) is not None


def complains(text: str) -> bool:
    """Tell whether a clause, or a table's cell, says that something is amiss: "nothing", "fehlt", not "no problem"."""
    return _AMISS.search(_NO_TROUBLE.sub(" ", text)) is not None


def _is_fine(behind: str, before: str) -> bool:
    """Tell whether the words behind an ID say that all is well with it."""
    fine = _FINE.search(behind)
    if fine is None or _NO.search(before[-40:]):
        return False
    return not _NO_MORE.search(behind[: fine.end()]) and not complains(behind[fine.end() :])


def _is_praised(text: str, start: int, end: int) -> bool:
    """Tell whether the whole clause around an ID says that all is well: what else it names is well too."""
    first = max([start - _FAR, 0, *(mark.end() for mark in _CLAUSE.finditer(text, max(start - _FAR, 0), start))])
    mark = _CLAUSE.search(text, end, end + _FAR)
    last = mark.start() if mark else end + _FAR
    return _FINE.search(text, first, last) is not None and not complains(text[first:last])


def takes_back_earlier(text: str) -> bool:
    """Tell whether the customer asks to ignore an earlier message."""
    told = _FIRST_MAIL.search(text)
    # "Disregard the connection ID in my last mail": the rest of that mail stands.
    return told is not None and LABEL.search(told[0]) is None


def _line_before(text: str, start: int) -> str:
    return text[max(start - 90, 0) : start].rpartition("\n")[2]
