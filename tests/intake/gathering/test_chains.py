"""Two customers in one ticket: their IDs are never mixed, whatever forms they came in."""

from __future__ import annotations

import json

import pytest

from diagnose.ids import Kind
from diagnose.intake import Reading, Source, read_sources

A = ("workspace_310472", "connection_790", "job_work_20931")
B = ("workspace_584096", "connection_631877", "job_work_95802")
DOCUMENT = (
    "query Q($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters) { me { "
    "workspaces(filters: { ids: [$workspaceId] }) { id connections(filters: { ids: [$connectionId] }) { id "
    "jobWorks(filters: $filters) { id } } } } }"
)
Chain = tuple[str, str, str]


def words(chain: Chain) -> str:
    return "Workspace: {}\nConnection: {}\nJob work: {}\n\n".format(*chain)


def request(chain: Chain) -> str:
    variables = {"workspaceId": chain[0], "connectionId": chain[1], "filters": {"ids": [chain[2]]}}
    body = json.dumps({"query": DOCUMENT, "variables": variables})
    return f"curl -X POST https://gateway.filed.com/graphql -H 'Content-Type: application/json' -d '{body}'\n\n"


def answer(chain: Chain, *rows: str) -> str:
    job_works = [{"id": some_id} for some_id in rows]
    connections = [{"id": chain[1], "jobWorks": job_works}]
    return json.dumps({"data": {"me": {"workspaces": [{"id": chain[0], "connections": connections}]}}}) + "\n\n"


def read(text: str) -> Reading:
    return read_sources([Source.of_bytes("ticket.txt", text.encode())])


def judged(reading: Reading) -> Chain | None:
    slots = reading.slots
    whole = slots.workspace_id and slots.connection_id and slots.job_work_ids
    return (slots.workspace_id or "", slots.connection_id or "", *slots.job_work_ids) if whole else None  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (words(A) + words(B), A, B),
        (request(A) + request(B), A, B),
        (request(A) + answer(A) + request(B) + answer(B), A, B),
        (request(A) + answer(A, A[2]) + request(B) + answer(B), B, A),
        (words(A) + request(B), B, A),
        (words(B) + request(A) + answer(A, A[2]), B, A),
    ],
)
def test_one_is_judged_and_the_other_told(text: str, first: Chain, second: Chain) -> None:
    """The one of the failing request, then that of a request without answer, then the first in words."""
    reading = read(text)
    assert judged(reading) == first
    assert reading.ambiguities == ()
    (other,) = reading.others
    assert other.ids == tuple(zip((Kind.WORKSPACE, Kind.CONNECTION, Kind.JOB_WORK), second, strict=True))
    assert {found.value for found in reading.ids}.isdisjoint(second)


def test_the_request_of_the_other_is_not_judged_either() -> None:
    """Nor is its answer held against what this run sees; the answers that stay are still those of their requests."""
    reading = read(request(A) + answer(A, A[2]) + request(B) + answer(B))
    (kept,) = reading.requests
    assert kept.variables["connectionId"] == B[1]
    assert [response.empty for response in reading.responses] == [("jobWorks",)]
    assert kept.response == 0


@pytest.mark.parametrize(
    "other",
    [(A[0], "connection_789", A[2]), (A[0], A[1], "job_work_31846"), (B[0], A[1], A[2])],
)
def test_who_asks_twice_is_one_customer(other: Chain) -> None:
    """With another connection for the same job work, or another job work of the same connection."""
    reading = read(request(A) + request(other))
    assert reading.others == ()
    assert len(reading.requests) == 2


def test_a_secret_pasted_as_an_id_is_in_no_chain() -> None:
    """What is told of the other chain is printed, with its command line."""
    pasted = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYWRlLXVwIn0.c2lnbmF0dXJlLW1hZGUtdXA"
    reading = read(request(A) + request((B[0], B[1], pasted)) + request((*B[:2], B[2])))
    assert pasted not in repr(reading)
    assert judged(reading) == A
