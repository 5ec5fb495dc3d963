"""The embedded gateway answers each field, filter and page as the documentation says."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from diagnose.sandbox import scenario, serve
from tests.sandbox.calling import LOGIN, Caller, codes, document, harbour, ids_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_documented_query(caller: Caller) -> None:
    """The documented query, word for word, gives the documented shape with this world's values."""
    with serve(harbour(), now=NOON) as gateway:
        answer = caller.job_works(gateway, filters={"ids": ["job_work_31846"]})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"data": {"me": {"workspaces": [{"id": "workspace_310472", "connections": [{
        "id": "connection_790",
        "jobWorks": [{
            "id": "job_work_31846",
            "createdAt": "2026-02-28T12:00:00Z",
            "updatedAt": "2026-02-28T12:00:00Z",
            "workspaceId": "workspace_310472",
            "workId": "work_83112",
            "connectionJobId": "job_118812",
            "work": {
                "id": "work_83112", "name": "Cedar household - 2025", "externalId": "client-40012",
                "status": "pending", "tag": "individual",
            },
            "jobWorkArtifacts": [{
                "id": "job_artifact_41013",
                "artifactId": "artifact_41013",
                "workArtifact": {
                    "id": "artifact_41013", "externalId": "file-w2-40012", "name": "W-2 2025",
                    "type": "w2", "status": "completed",
                },
            }],
        }],
    }]}]}}}  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"ids": ["job_work_20931", "job_work_31846"]}, ["job_work_20931", "job_work_31846"]),
        ({"ids": ["job_work_31846", "job_work_20931", "job_work_31846"]}, ["job_work_20931", "job_work_31846"]),
        ({"workIds": ["work_83112"]}, ["job_work_31846"]),
        ({"connectionJobIds": ["job_118955"]}, ["job_work_75480"]),
        ({"connectionJobIds": ["job_118955"], "ids": ["job_work_31846"]}, []),
        ({"ids": []}, []),
        ({"ids": ["job_work_70015"]}, []),
    ],
)
def test_filters(caller: Caller, filters: dict[str, list[str]], found: list[str]) -> None:
    """Each documented filter narrows the list, several narrow it together, and other connections stay out."""
    with serve(harbour()) as gateway:
        assert caller.ids(gateway, filters=filters) == found


def test_paging_and_sorting(caller: Caller) -> None:
    """Offset and limit cut the same list, sortBy turns it round, and nonsense is an error on its path."""
    with serve(harbour()) as gateway:
        whole = caller.ids(gateway)
        pages = [caller.ids(gateway, offset=first, limit=4) for first in (0, 4, 8)]
        turned = caller.ids(gateway, sortBy={"field": "id", "order": "DESC"})
        nonsense = caller.job_works(gateway, sortBy={"field": "colour", "order": "ASC"})
        negative = caller.job_works(gateway, offset=-1)
    assert len(whole) == 6
    assert pages == [whole[:4], whole[4:], []]
    assert turned == sorted(whole, reverse=True)
    assert codes(nonsense) == codes(negative) == ["BAD_USER_INPUT"]
    assert nonsense.json()["errors"][0]["path"] == ["me", "workspaces", 0, "connections", 0, "jobWorks"]


def test_invisible_workspace(caller: Caller) -> None:
    """A workspace that these credentials cannot see is in no list and cannot be asked for."""
    with serve(harbour()) as gateway:
        listed = caller.ask(gateway)
        named = caller.job_works(gateway, workspaceId="workspace_902215", connectionId="connection_477309")
    assert [w["id"] for w in listed.json()["data"]["me"]["workspaces"]] == ["workspace_310472", "workspace_584096"]
    assert named.json() == {"data": {"me": {"workspaces": []}}}


@pytest.mark.parametrize("name", ["TicketChain", "Search", "JobWorks", "JobWorksShallow", "Connections"])
def test_own_documents(caller: Caller, name: str) -> None:
    """Every query document of the diagnosis is accepted as it stands."""
    variables = {
        "workspaceIds": ["workspace_310472"], "withByWork": True, "withByConnectionJob": True, "withJobWorks": True,
        "connections": {"ids": ["connection_790"]}, "named": {"ids": ["connection_790"]},
        "jobWorks": {}, "byJobWork": {}, "byWork": {"workIds": ["work_83112"]}, "byConnectionJob": {}, "limit": 2,
    }  # fmt: skip
    text = document(name)
    used = {key: value for key, value in variables.items() if f"${key}:" in text}
    with serve(harbour()) as gateway:
        answer = caller.ask(gateway, text, used)
    assert answer.status_code == 200
    assert "errors" not in answer.json()


def test_login(caller: Caller) -> None:
    """The right API key gives a token that works, a wrong one a GraphQL error; neither needs a token."""
    with serve(harbour()) as gateway:
        good = caller.ask(gateway, LOGIN, {"key": gateway.api_key}, token="")
        bad = caller.ask(gateway, LOGIN, {"key": "filed_sandbox_key_wrong"}, token="")
        token = good.json()["data"]["loginViaPersonalApiToken"]["accessToken"]
        asked = caller.ask(gateway, token=token)
        assert gateway.mutations == []
    assert asked.json()["data"]["me"]["id"] == "user_789"
    assert bad.json()["data"] == {"loginViaPersonalApiToken": None}
    assert codes(bad) == ["UNAUTHENTICATED"]


def test_other_mutations_are_counted_and_refused(caller: Caller) -> None:
    """A mutation other than the login changes nothing, is an error, and stands in ``gateway.mutations``."""
    with serve(harbour()) as gateway:
        query = 'mutation M { createConnectionJob(connectionId: "connection_790", jobName: "x") { id } }'
        answer = caller.ask(gateway, query)
        assert gateway.mutations == ["createConnectionJob"]
    assert codes(answer) == ["FORBIDDEN"]


def test_ten_thousand_job_works_in_batches(caller: Caller) -> None:
    """A large world answers batches of IDs quickly: each ID is looked up, not searched for."""
    big = scenario("healthy-big", job_works=10_000)
    ids = big.ticket.job_work_ids
    with serve(big) as gateway:
        assert caller.ids(gateway, filters={"ids": ids[:100]}) == list(ids[:100])
        began = time.monotonic()
        last = caller.job_works(gateway, filters={"ids": ids[-100:]})
        took = time.monotonic() - began
    assert ids_of(last) == list(ids[-100:])
    assert took < 1
