"""Every switch of a dialect does what its documentation says, over real HTTP."""

from __future__ import annotations

from dataclasses import fields

import httpx
import pytest

from diagnose.sandbox import DIALECTS, Dialect, Hidden, Refusal, serve
from tests.sandbox.calling import EVERYTHING, Caller, codes, document, harbour, ids_of

AT_WORKSPACES = ["me", "workspaces"]
NOWHERE = "workspace_000000"
INVISIBLE = "workspace_902215"


def test_max_limit_caps_silently(caller: Caller) -> None:
    """A page never has more than ``max_limit`` job works, whatever was asked, and the next page goes on."""
    with serve(harbour(), dialect=Dialect(max_limit=3)) as gateway:
        pages = [caller.ids(gateway, offset=first, limit=100) for first in (0, 3, 6)]
        unlimited = caller.ids(gateway)
        small = caller.ids(gateway, limit=2)
    assert [len(page) for page in pages] == [3, 3, 0]
    assert len(set(pages[0] + pages[1])) == 6
    assert (len(unlimited), len(small)) == (3, 2)


def test_default_limit(caller: Caller) -> None:
    """``default_limit`` holds only where no limit was asked for."""
    with serve(harbour(), dialect=Dialect(default_limit=2)) as gateway:
        assert len(caller.ids(gateway)) == 2
        assert len(caller.ids(gateway, limit=5)) == 5


def test_reject_limit_over(caller: Caller) -> None:
    """A limit over the bound is an error on the path of the list; the bound itself is fine."""
    with serve(harbour(), dialect=Dialect(reject_limit_over=5)) as gateway:
        refused = caller.job_works(gateway, limit=6)
        assert len(caller.ids(gateway, limit=5)) == 5
    assert codes(refused) == ["BAD_USER_INPUT"]
    assert refused.json()["data"]["me"]["workspaces"][0]["connections"][0]["jobWorks"] is None


def test_connections_cap(caller: Caller) -> None:
    """A listing of connections is cut short silently; asking for the one by its ID still finds it."""
    with serve(harbour(), dialect=Dialect(connections_cap=2)) as gateway:
        listed = caller.ask(gateway).json()["data"]["me"]["workspaces"][0]["connections"]
        variables = {"connections": {}, "connectionOffset": 2, "connectionLimit": 9}
        rest = caller.ask(gateway, document("Connections"), variables)
        named = caller.ask(gateway, document("Connections"), {"connections": {"ids": ["connection_245130"]}})
    assert [c["id"] for c in listed] == ["connection_789", "connection_790"]
    for answer in (rest, named):
        assert [c["id"] for c in answer.json()["data"]["me"]["workspaces"][0]["connections"]] == ["connection_245130"]


@pytest.mark.parametrize("workspace", [NOWHERE, INVISIBLE])
def test_hidden(caller: Caller, workspace: str) -> None:
    """A workspace that does not exist and one that is not visible are answered alike, in each of the four ways."""
    answers: dict[Hidden, httpx.Response] = {}
    for hidden in Hidden:
        with serve(harbour(), dialect=Dialect(hidden=hidden)) as gateway:
            answers[hidden] = caller.job_works(gateway, workspaceId=workspace)
    assert answers[Hidden.EMPTY_LIST].json() == {"data": {"me": {"workspaces": []}}}
    for hidden, code in ((Hidden.GRAPHQL_ERROR, "FORBIDDEN"), (Hidden.NOT_FOUND_ERROR, "NOT_FOUND")):
        body = answers[hidden].json()
        assert answers[hidden].status_code == 200
        assert body["data"] == {"me": {"workspaces": None}}
        assert (codes(answers[hidden]), body["errors"][0]["path"]) == ([code], AT_WORKSPACES)
    assert (answers[Hidden.HTTP_403].status_code, codes(answers[Hidden.HTTP_403])) == (403, ["FORBIDDEN"])


@pytest.mark.parametrize("hidden", Hidden)
def test_hidden_leaves_the_visible_alone(caller: Caller, hidden: Hidden) -> None:
    """No dialect refuses a visible workspace, or a listing of all of them."""
    with serve(harbour(), dialect=Dialect(hidden=hidden)) as gateway:
        assert caller.ids(gateway, limit=1) == ["job_work_20931"]
        assert "errors" not in caller.ask(gateway).json()


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "é.é.é"])
@pytest.mark.parametrize("how", Refusal)
def test_refused_token(caller: Caller, how: Refusal, token: str) -> None:
    """A missing or wrong token is turned away in each of the six ways, and no data comes with it."""
    with serve(harbour(), dialect=Dialect(refuse_token=how)) as gateway:
        headers = {b"authorization": f"Bearer {token}".encode()} if token else {}
        answer = httpx.post(gateway.url, json={"query": EVERYTHING}, headers=headers, trust_env=False)
    assert b"workspace_310472" not in answer.content
    match how:
        case Refusal.HTTP_401:
            assert (answer.status_code, codes(answer)) == (401, ["UNAUTHENTICATED"])
            assert answer.headers["www-authenticate"].startswith("Bearer ")
        case Refusal.HTTP_403:
            assert (answer.status_code, codes(answer)) == (403, ["UNAUTHENTICATED"])
        case Refusal.UNAUTHENTICATED:
            assert (answer.status_code, codes(answer)) == (200, ["UNAUTHENTICATED"])
            assert "data" not in answer.json()
        case Refusal.ME_NULL:
            assert (answer.status_code, answer.json()) == (200, {"data": {"me": None}})
        case Refusal.REDIRECT:
            assert answer.status_code == 302
            assert answer.headers["location"].startswith("/sign-in")
        case Refusal.HTML:
            assert (answer.status_code, "Sign in" in answer.text) == (200, True)
            assert answer.headers["content-type"].startswith("text/html")


def test_uppercase_statuses(caller: Caller) -> None:
    """Every status word is in upper case: workspace, connection, work, artifact."""
    with serve(harbour(), dialect=Dialect(uppercase_statuses=True)) as gateway:
        listed = caller.ask(gateway).json()["data"]["me"]["workspaces"][0]
        row = caller.job_works(gateway, limit=1).json()["data"]["me"]["workspaces"][0]["connections"][0]["jobWorks"][0]
    assert (listed["status"], listed["connections"][0]["status"]) == ("ACTIVE", "ACTIVE")
    assert (row["work"]["status"], row["jobWorkArtifacts"][0]["workArtifact"]["status"]) == ("PENDING", "COMPLETED")


def test_no_work_filter(caller: Caller) -> None:
    """Without the inferred ``workIds`` filter a query that uses it is refused, whether by variable or literal."""
    literal = '{ me { workspaces { connections { jobWorks(filters: { workIds: ["w"] }) { id } } } } }'
    with serve(harbour(), dialect=Dialect(no_work_filter=True)) as gateway:
        by_variable = caller.job_works(gateway, filters={"workIds": ["work_83112"]})
        by_literal = caller.ask(gateway, literal)
        assert caller.ids(gateway, filters={"ids": ["job_work_20931"]}) == ["job_work_20931"]
    for answer in (by_variable, by_literal):
        assert answer.status_code == 400
        assert "data" not in answer.json()
        assert "workIds" in answer.json()["errors"][0]["message"]


def test_max_body(caller: Caller) -> None:
    """A body over the bound is the proxy's 413 page."""
    with serve(harbour(), dialect=Dialect(max_body=300)) as gateway:
        fine = caller.ask(gateway)
        refused = caller.ask(gateway, EVERYTHING + " " * 300)
    assert (fine.status_code, refused.status_code) == (200, 413)
    assert refused.headers["server"] == "made-up-proxy/1.0"


@pytest.mark.parametrize("status", [200, 400, 422])
def test_validation_status(caller: Caller, status: int) -> None:
    """A document that the schema refuses has the dialect's status, no data, and the common error code."""
    with serve(harbour(), dialect=Dialect(validation_status=status)) as gateway:
        answer = caller.ask(gateway, "{ me { nothing } }")
    assert (answer.status_code, codes(answer)) == (status, ["GRAPHQL_VALIDATION_FAILED"])
    assert "data" not in answer.json()


def test_gzip(caller: Caller) -> None:
    """Answers are compressed for those who accept it, and for nobody else."""
    with serve(harbour(), dialect=Dialect(gzip=True)) as gateway:
        packed = caller.job_works(gateway)
        plain = caller.ask(gateway, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(ids_of(packed)) == 6
    assert "content-encoding" not in plain.headers


def test_bubbling(caller: Caller) -> None:
    """With non-null lists one failing resolver nulls the whole ``me``, and only the path tells where."""
    with serve(harbour(), dialect=Dialect(me_null_bubbles=True, reject_limit_over=1)) as gateway:
        answer = caller.job_works(gateway, limit=2).json()
    assert answer["data"] == {"me": None}
    assert answer["errors"][0]["path"] == ["me", "workspaces", 0, "connections", 0, "jobWorks"]


def test_every_switch_is_in_a_preset() -> None:
    """Each switch is used by some named preset, so that a run over all presets meets all of them."""
    plain = Dialect()
    used = {f.name for f in fields(Dialect) for d in DIALECTS.values() if getattr(d, f.name) != getattr(plain, f.name)}
    assert used == {f.name for f in fields(Dialect)}
    assert DIALECTS["plain"] == plain


def test_unstable_order(caller: Caller) -> None:
    """Each request finds the same job works, in an order of its own."""
    with serve(harbour(), dialect=Dialect(unstable_order=True)) as gateway:
        orders = [tuple(caller.ids(gateway)) for _ in range(4)]
    assert len(set(orders)) > 1
    assert len({frozenset(order) for order in orders}) == 1


def test_max_ids(caller: Caller) -> None:
    """One ID too many in a filter is an error on the path of its list, which says how many it takes."""
    with serve(harbour(), dialect=Dialect(max_ids=1)) as gateway:
        assert caller.ids(gateway, filters={"ids": ["job_work_20931"]}) == ["job_work_20931"]
        refused = caller.job_works(gateway, filters={"ids": ["job_work_20931", "job_work_20932"]})
    assert codes(refused) == ["BAD_USER_INPUT"]
    assert refused.json()["errors"][0]["message"] == "A filter may have 1 values at most, got 2"


def test_ignore_offset(caller: Caller) -> None:
    """Every page is the first one, as with a gateway that knows no offset."""
    with serve(harbour(), dialect=Dialect(ignore_offset=True)) as gateway:
        assert caller.ids(gateway, limit=2, offset=2) == caller.ids(gateway, limit=2)
