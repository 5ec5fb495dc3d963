"""How each field of the documented schema is answered from the live world."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar, Unpack

from graphql import GraphQLError

from diagnose.sandbox.dialects import Hidden
from diagnose.sandbox.live_world import LiveConnection, LiveRow, LiveWorkspace
from diagnose.sandbox.request import Request

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    Info: TypeAlias = GraphQLResolveInfo[Request]

Resolver: TypeAlias = Callable[..., object]
_Kept = TypeVar("_Kept")


class Filters(TypedDict, total=False):
    """Any of the documented filters; they narrow one another."""

    ids: list[str] | None
    statuses: list[str] | None
    providerKeys: list[str] | None
    categories: list[str] | None
    connectionJobIds: list[str] | None
    workIds: list[str] | None


class Sort(TypedDict):
    """The documented ``SortBy``."""

    field: str
    order: str


class Arguments(TypedDict, total=False):
    """What a list of the schema is asked with."""

    filters: Filters | None
    limit: int | None
    offset: int | None
    sortBy: Sort | None


def refusal(message: str, code: str) -> GraphQLError:
    """Build an error as GraphQL servers commonly send it; not documented for the real gateway."""
    return GraphQLError(message, extensions={"code": code})


def me(_root: object, info: Info) -> LiveRow | None:
    """Answer who is asking: nobody without a good token."""
    return {"id": "user_789"} if info.context.signed_in else None


def workspaces(_me: LiveRow, info: Info, filters: Filters | None = None) -> list[LiveRow]:
    """Answer the visible workspaces; what happens to the others depends on the dialect."""
    request = info.context
    visible = request.world.visible
    _count_ids(info, filters)
    wanted = (filters or {}).get("ids")
    if wanted is None:
        return [workspace.row for workspace in visible.values()]
    for workspace_id in wanted:
        if workspace_id not in visible:
            _turn_away(request, workspace_id)
    return [workspace.row for workspace_id, workspace in visible.items() if workspace_id in set(wanted)]


def connections(workspace: LiveRow, info: Info, **arguments: Unpack[Arguments]) -> list[LiveRow]:
    """Answer a workspace's connections, one page of them."""
    cap, limit = info.context.dialect.connections_cap, arguments.get("limit")
    if cap is not None:
        limit = cap if limit is None else min(limit, cap)
    live = workspace["$live"]
    assert isinstance(live, LiveWorkspace)  # noqa: S101
    filters = arguments.get("filters") or {}
    _count_ids(info, filters)
    rows = [connection.row for connection in live.connections if _connection_fits(connection.row, filters)]
    offset = None if info.context.dialect.ignore_offset else arguments.get("offset")
    return _page(_sorted(rows, arguments.get("sortBy")), offset, limit)


def job_works(connection: LiveRow, info: Info, **arguments: Unpack[Arguments]) -> list[LiveRow]:
    """Answer a connection's job works, one page of them, as the dialect limits pages."""
    dialect, limit = info.context.dialect, arguments.get("limit")
    if limit is not None and dialect.reject_limit_over is not None and limit > dialect.reject_limit_over:
        raise refusal(f"limit must not exceed {dialect.reject_limit_over}, got {limit}", "BAD_USER_INPUT")
    limit = dialect.default_limit if limit is None else limit
    if dialect.max_limit is not None:
        limit = dialect.max_limit if limit is None else min(limit, dialect.max_limit)
    live = connection["$live"]
    assert isinstance(live, LiveConnection)  # noqa: S101
    _count_ids(info, arguments.get("filters"))
    rows = _narrowed(live, arguments.get("filters") or {})
    if dialect.unstable_order:
        rows = random.Random(info.context.turn).sample(rows, len(rows))  # noqa: S311  (an order, and no secret)
    offset = None if dialect.ignore_offset else arguments.get("offset")
    return _page(_sorted(rows, arguments.get("sortBy")), offset, limit)


def _count_ids(info: Info, filters: Filters | None) -> None:
    """Refuse a filter that holds more IDs than the dialect takes."""
    most = info.context.dialect.max_ids
    longest = max((len(some) for some in (filters or {}).values() if isinstance(some, list)), default=0)
    if most is not None and longest > most:
        raise refusal(f"A filter may have {most} values at most, got {longest}", "BAD_USER_INPUT")


def login(_root: object, info: Info, token: str) -> LiveRow:
    """Exchange an API key for an access token."""
    access_token = info.context.login(token)
    if access_token is None:
        raise refusal("Invalid or expired API key", "UNAUTHENTICATED")
    return {"accessToken": access_token}


def other_mutation(_root: object, info: Info, **_arguments: object) -> None:
    """Count a mutation that a diagnosis must never send, and refuse it."""
    info.context.mutations.append(info.field_name)
    raise refusal("The sandbox changes nothing", "FORBIDDEN")


def field_of(name: str) -> Resolver:
    """Return the resolver that reads ``name`` from the row, or fails where a fault says so."""

    def resolve(row: LiveRow, _info: Info, **_arguments: object) -> object:
        return row[name]

    return resolve


def failing(name: str, inner: Resolver) -> Resolver:
    """Wrap a resolver of an object's field so that the ``partial`` fault can make it fail."""

    def resolve(row: LiveRow, info: Info, **arguments: object) -> object:
        partial = info.context.partial
        if partial and not partial.isdisjoint({(name, None), *((name, key) for key in _keys(row))}):
            raise refusal(f"Could not load {name}", "INTERNAL_SERVER_ERROR")
        return inner(row, info, **arguments)

    return resolve


def _keys(row: LiveRow) -> Iterable[str]:
    return (str(row[name]) for name in ("id", "artifactId") if name in row)


def _turn_away(request: Request, workspace_id: str) -> None:
    match request.dialect.hidden:
        case Hidden.EMPTY_LIST:
            return
        case Hidden.HTTP_403:
            request.forbidden = True
        case Hidden.GRAPHQL_ERROR:
            raise refusal(f"You do not have access to workspace {workspace_id}", "FORBIDDEN")
        case Hidden.NOT_FOUND_ERROR:
            raise refusal(f"Workspace {workspace_id} not found", "NOT_FOUND")


def _connection_fits(row: LiveRow, filters: Filters) -> bool:
    provider = row["provider"]
    assert isinstance(provider, dict)  # noqa: S101
    wanted = (
        (filters.get("ids"), row["id"]),
        (filters.get("statuses"), row["status"]),
        (filters.get("providerKeys"), row["providerKey"]),
        (filters.get("categories"), provider["category"]),
    )
    return all(choice is None or value in choice for choice, value in wanted)


def _narrowed(live: LiveConnection, filters: Filters) -> Sequence[LiveRow]:
    """Return the job works that pass every filter, in the connection's order."""
    picks: list[dict[int, LiveRow]] = []
    if (ids := filters.get("ids")) is not None:
        picks.append({id(row): row for key in ids if (row := live.by_id.get(key)) is not None})
    if (works := filters.get("workIds")) is not None:
        picks.append({id(row): row for key in works for row in live.by_work.get(key, ())})
    if (jobs := filters.get("connectionJobIds")) is not None:
        picks.append({id(row): row for key in jobs for row in live.by_job.get(key, ())})
    if not picks:
        return live.job_works
    kept = set(picks[0]).intersection(*picks[1:])
    return sorted((row for key, row in picks[0].items() if key in kept), key=lambda row: live.place[id(row)])


def _sorted(rows: Sequence[LiveRow], order: Sort | None) -> Sequence[LiveRow]:
    if order is None:
        return rows
    name = order["field"]
    if name not in {"id", "createdAt", "updatedAt", "displayName"} or (rows and name not in rows[0]):
        raise refusal(f'Cannot sort by "{name}"', "BAD_USER_INPUT")
    return sorted(rows, key=lambda row: str(row[name]), reverse=order["order"] == "DESC")


def _page(rows: Sequence[_Kept], offset: int | None, limit: int | None) -> list[_Kept]:
    first = offset or 0
    if first < 0 or (limit is not None and limit < 0):
        raise refusal("offset and limit must not be negative", "BAD_USER_INPUT")
    return list(rows[first : None if limit is None else first + limit])
