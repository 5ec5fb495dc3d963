"""Every fault does what its documentation says, on the wire."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from dataclasses import fields
from email.utils import parsedate_to_datetime

import httpx
import pytest

from diagnose.sandbox import FAULTS, Faults, Gateway, Malformation, serve
from tests.sandbox.calling import EVERYTHING, LOGIN, Caller, codes, document, harbour

OPERATION = "query Named { me { id } }"


def raw(gateway: Gateway, query: str) -> tuple[httpx.Headers, bytes]:
    """Return an answer's bytes as they came over the wire, before any decoding."""
    headers = {"authorization": f"Bearer {gateway.access_token}"}
    with (
        httpx.Client(trust_env=False) as http,
        http.stream("POST", gateway.url, json={"query": query}, headers=headers) as answer,
    ):
        return answer.headers, b"".join(answer.iter_raw())


def test_latency(caller: Caller) -> None:
    """An answer waits, and requests wait side by side."""
    with serve(harbour(), faults=Faults(latency_ms=150)) as gateway:
        began = time.monotonic()
        caller.ask(gateway)
        assert 0.15 <= time.monotonic() - began < 1.5


def test_rate_limit(caller: Caller) -> None:
    """The first requests are 429 with Retry-After, then it works."""
    with serve(harbour(), faults=Faults(rate_limit_first=2, retry_after="3")) as gateway:
        answers = [caller.ask(gateway) for _ in range(3)]
    assert [a.status_code for a in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "3"
    assert codes(answers[0]) == ["RATE_LIMITED"]


def test_rate_limit_until_a_date(caller: Caller) -> None:
    """Retry-After can be a date, which is a second after the server's own."""
    with serve(harbour(), faults=Faults(rate_limit_first=1, retry_after="http-date")) as gateway:
        headers = caller.ask(gateway).headers
    wait = parsedate_to_datetime(headers["retry-after"]) - parsedate_to_datetime(headers["date"])
    assert wait.total_seconds() == 1


def test_rate_limit_in_body(caller: Caller) -> None:
    """A rate limit can also be a GraphQL error under 200, without a header."""
    with serve(harbour(), faults=Faults(rate_limit_first=1, rate_limit_in_body=True, retry_after="")) as gateway:
        limited = caller.ask(gateway)
    assert (limited.status_code, codes(limited)) == (200, ["THROTTLED"])
    assert "retry-after" not in limited.headers


@pytest.mark.parametrize("status", [502, 503, 504])
def test_fail_first(caller: Caller, status: int) -> None:
    """The first requests meet a proxy's page, then it works."""
    with serve(harbour(), faults=Faults(fail_first=1, fail_status=status)) as gateway:
        failed, fine = caller.ask(gateway), caller.ask(gateway)
    assert (failed.status_code, fine.status_code) == (status, 200)
    assert f"<title>{status} " in failed.text
    assert failed.headers["server"] == "made-up-proxy/1.0"


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


def test_dropped_body() -> None:
    """The connection closes after so many bytes of a longer body."""
    with serve(harbour(), faults=Faults(drop_body_after=10)) as gateway, httpx.Client(trust_env=False) as http:
        headers = {"authorization": f"Bearer {gateway.access_token}"}
        with http.stream("POST", gateway.url, json={"query": EVERYTHING}, headers=headers) as answer:
            assert int(answer.headers["content-length"]) > 10
            pieces = answer.iter_raw()
            assert next(pieces) == b'{"data":{"'
            with pytest.raises(httpx.RemoteProtocolError):
                next(pieces)


def test_dripping_body() -> None:
    """The body comes whole, but slowly."""
    with serve(harbour(), faults=Faults(drip=5, drip_interval_ms=20)) as gateway:
        began = time.monotonic()
        headers, body = raw(gateway, OPERATION)
        took = time.monotonic() - began
    assert json.loads(body) == {"data": {"me": {"id": "user_789"}}}
    assert int(headers["content-length"]) == len(body) == 33
    assert took >= 0.02 * 6


def test_truncated_gzip() -> None:
    """A compressed body ends in the middle, and the length in the headers agrees with what came."""
    with serve(harbour(), faults=Faults(truncated_gzip=True)) as gateway:
        headers, body = raw(gateway, EVERYTHING)
    assert (headers["content-encoding"], int(headers["content-length"])) == ("gzip", len(body))
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_zip_bomb() -> None:
    """A small body inflates to a thousand times its size and more, as one valid gzip stream."""
    with serve(harbour(), faults=Faults(zip_bomb=50_000_000)) as gateway:
        _, body = raw(gateway, OPERATION)
    assert len(body) < 60_000
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    size = 0
    while body and not inflate.eof:
        size += len(inflate.decompress(body, 1_000_000))
        body = inflate.unconsumed_tail
    assert inflate.eof
    assert size > 50_000_000


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


CHAIN = {
    "workspaceIds": ["workspace_310472"], "connections": {"ids": ["connection_790"]}, "jobWorks": {},
    "withByWork": False, "withByConnectionJob": False,
}  # fmt: skip


@pytest.mark.parametrize("kind", Malformation)
def test_malformed(caller: Caller, kind: Malformation) -> None:
    """Each lie is really in the answer to the diagnosis' own query, and differs from the honest one."""
    with serve(harbour(), faults=Faults(malformed=kind)) as gateway:
        text = caller.ask(gateway, document("TicketChain"), CHAIN).text
    with serve(harbour()) as gateway:
        honest = caller.ask(gateway, document("TicketChain"), CHAIN).text
    assert text != honest
    match kind:
        case Malformation.NAN:
            assert '"createdAt":NaN' in text
        case Malformation.DUPLICATE_KEYS:
            assert text.startswith('{"data":null,"data":{')
        case Malformation.DEEP:
            assert "[" * 10_000 in text
            with pytest.raises(RecursionError):
                json.loads(text)
        case Malformation.LONE_SURROGATE:
            status = json.loads(text)["data"]["me"]["workspaces"][0]["connections"][0]["status"]
            with pytest.raises(UnicodeEncodeError):
                status.encode()
        case Malformation.HUGE_ID:
            assert f'"connectionJobId":"{"x" * 200_000}"' in text
        case Malformation.WRONG_TYPES:
            assert '"jobWorkArtifacts":{"edges":"none"}' in text
        case Malformation.MISSING_FIELDS:
            assert '"connectionJobId"' not in text
        case Malformation.TERMINAL_ESCAPES:
            assert "\\u001b]52;" in text
        case Malformation.SCRIPT:
            assert "</script><script>" in text


def test_every_fault_is_in_a_preset() -> None:
    """Each fault that stands for itself is used by some named preset, so that a run over all of them meets it."""
    quiet = Faults()
    used = {f.name for f in fields(Faults) for p in FAULTS.values() if getattr(p, f.name) != getattr(quiet, f.name)}
    refinements = {"only_operation", "retry_after", "drip_interval_ms"}
    assert used | refinements == {f.name for f in fields(Faults)}
