"""The one classifier: turns what came over the wire into a reception, never by the HTTP status alone.

Order: was there a reply → can its body be trusted → is it GraphQL (``data`` or ``errors``) → is there data →
what do the errors' codes and words say → the status. A pure function; it raises for nothing that a server can send.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from diagnose.foreign_text import fit
from diagnose.gateway.exchange import LOGIN, LOGIN_FIELD, GraphQLError, Reception
from diagnose.gateway.receiving.graphql_errors import Meaning, judge
from diagnose.gateway.receiving.other_replies import describe_head, looks_like_html, read_other
from diagnose.gateway.receiving.strict_json import BadJson, NotJson, loads
from diagnose.gateway.wire import DamageKind, FailureKind, RawReply, TransportFailure, WireResult

if TYPE_CHECKING:
    from diagnose.gateway.exchange import Question
    from diagnose.json_value import Json

__all__ = ["Classified", "classify"]

_ME_FIELD = "me"
_MAX_ERRORS = 200
_MAX_PATH = 64
_MAX_CODE = 80
_SERVER_SIDE = 500


@dataclass(frozen=True)
class Classified:
    """How a reply is to be received; the fields are those of ``exchange.Answer``."""

    reception: Reception
    data: Json = None
    errors: tuple[GraphQLError, ...] = ()
    summary: str = ""
    detail: str | None = None


def classify(result: WireResult, question: Question) -> Classified:
    """Read one reply to ``question``; every foreign text in the result was cleaned and cut."""
    match result:
        case TransportFailure():
            return _no_reply(result)
        case RawReply():
            return _reply(result, question)
        case _:
            assert_never(result)


def _no_reply(failure: TransportFailure) -> Classified:
    match failure.kind:
        case FailureKind.TIMEOUT:
            return Classified(
                Reception.TIMED_OUT,
                summary=failure.summary,
                detail="deadline" if failure.by_deadline else None,
            )
        case FailureKind.DNS | FailureKind.TCP | FailureKind.TLS | FailureKind.PROXY | FailureKind.CLOSED:
            return Classified(Reception.UNREACHABLE, summary=failure.summary, detail=failure.kind.value)
        case _:
            assert_never(failure.kind)


def _reply(reply: RawReply, question: Question) -> Classified:
    head = describe_head(reply)
    if reply.damage is not None:
        detail = "size" if reply.damage.kind is DamageKind.TOO_BIG else None
        return Classified(
            _unless_down(reply, Reception.MALFORMED), summary=f"{head}, {reply.damage.summary}", detail=detail
        )
    try:
        value = loads(reply.body)
    except BadJson as error:
        if looks_like_html(reply):
            return _other(reply, other_json=False)
        return Classified(_unless_down(reply, Reception.MALFORMED), summary=f"{head}, {error}")
    except NotJson:
        return _other(reply, other_json=False)
    if not isinstance(value, dict) or not value.keys() & {"data", "errors"}:
        return _other(reply, other_json=True)
    return _graphql(value, reply, question)


def _unless_down(reply: RawReply, reception: Reception) -> Reception:
    """A gateway that says it is down need not send a proper body as well."""
    return Reception.SERVER_ERROR if reply.status >= _SERVER_SIDE else reception


def _other(reply: RawReply, *, other_json: bool) -> Classified:
    other = read_other(reply, other_json=other_json)
    return Classified(other.reception, summary=other.summary, detail=other.detail)


def _graphql(body: dict[str, Json], reply: RawReply, question: Question) -> Classified:
    head = describe_head(reply)
    data, listed = body.get("data"), body.get("errors")
    if not isinstance(data, dict | None) or not isinstance(listed, list | None):
        return Classified(Reception.MALFORMED, summary=f"{head}, a GraphQL response of the wrong types")
    errors = _errors(listed or [])
    root = LOGIN_FIELD if question.operation == LOGIN else _ME_FIELD
    if not errors:
        return _without_errors(data, root, reply)
    told = f"{head}, {_told(errors, len(listed or []))}"
    if data is not None and data.get(root) is not None:
        return Classified(Reception.PARTIAL, data, errors, told, _lost_to_its_shape(errors))
    found = _meaning(errors, reply, root, data)
    if question.operation == LOGIN:
        found = _login_meaning(found, errors, reply)
    return Classified(found.reception, data, errors, told, found.detail)


def _without_errors(data: dict[str, Json] | None, root: str, reply: RawReply) -> Classified:
    head = describe_head(reply)
    if data is None:
        other = _other(reply, other_json=True)
        if other.reception is not Reception.NOT_GRAPHQL:
            return other
        return Classified(Reception.MALFORMED, summary=f"{head}, a GraphQL response with neither data nor errors")
    if root not in data:
        return Classified(Reception.MALFORMED, summary=f"{head}, a GraphQL response without the field `{root}`")
    if data[root] is None:
        # The newer router documents this for its `me`: https://docs.apps.filed.com/apis/me
        detail = "api-key" if root == LOGIN_FIELD else None
        summary = f"{head}, `{root}` is null without any error, so nobody is signed in"
        return Classified(Reception.UNAUTHENTICATED, data, (), summary, detail)
    return Classified(Reception.OK, data, (), head)


def _meaning(errors: tuple[GraphQLError, ...], reply: RawReply, root: str, data: dict[str, Json] | None) -> Meaning:
    """What errors mean when nothing below the root came with them."""
    found = judge(errors)
    nulled = data is not None and root in data
    if nulled and any(error.path and len(error.path) > 1 for error in errors):
        # One null in a non-null field takes the whole of `me` with it: only the path tells, the rest is unknown.
        blocked = found.reception in {Reception.UNAUTHENTICATED, Reception.RATE_LIMITED}
        every = all(judge([error]).reception is found.reception for error in errors)
        return found if blocked and every else Meaning(Reception.PARTIAL, _lost_to_its_shape(errors))
    if found.reception is not Reception.SERVER_ERROR:
        return found
    return _by_status(reply.status)


def _lost_to_its_shape(errors: tuple[GraphQLError, ...]) -> str | None:
    """Some servers check a limit only in the resolver: data comes, but the field that asked for too much is null."""
    found = judge(errors)
    return found.detail if found.reception is Reception.SHAPE_REFUSED else None


def _by_status(status: int) -> Meaning:
    match status:
        case 401:
            return Meaning(Reception.UNAUTHENTICATED)
        case 403:
            return Meaning(Reception.FORBIDDEN)
        case 413:
            return Meaning(Reception.SHAPE_REFUSED, "size")
        case 429:
            return Meaning(Reception.RATE_LIMITED)
        case _:
            return Meaning(Reception.SERVER_ERROR)


def _login_meaning(found: Meaning, errors: tuple[GraphQLError, ...], reply: RawReply) -> Meaning:
    """For the login exchange, errors of its own field mean the key: it has no other argument.

    https://docs.filed.com/apis/endpoint/login-via-personal-api-token: "key correct and not expired"
    """
    refused = Meaning(Reception.UNAUTHENTICATED, "api-key")
    match found.reception:
        case Reception.UNAUTHENTICATED | Reception.FORBIDDEN | Reception.NOT_FOUND:
            return refused
        case Reception.SERVER_ERROR | Reception.PARTIAL | Reception.SHAPE_REFUSED if found.detail is None:
            own = any(error.path and error.path[0] == LOGIN_FIELD for error in errors)
            named = any(word in error.message.lower() for error in errors for word in ("key", "token", "credential"))
            internal = reply.status >= _SERVER_SIDE or all(error.code == "INTERNAL_SERVER_ERROR" for error in errors)
            return refused if named or (own and not internal) else found
        case _:
            return found


def _errors(listed: list[Json]) -> tuple[GraphQLError, ...]:
    return tuple(_error(entry) for entry in listed[:_MAX_ERRORS])


def _error(entry: Json) -> GraphQLError:
    """Read one entry of ``errors``; one that is not as the GraphQL specification has it still counts as an error."""
    if not isinstance(entry, dict):
        return GraphQLError(fit(entry) if isinstance(entry, str) else "(an error without a message)")
    message = entry.get("message")
    text = fit(message) if isinstance(message, str) else ""
    return GraphQLError(text or "(an error without a message)", _path(entry.get("path")), _code(entry))


def _path(path: Json) -> tuple[str | int, ...] | None:
    if not isinstance(path, list) or not path:
        return None
    steps = [fit(step, _MAX_CODE) if isinstance(step, str) else step for step in path[:_MAX_PATH]]
    return tuple(step for step in steps if isinstance(step, str | int) and not isinstance(step, bool)) or None


def _code(entry: dict[str, Json]) -> str | None:
    """``extensions.code``; some servers put it at other places."""
    extensions = entry.get("extensions")
    inner = extensions if isinstance(extensions, dict) else {}
    candidates = (
        inner.get("code"),
        inner.get("errorType"),
        inner.get("type"),
        entry.get("code"),
        entry.get("errorType"),
    )
    for candidate in candidates:
        if isinstance(candidate, int) and not isinstance(candidate, bool):
            return str(candidate)[:_MAX_CODE]
        if isinstance(candidate, str) and candidate.strip():
            return fit(candidate, _MAX_CODE)
    return None


def _told(errors: tuple[GraphQLError, ...], count: int) -> str:
    first = errors[0]
    code = f" ({first.code})" if first.code else ""
    more = f", and {count - 1} more" if count > 1 else ""
    return f'GraphQL error{code}: "{fit(first.message, 200)}"{more}'
