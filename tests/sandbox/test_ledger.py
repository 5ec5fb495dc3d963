"""What arrived is kept, in order and without showing secrets."""

from __future__ import annotations

from diagnose.sandbox import serve
from diagnose.sandbox.ledger import Ledger, SeenRequest
from tests.sandbox.calling import LOGIN, Caller, harbour


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


def seen(number: int) -> SeenRequest:
    return SeenRequest(f"Q{number}", {}, {}, "POST", "/graphql", 2, b"{}")


def test_what_is_handed_out_is_a_copy() -> None:
    """Whoever looks while the server runs sees the state of that moment."""
    ledger = Ledger()
    ledger.arrived(seen(1))
    ledger.mutated(["createWorkspace"])
    requests, mutations = ledger.requests, ledger.mutations
    ledger.arrived(seen(2))
    ledger.mutated(["createConnectionJob"])
    assert (requests, mutations) == ([seen(1)], ["createWorkspace"])
    assert [request.operation for request in ledger.requests] == ["Q1", "Q2"]
    assert ledger.mutations == ["createWorkspace", "createConnectionJob"]


def test_the_most_at_once_is_remembered() -> None:
    """Also when fewer are under way again."""
    ledger = Ledger()
    for _ in range(3):
        ledger.began()
    ledger.ended()
    ledger.ended()
    ledger.began()
    assert ledger.most_in_flight == 3
    assert [ledger.next_faulty() for _ in range(3)] == [1, 2, 3]
