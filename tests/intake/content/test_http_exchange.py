"""A request with its answers, as recordings and exports keep them."""

from __future__ import annotations

from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import HttpRequest
from diagnose.intake.content.sightings import Remark, RequestSeen, ResponseSeen, SecretSeen
from diagnose.intake.source.traced import Traced
from tests.intake.sent import ANSWER, BODY, ENDPOINT, TOKEN


def _sent(body: str = BODY, url: str = ENDPOINT) -> HttpRequest:
    headers = (("Authorization", f"Bearer {TOKEN}", 1),)
    return HttpRequest("test", 1, url, "POST", headers, body=Traced.on_line(body, 1))


def test_the_answers_belong_to_the_request() -> None:
    """Status and time go with the answer, and the answer with its request."""
    answer = HttpAnswer(2, Traced.on_line(ANSWER, 2), 200, "now")
    seen = exchange_seen(_sent(), [answer])
    (request,) = (sighting for sighting in seen if isinstance(sighting, RequestSeen))
    (response,) = (sighting for sighting in seen if isinstance(sighting, ResponseSeen))
    assert response.request is request
    assert (response.response.status, response.response.at, response.response.empty) == (200, "now", ("jobWorks",))


def test_an_answer_that_is_no_graphql_keeps_its_status() -> None:
    """A page of HTML with 502 is an answer, and one with 200 is said to be none."""
    page = Traced.on_line("<html>", 2)
    (failed,) = (s for s in exchange_seen(_sent(), [HttpAnswer(2, page, 502)]) if isinstance(s, ResponseSeen))
    assert failed.response.status == 502
    told = [s.text for s in exchange_seen(_sent(), [HttpAnswer(2, page, 200)]) if isinstance(s, Remark)]
    assert told == ["The response in a saved answer is not a GraphQL response."]


def test_a_request_to_others_leaves_its_secrets_alone() -> None:
    """Nothing but the secrets is told of it."""
    seen = exchange_seen(_sent('{"a": 1}', "https://api.acme.example/graphql-like"), [HttpAnswer(2, None, 200)])
    assert {type(sighting) for sighting in seen} == {SecretSeen}


def test_a_batch_is_answered_one_by_one() -> None:
    """Each request of a batch has the answer at its place."""
    answer = HttpAnswer(2, Traced.on_line(f'[{ANSWER}, {{"errors": [{{"message": "no"}}]}}]', 2), 200)
    seen = exchange_seen(_sent(f"[{BODY}, {BODY}]"), [answer])
    requests = [sighting for sighting in seen if isinstance(sighting, RequestSeen)]
    answers = [sighting for sighting in seen if isinstance(sighting, ResponseSeen)]
    assert [response.request for response in answers] == requests
    assert [response.response.failing for response in answers] == [True, True]
