"""Where the ticket says it: source, line, column and the customer's own words."""

from __future__ import annotations

from dataclasses import replace

from diagnose.checking.where import TicketWords
from diagnose.intake import Source, read_sources
from diagnose.json_value import Json
from diagnose.report import Subject, SubjectKind, Where
from diagnose.ticket.from_reading import Options, ticket_from
from tests.checking.making import finding
from tests.checks.tickets import curl

TEXT = """Hello,

the connection is connection_790, and job_work_20931 is missing.

{}
"""


def where(text: str, kind: SubjectKind, some_id: str, **details: Json) -> tuple[Where, ...]:
    ticket = ticket_from(Options(), read_sources([Source.of_bytes("in/ticket.txt", text.encode())]))
    return TicketWords(ticket).of(replace(finding("bad", Subject(kind=kind, id=some_id)), details=details))


def test_an_id_is_found_where_it_stands() -> None:
    """To the character, with the words around it and where in them it begins; the folder is nobody's business."""
    (place,) = where(TEXT.format(""), SubjectKind.CONNECTION, "connection_790")
    assert (place.source, place.line, place.column) == ("ticket.txt", 3, 19)
    assert place.caret is not None
    assert place.quote[place.caret :].startswith("connection_790, and job_work_20931")


def test_the_request_counts_more_than_the_words() -> None:
    """What was sent comes first."""
    body = '{"query": "{ me { workspaces { connections(filters: { ids: [\\"connection_790\\"] }) { id } } } }"}'
    places = where(TEXT.format(curl(body)), SubjectKind.CONNECTION, "connection_790")
    assert [place.line for place in places] == [9, 3]


def test_a_request_is_where_it_begins() -> None:
    """Also by the name of its query; a number that no request has is nowhere."""
    text = TEXT.format(curl('{"query": "query Mine { me { id } }"}'))
    assert [place.line for place in where(text, SubjectKind.REQUEST, "request 1")] == [5]
    assert [place.line for place in where(text, SubjectKind.QUERY, "Mine")] == [5]
    assert where(text, SubjectKind.REQUEST, "request 2") == ()
    assert where(text, SubjectKind.REQUEST, "request \u00b2") == ()


def test_else_the_details_tell() -> None:
    """A secret has no ID; its places do."""
    places: Json = [{"kind": "access-token", "source": "in/ticket.txt", "line": 2}]
    (place,) = where(TEXT.format(""), SubjectKind.TICKET, "ticket", places=places)
    assert (place.source, place.line, place.column) == ("ticket.txt", 2, None)


def test_what_an_option_named_is_nowhere() -> None:
    """The ticket does not say it."""
    assert where(TEXT.format(""), SubjectKind.CONNECTION, "connection_1") == ()
