"""Where the ticket says what a finding is about: the source, the line, the column and the words around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from diagnose.checking.results import Finding
from diagnose.intake.model import CustomerRequest, FoundId, Grounds
from diagnose.report import Subject, SubjectKind, Where
from diagnose.ticket.from_reading import shown_name
from diagnose.ticket.ticket import Ticket

_MOST = 3
"""TicketWords of one finding: people look at the first."""
_STRENGTH = {grounds: strength for strength, grounds in enumerate(Grounds)}
_NO_WORDS = frozenset({Grounds.ARGUMENT, Grounds.FIELD})
"""Grounds whose context is a path, and not the ticket's words."""


class TicketWords:
    """The places of a ticket's IDs and requests, looked up for many findings."""

    def __init__(self, ticket: Ticket) -> None:
        self._ticket = ticket
        self._named: dict[tuple[str, str], str] = {(named.kind.value, named.id): named.named for named in ticket}
        self._found: dict[str, list[FoundId]] = defaultdict(list)
        for found in ticket.reading.ids:
            self._found[found.value].append(found)

    def of(self, finding: Finding) -> tuple[Where, ...]:
        """Return where the finding's subject stands, the strongest place first; nothing for an ID from an option."""
        subject = finding.subject
        named = self._named.get((subject.kind.value, subject.id), subject.id)
        found = self._found.get(named, ())
        same = [place for place in found if place.kind is None or place.kind.value == subject.kind.value] or found
        ranked = sorted(same, key=lambda place: (place.inventory, _STRENGTH[place.evidence]))
        if ranked:
            return tuple(_where(place) for place in ranked[:_MOST])
        return tuple(self._told(finding))[:_MOST]

    def _request(self, subject: Subject) -> CustomerRequest | None:
        match subject.kind:
            case SubjectKind.REQUEST:
                numbered = (
                    exchange for exchange in self._ticket.exchanges if f"request {exchange.number}" == subject.id
                )
                return next((exchange.request for exchange in numbered), None)
            case SubjectKind.QUERY:
                return next((query.request for query in self._ticket.queries if query.name == subject.id), None)
            case _:
                return None

    def _told(self, finding: Finding) -> Iterator[Where]:
        """The places of what is no ID: a request by its number, else what the finding's details say."""
        sent = self._request(finding.subject)
        if sent is not None:
            yield Where(source=shown_name(sent.source), line=sent.line)
            return
        places = finding.details.get("places")
        for told in (finding.details, *(places if isinstance(places, list) else ())):
            source, line = (told.get("source"), told.get("line")) if isinstance(told, dict) else (None, None)
            if isinstance(source, str) and isinstance(line, int):
                yield Where(source=shown_name(source), line=line)


def _where(found: FoundId) -> Where:
    quote, caret = found.quote, found.caret
    if not quote and found.evidence not in _NO_WORDS:
        quote, at = found.context, found.context.find(found.value)
        caret = at if at >= 0 else None
    return Where(source=shown_name(found.source), line=found.line, column=found.column, quote=quote, caret=caret)
