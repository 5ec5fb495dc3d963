"""API keys in the system's keyring: one for each gateway, given to that gateway alone.

Needs the extra ``keyring``. A keyring that would write a key down for everybody to read is refused.
"""

from __future__ import annotations

from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from diagnose.cli.options import Wrong
from diagnose.invisible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from diagnose.gateway.address import Endpoint

T = TypeVar("T")
WAITS_S: Final = 20.0
"""Long enough to unlock a keyring that asks for it."""
SERVICE: Final = "filed-diagnose"
_NO_KEYRING: Final = ("keyring.backends.fail", "keyring.backends.null")
_FILES: Final = "keyrings.alt"
"""Its keyrings are files, in plain text or with a password that stands beside them."""
_INSTEAD: Final = "set FILED_API_KEY, or name a file that only you can read with --api-key-file"


def origin(endpoint: Endpoint) -> str:
    """Return what a key is kept for: ``https://gateway.example:8443``, whatever the path (RFC 6454, 4)."""
    scheme, usual = ("https", 443) if endpoint.secure else ("http", 80)
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host.lower().rstrip(".")
    return f"{scheme}://{host}" + (f":{endpoint.port}" if endpoint.port not in {None, usual} else "")


def stored_key(endpoint: Endpoint) -> str | None:
    """Return the key that is kept for this gateway; None where there is none, or no keyring that can be asked.

    Raises Wrong for a keyring that does not answer in time.
    """
    try:
        kept: object = _asked(lambda backend: backend.get_password(SERVICE, origin(endpoint)))
    except _SilentError:
        raise
    except Wrong:  # none, locked, or its service is not running
        return None
    return kept if isinstance(kept, str) and kept else None


def keep_key(endpoint: Endpoint, key: str) -> str:
    """Keep a key for this gateway, in place of an older one; return the keyring's name. Raises Wrong."""

    def keep(backend: KeyringBackend) -> str:
        backend.set_password(SERVICE, origin(endpoint), key)
        return visible(str(backend.name))

    return _asked(keep)


def forget_key(endpoint: Endpoint) -> bool:
    """Remove the key of this gateway; False where there was none. Raises Wrong."""

    def forget(backend: KeyringBackend) -> bool:
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - the extra is there

        try:
            if backend.get_password(SERVICE, origin(endpoint)) is None:
                return False
            backend.delete_password(SERVICE, origin(endpoint))
        except PasswordDeleteError:
            return False
        return True

    return _asked(forget)


class _SilentError(Wrong):
    """The keyring did not answer."""


def _asked(work: Callable[[KeyringBackend], T]) -> T:
    """Have the keyring do something. It is somebody else's code, which may raise anything, or wait for ever.

    Raises Wrong, without the keyring's own words: nobody knows what stands in them.
    """
    done: Queue[T | BaseException] = Queue()

    def ask() -> None:
        try:
            done.put(work(_backend()))
        except BaseException as error:  # noqa: BLE001 - none of its errors may end the command
            done.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answered = done.get(timeout=WAITS_S)
    except Empty:
        raise _SilentError(f"The system's keyring did not answer within {WAITS_S:g} seconds: {_INSTEAD}.") from None
    if isinstance(answered, Wrong):
        raise answered
    if isinstance(answered, BaseException):
        raise Wrong(f"The system's keyring cannot be used ({type(answered).__name__}): {_INSTEAD}.") from None
    return answered


def _backend() -> KeyringBackend:
    """Return the keyring of this system. Raises Wrong where there is none that keeps a secret secret."""
    try:
        import keyring  # noqa: PLC0415 - an extra, and only a run without other credentials asks for it
    except ModuleNotFoundError as missing:
        raise Wrong(
            f"This needs the extra 'keyring', which is not installed: in a clone, pip install '.[keyring]'; or "
            f"{_INSTEAD}."
        ) from missing
    backend = keyring.get_keyring()
    for each in getattr(backend, "backends", [backend]):  # several are asked in turn
        kind = type(each)
        if kind.__module__.startswith(_NO_KEYRING):
            raise Wrong(f"There is no keyring on this system: {_INSTEAD}.")
        if kind.__module__.startswith(_FILES) or "plaintext" in kind.__name__.lower():
            raise Wrong(f"The keyring of this system, {each.name}, writes keys to a file: {_INSTEAD}.")
    return backend
