"""Guards in front of the gateway count depth, aliases and cost as the common ones do."""

from __future__ import annotations

from diagnose.sandbox import Dialect, serve
from tests.sandbox.calling import Caller, harbour


def test_depth_is_counted_plainly(caller: Caller) -> None:
    """``me.workspaces.connections.jobWorks.jobWorkArtifacts.id`` has depth 6, also inside a fragment."""
    plain = "{ me { workspaces { connections { jobWorks { jobWorkArtifacts { id } } } } } }"
    spread = "{ me { ...M } } fragment M on Me { workspaces { connections { jobWorks { jobWorkArtifacts { id } } } } }"
    for query in (plain, spread):
        with serve(harbour(), dialect=Dialect(max_depth=6)) as gateway:
            assert "errors" not in caller.ask(gateway, query).json()
        with serve(harbour(), dialect=Dialect(max_depth=5)) as gateway:
            refused = caller.ask(gateway, query)
        assert refused.json()["errors"][0]["message"] == "Syntax Error: Query depth limit of 5 exceeded, found 6."


def test_max_aliases(caller: Caller) -> None:
    """Aliased fields are counted over the whole operation."""
    with serve(harbour(), dialect=Dialect(max_aliases=2)) as gateway:
        fine = caller.ask(gateway, "{ a: me { b: id } }")
        refused = caller.ask(gateway, "{ a: me { b: id c: id } }")
    assert fine.json() == {"data": {"a": {"b": "user_789"}}}
    assert refused.json()["errors"][0]["message"] == "Syntax Error: Aliases limit of 2 exceeded, found 3."


def test_max_cost(caller: Caller) -> None:
    """A scalar costs 1, an object 2 and one and a half times what is in it: ``{ me { id } }`` is 3.5 points."""
    for limit, refused in ((3.5, False), (3.4, True)):
        with serve(harbour(), dialect=Dialect(max_cost=limit)) as gateway:
            assert ("errors" in caller.ask(gateway, "{ me { id } }").json()) == refused


def test_max_rows(caller: Caller) -> None:
    """Limits are multiplied along the way down: ``me``, a workspace, 2 connections, 2 x 3 job works."""
    query = "query Q($n: Int) { me { workspaces { connections(limit: 2) { jobWorks(limit: $n) { id } } } } }"
    for rows, refused in ((10, False), (9, True)):
        with serve(harbour(), dialect=Dialect(max_rows=rows)) as gateway:
            assert ("errors" in caller.ask(gateway, query, {"n": 3}).json()) == refused
