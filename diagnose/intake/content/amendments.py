"""Words of correction: which ID stands in place of another one, and what such an ID is.

In the languages of :mod:`~diagnose.intake.content.id_labels`. A word that only apologises, or asks to use an ID, may
name the ID that counts; what kind of ID that is, it does not tell.
"""

from __future__ import annotations

import re

from diagnose.intake.content.id_labels import LABEL

_CORRECTS = re.compile(
    r"""(?xi)\b(?:corrections?|corrected|corrigendum|errat(?:a|um)|correzione|rettifica|corre[cç][aã]o|correctie|korrektur|korrigiere|berichtigung|richtigstellung
    |corri[gj]\w{1,8}|corre[gj]\w{2,8}
    |correcci[oó]n|rectification|rectificati(?:f|on)|rectificaci[oó]n|correctif|fe[ ]de[ ]errat\w+
    |sprostowani\w|korekta|pomy[łl]\w+|poprawn\w{1,2}[ ](?:\w+[ ])?to|powinno[ ]by[ćc]|mia[łl]o[ ]by[ćc]
    |scratch[ ]that|strike[ ]that|never[ ]?mind[ ,]
    |richtig(?:e|er)?[ ](?:ist|sind|w[aä]re)|i[ ]me(?:ant|an)|meinten?|meine[ ]nat[uü]rlich|je[ ]voulais[ ]dire
    |(?:quise|quer[ií]a)[ ]decir|en[ ]realidad|en[ ]fait|actually|eigentlich
    |(?:right|correct)[ ](?:one|id)s?[ ](?:is|are)
    |(?:la|le|el)[ ](?:\w+[ ])?(?:bon(?:ne)?|buen[oa]|correct[oae]?)(?:[ ]\w+)?[ ](?:est|es)
    |wrong|falsche[rns]?|mauvaise?|equivocad[oa]|oops|whoops|hoppla|ups|oups|typo|mistyped|mixed[ ]up
    |my[ ](?:bad|mistake)
    |verschrieben|vertippt|vertan|verwechselt|geirrt|irrt[uü]mlich
    |tromp[eé]+e?|par[ ]erreur|je[ ]me[ ]suis[ ]emm[eê]l[eé]e?|equivoqu\w+|confund\w+|error[ ]m[ií]o|por[ ]error
    |intend(?:evo|evamo)|volevo[ ]dire|in[ ]realt[aà]|sbagliat[oa]|per[ ](?:sbaglio|errore)
    |quis(?:emos)?[ ]dizer|na[ ]verdade|enganei|engano|errad[oa]
    |(?:ik|wij)[ ]bedoel\w*|vergist|vergissing|verkeerde|per[ ]ongeluk|moet[ ]zijn|juiste[ ](?:\w+[ ])?is
    |(?:la|il|o|a)[ ](?:\w+[ ])?(?:giust[oa]|corrett[oa]|cert[oa]|corret[oa])(?:[ ]\w+)?[ ][èé]
    |disregard|in[ ]my[ ](?:first|last|previous|earlier)[ ](?:mail|e-?mail|message)
    |by[ ]mistake|should[ ](?:be|read|have[ ]been|say)
    |(?:muss|sollte|m[uü]sste)[ ](?:[\wäöü]+[ ]){0,3}(?:hei[sß]en|lauten)
    |(?:faut|fallait)[ ]lire|deber[ií]a[ ](?:ser|decir)|lo[ ]correcto)\b"""
)
_ELSE = re.compile(
    r"(?i)\b(?:instead|stattdessen|plut[oô]t|sandbox\w*|staging|test\w*|old|alte\w{0,2}|ancien\w*)\b[^.!?\n]*$"
)
"""In the sentence of who asks to use another ID."""
_USE = re.compile(
    r"(?i)\b(?:please use|bitte (?:\w+ )?(?:nehmen|verwenden|nutzen)(?: sie)?|veuillez utiliser|utilisez)[ :\"'`(]*$"
)
"""Right before an ID alone; leaves ``please use our token`` and ``please use connection C``, one of two."""
_CORRECTS_BEHIND = re.compile(
    r"""(?xi)^[`"'*)]{0,3}[ ]?[,(\u2013\u2014-][ ]?(?:a[ ]|ein[ ]|mein[ ])?
    (?:typo|my[ ](?:bad|mistake)|sorry|tippfehler|pardon|faute[ ]de[ ]frappe|errata|perd[oó]n|error[ ]m[ií]o)\b"""
)
"""Takes ``C, typo`` and ``C (sorry)``; anchored behind the ID."""
_CALLED_CORRECT = re.compile(
    r"(?i)\((?:correct\w?|right|richtig|neu|new|bonn?e?"
    r"|giust[oa]|cert[oa]|juist|poprawn\w)\)[ ]?[:=]?[ \"'`]*$"
)
"""Before an ID: ``Connection (correct): ``."""
_STARRED = re.compile(r"[ \t]{0,4}\*(?=[^\s*])[^*\n]{0,200}$")
"""Takes a chat's ``*connection C``; leaves a list's ``* connection`` and what is set in ``*bold*``."""
_ALSO = re.compile(
    r"(?i)\b(?:also|too|additionally|as well|auch|zus[aä]tzlich|aussi|[eé]galement|tambi[eé]n|adem[aá]s"
    r"|anche|inoltre|tamb[eé]m|al[eé]m disso|ook|tevens)\b"
)
_LIKE_ID = re.compile(r"(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)[\w-]++")
_GOES_ON = re.compile(r"[\s,;&/\"'`]*(?:(?:and|or|und|oder|et|ou|y|e|o|i|oraz|en|of)[\s\"'`]+)?")
_BEFORE_CUE = 25
"""Characters before a word of correction in which the label may stand: ``conexión equivocada, es C``."""


def amends(text: str, start: int, end: int) -> bool:
    """Tell whether an ID stands behind a word of correction in its line or the one before, or right before one."""
    near = _lines_before(text, start)
    before = near.rpartition("\n")[2]
    if _CORRECTS_BEHIND.match(text[end : end + 40]) or _STARRED.fullmatch(before) or _CALLED_CORRECT.search(before):
        return True
    cued = _CORRECTS.search(near) or (_USE.search(near) and _ELSE.search(near))
    behind = re.split(r"[.!?\n;]", text[end : end + 60], maxsplit=1)[0]
    return cued is not None and not _ALSO.search(near) and not _ALSO.search(behind)


def corrected_label(text: str, start: int) -> re.Match[str] | None:
    """Return the label near a word of correction, for an ID that has none: ``wrong connection. It's C``.

    Without one, only the live data tells what it is.
    """
    near = _lines_before(text, start)
    cue = next(iter([*_CORRECTS.finditer(near)][-1:]), None)
    if cue is None:
        return None
    label = next(iter([*LABEL.finditer(near, max(cue.start() - _BEFORE_CUE, 0))][-1:]), None)
    # The label of another ID tells nothing of this one, unless both stand in one list.
    others = [*_LIKE_ID.finditer(near, label.end())] if label else []
    return label if not others or _GOES_ON.fullmatch(near, others[-1].end()) else None


def _lines_before(text: str, start: int) -> str:
    """Return what an ID's line and the one before say up to the ID."""
    before = text[max(start - 160, 0) : start]
    return "\n".join(before.split("\n")[-2:])
