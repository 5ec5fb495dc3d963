"""What can be made to go wrong on the way, on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

PARTIAL_FIELDS = frozenset({"workspaces", "connections", "jobWorks", "work", "jobWorkArtifacts", "workArtifact"})
"""The fields that the ``partial`` fault can make fail."""


class Malformation(StrEnum):
    """How an answer lies. The texts go into fields that a diagnosis reads: statuses, external IDs, metadata."""

    NAN = "nan"
    DUPLICATE_KEYS = "duplicate-keys"
    DEEP = "deep"
    """10,000 lists inside one another."""
    LONE_SURROGATE = "lone-surrogate"
    HUGE_ID = "huge-id"
    """IDs of 200 KB."""
    WRONG_TYPES = "wrong-types"
    MISSING_FIELDS = "missing-fields"
    TERMINAL_ESCAPES = "terminal-escapes"
    SCRIPT = "script"


@dataclass(frozen=True)
class Faults:
    """Faults of the embedded gateway; all off by default.

    They hit query operations, or only the operation called ``only_operation`` (which may be the login mutation).
    The ``…_first`` counts follow one another: with ``close_connection_first=1`` and ``fail_first=2`` the first
    request is cut off, the next two fail and the fourth is answered.

    ``latency_ms`` waits before every answer. ``rate_limit_first`` answers 429 with ``retry_after`` (sent as it
    stands; ``http-date`` sends the date one second ahead, an empty string sends no header), or, with
    ``rate_limit_in_body``, 200 and ``THROTTLED``. ``fail_first`` answers ``fail_status`` with a proxy's HTML page,
    ``always_status`` does so every time, ``html_page`` sends a web page with 200. ``drop_body_after`` closes the
    connection after that many bytes of the body, ``drip`` sends so many bytes every ``drip_interval_ms``.
    ``truncated_gzip`` sends the first half of a compressed body as if it were whole, ``zip_bomb`` a small body that
    inflates to that many bytes. ``partial`` names fields that resolve to an error: ``jobWorks.jobWorkArtifacts``
    everywhere, ``jobWorks.jobWorkArtifacts@job_work_456`` on that job work alone. ``expire_token_after`` refuses a
    token as expired once it has been used that often; one from a new login is good for as many again.
    ``close_connection_first`` closes connections without an answer.
    """

    only_operation: str | None = None
    latency_ms: float = 0.0
    rate_limit_first: int = 0
    retry_after: str = "1"
    rate_limit_in_body: bool = False
    fail_first: int = 0
    fail_status: int = 503
    always_status: int | None = None
    html_page: bool = False
    drop_body_after: int | None = None
    drip: int | None = None
    drip_interval_ms: float = 50.0
    truncated_gzip: bool = False
    zip_bomb: int | None = None
    partial: tuple[str, ...] = ()
    expire_token_after: int | None = None
    malformed: Malformation | None = None
    close_connection_first: int = 0

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        for path in self.partial:
            if path.partition("@")[0].rpartition(".")[2] not in PARTIAL_FIELDS:
                raise ValueError(f"partial: {path!r} does not end in one of {', '.join(sorted(PARTIAL_FIELDS))}")


FAULTS: Mapping[str, Faults] = {
    "none": Faults(),
    "slow": Faults(latency_ms=300),
    "rate-limited": Faults(rate_limit_first=1),
    "throttled": Faults(rate_limit_first=1, rate_limit_in_body=True),
    "flaky": Faults(close_connection_first=1, fail_first=1, fail_status=502),
    "down": Faults(always_status=503),
    "web-page": Faults(html_page=True),
    "cut-off": Faults(drop_body_after=40),
    "dripping": Faults(drip=16, drip_interval_ms=50),
    "cut-gzip": Faults(truncated_gzip=True),
    "zip-bomb": Faults(zip_bomb=200_000_000),
    "partial": Faults(partial=("jobWorks.jobWorkArtifacts",)),
    "expiring": Faults(expire_token_after=1),
    **{kind.value: Faults(malformed=kind) for kind in Malformation},
}
"""The named presets."""
