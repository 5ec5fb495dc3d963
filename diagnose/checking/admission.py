"""Letting in what a check answered: exactly the declared types, all the way down, in values of our own making.

A text may be any subclass of ``str`` and comes in as a plain one. Nothing else is converted: a number for a text, or an
object among the details, is the check's mistake, and better told under its name than met where the report is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from diagnose.checking.results import Ask, Finding, Found, Passed, Result, Skipped, Step, Unknown
from diagnose.outside import Outside, as_marked
from diagnose.phrases import with_article
from diagnose.report import Acts, Certainty, ProofClaim, Rival, Severity, Subject, SubjectKind
from diagnose.secrets import Secret

if TYPE_CHECKING:
    from pydantic import JsonValue

__all__ = ["BadResult", "admitted", "each", "exactly", "plain_text", "plain_texts", "texts_by_name"]

T = TypeVar("T")

_DEEPEST: Final = 100
"""Levels of nesting in a finding's details."""
_LARGEST: Final = 2**63
"""Beyond, readers of JSON lose digits, and Python itself refuses to write them out."""


class BadResult(Exception):
    """A check answered with something that it may not answer, or that its declaration does not allow."""


def admitted(result: object) -> Result:
    """Return the result as values of ours. Raises BadResult with a clause that says what is wrong with it."""
    match result:
        case Passed():
            return Passed(_said(result.reason, "reason"), _asks(result.asks), _secrets(result.secrets))
        case Unknown():
            return Unknown(_said(result.reason, "reason"), _asks(result.asks), _secrets(result.secrets))
        case Skipped():
            blockers = plain_texts(result.blocked_by, "blocked_by")
            return Skipped(_said(result.reason, "reason"), blockers, _asks(result.asks), _secrets(result.secrets))
        case Found():
            findings = tuple(_finding(finding) for finding in each(result.findings, Finding, "findings"))
            unseen = _optional(result.unseen, "unseen")
            reason = _said(result.reason, "reason")
            return Found(findings, reason, unseen, _asks(result.asks), _secrets(result.secrets))
        case _:
            raise BadResult(f"it returned {_kind(result)} instead of a result")


def _finding(finding: Finding) -> Finding:
    return Finding(
        code=plain_text(finding.code, "code"),
        subject=_subject(finding.subject, "subject"),
        summary=_said(finding.summary, "summary"),
        expected=_said(finding.expected, "expected"),
        observed=_said(finding.observed, "observed"),
        suggestion=_optional(finding.suggestion, "suggestion"),
        details=_object(finding.details, "details"),
        because_of=tuple(_subject(about, "because_of") for about in each(finding.because_of, Subject, "because_of")),
        evidence=plain_texts(finding.evidence, "evidence"),
        obstructs=exactly(finding.obstructs, bool, "obstructs"),
        aside=exactly(finding.aside, bool, "aside"),
        severity=None if finding.severity is None else exactly(finding.severity, Severity, "severity"),
        docs_url=_optional(finding.docs_url, "docs_url"),
        case=plain_text(finding.case, "case"),
        fields=texts_by_name(finding.fields, "fields"),
        certainty=exactly(finding.certainty, Certainty, "certainty"),
        rivals=tuple(_rival(rival) for rival in each(finding.rivals, Rival, "rivals")),
        proof=tuple(_step(step) for step in each(finding.proof, Step, "proof")),
        acts=None if finding.acts is None else exactly(finding.acts, Acts, "acts"),
    )


def _rival(rival: Rival) -> Rival:
    suggestion, apart = (getattr(rival, name, None) for name in ("suggestion", "tells_apart"))
    return Rival(
        subject=_subject(getattr(rival, "subject", None), "rivals.subject"),
        suggestion=_optional(suggestion, "rivals.suggestion"),
        tells_apart=_said(apart, "rivals.tells_apart"),
    )


def _step(step: Step) -> Step:
    return Step(
        claim=exactly(step.claim, ProofClaim, "proof.claim"),
        subject=_subject(step.subject, "proof.subject"),
        evidence=plain_text(step.evidence, "proof.evidence"),
        text=_said(step.text, "proof.text"),
        of=None if step.of is None else exactly(step.of, SubjectKind, "proof.of"),
        objects=plain_texts(step.objects, "proof.objects"),
        value=_optional(step.value, "proof.value"),
    )


def _subject(subject: object, where: str) -> Subject:
    if not isinstance(subject, Subject):
        raise BadResult(f"its {where} holds {_kind(subject)}, not a Subject")
    # Values that were built past the model's own validation may lack a field.
    kind, some_id = (getattr(subject, name, None) for name in ("kind", "id"))
    return Subject(kind=exactly(kind, SubjectKind, f"{where}.kind"), id=plain_text(some_id, f"{where}.id"))


def _asks(asks: object) -> tuple[Ask, ...]:
    return tuple(Ask(plain_text(ask.ask_for, "ask_for"), _said(ask.why, "why")) for ask in each(asks, Ask, "asks"))


def _secrets(secrets: object) -> tuple[Secret, ...]:
    named = ((secret.reveal(), secret.name, secret.key) for secret in each(secrets, Secret, "secrets"))
    return tuple(Secret(*(plain_text(text, "secrets") for text in texts)) for texts in named)


def plain_text(value: object, where: str) -> str:
    """Return a text as a plain one. Raises BadResult for anything else."""
    return str.__str__(exactly(value, str, where))


def _said(value: object, where: str) -> str:
    """Return a part of a sentence; one that is a value from outside, and nothing else, brings its marks along."""
    text = plain_text(value, where)
    return as_marked(value, text) if isinstance(value, Outside) else text


def plain_texts(values: object, where: str) -> tuple[str, ...]:
    """Return several texts as plain ones. Raises BadResult for anything else, one text among it."""
    return tuple(plain_text(value, where) for value in each(values, str, where))


def _optional(value: object, where: str) -> str | None:
    return None if value is None else plain_text(value, where)


def texts_by_name(value: object, where: str) -> dict[str, str]:
    """Return a mapping of texts as plain ones. Raises BadResult for anything else."""
    named = _mapping(value, where)
    return {plain_text(name, where): _said(text, f"{where}[{name}]") for name, text in named.items()}


def each(values: object, kind: type[T], where: str) -> tuple[T, ...]:
    """Return the members of a tuple or list. Raises BadResult for anything else: it may have no end."""
    if not isinstance(values, tuple | list):
        raise BadResult(f"its {where} is {_kind(values)}, not a tuple")
    return tuple(exactly(value, kind, where) for value in values)


def exactly(value: object, kind: type[T], where: str) -> T:
    """Return the value if it is one of the kind. Raises BadResult for anything else."""
    if not isinstance(value, kind):
        wanted = "a text" if kind is str else with_article(kind.__name__)
        raise BadResult(f"its {where} is {_kind(value)}, not {wanted}")
    return value


def _kind(value: object) -> str:
    return with_article(type(value).__name__)


def _object(value: object, where: str, depth: int = 0) -> dict[str, JsonValue]:
    items = _mapping(value, where).items()
    return {plain_text(key, f"{where}'s key"): _json(item, where, depth + 1) for key, item in items}


def _mapping(value: object, where: str) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise BadResult(f"its {where} is {_kind(value)}, not a mapping")
    return value


def _json(value: object, where: str, depth: int) -> JsonValue:
    if depth > _DEEPEST:
        raise BadResult(f"its {where} nests more than {_DEEPEST} levels deep")
    match value:
        case None | bool():
            return value
        case str():
            return plain_text(value, where)
        case int() if abs(value) < _LARGEST:
            return int(value)
        case int():
            raise BadResult(f"its {where} holds a number of too many digits")
        case float():
            return float(value)
        case list() | tuple():
            return [_json(item, where, depth + 1) for item in value]
        case Mapping():
            return _object(value, where, depth)
        case _:
            raise BadResult(f"its {where} holds {_kind(value)}, which JSON does not have")
