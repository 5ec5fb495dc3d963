"""A machine with one fault: the doctor names it, says what to do, and blames nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diagnose.gateway.credentials import CredentialError
from diagnose.report_words import CheckOutcome, Status
from diagnose.sandbox import Gateway, scenario, serve
from diagnose.secrets import Masker
from tests.doctor.machines import examined, key, rows, setup, token

LATE = timedelta(hours=2)


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def placeholder() -> tuple[None, str]:
    raise CredentialError("The API key is still a placeholder: put the real one in its place.")


LOCAL: dict[str, tuple[dict[str, object], str, str, str]] = {
    "an address of no kind": ({"endpoint": "ftp://x"}, "endpoint-address", "must start with https", "FILED_ENDPOINT"),
    "plain http": ({"endpoint": "http://gateway.example/"}, "endpoint-address", "plain http", "FILED_ENDPOINT"),
    "a proxy that is none": ({"environ": {"HTTPS_PROXY": "socks9://x"}}, "proxy", "HTTPS_PROXY", "unset the variable"),
    "an exception that is none": ({"environ": {"NO_PROXY": "[::1]"}}, "proxy", "NO_PROXY", "unset the variable"),
    "no credentials": ({"credential": lambda: (None, "nothing is set")}, "credentials", "none", "FILED_API_KEY"),
    "a placeholder": ({"credential": placeholder}, "credentials", "still a placeholder", "Copy the key"),
    "a rejected token": ({"credential": lambda: (token("not-a-token"), "x")}, "signed-in", "token", "FILED_API_KEY"),
    "a rejected key": ({"credential": lambda: (key("not-a-real-key"), "x")}, "signed-in", "key", "generate a new one"),
    "a host that is nowhere": ({"endpoint": "https://gateway.invalid/graphql"}, "reachable", "resolved", "host name"),
    "a port that is shut": ({"endpoint": "http://127.0.0.1:9/graphql"}, "reachable", "refused", "port"),
    "authorities that are not there": (
        {"endpoint": "https://127.0.0.1:9/", "environ": {"SSL_CERT_FILE": "/nowhere.pem"}, "offline": True},
        "certificates", "SSL_CERT_FILE names /nowhere.pem", "Unset SSL_CERT_FILE",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "row", "said", "remedy"), LOCAL.values(), ids=LOCAL)
def test_a_fault_of_this_machine_is_named_with_its_remedy(
    gateway: Gateway, tmp_path: Path, changed: dict[str, object], row: str, said: str, remedy: str
) -> None:
    found = rows(setup(gateway, tmp_path, **changed))
    assert found[row].outcome is CheckOutcome.FAIL
    assert said in found[row].reason
    assert remedy in found[row].remedy
    assert [name for name, check in found.items() if check.outcome is CheckOutcome.FAIL] == [row]


SERVED = {
    "endpoint-web-page": ("graphql", "HTML", "documented endpoint"),
    "endpoint-redirect": ("graphql", "redirect", "documented endpoint"),
    "endpoint-router": ("graphql", "", "newer router"),
    "token-expired": ("credentials", "expired", "FILED_API_KEY"),
}


@pytest.mark.parametrize("name", SERVED)
def test_a_fault_on_the_other_side_is_named_with_its_remedy(name: str, tmp_path: Path) -> None:
    row, said, remedy = SERVED[name]
    with serve(scenario(name)) as gateway:
        found = rows(setup(gateway, tmp_path))
    assert found[row].outcome is CheckOutcome.FAIL
    assert said in found[row].reason
    assert remedy in found[row].remedy


@pytest.mark.parametrize(("by", "said"), [(LATE, "2 hours slow"), (-LATE, "2 hours fast")])
def test_a_clock_that_is_off_is_named(by: timedelta, said: str, tmp_path: Path) -> None:
    """The gateway's ``Date`` is right by definition: it decides when a token has expired."""
    with serve(scenario("healthy"), now=lambda: datetime.now(UTC) + by) as gateway:
        clock = rows(setup(gateway, tmp_path))["clock"]
    assert (clock.outcome, said in clock.reason) == (CheckOutcome.FAIL, True)
    assert "time synchronisation" in clock.remedy


@pytest.mark.parametrize("name", ["healthy", "healthy-api-key"])
def test_a_machine_in_order_is_examined_with_one_request(name: str, tmp_path: Path) -> None:
    with serve(scenario(name)) as gateway:
        masker = Masker()
        result = examined(setup(gateway, tmp_path), masker)
        assert len(gateway.requests) == 1
        assert gateway.mutations == []
        assert {check.outcome for check in result.checks} <= {CheckOutcome.PASS, CheckOutcome.SKIP, CheckOutcome.WARN}
        assert masker.mask(f"{result}") == f"{result}"


def test_offline_nothing_is_asked(gateway: Gateway, tmp_path: Path) -> None:
    before = len(gateway.requests)
    assert examined(setup(gateway, tmp_path, offline=True)).status is not Status.PROBLEM
    assert len(gateway.requests) == before
