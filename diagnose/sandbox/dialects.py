"""How the gateway may behave where its documentation is silent.

The real gateway's error shapes, limits and guards are not documented, so each of them can be switched here, and the
diagnosis is tested in several of them. Nothing here claims to be what the real one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Hidden(StrEnum):
    """What is answered when a workspace is asked for that does not exist or is not visible."""

    EMPTY_LIST = "empty-list"
    GRAPHQL_ERROR = "graphql-error"
    """``FORBIDDEN`` on the path of ``workspaces``, which is then null."""
    NOT_FOUND_ERROR = "not-found-error"
    """``NOT_FOUND`` on the path of ``workspaces``, which is then null."""
    HTTP_403 = "http-403"


class Refusal(StrEnum):
    """How a missing, wrong or expired token is turned away."""

    HTTP_401 = "401"
    HTTP_403 = "403"
    UNAUTHENTICATED = "unauthenticated"
    """HTTP 200 with ``extensions.code`` ``UNAUTHENTICATED``."""
    ME_NULL = "me-null"
    """HTTP 200, ``me: null`` and no error at all."""
    REDIRECT = "redirect"
    """302 to the sign-in page."""
    HTML = "html"
    """200 with the sign-in page itself."""


class Spelling(StrEnum):
    """How IDs are written in the answers. However that is, a filter takes a UUID in any spelling, and digits."""

    STORED = "stored"
    """As they stand in the world."""
    CAPITALS = "capitals"
    """UUIDs in capitals."""
    BARE = "bare"
    """UUIDs without their hyphens."""
    NUMBERS = "numbers"
    """IDs of digits alone as JSON numbers."""


@dataclass(frozen=True)
class Dialect:
    """One way for the gateway to behave; the defaults are the plainest reading of the documentation.

    ``max_limit`` caps the job works of one page silently, ``default_limit`` applies when no limit was given,
    ``connections_cap`` caps the connections of one page silently, and a limit over ``reject_limit_over`` is an error;
    with ``ignore_offset`` every page is the first one, and with ``unstable_order`` each request finds the job works
    in another order. A filter by more than ``max_ids`` IDs is an error. ``spelling`` is how IDs come back.
    ``max_depth`` counts plainly (``me.workspaces.connections.jobWorks.jobWorkArtifacts.id`` is 6), ``max_aliases``
    counts aliased fields in the document, ``max_cost`` is in the points of :mod:`diagnose.sandbox.guards`,
    ``max_rows`` counts what is asked for by each ``limit``, multiplied along the way down, ``max_body`` is in bytes.
    ``validation_status`` is the HTTP status of a refused document: 200, 400 or 422.
    ``me_null_bubbles`` keeps every list non-null, so that one failing resolver nulls the whole ``me`` and only
    ``errors[].path`` tells where it failed; otherwise the failing field alone is null.
    """

    max_limit: int | None = None
    default_limit: int | None = None
    connections_cap: int | None = None
    reject_limit_over: int | None = None
    ignore_offset: bool = False
    unstable_order: bool = False
    max_ids: int | None = None
    spelling: Spelling = Spelling.STORED
    hidden: Hidden = Hidden.EMPTY_LIST
    refuse_token: Refusal = Refusal.UNAUTHENTICATED
    uppercase_statuses: bool = False
    no_work_filter: bool = False
    max_aliases: int | None = None
    max_depth: int | None = None
    max_cost: float | None = None
    max_rows: int | None = None
    max_body: int | None = None
    validation_status: int = 400
    gzip: bool = False
    me_null_bubbles: bool = False

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


DIALECTS: Mapping[str, Dialect] = {
    "plain": Dialect(),
    "capped": Dialect(max_limit=3, connections_cap=2),
    "default-limit": Dialect(default_limit=2),
    "strict-limit": Dialect(reject_limit_over=50),
    "no-offset": Dialect(ignore_offset=True),
    "shuffling": Dialect(max_limit=4, unstable_order=True),
    "few-ids": Dialect(max_ids=2),
    "capitals": Dialect(spelling=Spelling.CAPITALS),
    "guarded": Dialect(max_depth=6, max_aliases=2),
    "costly": Dialect(max_cost=120.0, validation_status=200),
    "row-counting": Dialect(max_rows=2_000),
    "no-work-filter": Dialect(no_work_filter=True),
    "forbidding": Dialect(hidden=Hidden.GRAPHQL_ERROR),
    "not-found": Dialect(hidden=Hidden.NOT_FOUND_ERROR, validation_status=200),
    "http-403": Dialect(hidden=Hidden.HTTP_403, refuse_token=Refusal.HTTP_403),
    "http-401": Dialect(refuse_token=Refusal.HTTP_401, validation_status=422),
    "me-null": Dialect(refuse_token=Refusal.ME_NULL),
    "sign-in": Dialect(refuse_token=Refusal.REDIRECT),
    "sign-in-page": Dialect(refuse_token=Refusal.HTML),
    "bubbling": Dialect(hidden=Hidden.GRAPHQL_ERROR, me_null_bubbles=True),
    "shouting": Dialect(uppercase_statuses=True),
    "gzip": Dialect(gzip=True),
    "small-bodies": Dialect(max_body=20_000),
}
"""The named presets."""
