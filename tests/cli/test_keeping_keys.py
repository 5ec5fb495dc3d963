"""``diagnose login`` and ``logout``, and a run that signs in with what they keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk
from tests.cli.keyrings import InMemory, in_use


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def test_a_kept_key_signs_in_until_it_is_removed(desk: Desk, gateway: Gateway) -> None:
    desk.environ = {"FILED_ENDPOINT": gateway.client_url}
    run = ("run", "--connection", "connection_790", "--json", "-")
    with in_use(InMemory()):
        kept = desk.call("login", "--api-key-file", "-", stdin=gateway.api_key.encode())
        assert (kept.code, kept.out, gateway.api_key in kept.err) == (0, b"", False)
        report = desk.call(*run).report
        assert (report.verdict.status, report.run.signed_in_with) == ("healthy", "the system's keyring")
        assert "an API key, from the system's keyring" in desk.call("doctor").err
        elsewhere = desk.call(*run, "--endpoint", "http://127.0.0.1:9/")
        assert "No credentials" in elsewhere.one_sentence()
        assert desk.call("logout").err.startswith("Removed the key of http://127.0.0.1")
        assert "No credentials" in desk.call(*run).one_sentence()
        assert desk.call("logout").err.startswith("There was no key")


def test_a_variable_comes_before_a_kept_key(desk: Desk, gateway: Gateway) -> None:
    desk.environ = {"FILED_ENDPOINT": gateway.client_url, "FILED_ACCESS_TOKEN": gateway.access_token}
    with in_use(InMemory()) as keyring:
        desk.call("login", "--api-key-file", "-", stdin=b"a-key-that-is-wrong")
        assert keyring.get_password("filed-diagnose", gateway.client_url.removesuffix("/graphql"))
        assert desk.call("run", "--connection", "connection_790", "--json", "-").report.verdict.status == "healthy"


@pytest.mark.parametrize(
    ("argv", "stdin", "said"),
    [
        (("login", "--api-key-file", "-"), "…", "still a placeholder"),
        (("login",), "", "name a file with --api-key-file"),
        (("login", "--endpoint", "ftp://x", "--api-key-file", "-"), "a-long-enough-key", "must start with https"),
        (("logout", "--endpoint", "ftp://x"), "", "must start with https"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(desk: Desk, argv: tuple[str, ...], stdin: str, said: str) -> None:
    with in_use(InMemory()):
        told = desk.call(*argv, stdin=stdin.encode())
    assert (told.code, said in told.one_sentence()) == (2, True)
