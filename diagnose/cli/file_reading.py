"""Reading a file whole, up to a bound; what cannot be read is one sentence."""

from __future__ import annotations

from pathlib import Path

from diagnose.cli.options import Wrong


def bounded(path: str, most: int, use: str, *, called: str = "") -> bytes:
    """Return a file's bytes; Wrong where it cannot be read or has more than ``most``.

    ``use`` says what it is too large for (``for a report``), ``called`` what it is (``the alias map``).
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Wrong(f"Cannot read {called}{' ' if called else ''}{path!r}: {error.strerror}.") from error
    if len(data) > most:
        raise Wrong(f"{path!r} is too large {use}: it has more than {most // 2**20} MiB.")
    return data
