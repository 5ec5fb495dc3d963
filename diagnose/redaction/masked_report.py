"""The report as it may leave: every text from outside masked, the tool's own words and the verdict as they were.

Nothing is masked before the checks decide: this is the boundary between what they decided and what is written. What is
personal is taken out besides, in :mod:`diagnose.redaction.attachment`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from typing import Final

from pydantic import BaseModel, JsonValue

from diagnose.redaction.aliases import aliases_in
from diagnose.report import (
    Cause,
    CheckRow,
    CustomerQuestion,
    Evidence,
    Link,
    Masked,
    Plugin,
    Report,
    ReportFinding,
    TicketSource,
    Tool,
    Where,
)
from diagnose.secrets import Masker

_SECRETS: Final = "secret"
"""How secrets are counted in the list of what was masked."""

_OWN_FIELDS: Final[dict[type[BaseModel], frozenset[str]]] = {
    Report: frozenset({"schema_version", "notices"}),
    Tool: frozenset({"name", "version"}),
    Plugin: frozenset({"name", "version"}),
    TicketSource: frozenset({"kind"}),
    Cause: frozenset({"finding", "code", "check", "explains"}),
    CheckRow: frozenset({"id", "title", "blocked_by", "docs_url", "findings"}),
    ReportFinding: frozenset({"id", "check", "code", "caused_by"}),
    CustomerQuestion: frozenset({"unlocks"}),
    Evidence: frozenset({"id", "operation"}),
    Link: frozenset({"finding"}),
}
"""Fields that hold the tool's own words and the report's own numbering; all others may hold a text from outside."""
_AT_ONCE: Final = 200
"""Entries of a long list that are looked at together."""


def masked_report(report: Report, masker: Masker) -> Report:
    """Return the report without secrets: those that the masker knows, and those that its own texts show.

    What comes out is as it reads back from its JSON, times to the millisecond.
    """
    written = report.model_dump(mode="json", by_alias=True)
    told = Report.model_validate(written)
    masker.spare(ids=_ids(told), own_words=_own_words(told), aliases=_aliases(told, written))
    shown = [_shows(part, masker) for part in _parts(written)]  # all: what one part shows may stand in others too
    if not any(shown):
        return told
    masked = told.model_copy(update=_fields(told, masker))
    return (
        masked
        if told.masked is None
        else _counted(masked, told.masked, json.dumps(written, ensure_ascii=False), masker)
    )


def _aliases(report: Report, written: dict[str, JsonValue]) -> Iterator[str]:
    """The words in the form of an alias of a report that has some: ``"password": "text-2"``.

    Whatever a person wrote so was learned from the report that stays at home, which is masked first.
    """
    if report.masked is not None:
        kinds = report.masked.kinds
        found = aliases_in(json.dumps(written, ensure_ascii=False))
        yield from (alias for alias in found if alias.rpartition("-")[0] in kinds)


def _shows(part: JsonValue, masker: Masker) -> bool:
    return masker.learn(json.dumps(part, ensure_ascii=False))


def _parts(written: dict[str, JsonValue]) -> Iterator[JsonValue]:
    """Yield a report in parts, each of which is looked at as a whole: of long lists, some entries at a time.

    The forms in which secrets are sought take ten times what the text takes.
    """
    for key, value in written.items():
        if isinstance(value, list) and len(value) > _AT_ONCE:
            for at in range(0, len(value), _AT_ONCE):
                yield {key: value[at : at + _AT_ONCE]}
        else:
            yield {key: value}


def _counted(report: Report, masked: Masked, before: str, masker: Masker) -> Report:
    """Return the report with its secrets in the list of what was masked: each once, however often it stood there."""
    written = json.dumps(report.model_dump(mode="json", by_alias=True), ensure_ascii=False)
    new = len(masker.placeholders(written) - masker.placeholders(before))
    kinds = {**masked.kinds, _SECRETS: masked.kinds.get(_SECRETS, 0) + new}
    return report.model_copy(update={"masked": masked.model_copy(update={"kinds": kinds})}) if new else report


def _ids(report: Report) -> Iterator[str]:
    """The IDs that the live data places, and the address that was asked: no secrets, even if a secret holds one."""
    yield report.run.endpoint
    for link in report.chain.links:
        yield from (some_id for some_id in (link.id, link.right_id) if some_id)


def _own_words(report: Report) -> Iterator[str]:
    """What the checks declare; what a finding says may come from outside."""
    for check in report.checks:
        yield from (check.id, check.title, check.docs_url)
    for finding in report.findings:
        yield finding.code


def _fields(model: BaseModel, masker: Masker) -> dict[str, object]:
    own = _OWN_FIELDS.get(type(model), frozenset())
    return {
        name: value if name in own else _masked(value, masker)
        for name, value in ((name, getattr(model, name)) for name in type(model).model_fields)
    }


def _pointing(where: Where, masker: Masker) -> Where:
    """Return the place with its quote masked; the caret still points at the ID, or nowhere if that was masked."""
    quote = masker.mask(where.quote)
    caret = where.caret
    if caret is not None and quote != where.quote:
        before, rest = masker.mask(where.quote[:caret]), where.quote[caret:]
        caret = len(before) if quote == before + masker.mask(rest) else None
    return where.model_copy(update={"source": masker.mask(where.source), "quote": quote, "caret": caret})


def _masked(value: object, masker: Masker, key: str = "") -> object:
    match value:
        case Where():
            return _pointing(value, masker)
        case BaseModel():
            return value.model_copy(update=_fields(value, masker))
        case Enum():
            return value
        case str():
            return masker.mask(value, beside=key)
        case list():
            return [_masked(item, masker, key) for item in value]
        case tuple():
            return tuple(_masked(item, masker) for item in value)
        case dict():
            return {
                masker.mask(name) if isinstance(name, str) else name: _masked(item, masker, str(name))
                for name, item in value.items()
            }
        case _:
            return value
