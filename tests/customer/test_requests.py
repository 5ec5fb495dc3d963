"""The views of a reading: what was asked for, what was created, who was signed in."""

from __future__ import annotations

import json

import pytest

from diagnose.customer.requests import (
    answered,
    creations,
    listings,
    query_name,
    refused,
    row_count,
    saved_statuses,
    surface,
)
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json
from tests.checks.tickets import CREATE_ARTIFACTS, JOB_WORKS, LIST, listed, listing


def request(document: str | None, variables: dict[str, Json] | None = None, **more: object) -> CustomerRequest:
    made = CustomerRequest(document, variables or {}, "t", 1, "json-request")
    return CustomerRequest(**{**made.__dict__, **more})


def reading(asked: CustomerRequest, response: SavedResponse | None = None) -> Reading:
    if response is None:
        return Reading(requests=(asked,))
    return Reading(requests=(CustomerRequest(**{**asked.__dict__, "response": 0}),), responses=(response,))


def test_a_listing_has_its_arguments_from_variables() -> None:
    """Filters, window, connection and selection, as the gateway would see them."""
    (one,) = listings(reading(request(LIST, listing(*JOB_WORKS[:2], limit=5, offset=2))))
    assert (one.connection_ids, one.filters) == (("connection_790",), {"ids": JOB_WORKS[:2]})
    assert (one.limit, one.offset, one.windowed, one.selects_artifacts) == (5, 2, True, True)


@pytest.mark.parametrize(
    "document",
    [
        'query Q { me { workspaces { connections(filters: { ids: "c" }) { jobWorks(limit: 3) { id } } } } }',
        'query Q($n: Int = 3) { me { workspaces { connections(filters: {ids: ["c"]}) { jobWorks(limit: $n) { id }}}}}',
        """query Q { me { ...A } } fragment A on Me { workspaces { connections(filters: { ids: ["c"] }) { ...B } } }
        fragment B on ProviderConnection { jobWorks(limit: 3) { id } }""",
        """query Q { me { ... on Me { w: workspaces { c: connections(filters: { ids: ["c"] }) {
        j: jobWorks(limit: 3) { id } } } } } }""",
    ],
)
def test_a_listing_is_found_however_it_is_written(document: str) -> None:
    """A literal, a default, fragments, aliases."""
    (one,) = listings(reading(request(document)))
    assert (one.connection_ids, one.limit, one.offset, one.selects_artifacts) == (("c",), 3, None, False)


def test_only_the_chosen_operation_is_listed() -> None:
    """operationName says which of two was run."""
    document = "query A { me { workspaces { connections { jobWorks(limit: 1) { id } } } } } "
    document += document.replace("query A", "query B").replace("limit: 1", "limit: 2")
    (one,) = listings(reading(request(document, operation_name="B")))
    assert one.limit == 2


@pytest.mark.parametrize("document", [None, "", "query {", "mutation M { x }", "fragment F on Me { ...F }", "}" * 99])
def test_what_is_no_listing_has_none(document: str | None) -> None:
    """Broken and empty documents, and ones that list nothing."""
    assert listings(reading(request(document))) == ()


def test_a_fragment_that_contains_itself_ends() -> None:
    """Hostile, and no endless walk."""
    document = "query A { me { ...F } } fragment F on Me { ...F workspaces { connections { jobWorks { id } } } }"
    assert len(listings(reading(request(document)))) == 1


@pytest.mark.parametrize("value", [True, "5", [5], {"n": 5}, 5.0])
def test_a_limit_that_is_no_number_is_no_limit(value: Json) -> None:
    """The variables check says what is wrong with it; no window is computed from it."""
    (one,) = listings(reading(request(LIST, {**listing(), "limit": value})))
    assert one.limit is None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (LIST, "legacy"),
        ("query { me { ... on User { id } } }", "router"),
        ("query { health { id } }", "router"),
        ("mutation { loginViaPersonalApiToken(token: \"k\") { accessToken } }", "legacy"),
        ("query { me { id } }", None),
        ("query {", None),
        (None, None),
    ],
)  # fmt: skip
def test_the_surface_a_query_was_written_for(document: str | None, expected: str | None) -> None:
    """Told from fields and types that only one of them has; None where nothing tells."""
    assert surface(request(document)) == expected


def test_a_query_has_a_name_or_a_number() -> None:
    """What was sent as operationName, else the only name in it, else its number."""
    assert query_name(request(LIST), 3) == "GetJobWorks"
    assert query_name(request("{ me { id } }"), 3) == "query 3"
    assert query_name(request(LIST, operation_name="Other"), 3) == "Other"


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
    here = reading(request(LIST), response)
    assert (refused(here, here.requests[0]), answered(here, here.requests[0])) == (True, False)


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
    here = reading(request(LIST), response)
    assert refused(here, here.requests[0]) is False


def test_creations_know_what_was_asked_and_given() -> None:
    """External IDs from the request, IDs from the response, and where they were to hang."""
    variables: dict[str, Json] = {
        "jobWorkId": JOB_WORKS[0],
        "inputs": [{"name": "a", "type": "w2", "externalId": "x1"}, {"name": "b", "type": "w2", "externalId": "x2"}],
    }
    row: Json = {"id": "ja", "artifactId": "a1", "workArtifact": {"id": "a1", "externalId": "x1"}}
    data: Json = {"createJobWorkArtifacts": [row, None]}
    response = SavedResponse(
        "t", 2, "createJobWorkArtifacts", data, ({"message": "no", "path": ["createJobWorkArtifacts", 1]}, 5)
    )
    (one,) = creations(reading(request(CREATE_ARTIFACTS, variables), response))
    assert (one.kind, one.given, one.asked) == (Kind.ARTIFACT, frozenset({"ja", "a1", "x1"}), ("x1", "x2"))
    assert (one.under, one.identifies, one.empty) == (JOB_WORKS[0], True, False)
    assert one.errors == (("no", ("createJobWorkArtifacts", 1)), ("an error without a message", ()))


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
        SavedResponse("t", number, data=json.loads(json.dumps({"r": one}))) for number, one in enumerate(rows)
    )
    assert saved_statuses(Reading(responses=responses)) == {"a1": "completed", "a2": "failed"}


def test_rows_are_counted_in_every_listing_of_a_response() -> None:
    """Two connections in one answer."""
    both: Json = [listed({"id": "a"}), listed({"id": "b"}, {"id": "c"}), {"jobWorks": "rubbish"}]
    assert row_count(SavedResponse("t", 1, data=both)) == 3
