"""What a run signs in with: a variable, a file, standard input; never an option's value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


@pytest.mark.parametrize("how", ["variable", "file", "stdin"])
@pytest.mark.parametrize("kind", ["token", "api-key"])
def test_credentials_come_by_variable_file_or_standard_input(desk: Desk, gateway: Gateway, kind: str, how: str) -> None:
    """All three ways sign in; a key is exchanged by one request more, a token is not."""
    secret = gateway.api_key if kind == "api-key" else gateway.access_token
    variable = "FILED_API_KEY" if kind == "api-key" else "FILED_ACCESS_TOKEN"
    environ = {"FILED_ENDPOINT": gateway.client_url} | ({variable: secret} if how == "variable" else {})
    (desk.path / "secret").write_text(f"{secret}\n")
    place = {"variable": (), "file": (f"--{kind}-file", "secret"), "stdin": (f"--{kind}-file", "-")}[how]
    said = desk.call("run", "--connection", "connection_790", "--json", "-", *place,
                     stdin=secret.encode() if how == "stdin" else b"", environ=environ)  # fmt: skip
    operations = [one.operation for one in said.report.evidence]
    assert said.code == 0, said.err
    assert ("LoginViaPersonalApiToken" in operations) is (kind == "api-key")
    assert said.report.run.mutations == 0


def test_a_token_file_wins_over_the_variable(desk: Desk, gateway: Gateway) -> None:
    """What is named on the command line is what signs in."""
    (desk.path / "token").write_text(gateway.access_token)
    environ = {**pointed_at(gateway), "FILED_ACCESS_TOKEN": "a-wrong-one"}
    said = desk.call("run", "--connection", "connection_790", "--json", "-", "--token-file", "token", environ=environ)
    assert said.report.verdict.status == "healthy"


def test_a_token_wins_over_a_key(desk: Desk, gateway: Gateway) -> None:
    """With both variables set, nothing is exchanged."""
    environ = {**pointed_at(gateway), "FILED_API_KEY": gateway.api_key, "FILED_ACCESS_TOKEN": gateway.access_token}
    said = desk.call("run", "--connection", "connection_790", "--json", "-", environ=environ)
    assert "LoginViaPersonalApiToken" not in [evidence.operation for evidence in said.report.evidence]
