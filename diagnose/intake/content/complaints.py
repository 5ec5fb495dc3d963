"""What customers say that they see go wrong, in eight languages, sentence by sentence.

Two words of one sentence tell most of it: what is lacking, and of what. An error is told by its status, or by words
that gateways use. Whether a sentence surely reports an error ("we get 403") is told apart from one that merely has
the number in it: only the former is worth a finding, either is worth putting causes in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.foreign_text import cut
from diagnose.report_words import Symptom

_LONGEST = 400
"""Characters of a sentence that are looked at."""
_MOST_TEXT = 20_000
_SENTENCE = re.compile(r"(?:[^.!?\n;]|[.!?;](?=[\w/+=~%&@#$-]))++[.!?;]?")
"""Ends at a sign that nothing follows directly: an address, a number and a token are whole in one sentence."""
_LACKS = re.compile(
    r"\b(?:nothing|empty|missing|no|none|never|not|isn't|aren't|don't|doesn't|can't|cannot|without|gone|nichts|leer\w*"
    r"|fehl\w*|kein\w*|nicht|ohne|rien|vides?|aucune?s?|manqu\w+|pas|sans|absente?s?|nada|vac[ií][oa]s?"
    r"|ning[uú]n\w*|falta\w*|no|sin|niets|leeg|lege|ontbre\w+|geen|niet|zonder|niente|vuot[aoie]|manca\w*|nessun\w*|non"
    r"|senza|vazi[oa]s?|nenhum\w*|n[aã]o|sem|brak\w*|pust\w{1,3}|nie|bez)\b|\[\s?\]"
)
"""Takes "returns nothing", "kommt nichts zurück", "la liste est vide", "no aparecen"."""
_ALONE = re.compile(
    r"\b(?:nothing(?! (?:\w+ ){0,2}changed)|empty|nichts(?! (?:\w+ ){0,3}ge[aä]ndert)|leere?[nrs]?|rien|vides?|nada"
    r"|vac[ií][oa]s?|niets|leeg|lege|niente|vuot[aoie]|vazi[oa]s?|pust[aeyi]|nic)\b|\[\s?\]"
    r"|\b(?:no|keine?|aucune?|sin|ning[uú]n|geen|nessun|nenhum|sem)\s{1,3}(?:results?|rows?|records?|data|ergebnisse?|daten|r[eé]sultats?"
    r"|donn[eé]es|resultados?|datos|resultaten|gegevens|risultat[oi]|dati|dados)\b"
)
"""Words that need no noun: whatever it is about, nothing of it came."""
_ROWS = re.compile(
    r"\bjob[ _-]?works?\b|\bjobworks?\b|\bauftragsarbeit\w*|\brows?\b|\bzeilen?\b|\bclients?\b|\breturns?\b"
)
_ARTIFACTS = re.compile(
    r"\bart[ei]fa(?:c|k|ct)\w*|\bart[eé]facts?\b|\bjobworkartifacts\b|\bw-?2s?\b|\bk-?1s?\b|\b1099\b"
)
_WAITS = re.compile(
    r"\b(?:pending|stuck|still processing|not processed|in progress|failed|h[aä]ngt|h[aä]ngen|fehlgeschlagen"
    r"|noch nicht verarbeitet|en attente|bloqu[eé]\w*|[eé]chou[eé]\w*|pendientes?|atascad\w+|fall[oó]|fallid\w+)\b"
)
_REPORTS = (
    r"(?:http(?:/\d(?:\.\d)?)?(?:[- ]?(?:status|code|fehler|error))?|status(?:[- ]?code)?|statuscode|error|fehler"
    r"|erreur|get|got|gets|getting|receive[sd]?|returns?|returned|answers?|with|bekommen|bekomme|erhalten|erhalte"
    r"|kommt|mit|re[cç]oi[st]|recevons|obtenons|obtiens|obtenemos|obtengo|recibimos|recibo|devuelve|renvoie|avec|con)"
)
_CODE = re.compile(
    rf"\b{_REPORTS}[:=]?\s{{1,3}}(?:(?:a|an|the|only|einen?|ein|une?|un|immer|always|siempre|toujours|http"
    r"|status|code|error|fehler|erreur|el|la|le|der|den)\s{1,3}){0,3}['\"`(]?(?P<after>[45]\d\d)\b(?![-.,]?\d)"
    r"(?!\s{1,3}(?:job|row|record|result|item|entr|id|art[eéi]f|client|return|document|file|ms|sec|min|zeile|datens"
    r"|ergebn|kund|ligne|enregis|fila|regist|archiv|dokument))"
    r"|(?<![\w.,-])(?P<before>[45]\d\d)\s{1,3}(?:error|fehler|erreur|forbidden|unauthorized|unauthorised|not found"
    r"|bad request|method not allowed|unsupported|internal|bad gateway|service|gateway)"
)
"""Takes "we get 403", "Fehler 401", "HTTP status 500", "405 Not Allowed"; leaves "client 403", "got 500 rows"."""
_STATUSES = {401: Symptom.SIGNED_OUT, 403: Symptom.FORBIDDEN, 404: Symptom.NO_ANSWER, 407: Symptom.NO_ANSWER,
             408: Symptom.NO_ANSWER, 429: Symptom.ERROR}  # fmt: skip
_FIRST_SERVER_ERROR = 500
_ERRORS: tuple[tuple[Symptom, re.Pattern[str]], ...] = (
    (
        Symptom.SIGNED_OUT,
        re.compile(r"\bunauthenticated\b|\bunauthori[sz]ed\b|\bnot (?:authenticated|signed in|logged in)\b"
                   r"|\b(?:token|jwt)\b.{0,20}\b(?:expired|abgelaufen|expir[eé]|caducad[oa]|verlopen|scadut[oa]|expirad[oa]|wygas[łl]\w*)\b"),
    ),
    (
        Symptom.FORBIDDEN,
        re.compile(r"\bforbidden\b|\baccess denied\b|\bpermission denied\b|\bzugriff verweigert\b"
                   r"|\bkeine berechtigung\b|\bacc[eè]s refus[eé]\b|\bacceso denegado\b|\bsin permisos?\b"
                   r"|\bgeen toegang\b|\btoegang geweigerd\b"
                   r"|\bbrak (?:dost[eę]pu|uprawnie[nń])|odmowa dost[eę]pu\b|\baccesso negato\b"
                   r"|\bacesso negado\b|\bsem permiss[aã]o\b"),
    ),
    (
        Symptom.NOT_FOUND,
        re.compile(r"\b(?:connection|workspace|job ?work|verbindung|connexion|conexi[oó]n|connessione|conex[aã]o"
                   r"|koppeling|po[łl][aą]czeni\w{1,2})\b.{0,60}?\b(?:not found"
                   r"|does not exist|nicht gefunden|introuvable|no (?:se )?encontr\w+|no existe|non trovat[oa]"
                   r"|non esiste|n[aã]o encontrad[oa]|niet gevonden|nie znaleziono|nie istnieje)\b"),
    ),
    (
        Symptom.REFUSED,
        re.compile(r"\bcannot query field\b|\bgot invalid value\b|\bhas invalid value\b|\bbad request\b"
                   r"|\bmethod not allowed\b|\bsyntax error\b|\bunsupported media type\b"),
    ),
    (
        Symptom.NO_ANSWER,
        re.compile(r"\btime[ds][- ]out\b|\btime-?out (?:error|exception|exceeded|expired|after|of|reached)\b"
                   r"|\b(?:gateway|an?|get|gets|got|getting|into) time-?outs?\b(?![ ]?[\d=:])"
                   r"|\bzeit[uü]berschreitung\b|\beconnrefused\b|\binternal server error\b"
                   r"|\bbad gateway\b|\bservice unavailable\b|\bunexpected token <"),
    ),
)  # fmt: skip
_MESSAGE = (
    r"message|meldung|antwort|says?|mensaje|mensagem|messaggio|melding|answer|r[eé]ponse|respuesta|komunikat\w*"
    r"|text|reason|code"
)
_QUOTED = re.compile(
    r"(?:\b(?:error|fehler\w*|erreur|errore|erro|fout\w*|b[łl][aą]d|exception)\b"
    r"|\bfail(?:s|ed|ing)?(?=:|\s(?:with|because|saying)\b)"
    rf"|\bcreatejobwork\w*.*\b(?:{_MESSAGE})\b)"
    rf"(?:[ ,]{{1,2}}(?:{_MESSAGE}|with|because|saying|is|was|reads|the|an?|this|of|error|mit|der|die|lautet"
    r"|avec|le|est|con|el|la|es|com|o|met|de|z|il|we|get|got|see|wir|bekommen|sehen|kommt|dit|dice)\b){0,5}"
    r"[ :=,]{0,3}[\"\u201c\u201e\u00ab`](?=[^\"\u201c\u201d\u00bb`]{0,200}[a-z]{3}[^\"\u201c\u201d\u00bb`]{0,200} )"
)
"""Takes ``fails with "Connection job is closed"`` and a message of a creation; leaves the name of a field in quotes,
and ``an error budget "of two percent"``, whose quotation is of something else."""
_ELSEWHERE = re.compile(
    r"\b(?:fixed|solved|resolved)\s(?:(?:the|this|that|an?)\s)?(?=error|exception)"
    r"|\b(?:(?:docs?|documentation|doku\w*|documentaci[oó]n|documentazione|documenta[cç][aã]o|manual|guide|page|article|reply)"
    r"\s(?:\w{1,12}\s)?(?:says?|states?|shows?|lists?|calls?|mentions?|describes?|sagt|nennt|dit|dice|diz|zegt)"
    r"|you (?:say|said|write|wrote|call|called))\b(?![^,]{0,300}(?:,|\b(?:and|but)\b))"
)
"""What is quoted behind these does not go wrong now: ``we fixed the error "…"``, ``you said that it fails with "…"``;
leaves ``you said to send it again, and it fails with "…"``."""
_DENIED = re.compile(
    r"\b(?:no|kein\w*|without|ohne|sans|sin|aucune?|not an?)\s{1,3}(?:\w{1,12}\s{1,3})?(?:errors?|fehler|erreurs?)\b"
)
"""Takes "no error", "ohne Fehler", "sans erreur": what follows is told of something else, or of nothing."""


@dataclass(frozen=True)
class Complaint:
    """What a sentence complains of: ``start`` is its offset, ``words`` the sentence, ``sure`` a reported error."""

    symptom: Symptom
    start: int
    words: str
    sure: bool = False


def complaints(text: str) -> Iterator[Complaint]:
    """Yield what the sentences of a text complain of; who has something to complain of says it early."""
    for start, sentence in _sentences(text):
        words = cut(" ".join(sentence.split()), _LONGEST)
        for symptom, sure in dict.fromkeys(_told(sentence.lower())):
            yield Complaint(symptom, start + len(sentence) - len(sentence.lstrip()), words, sure)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences with their offsets, long ones in pieces; a word is whole, as it may be a secret."""
    end = len(text) if len(text) <= _MOST_TEXT else text.rfind(" ", 0, _MOST_TEXT)
    for match in _SENTENCE.finditer(text, 0, max(end, 0)):
        start, sentence = match.span()[0], match[0]
        while len(sentence) > _LONGEST:
            at = sentence.rfind(" ", 1, _LONGEST)
            if at > 0:
                yield start, sentence[:at]
            else:  # no word is so long: not even the beginning of this one is looked at
                at = sentence.find(" ", _LONGEST)
                at = at if at > 0 else len(sentence)
            start, sentence = start + at, sentence[at:]
        yield start, sentence


def _told(sentence: str) -> Iterator[tuple[Symptom, bool]]:
    errors = [] if _DENIED.search(sentence) else [*_errors(sentence)]
    if errors:
        yield from ((symptom, True) for symptom in errors)
    elif _ARTIFACTS.search(sentence):
        if _WAITS.search(sentence):
            yield Symptom.UNFINISHED, False
        elif _LACKS.search(sentence):
            yield Symptom.NO_ARTIFACTS, False
    elif _ALONE.search(sentence) or (_ROWS.search(sentence) and _LACKS.search(sentence)):
        yield Symptom.NOTHING, False


def _errors(sentence: str) -> Iterator[Symptom]:
    for match in _CODE.finditer(sentence):
        status = int(match["after"] or match["before"])
        late = Symptom.NO_ANSWER if status >= _FIRST_SERVER_ERROR else Symptom.REFUSED
        yield _STATUSES.get(status, late)
    told = [symptom for symptom, words in _ERRORS if words.search(sentence)]
    yield from told
    if not told and (quoted := _QUOTED.search(sentence)) and not _ELSEWHERE.search(sentence, 0, quoted.end()):
        yield Symptom.ERROR
