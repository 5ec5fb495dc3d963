"""Requests with the answers that were saved of them: who was answered, who was turned away, what was listed."""

from __future__ import annotations

import json

import pytest

from diagnose.customer.exchanges import (
    CustomerAnswer,
    Refused,
    answers,
    exchanges,
    response_ids,
    row_count,
    saved_statuses,
    shown_under,
)
from diagnose.intake.model import Reading, SavedResponse
from diagnose.json_value import Json
from tests.checks.tickets import LIST, listed
from tests.customer.queries import reading, request

SIGNED_OUT = [
    SavedResponse("t", 2, status=401),
    SavedResponse("t", 2, status=403, errors=({"message": "no"},)),
    SavedResponse("t", 2, errors=({"message": "x", "extensions": {"code": "UNAUTHENTICATED"}},)),
    SavedResponse("t", 2, errors=({"message": "Unauthorized"},)),
    SavedResponse("t", 2, errors=({"message": "The access token has expired"},)),
    SavedResponse("t", 2, data={"me": None}, empty=("me",)),
]


@pytest.mark.parametrize("response", SIGNED_OUT)
def test_every_way_of_not_being_signed_in_is_one(response: SavedResponse) -> None:
    """By status, by code, by words, by a null me; none of them is an answer."""
    (exchange,) = exchanges(reading(request(LIST), response))
    assert (exchange.refused, exchange.answered) == (True, False)


@pytest.mark.parametrize(
    "response",
    [
        None,
        SavedResponse("t", 2, status=200, data=listed()),
        SavedResponse("t", 2, status=400, errors=({"message": "Unexpected token } in JSON"},)),
        SavedResponse("t", 2, data=None, left_out=True),
    ],
)
def test_any_other_answer_is_no_refusal(response: SavedResponse | None) -> None:
    """A parser's unexpected token is not an access token."""
    (exchange,) = exchanges(reading(request(LIST), response))
    assert exchange.refused is False


def test_only_an_answer_without_data_refuses() -> None:
    """The messages of an answer with data are about some part of it."""
    errors: tuple[Json, ...] = ({"message": "Cannot query field"},)
    (refused,) = exchanges(reading(request(LIST), SavedResponse("t", 2, errors=errors)))
    (partly,) = exchanges(reading(request(LIST), SavedResponse("t", 2, data=listed(), errors=errors)))
    assert (refused.refusals, partly.refusals) == (("Cannot query field",), ())
    assert (refused.answered, partly.answered) == (False, True)


def test_statuses_are_read_however_the_artifact_is_named() -> None:
    """By artifactId or by the inner id; the last one read wins, and rubbish is passed over."""
    rows = [
        {"artifactId": "a1", "workArtifact": {"status": "pending"}},
        {"workArtifact": {"id": "a2", "status": "failed"}},
        {"artifactId": 7, "workArtifact": {"status": "x"}},
        {"artifactId": "a3", "workArtifact": None},
        {"artifactId": "a1", "workArtifact": {"status": "completed"}},
    ]
    responses = tuple(
        SavedResponse("t", number, data=json.loads(json.dumps({"r": row}))) for number, row in enumerate(rows)
    )
    assert saved_statuses(Reading(responses=responses)) == {"a1": "completed", "a2": "failed"}


def test_rows_are_counted_in_every_listing_of_a_response() -> None:
    """Two connections in one answer."""
    both: Json = [listed({"id": "a"}), listed({"id": "b"}, {"id": "c"}), {"jobWorks": "rubbish"}]
    assert row_count(SavedResponse("t", 1, data=both)) == 3


def test_every_id_of_an_answer_is_known() -> None:
    """At any depth; another key is another thing."""
    data = listed({"id": "j1", "workId": "w1", "jobWorkArtifacts": [{"id": "ja1"}]}, connection="c1")
    assert {"j1", "ja1", "c1"} < response_ids(SavedResponse("t", 1, data=data))
    assert "w1" not in response_ids(SavedResponse("t", 1, data=data))


def test_what_an_answer_shows_under_a_connection() -> None:
    """The rows' own IDs, under the connection asked for in any spelling; artifacts and other connections are none."""
    rows: list[Json] = [{"id": "job_work_1", "jobWorkArtifacts": [{"id": "artifact_1"}]}, {"id": "job_work_2"}, None]
    response = SavedResponse("t", 2, data=listed(*rows, connection="connection_790"))
    saved = Reading(responses=(response,))
    assert shown_under(saved, "connection_790") == {"job_work_1", "job_work_2"}
    assert shown_under(saved, "connection_789") == frozenset()


def test_of_a_request_that_is_known_only_what_it_asked_for_counts() -> None:
    """Whatever else a connection contains comes back from the wrong one, too."""
    response = SavedResponse(
        "t", 2, data=listed({"id": "job_work_1"}, {"id": "job_work_2"}, connection="connection_790")
    )
    asked = request(LIST, {"filters": {"ids": ["job_work_2", "job_work_3"]}})
    assert shown_under(reading(asked, response), "connection_790") == {"job_work_2"}
    assert shown_under(reading(request(LIST), response), "connection_790") == frozenset()


@pytest.mark.parametrize(
    ("response", "refusal"),
    [
        (SavedResponse("t", 2, errors=({"message": "x", "extensions": {"code": "UNAUTHENTICATED"}},)), Refused.SIGN_IN),
        (SavedResponse("t", 2, errors=({"message": "Token expired"},)), Refused.SIGN_IN),
        (SavedResponse("t", 2, data={"me": None}, empty=("me",)), Refused.SIGN_IN),
        (SavedResponse("t", 2, errors=({"message": "Forbidden resource"},)), Refused.FORBIDDEN),
        (SavedResponse("t", 2, errors=({"message": "Not authorized to see this"},)), Refused.FORBIDDEN),
        (SavedResponse("t", 2, status=403), Refused.FORBIDDEN),
        (SavedResponse("t", 2, status=401, errors=({"extensions": {"code": "FORBIDDEN"}},)), Refused.FORBIDDEN),
        (SavedResponse("t", 2, errors=({"message": 'Variable "$f" got invalid value 1'},)), Refused.INVALID),
        (SavedResponse("t", 2, status=405), Refused.INVALID),
        (SavedResponse("t", 2, errors=({"message": "Connection not found"},)), Refused.NOT_FOUND),
        (SavedResponse("t", 2, errors=({"message": "Internal server error"},)), Refused.OTHER),
        (SavedResponse("t", 2, status=502), Refused.OTHER),
        (SavedResponse("t", 2, status=200, data=listed()), None),
    ],
)
def test_why_no_data_was_given_is_told_by_code_then_status_then_words(
    response: SavedResponse, refusal: Refused | None
) -> None:
    """None of them is documented: the ways that gateways have of saying it."""
    assert CustomerAnswer(1, response).refusal is refusal


def test_an_answer_alone_is_paired_with_the_request_that_waits_alone() -> None:
    """Where more than one waits, nobody knows which: such answers count on behind the requests."""
    waiting, answered = request(LIST), SavedResponse("t", 9, "jobWorks", listed())
    one = Reading(requests=(waiting,), responses=(answered,))
    assert [(answer.number, answer.request) for answer in answers(one)] == [(1, waiting)]
    two = Reading(requests=(waiting, waiting), responses=(answered,))
    assert [(answer.number, answer.request) for answer in answers(two)] == [(3, None)]
    created = Reading(requests=(waiting,), responses=(SavedResponse("t", 9, "createJobWorks", {"createJobWorks": []}),))
    assert [answer.request for answer in answers(created)] == [None]
