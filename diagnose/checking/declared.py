"""What another package declares as a check, read as carefully as what the check answers: reports are made of it."""

from __future__ import annotations

from dataclasses import replace

from diagnose.checking.admission import BadResult, each, exactly, plain_text, plain_texts, texts_by_name
from diagnose.checking.check import Check, Code
from diagnose.checking.results import Cure, ReplyWords
from diagnose.phrases import with_article
from diagnose.report import Acts, Severity, SubjectKind, Symptom


def declared(check: Check) -> Check:
    """Return the declaration in plain values, its check marked as a guest. Raises BadResult with a clause."""
    if not callable(check.decide):
        raise BadResult("it has no function that decides")
    return Check(
        id=plain_text(check.id, "id"),
        title=plain_text(check.title, "title"),
        rule=plain_text(check.rule, "rule"),
        docs_url=plain_text(check.docs_url, "docs_url"),
        codes=tuple(_code(code) for code in each(check.codes, Code, "codes")),
        decide=check.decide,
        requires=plain_texts(check.requires, "requires"),
        after=plain_texts(check.after, "after"),
        offline=bool(check.offline),
        guest=True,
    )


def _code(code: Code) -> Code:
    return replace(
        code,
        code=plain_text(code.code, "code"),
        on=each(code.on, SubjectKind, "on"),
        meaning=plain_text(code.meaning, "meaning"),
        remedy=plain_text(code.remedy, "remedy"),
        otherwise=texts_by_name(code.otherwise, "otherwise"),
        severity=exactly(code.severity, Severity, "severity"),
        docs_url=None if code.docs_url is None else plain_text(code.docs_url, "docs_url"),
        notice=bool(code.notice),
        acts=exactly(code.acts, Acts, "acts"),
        shows=_shows(code.shows),
        cure=None if code.cure is None else exactly(code.cure, Cure, "cure"),
        reply=None if code.reply is None else _reply(exactly(code.reply, ReplyWords, "reply")),
        settles=bool(code.settles),
    )


def _reply(words: ReplyWords) -> ReplyWords:
    return ReplyWords(plain_text(words.found, "reply"), plain_text(words.please, "reply"))


def _shows(symptoms: object) -> frozenset[Symptom]:
    if not isinstance(symptoms, frozenset | set):
        raise BadResult(f"its shows is {with_article(type(symptoms).__name__)}, not a set of symptoms")
    return frozenset(exactly(symptom, Symptom, "shows") for symptom in symptoms)
