"""What a scenario expects, with the address that is known only when the gateway runs."""

from __future__ import annotations

from dataclasses import replace

from diagnose.sandbox.scenario_model import ENDPOINT, Expect, ExpectedCause


def test_the_real_address_takes_the_place_of_its_name() -> None:
    """Only where it stands for an ID; everything else stays."""
    endpoint = ExpectedCause("endpoint-not-graphql", "endpoint", ENDPOINT)
    connection = ExpectedCause("connection-mismatch", "connection", "connection_1", "connection_2")
    expect = Expect("inconclusive", 3, (endpoint, connection), resolved={"connection": "connection_2"})
    at = expect.at("http://127.0.0.1:7/graphql")
    assert [cause.id for cause in at.causes] == ["http://127.0.0.1:7/graphql", "connection_1"]
    assert at.causes[1] == connection
    assert replace(at, causes=expect.causes) == expect
