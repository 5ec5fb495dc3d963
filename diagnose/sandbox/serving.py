"""The way in: starts the embedded gateway if the packages that it needs are installed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.errors import SandboxUnavailable
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.running_gateway import Gateway
from diagnose.sandbox.scenario_model import Scenario

_EXTRA = frozenset({"starlette", "uvicorn", "h11", "anyio"})


def installed_server() -> Callable[..., AbstractContextManager[Gateway]]:
    """Return what starts the gateway; raise SandboxUnavailable when the ``sandbox`` extra is not installed."""
    try:
        from diagnose.sandbox.server import running  # noqa: PLC0415 - the extra may be missing; listing scenarios needs no server
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise SandboxUnavailable(
            f"The embedded gateway needs {missing.name}, which is not installed: install the extra 'sandbox', in a "
            "clone with pip install '.[sandbox]'."
        ) from missing
    return running


def serve(
    scenario: Scenario,
    *,
    port: int = 0,
    dialect: Dialect | None = None,
    faults: Faults | None = None,
    now: datetime | Callable[[], datetime] | None = None,
) -> AbstractContextManager[Gateway]:
    """Serve a scenario on loopback for the length of a ``with`` block.

    ``port`` 0 takes any free one. ``dialect`` and ``faults`` override the scenario's own. ``now`` is the time to
    play it at (an aware datetime), or a clock; the machine's own time unless given. Raises SandboxUnavailable when
    the ``sandbox`` extra is not installed or the port is taken.
    """
    return installed_server()(scenario, port=port, dialect=dialect, faults=faults, now=_clock(now))


def _clock(now: datetime | Callable[[], datetime] | None) -> Callable[[], datetime]:
    match now:
        case None:
            return lambda: datetime.now(UTC)
        case datetime():
            return lambda: now.astimezone(UTC)
        case _:
            return lambda: now().astimezone(UTC)
