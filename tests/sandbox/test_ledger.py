"""What arrived is kept, in order and without showing secrets."""

from __future__ import annotations

from diagnose.sandbox import serve
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
