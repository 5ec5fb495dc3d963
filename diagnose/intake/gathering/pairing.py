"""Which saved response answers which request: within a source by their order, across sources by what they ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnose.intake.content.graphql_document import DocumentReading, read_document
from diagnose.intake.content.sightings import RequestSeen, ResponseSeen

_WINDOW = 50
"""Requests back that a response may be the answer to."""
_NO_DOCUMENT = DocumentReading()


@dataclass(frozen=True)
class Exchanges:
    """The requests and responses of one source, in the order in which they were found."""

    requests: Sequence[RequestSeen]
    responses: Sequence[ResponseSeen]


def document_of(seen: RequestSeen) -> DocumentReading:
    """Return what a request's document asks for."""
    return read_document(seen.request.document) if seen.request.document else _NO_DOCUMENT


def pair(sources: Sequence[Exchanges]) -> dict[RequestSeen, ResponseSeen]:
    """Return the answer to each request that has one.

    A response that has no request in its own source may belong to one in a source before it.
    """
    asked = {answer: seen for source in sources for answer, seen in _within(source)}
    waiting: list[RequestSeen] = []
    for source in sources:
        for answer in source.responses:
            fitting = [] if answer in asked else [seen for seen in waiting if _surely_answers(answer, seen)]
            if fitting:
                asked[answer] = fitting[-1]
                waiting.remove(fitting[-1])
        taken = {asked[answer] for answer in source.responses if answer in asked}
        waiting = [*waiting, *(seen for seen in source.requests if seen not in taken)][-_WINDOW:]
    return {asked[answer]: answer for source in sources for answer in source.responses if answer in asked}


def _within(source: Exchanges) -> Iterable[tuple[ResponseSeen, RequestSeen]]:
    """Give each response the nearest request before it that it can be the answer to."""
    waiting: list[RequestSeen] = []
    requests = iter(sorted(source.requests, key=lambda seen: seen.request.line))
    upcoming = next(requests, None)
    for answer in sorted(source.responses, key=lambda seen: seen.response.line):
        while upcoming is not None and upcoming.request.line <= answer.response.line:
            waiting = [*waiting[-_WINDOW:], upcoming]
            upcoming = next(requests, None)
        if answer.request is not None:
            yield answer, answer.request
        elif fitting := [seen for seen in waiting if _may_answer(answer, seen)]:
            nearest = fitting[-1].request.line
            chosen = next(seen for seen in fitting if seen.request.line == nearest)
            waiting.remove(chosen)
            yield answer, chosen


def _may_answer(answer: ResponseSeen, seen: RequestSeen) -> bool:
    operation, document = answer.response.operation, document_of(seen)
    if operation is None or not document.fields:
        return True
    return operation in document.fields or operation in document.aliases


def _surely_answers(answer: ResponseSeen, seen: RequestSeen) -> bool:
    """Tell whether a response in another source is surely of the request's kind."""
    operation = answer.response.operation
    return operation is not None and operation in document_of(seen).fields
