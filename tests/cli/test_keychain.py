"""Keys in the system's keyring: each for one gateway, and none where it could be read by everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from diagnose.cli import keychain
from diagnose.cli.keychain import forget_key, keep_key, origin, stored_key
from diagnose.cli.options import Wrong
from diagnose.gateway.address import parse_endpoint
from tests.cli.keyrings import Breaking, InMemory, Locked, PlaintextKeyring, Silent, in_use

HERE = parse_endpoint("https://gateway.example/graphql")


@pytest.mark.parametrize(
    ("address", "kept_for"),
    [
        ("https://Gateway.Example:443/other?x=1", "https://gateway.example"),
        ("https://gateway.example:8443/graphql", "https://gateway.example:8443"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_a_key_is_kept_for_an_origin(address: str, kept_for: str) -> None:
    assert origin(parse_endpoint(address)) == kept_for


def test_a_key_is_given_to_its_own_gateway_alone() -> None:
    with in_use(InMemory()):
        keep_key(HERE, "a-key-of-this-test")
        assert stored_key(parse_endpoint("https://gateway.example:443/")) == "a-key-of-this-test"
        for other in (
            "https://gateway.example:8443/",
            "https://evil.example/",
            "https://gateway.example.evil.example/",
        ):
            assert stored_key(parse_endpoint(other)) is None
        assert forget_key(HERE)
        assert stored_key(HERE) is None
        assert not forget_key(HERE)


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        (NoKeyring, "no keyring"),
        (PlaintextKeyring, "writes keys to a file"),
        (Locked, "KeyringLocked"),
        (Breaking, "SystemExit"),
    ],
)
def test_a_keyring_that_keeps_no_secret_is_refused(backend: Callable[[], KeyringBackend], said: str) -> None:
    with in_use(backend()), pytest.raises(Wrong, match=said) as raised:
        keep_key(HERE, "a-key-of-this-test")
    assert "FILED_API_KEY" in raised.value.message
    assert "a-key-of-this-test" not in raised.value.message
    with in_use(backend()):
        assert stored_key(HERE) is None


def test_a_keyring_that_does_not_answer_is_said_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keychain, "WAITS_S", 0.05)
    silent = Silent()
    with in_use(silent), pytest.raises(Wrong, match="did not answer within"):
        stored_key(HERE)
    silent.over.set()


@pytest.mark.parametrize("chosen", ["no.such.Keyring", "nodots"])
def test_a_keyring_that_is_chosen_and_not_there_is_one_sentence(chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    assert stored_key(HERE) is None
    with pytest.raises(Wrong, match="cannot be used"):
        keep_key(HERE, "a-key-of-this-test")
