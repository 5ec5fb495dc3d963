"""Keyrings for tests: real backends of the keyring package, which keep their keys in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class InMemory(KeyringBackend):
    """A keyring that keeps its keys as long as it lives."""

    priority = 1.0
    name = "a keyring of this test"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(InMemory):
    """A keyring that nobody has unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class Breaking(InMemory):
    """A keyring of somebody else, with a mistake in it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("a-key-of-this-test")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise SystemExit(password)


class Silent(InMemory):
    """A keyring that waits for somebody who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.over = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.over.wait()
        return None


class PlaintextKeyring(InMemory):
    """A keyring whose name says what is wrong with it."""


@contextmanager
def in_use(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """Have the system's keyring be this one."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield backend
    finally:
        keyring.set_keyring(before)
