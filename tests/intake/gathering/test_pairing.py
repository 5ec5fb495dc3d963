"""Which response answers which request."""

from __future__ import annotations

from diagnose.intake.content.graphql_json import Envelope, request_seen, response_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import RequestSeen, ResponseSeen
from diagnose.intake.gathering.pairing import Exchanges, pair
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_JOB_WORKS = "query { me { workspaces { connections { jobWorks { id } } } } }"
_CREATE = 'mutation { createJobWorks(connectionJobId: "a", inputs: []) { id } }'


def request(line: int, document: str = _JOB_WORKS) -> RequestSeen:
    (seen,) = request_seen(Envelope("graphql", line), document, Traced.on_line(document, line))
    assert isinstance(seen, RequestSeen)
    return seen


def response(line: int, data: Json, asked: RequestSeen | None = None) -> ResponseSeen:
    seen = response_seen({"data": data}, Lines(line), size=1, request=asked)
    assert seen is not None
    return seen


_LISTED: Json = {"me": {"workspaces": [{"connections": [{"jobWorks": []}]}]}}
_CREATED: Json = {"createJobWorks": [{"id": "a"}]}


def test_the_nearest_request_before_it_that_asks_for_it() -> None:
    """The creation's response passes over the listing between it and its request."""
    create, listing = request(1, _CREATE), request(5)
    created, listed = response(9, _CREATED), response(12, _LISTED)
    assert pair([Exchanges([create, listing], [created, listed])]) == {create: created, listing: listed}


def test_a_response_before_every_request_answers_none() -> None:
    """Order counts within a source."""
    assert pair([Exchanges([request(5)], [response(1, _LISTED)])]) == {}


def test_each_request_is_answered_once() -> None:
    """Two equal requests on two lines and two responses: each has its own."""
    first, second = request(1), request(3)
    one, two = response(2, _LISTED), response(4, _LISTED)
    assert pair([Exchanges([first, second], [one, two])]) == {first: one, second: two}


def test_requests_on_one_line_are_answered_in_their_order() -> None:
    """A batch stands on one line, and its answers come as they were asked for."""
    first, second = request(1), request(1)
    one, two = response(2, _LISTED), response(2, _LISTED)
    assert pair([Exchanges([first, second], [one, two])]) == {first: one, second: two}


def test_what_the_form_shows_goes_before_all_order() -> None:
    """A recording says which response is whose."""
    first, second = request(1), request(2)
    late = response(3, _LISTED, asked=first)
    assert pair([Exchanges([first, second], [late])]) == {first: late}


def test_a_response_in_a_later_source_must_be_of_the_same_kind() -> None:
    """An answer to a creation is given to no listing in the file before."""
    asked = request(1)
    assert pair([Exchanges([asked], []), Exchanges([], [response(1, _CREATED)])]) == {}
    listed = response(1, _LISTED)
    assert pair([Exchanges([asked], []), Exchanges([], [listed])]) == {asked: listed}
    assert pair([Exchanges([], [listed]), Exchanges([asked], [])]) == {}
