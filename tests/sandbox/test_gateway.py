"""The embedded gateway answers as the documentation says, starts anywhere and stops without a trace."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from diagnose.sandbox import Faults, SandboxUnavailable, scenario, serve
from tests.sandbox.calling import EVERYTHING, LOGIN, Caller, codes, document, harbour, ids_of

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


def test_token_is_a_jwt() -> None:
    """The access token is a JWT whose ``exp`` is half an hour after the moment that the scenario is played at."""
    with serve(harbour(), now=NOON) as gateway:
        header, claims, _ = gateway.access_token.split(".")
    assert json.loads(base64.urlsafe_b64decode(header + "==")) == {"alg": "HS256", "typ": "JWT"}
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["exp"] == (NOON + timedelta(minutes=30)).timestamp()


def test_token_expires_by_the_clock(caller: Caller) -> None:
    """A token is refused as expired when the server's clock has passed its ``exp``, and the Date header says so."""
    clock = [NOON]
    with serve(harbour(), now=lambda: clock[0]) as gateway:
        before = caller.ask(gateway)
        clock[0] += timedelta(minutes=31)
        after = caller.ask(gateway)
    assert "errors" not in before.json()
    assert after.json()["errors"][0]["message"] == "The access token has expired"
    assert after.headers["date"] == "Mon, 02 Mar 2026 12:31:00 GMT"


def test_other_mutations_are_counted_and_refused(caller: Caller) -> None:
    """A mutation other than the login changes nothing, is an error, and stands in ``gateway.mutations``."""
    with serve(harbour()) as gateway:
        query = 'mutation M { createConnectionJob(connectionId: "connection_790", jobName: "x") { id } }'
        answer = caller.ask(gateway, query)
        assert gateway.mutations == ["createConnectionJob"]
    assert codes(answer) == ["FORBIDDEN"]


def test_requests_are_kept(caller: Caller) -> None:
    """Every request is kept in order, with what it asked; its secrets stay out of the repr."""
    with serve(harbour()) as gateway:
        caller.job_works(gateway, filters={"ids": ["job_work_20931"]})
        caller.ask(gateway, LOGIN, {"key": gateway.api_key}, token="", headers={"source-platform": "acme"})
        first, second = gateway.requests
        secrets = (gateway.access_token, gateway.api_key)
        shown = f"{gateway!r} {first!r} {second!r}"
    assert (first.operation, first.method, first.path) == ("GetJobWorks", "POST", "/graphql")
    assert first.variables["filters"] == {"ids": ["job_work_20931"]}
    assert first.body_bytes == len(first.body)
    assert second.headers["source-platform"] == "acme"
    assert not any(secret in shown for secret in secrets)


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"variables": {}}', "application/json", 400),
        (b'[{"query": "{ me { id } }"}]', "application/json", 400),
        (b'{"query": "{ me { id } }", "variables": 7}', "application/json", 400),
        (b"{ me { id } }", "text/plain", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"query": "{ me { nothing } }"}', "application/json", 400),
        (b'{"query": "{ me {"}', "application/json", 400),
        (b'{"query": "query A { me { id } } query B { me { id } }"}', "application/json", 400),
        (b'{"query": "fragment F on Me { id }"}', "application/json", 400),
    ],
)
def test_bad_requests(content: bytes, content_type: str, status: int) -> None:
    """A request that is none is one GraphQL error, never a 500."""
    with serve(harbour()) as gateway:
        headers = {"content-type": content_type, "authorization": f"Bearer {gateway.access_token}"}
        answer = httpx.post(gateway.url, content=content, headers=headers, trust_env=False)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


def test_get_is_refused() -> None:
    """Only POST is documented."""
    with serve(harbour()) as gateway:
        answer = httpx.get(gateway.url, trust_env=False)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_stops_clean() -> None:
    """After the block no thread is left, the port is free again, and it took a fraction of a second."""
    before = threading.active_count()
    with httpx.Client(trust_env=False) as kept_alive:
        with serve(harbour()) as gateway:
            kept_alive.post(gateway.url, json={"query": EVERYTHING})
            port = httpx.URL(gateway.url).port
            began = time.monotonic()
        took = time.monotonic() - began
        assert port is not None
        with serve(harbour(), port=port) as again:
            assert again.url == gateway.url
    assert threading.active_count() == before
    assert took < 1


def test_stops_although_a_request_hangs() -> None:
    """A slow request in flight does not keep the gateway from stopping."""
    failed: list[Exception] = []

    def hang(url: str) -> None:
        try:
            httpx.post(url, json={"query": EVERYTHING}, timeout=30, trust_env=False)
        except httpx.HTTPError as problem:
            failed.append(problem)

    with serve(harbour(), faults=Faults(latency_ms=30_000)) as gateway:
        thread = threading.Thread(target=hang, args=(gateway.url,))
        thread.start()
        while gateway.most_in_flight == 0:
            time.sleep(0.005)
        began = time.monotonic()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 2


def test_stops_when_the_block_fails() -> None:
    """An exception inside the block comes through, and the gateway is gone."""
    with pytest.raises(ZeroDivisionError), serve(harbour()) as gateway:
        raise ZeroDivisionError
    with pytest.raises(httpx.ConnectError):
        httpx.post(gateway.url, json={}, trust_env=False)


def test_taken_port() -> None:
    """A port that somebody else has is one clear sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(SandboxUnavailable, match=f"Port {port} on 127.0.0.1 cannot be used"),
            serve(harbour(), port=port),
        ):
            pass


def test_several_at_once(caller: Caller) -> None:
    """Gateways side by side do not see one another's worlds or tokens."""
    with serve(harbour()) as one, serve(scenario("only-connection")) as other:
        mine = caller.ask(one)
        crossed = caller.ask(one, token=other.access_token)
    assert mine.json()["data"]["me"]["workspaces"][0]["id"] == "workspace_310472"
    assert codes(crossed) == ["UNAUTHENTICATED"]


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


def test_import_is_cheap() -> None:
    """Importing the package loads neither the extra's packages nor pydantic, and starts nothing."""
    heavy = ("graphql", "starlette", "uvicorn", "pydantic")
    code = f"import sys, diagnose.sandbox as s; s.scenario_names(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_extra() -> None:
    """Without the extra's packages the scenarios can still be read, and ``serve`` says what to install."""
    code = (
        "import sys; sys.modules.update(graphql=None, starlette=None, uvicorn=None)\n"
        "from diagnose.sandbox import SandboxUnavailable, scenario, serve\n"
        "try: serve(scenario('healthy'))\n"
        "except SandboxUnavailable as problem: print(problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("is not installed: pip install 'filed-diagnose[sandbox]'\n")
