"""The client against the embedded gateway: each dialect and each fault comes out as what it is."""

from __future__ import annotations

import asyncio
import dataclasses
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.credentials import AccessToken, ApiKey
from diagnose.gateway.exchange import Answer, Question, Reception
from diagnose.sandbox import DIALECTS, Dialect, Faults, Gateway, Hidden, Malformation, Refusal, scenario, serve
from diagnose.secrets import Secret
from tests.gateway.loopback import HeldTime, client_for

if TYPE_CHECKING:
    from diagnose.json_value import Json

HEALTHY = scenario("healthy")
TICKET = HEALTHY.ticket


def everything(**other: Json) -> Question:
    """The question for a whole ticket."""
    variables: dict[str, Json] = {
        "workspaceIds": [TICKET.workspace_id],
        "connections": {"ids": [TICKET.connection_id]},
        "jobWorks": {"ids": [*TICKET.job_work_ids]},
        "withByWork": False,
        "withByConnectionJob": False,
    }
    return Question("TicketChain", {**variables, **other})


def credential_of(gateway: Gateway, kind: str = "") -> AccessToken | ApiKey:
    named, value = ("api-key", gateway.api_key) if kind == "api-key" else gateway.credential
    return ApiKey(Secret(value, "API key")) if named == "api-key" else AccessToken(Secret(value, "access token"))


def asked(
    dialect: Dialect | None = None,
    faults: Faults | None = None,
    *,
    name: str = "healthy",
    question: Question | None = None,
    times: int = 1,
    credential: str = "",
    held: HeldTime | None = None,
    timeout: float = 5.0,
) -> tuple[Answer, list[str | None]]:
    """Ask the embedded gateway, the last of ``times`` questions one after the other; and what it saw."""

    async def run(gateway: Gateway) -> Answer:
        chosen = credential_of(gateway, credential)
        async with client_for(gateway.client_url, chosen, held=held or HeldTime(), timeout=timeout) as client:
            for _ in range(times - 1):
                await client.ask(question or everything())
            return await client.ask(question or everything())

    with serve(scenario(name), dialect=dialect, faults=faults) as gateway:
        answer = asyncio.run(run(gateway))
        return answer, [request.operation for request in gateway.requests]


def test_a_healthy_ticket_is_one_request() -> None:
    """The whole chain comes back in one answer."""
    answer, operations = asked()
    assert answer.reception is Reception.OK
    assert operations == ["TicketChain"]
    assert TICKET.job_work_ids[0] in repr(answer.data)


@pytest.mark.parametrize("refusal", Refusal)
@pytest.mark.parametrize("name", ["token-rejected", "token-expired"])
def test_each_way_of_refusing_a_token_is_one_reception(refusal: Refusal, name: str) -> None:
    """However the gateway says it, nobody is signed in, and it is not asked again."""
    answer, operations = asked(Dialect(refuse_token=refusal), name=name)
    assert answer.reception is Reception.UNAUTHENTICATED
    assert len(operations) == 1


@pytest.mark.parametrize("refusal", Refusal)
def test_expiry_during_the_run_is_healed_however_it_shows(refusal: Refusal) -> None:
    """With an API key, the question that met the expiry is answered after one more login."""
    answer, operations = asked(
        Dialect(refuse_token=refusal), Faults(expire_token_after=2), times=3, credential="api-key"
    )
    assert answer.reception is Reception.OK
    assert operations.count("LoginViaPersonalApiToken") == 2


def test_a_refused_key_is_named() -> None:
    """The scenario of a rejected key comes out as just that."""
    answer, operations = asked(name="api-key-rejected")
    assert (answer.reception, answer.detail) == (Reception.UNAUTHENTICATED, "api-key")
    assert operations == ["LoginViaPersonalApiToken"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("endpoint-closed", (Reception.UNREACHABLE, "tcp")),
        ("endpoint-web-page", (Reception.NOT_GRAPHQL, "html")),
        ("endpoint-other-json", (Reception.NOT_GRAPHQL, "json")),
        ("endpoint-redirect", (Reception.REDIRECTED, None)),
        ("endpoint-router", (Reception.SHAPE_REFUSED, "wrong-surface")),
    ],
)
def test_each_wrong_endpoint_is_told_apart(name: str, expected: tuple[Reception, str | None]) -> None:
    """A closed port, a page, another API, a redirect and the newer router are five different findings."""
    answer, _ = asked(name=name)
    assert (answer.reception, answer.detail) == expected


def test_a_login_at_the_router_is_the_wrong_surface() -> None:
    """An API key at the newer router does not look like a refused key."""
    answer, _ = asked(name="endpoint-router", credential="api-key")
    assert (answer.reception, answer.detail) == (Reception.SHAPE_REFUSED, "wrong-surface")


@pytest.mark.parametrize("status", [200, 400, 422])
@pytest.mark.parametrize(
    ("dialect", "question", "detail"),
    [
        (Dialect(max_depth=6), everything(), "depth"),
        (Dialect(max_aliases=1), everything(), "alias"),
        (Dialect(max_cost=5.0), everything(), "cost"),
        (Dialect(no_work_filter=True), everything(byWork={"workIds": ["work_1"]}, withByWork=True), "work-filter"),
        (Dialect(reject_limit_over=50), everything(limit=1000), "page-size"),
        (Dialect(max_body=400), everything(), "size"),
    ],
)
def test_each_guard_says_what_to_leave_out(dialect: Dialect, question: Question, detail: str, status: int) -> None:
    """Whatever the status, the detail tells how to ask smaller."""
    answer, _ = asked(dataclasses.replace(dialect, validation_status=status), question=question)
    in_resolver = detail == "page-size"
    expected = Reception.PARTIAL if in_resolver else Reception.SHAPE_REFUSED
    assert (answer.reception, answer.detail) == (expected, detail)


@pytest.mark.parametrize(
    ("dialect", "reception"),
    [
        (Dialect(hidden=Hidden.EMPTY_LIST), Reception.OK),
        (Dialect(hidden=Hidden.GRAPHQL_ERROR), Reception.PARTIAL),
        (Dialect(hidden=Hidden.NOT_FOUND_ERROR), Reception.PARTIAL),
        (Dialect(hidden=Hidden.HTTP_403), Reception.FORBIDDEN),
        (DIALECTS["bubbling"], Reception.PARTIAL),
    ],
)
def test_a_hidden_workspace_is_never_a_matter_of_signing_in(dialect: Dialect, reception: Reception) -> None:
    """An empty list, an error on a path, a nulled `me` and a 403 are about the workspace, not about the token."""
    answer, _ = asked(dialect, question=everything(workspaceIds=["workspace_000000"]))
    assert answer.reception is reception


def test_an_error_on_a_path_is_kept_with_it() -> None:
    """A field that fails leaves the rest readable and says where it failed."""
    answer, _ = asked(faults=Faults(partial=("jobWorks.jobWorkArtifacts",)))
    assert answer.reception is Reception.PARTIAL
    assert all(error.path and "jobWorkArtifacts" in error.path for error in answer.errors)


@pytest.mark.parametrize(
    ("faults", "reception", "requests"),
    [
        (Faults(rate_limit_first=2), Reception.OK, 3),
        (Faults(rate_limit_first=1, retry_after="http-date"), Reception.OK, 2),
        (Faults(rate_limit_first=3, rate_limit_in_body=True), Reception.OK, 4),
        (Faults(fail_first=1, fail_status=502), Reception.OK, 2),
        (Faults(fail_first=3, fail_status=504), Reception.OK, 4),
        (Faults(close_connection_first=2), Reception.OK, 3),
        (Faults(always_status=503), Reception.SERVER_ERROR, 4),
        (Faults(html_page=True), Reception.NOT_GRAPHQL, 1),
        (Faults(drop_body_after=40), Reception.UNREACHABLE, 4),
        (Faults(truncated_gzip=True), Reception.MALFORMED, 1),
    ],
)
def test_each_fault_of_the_way(faults: Faults, reception: Reception, requests: int) -> None:
    """What passes is survived, what does not is reported; the number of requests is bounded."""
    answer, operations = asked(faults=faults)
    assert (answer.reception, len(operations)) == (reception, requests)
    assert len(answer.attempts) == requests


def test_a_dripping_answer_ends_in_time() -> None:
    """Two tries of the timeout each, and no more."""
    started = time.monotonic()
    answer, _ = asked(faults=Faults(drip=4, drip_interval_ms=50), timeout=0.3)
    assert answer.reception is Reception.TIMED_OUT
    assert time.monotonic() - started < 15


def test_a_zip_bomb_is_refused_in_bounded_memory() -> None:
    """140 MB in 140 KB never stand in memory whole."""
    tracemalloc.start()
    try:
        answer, _ = asked(faults=Faults(zip_bomb=140_000_000), timeout=30)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (answer.reception, answer.detail) == (Reception.MALFORMED, "size")
    assert peak < 160 * 1024 * 1024


@pytest.mark.parametrize("kind", Malformation)
def test_answers_that_lie_never_break_the_client(kind: Malformation) -> None:
    """JSON that is none is malformed; JSON that is only wrong or ugly is handed on as it is."""
    answer, _ = asked(faults=Faults(malformed=kind))
    lies = {Malformation.NAN, Malformation.DUPLICATE_KEYS, Malformation.DEEP, Malformation.LONE_SURROGATE}
    assert (answer.reception is Reception.MALFORMED) == (kind in lies)
    assert answer.summary.isprintable()


@pytest.mark.parametrize("name", [name for name, each in DIALECTS.items() if not (each.max_depth or each.max_cost)])
def test_every_other_dialect_answers_a_healthy_ticket(name: str) -> None:
    """Where no guard refuses the question, it is simply answered."""
    assert asked(DIALECTS[name])[0].reception is Reception.OK
