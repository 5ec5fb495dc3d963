"""Which bodies code sends in which way."""

from __future__ import annotations

from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import RequestSeen, SentSeen
from diagnose.intake.gathering.addressing import addressed
from diagnose.intake.model import CustomerRequest
from diagnose.intake.source.traced import Traced


def body(line: int, form: str = "json-request", endpoint: str | None = None) -> RequestSeen:
    request = CustomerRequest("{ me { id } }", {}, "", line, form, endpoint=endpoint)
    return RequestSeen(request, Traced.on_line("", line), Lines(line))


def sending(call: tuple[int, int], endpoint: str | None, block: tuple[int, int] = (1, 100)) -> SentSeen:
    request = CustomerRequest(None, {}, "", call[0], "code", method="POST", endpoint=endpoint, headers={})
    return SentSeen(RequestSeen(request, Traced.on_line("", 1), Lines(1)), block, call)


def test_a_body_gets_the_way_of_the_call_that_it_stands_in() -> None:
    """The nearer call is another one's."""
    inside, first, second = body(12), sending((10, 15), "a"), sending((13, 13), "b")
    whole, left = addressed([second, first], [inside])
    assert whole[inside].request.endpoint == "a"
    assert [seen.request.endpoint for seen in left] == ["b"]


def test_several_bodies_share_the_way_of_their_client() -> None:
    """One client has the address, and two calls the bodies; a call that knows no address counts less."""
    bodies, client, call = [body(20), body(30)], sending((2, 4), "a"), sending((40, 41), None)
    whole, left = addressed([call, client], bodies)
    assert [whole[seen].request.endpoint for seen in bodies] == ["a", "a"]
    assert left == []


def test_what_shows_its_own_address_or_stands_elsewhere_is_left_alone() -> None:
    """A curl command, and a query outside the code."""
    curl, outside = body(5, "curl-bash", "c"), body(500)
    assert addressed([sending((6, 7), "a")], [curl, outside])[0] == {}


def test_a_way_is_told_once_where_no_body_is_known() -> None:
    """Two calls to one address; one to an address that a command shows already."""
    sendings = [sending((6, 7), "a"), sending((8, 9), "a"), sending((9, 9), "c"), sending((9, 9), None)]
    assert [seen.request.endpoint for seen in addressed(sendings, [body(5, "curl-bash", "c")])[1]] == ["a"]
