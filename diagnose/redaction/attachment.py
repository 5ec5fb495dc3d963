"""The two faces of a report: at home it says everything, attached it says nothing of a person.

What :func:`~diagnose.checking.assemble.decide` builds has marks in its sentences (:mod:`diagnose.outside`).
:func:`at_home` takes them out, for the terminal and the draft answer, which stay with the engineer; :func:`attached`
puts aliases in the place of what is personal, for whatever is written to a file. Everything else is the same in both.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from enum import Enum
from typing import Final, TypeAlias, TypeVar

from pydantic import BaseModel

from diagnose.outside import (
    Address,
    ForeignWord,
    OperationName,
    OutsideId,
    Platform,
    Reference,
    Told,
    unmarked,
)
from diagnose.redaction.aliases import AliasTable, looks_like_alias
from diagnose.redaction.field_sorts import OWN, FieldSort, FieldText, sort_of, sort_of_detail
from diagnose.redaction.masked_report import masked_report
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.report import Evidence, LinkState, Masked, ProofClaim, ProofStep, Report, Subject, SubjectKind, Where
from diagnose.report_corrected import Corrected
from diagnose.secrets import Masker

_Model = TypeVar("_Model", bound=BaseModel)
_Change: TypeAlias = Callable[[str, FieldSort], str]

_SUBJECT: Final[dict[SubjectKind, FieldSort]] = {
    SubjectKind.TOKEN: OWN,
    SubjectKind.REQUEST: OWN,
    SubjectKind.ENDPOINT: Address,
    SubjectKind.QUERY: OperationName,
    SubjectKind.TICKET: Reference,
}
"""What a subject's ID is, by its kind; an ID for all others."""
_VALUE: Final[dict[ProofClaim, FieldSort]] = {
    ProofClaim.STATUS: ForeignWord,
    ProofClaim.ERROR: Told,
    ProofClaim.IS_KIND: OWN,
    ProofClaim.AGE: OWN,
    ProofClaim.COUNT: OWN,
}
_LIVE: Final = frozenset({LinkState.CONFIRMED, LinkState.RESOLVED, LinkState.TROUBLED})
"""States of links whose IDs the gateway showed."""
_VARIABLES: Final = frozenset({"variables", "sent_variables"})
# Takes the body of a command, and those of the two that a reproduction asks.
_BODY: Final = re.compile(r"(?:(?<=--data-raw ')|(?<=; ask '))(?P<body>\{[^']*\})(?=')")
# A comment, or a text in quotes, of a GraphQL document; both end with their line.
_COMMENT_OR_TEXT: Final = re.compile(r'#[^\n]*|"(?P<text>(?:[^"\\\n]|\\.)*)"')
_OPERATION: Final = re.compile(r"\b(?P<keyword>query|mutation|subscription)\s{1,20}(?P<name>\w+)")
_PLATFORM: Final = re.compile(r"(?m)^  --header '?source-platform: .*?'?(?= \\$)")


def at_home(report: Report) -> Report:
    """Return the report as it reads with all values true; no mark is left."""
    return _changed(report, lambda text, _: unmarked(text))


def attached(report: Report, resolver: Resolver, *, map_name: str | None = None) -> Report:
    """Return the report with aliases in the place of what is personal, and the list of what was masked."""
    # Not as pydantic writes JSON, which refuses half of a surrogate pair, as a ticket may hold one.
    resolver.table.keep_clear_of(json.dumps(report.model_dump(mode="json"), ensure_ascii=False))

    def resolved(text: str, sort: FieldSort) -> str:
        if sort is OWN:
            return unmarked(text)
        if isinstance(sort, FieldText) or (sort is not Told and unmarked(text) != text):
            return resolver.sentence(text)  # a text with marks is one, wherever it stands
        return resolver.value(sort(unmarked(text)))

    masked = _Attaching(resolver, resolved).model(report)
    kinds = dict(sorted(resolver.table.counted.items()))
    return masked.model_copy(update={"masked": Masked(kinds=kinds, map=map_name)})


def saved_attachment(report: Report, masker: Masker) -> Report:
    """Return a saved report as it may be attached."""
    table = AliasTable()
    ids = frozenset(link.id for link in report.chain.links if link.state in _LIVE)
    scrubber = Scrubber(table, ids=ids)
    resolver = Resolver(table, scrubber, ids, report.run.endpoint, mask=masker.mask, sentences_have_marks=False)
    return masked_report(attached_again(report, resolver), masker)


def attached_again(report: Report, resolver: Resolver) -> Report:
    """Return a report that was read back as it may be attached: its sentences have no marks any more.

    What its fields show to be somebody's is sought in them as a whole; what is an alias already stays one.
    """
    for text, sort in _texts(report):
        if isinstance(sort, FieldText) or sort is Told or resolver.stays(sort(text)) or looks_like_alias(text):
            continue
        resolver.scrubber.names.add(text, resolver.kind_of(sort))
    before = report.masked or Masked()
    again = attached(report, resolver, map_name=before.map)
    counted = resolver.table.counted
    kinds = {kind: before.kinds.get(kind, 0) + counted.get(kind, 0) for kind in sorted({*before.kinds, *counted})}
    return again.model_copy(update={"masked": Masked(kinds=kinds, map=before.map)})


def _texts(report: Report) -> list[tuple[str, FieldSort]]:
    found: list[tuple[str, FieldSort]] = []

    def take(text: str, sort: FieldSort) -> str:
        found.append((text, sort))
        return text

    _changed(report, take)
    return found


def shown(report: Report) -> Report:
    """Return the report with everything in it, and a mark that says so: the engineer asked for that."""
    return at_home(report).model_copy(update={"masked": Masked(personal_data=False)})


def _changed(report: Report, change: _Change) -> Report:
    return _Walk(change).model(report)


class _Walk:
    """Goes through a report in the order of its JSON, and changes every text by what its field holds."""

    def __init__(self, change: _Change) -> None:
        self.change = change

    def model(self, model: _Model) -> _Model:
        """Return a copy with every text changed."""
        fields = {
            name: self.part(getattr(model, name), self.sort(model, name), name) for name in type(model).model_fields
        }
        return model.model_copy(update=fields)

    def sort(self, model: BaseModel, name: str) -> FieldSort:
        """Return what a field of this very part holds."""
        match model, name:
            case Subject(), "id":
                return _SUBJECT.get(model.kind, OutsideId)
            case ProofStep(), "value":
                return _VALUE.get(model.claim, Told)
            case _:
                return sort_of(type(model), name)

    def part(self, value: object, sort: FieldSort, name: str) -> object:
        """Return a field's value, changed all the way down; what is free by its form is told by its keys."""
        match value:
            case BaseModel():
                return self.model(value)
            case Enum():
                return value
            case str():
                return self.change(value, sort)
            case tuple():
                return tuple(self.part(item, sort, name) for item in value)
            case list():
                return [self.part(item, sort, name) for item in value]
            case dict():
                return {
                    unmarked(key): self.part(item, self.key_sort(key, name), name if name in _VARIABLES else key)
                    for key, item in value.items()
                }
            case _:
                return value

    def key_sort(self, key: str, name: str) -> FieldSort:
        """Return what stands under a key of a question's variables, or of a finding's details."""
        return OutsideId if name in _VARIABLES else sort_of_detail(key)


class _Attaching(_Walk):
    """Besides, rebuilds what is made of other fields: the command, and where a quotation's caret points."""

    def __init__(self, resolver: Resolver, change: _Change) -> None:
        super().__init__(change)
        self.resolver = resolver

    def model(self, model: _Model) -> _Model:
        """Return a copy with every text changed, a command and a caret true to the rest."""
        changed = super().model(model)
        match model, changed:
            case Evidence(), Evidence():
                return changed.model_copy(update={"curl": self.command(model.curl, ours=True)})
            case Corrected(), Corrected():
                written = {"document": model.document, "sent_document": model.sent_document}
                commands = {"curl": model.curl, "reproduction": model.reproduction}
                return changed.model_copy(
                    update={
                        **{name: self.document(unmarked(text)) for name, text in written.items()},
                        **{name: self.command(text) for name, text in commands.items()},
                    }
                )
            case Where(), _:
                return changed.model_copy(update=self.quote(model))
            case _:
                return changed

    def quote(self, where: Where) -> dict[str, object]:
        """Return the quotation with what may be read of it, and where its caret points then."""
        quote = unmarked(where.quote)
        caret = where.caret if where.caret is not None and where.caret < len(quote) else None
        if not quote:
            return {"quote": "", "caret": None}
        if caret is None:
            return {"quote": self.resolver.quoted(quote), "caret": None}
        return dict(zip(("quote", "caret"), self.resolver.quoted_at(quote, caret), strict=True))

    def command(self, curl: str, *, ours: bool = False) -> str:
        """Return the command with the same aliases in its body and its header; ``ours`` is a query of this tool's."""
        curl = _BODY.sub(lambda found: self.body(found["body"], ours=ours), unmarked(curl))
        return _PLATFORM.sub(self.header, curl)

    def body(self, body: str, *, ours: bool) -> str:
        """Return a request's JSON, single quotes written as codes as they were, with its variables changed."""
        try:
            request = json.loads(body)
        except ValueError:
            return "{}"
        variables = self.part(request.get("variables"), OutsideId, "variables")
        changed = json.dumps(
            {**request, **({} if ours else self.named(request)), "variables": variables}, separators=(",", ":")
        )
        return changed.replace("'", "\\u0027")

    def named(self, request: dict[str, object]) -> dict[str, object]:
        """Return a request's query and name: the customer's own may hold more than fields."""
        query, name = request.get("query"), request.get("operationName")
        kept = not isinstance(name, str) or self.resolver.stays(OperationName(name))
        return {
            "query": self.document(query) if isinstance(query, str) else None,
            **({"operationName": name if kept else None} if "operationName" in request else {}),
        }

    def document(self, text: str) -> str:
        """Return a query without its comments, what its texts tell of people, and a name that does."""
        bare = _COMMENT_OR_TEXT.sub(self.literal, text)
        return _OPERATION.sub(
            lambda found: found[0] if self.resolver.stays(OperationName(found["name"])) else found["keyword"], bare
        )

    def literal(self, found: re.Match[str]) -> str:
        """Return a text of a query with an alias where it is none of our IDs; nothing for a comment."""
        if found["text"]:
            return f'"{self.resolver.value(OutsideId(found["text"]))}"'
        return "" if found[0].startswith("#") else found[0]

    def header(self, found: re.Match[str]) -> str:
        """Return the header that says what the run calls itself."""
        platform = shlex.split(found[0].strip())[-1].partition(": ")[2]
        return f"  --header {shlex.quote(f'source-platform: {self.resolver.value(Platform(platform))}')}"
