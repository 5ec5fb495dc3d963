"""Every fault does what its documentation says, on the wire."""

from __future__ import annotations

import time
from dataclasses import fields

import httpx
import pytest

from diagnose.sandbox import FAULTS, Faults, serve
from tests.sandbox.calling import EVERYTHING, LOGIN, OPERATION, Caller, harbour


def test_latency(caller: Caller) -> None:
    """An answer waits, and requests wait side by side."""
    with serve(harbour(), faults=Faults(latency_ms=150)) as gateway:
        began = time.monotonic()
        caller.ask(gateway)
        assert 0.15 <= time.monotonic() - began < 1.5


def test_counts_follow_one_another() -> None:
    """Cut off, then limited, then failing, then fine."""
    faults = Faults(close_connection_first=1, rate_limit_first=1, fail_first=1)
    with serve(harbour(), faults=faults) as gateway, httpx.Client(trust_env=False) as http:
        headers = {"authorization": f"Bearer {gateway.access_token}"}
        with pytest.raises(httpx.RemoteProtocolError):
            http.post(gateway.url, json={"query": EVERYTHING}, headers=headers)
        rest = [http.post(gateway.url, json={"query": EVERYTHING}, headers=headers) for _ in range(3)]
        assert len(gateway.requests) == 4
    assert [a.status_code for a in rest] == [429, 503, 200]


def test_always_status_and_html_page(caller: Caller) -> None:
    """A gateway can be down for good, or be a web page for good."""
    with serve(harbour(), faults=Faults(always_status=504)) as gateway:
        assert [caller.ask(gateway).status_code for _ in range(3)] == [504] * 3
    with serve(harbour(), faults=Faults(html_page=True)) as gateway:
        page = caller.ask(gateway)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("field", ["workspaces", "connections", "jobWorks", "work", "jobWorkArtifacts", "workArtifact"])
def test_partial(caller: Caller, field: str) -> None:
    """A field that fails is null, with an error on exactly its path; the rest of the answer is there."""
    with serve(harbour(), faults=Faults(partial=(field,))) as gateway:
        body = caller.job_works(gateway, filters={"ids": ["job_work_31846"]}).json()
    (error,) = body["errors"]
    value = body["data"]
    for step in error["path"]:
        value = value[step]
    assert (value, error["path"][-1], error["extensions"]["code"]) == (None, field, "INTERNAL_SERVER_ERROR")
    assert body["data"]["me"] is not None


def test_partial_on_one(caller: Caller) -> None:
    """A fault can be aimed at one job work, or at one artifact."""
    aimed = ("jobWorks.jobWorkArtifacts@job_work_31846", "jobWorkArtifacts.workArtifact@artifact_41002")
    with serve(harbour(), faults=Faults(partial=aimed)) as gateway:
        body = caller.job_works(gateway, limit=3).json()
    paths = [error["path"][6:] for error in body["errors"]]
    assert sorted(paths) == [[0, "jobWorkArtifacts", 1, "workArtifact"], [1, "jobWorkArtifacts"]]


def test_partial_names_a_field() -> None:
    """A field that cannot be made to fail is refused at once."""
    with pytest.raises(ValueError, match=r"'jobWorks\.colour' does not end in one of"):
        Faults(partial=("jobWorks.colour",))


def test_expiring_token(caller: Caller) -> None:
    """A token is good for so many requests, a new one for as many again."""
    with serve(harbour(), faults=Faults(expire_token_after=1)) as gateway:
        first, second = caller.ask(gateway), caller.ask(gateway)
        login = caller.ask(gateway, LOGIN, {"key": gateway.api_key}, token="").json()
        token = login["data"]["loginViaPersonalApiToken"]["accessToken"]
        third, fourth = caller.ask(gateway, token=token), caller.ask(gateway, token=token)
    assert ["errors" in answer.json() for answer in (first, second, third, fourth)] == [False, True, False, True]
    assert second.json()["errors"][0]["message"] == "The access token has expired"


def test_only_operation(caller: Caller) -> None:
    """Faults spare the login, unless it is named; and spare everything but the operation that is named."""
    with serve(harbour(), faults=Faults(always_status=503)) as gateway:
        assert caller.ask(gateway, LOGIN, {"key": gateway.api_key}, token="").status_code == 200
        assert caller.ask(gateway, OPERATION).status_code == 503
    for only, statuses in (("Named", [503, 200, 200]), ("Login", [200, 200, 503])):
        with serve(harbour(), faults=Faults(always_status=503, only_operation=only)) as gateway:
            answers = [
                caller.ask(gateway, OPERATION),
                caller.ask(gateway, EVERYTHING),
                caller.ask(gateway, LOGIN, {"key": gateway.api_key}),
            ]
        assert [a.status_code for a in answers] == statuses


def test_every_fault_is_in_a_preset() -> None:
    """Each fault that stands for itself is used by some named preset, so that a run over all of them meets it."""
    quiet = Faults()
    used = {f.name for f in fields(Faults) for p in FAULTS.values() if getattr(p, f.name) != getattr(quiet, f.name)}
    refinements = {"only_operation", "retry_after", "drip_interval_ms"}
    assert used | refinements == {f.name for f in fields(Faults)}
