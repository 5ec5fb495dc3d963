"""What GraphQL errors mean: tables of codes and of phrases, read from the most telling to the least.

The legacy gateway documents neither codes nor messages, so the tables hold what the servers and guards in use say
(Apollo, graphql-js and its ports, Armor, Hasura, Hot Chocolate, AWS AppSync) and what the newer router documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose.gateway.exchange import GraphQLError, Reception

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Meaning", "is_rate_limit", "is_unauthenticated", "judge", "meaning"]


@dataclass(frozen=True)
class Meaning:
    """How one error is to be received, and the word that refines it (see ``exchange.Answer.detail``)."""

    reception: Reception
    detail: str | None = None


@dataclass(frozen=True)
class _Phrase:
    meaning: Meaning
    pattern: re.Pattern[str]


def _phrase(reception: Reception, detail: str | None, pattern: str) -> _Phrase:
    return _Phrase(Meaning(reception, detail), re.compile(pattern, re.IGNORECASE))


_CODES: dict[Reception, frozenset[str]] = {
    Reception.RATE_LIMITED: frozenset(
        {"THROTTLED", "RATE_LIMITED", "RATE_LIMIT", "RATE_LIMIT_EXCEEDED", "RATELIMITED", "TOO_MANY_REQUESTS"}
        | {"THROTTLING", "QUOTA_EXCEEDED", "429"}
    ),
    Reception.UNAUTHENTICATED: frozenset(
        {"UNAUTHENTICATED", "UNAUTHORIZED", "UNAUTHORISED", "AUTHENTICATION_REQUIRED", "AUTHENTICATION_ERROR"}
        | {"NOT_AUTHENTICATED", "AUTH_NOT_AUTHENTICATED", "INVALID_TOKEN", "TOKEN_INVALID", "TOKEN_EXPIRED"}
        | {"EXPIRED_TOKEN", "SESSION_EXPIRED", "INVALID_JWT", "JWT_EXPIRED", "INVALID_CREDENTIALS", "401"}
    ),
    Reception.SHAPE_REFUSED: frozenset(
        {"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "VALIDATION_FAILED", "VALIDATION_ERROR"}
        | {"PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_ONLY", "QUERY_TOO_COMPLEX", "QUERY_TOO_DEEP"}
        | {"MAX_DEPTH_EXCEEDED", "MAX_COMPLEXITY_EXCEEDED", "DEPTH_LIMIT_EXCEEDED", "COMPLEXITY_LIMIT_EXCEEDED"}
        | {"MAX_QUERY_COST_EXCEEDED", "COST_LIMIT_EXCEEDED", "PAYLOAD_TOO_LARGE", "413"}
    ),
    Reception.FORBIDDEN: frozenset(
        {"FORBIDDEN", "ACCESS_DENIED", "PERMISSION_DENIED", "NOT_AUTHORIZED", "AUTH_NOT_AUTHORIZED", "403"}
    ),
    Reception.NOT_FOUND: frozenset({"NOT_FOUND", "RESOURCE_NOT_FOUND", "ENTITY_NOT_FOUND", "DOES_NOT_EXIST", "404"}),
}
_MEANING_OF_CODE = {code: reception for reception, codes in _CODES.items() for code in codes}
_CODES_THAT_SETTLE = _CODES[Reception.SHAPE_REFUSED] | _CODES[Reception.RATE_LIMITED]
"""An error that has one of the others is also read: FORBIDDEN with "token expired" is about the token."""

_CODES_FOR_EITHER = frozenset({"UNAUTHORIZED", "UNAUTHORISED"})
"""Named after HTTP's 401, used for what HTTP calls 403 as often."""
# Takes "You need permission", "not authorized to view", "access to workspace_1"; leaves "Unauthorized".
_NO_PERMISSION = re.compile(r"permission|(authori[sz]ed|allowed|access) (to|for) \w+", re.IGNORECASE)

_EXPIRED = re.compile(r"expired|no longer valid", re.IGNORECASE)
_EXPIRED_CODES = frozenset({"TOKEN_EXPIRED", "EXPIRED_TOKEN", "SESSION_EXPIRED", "JWT_EXPIRED"})

# Takes "Rate limit reached", "Too many requests", "try again in 5 s"; leaves "limit must be at most 100".
_RATE_LIMIT = re.compile(
    r"rate[- ]?limit|too many requests|throttl|quota exceeded|slow down|try again in \d", re.IGNORECASE
)
_BEARER = r"(access|auth\w*|bearer|session|id)?[ _-]?(token|jwt|credentials?|session)"
# Takes "You must be logged in", "Invalid access token", "jwt expired", "The session has been revoked"; leaves
# "Unexpected token", "invalid token in the document" (a syntax error) and "Not authorized" (which is about
# permissions).
_UNAUTHENTICATED = re.compile(
    r"\bun-?authenticated|not (be )?(logged|signed) in|not authenticated|must be (authenticated|logged|signed)"
    r"|\b(log|sign) in (to|first|again)|please (log|sign) in|authentication (is )?(required|failed)"
    rf"|(invalid|missing|expired|revoked|malformed|bad|no) {_BEARER}\b(?! (in|of) the document)"
    r"|\b(token|jwt|credentials?|session) (is|was|has|have|are)?\s*(been )?"
    r"(not valid|invalid|expired|revoked|missing|malformed)"
    r"|jwt ?expired|could not verify jwt|authorization header|context creation failed",
    re.IGNORECASE,
)

_VALUES = "(ids|values|elements|entries)"
# In this order, the first that matches: 'Cannot query field "workspaces" on type "User"' (wrong-surface: a field that
# only the other gateway has), "ids must contain no more than 50 elements" or "too many ids" (filter-size), 'Field
# "workIds" is not defined' (work-filter), "Aliases limit of 15 exceeded" (alias), "Query depth limit of 6 exceeded"
# (depth), "Query Cost limit of 5000 exceeded" or "too many tokens" (cost), "limit must not exceed 100" (page-size),
# "request entity too large" (size). "Rate limit exceeded" is none of them, since rate limits are looked for first.
_SHAPE_DETAILS = (
    _phrase(
        Reception.SHAPE_REFUSED,
        "wrong-surface",
        r"""cannot query field ['"`]\w+['"`] on type ['"`](Me|WorkspaceUser|WorkspaceShortDetails)['"`]"""
        r"""|cannot query field ['"`]workspaces['"`] on type ['"`]User['"`]"""
        r"""|cannot query field ['"`]loginViaPersonalApiToken['"`]|exchangeSurfaceRefreshToken""",
    ),
    _phrase(
        Reception.SHAPE_REFUSED,
        "filter-size",
        rf"\b{_VALUES}\b.{{0,60}}\b(at most|more than|exceed\w*|max\w*|up to|limited to|too (many|long|large))\b"
        rf"|\b(at most|more than|exceed\w*|max\w*|up to|limited to)\b.{{0,40}}\b{_VALUES}\b"
        rf"|too many ({_VALUES}|filters)",
    ),
    _phrase(Reception.SHAPE_REFUSED, "work-filter", r"\bworkIds\b"),
    _phrase(Reception.SHAPE_REFUSED, "alias", r"\balias"),
    _phrase(Reception.SHAPE_REFUSED, "depth", r"\bdepth\b|too deep|deeply nested|nesting|nested too"),
    _phrase(
        Reception.SHAPE_REFUSED,
        "cost",
        r"complexity|too complex|\b(query|operation|estimated|total|max\w*) cost\b|\bcost (limit|of|exceed)"
        r"|too expensive|more tha[nt] \d+ tokens|token limit|max(imum)? (tokens|number of tokens)"
        r"|too many (tokens|directives|fields|nodes)",
    ),
    _phrase(
        Reception.SHAPE_REFUSED,
        "page-size",
        r"\b(limit|first|page ?size|take)\b.{0,60}\b(exceed\w*|max\w*|too (high|large|big)|at most|greater|larger|less"
        r"|between|must|not be|over|up to)\b"
        r"|(max\w*|at most|exceed\w*|up to).{0,40}\b(limit|page ?size|records|items)\b"
        r"|too many (items|records)",
    ),
    _phrase(
        Reception.SHAPE_REFUSED,
        "size",
        r"(payload|request|body|entity|query|document).{0,20} too (large|big|long)|(body|payload) (exceed|limit)",
    ),
)
# Takes 'Unknown argument "x"', 'Variable "$ids" got invalid value', "Syntax Error: Expected Name", 'Field "a" must
# have a selection of subfields'; leaves "Unknown workspace", which is about a thing, not about the query.
_SHAPE_WITHOUT_CODE = _phrase(
    Reception.SHAPE_REFUSED,
    None,
    r"""cannot query field|unknown (argument|field|type|directive|operation)|is not defined (by|on) (input )?type"""
    r"""|variable ['"`]?\$\w+['"`]?|syntax error"""
    r"""|(field|argument) ['"`]\w+['"`].{0,40}(not defined|not exist|required)"""
    r"""|must (have|not have) a selection of subfields|persisted quer""",
)
# Takes "Forbidden resource", "you do not have access" (forbidden); "Workspace workspace_1 not found", "no such
# connection" (not found); leaves "Internal server error".
_ACCESS = (
    _phrase(
        Reception.FORBIDDEN,
        None,
        r"forbidden|access denied|permission|not (authorized|authorised|allowed|permitted)|no access"
        r"|do(es)? not have access|unauthori[sz]ed",
    ),
    _phrase(
        Reception.NOT_FOUND,
        None,
        r"not found|does not exist|doesn't exist|no such|could not find|unknown (id|workspace|connection)",
    ),
)

_PRIORITY = (
    Reception.RATE_LIMITED,
    Reception.UNAUTHENTICATED,
    Reception.SHAPE_REFUSED,
    Reception.FORBIDDEN,
    Reception.NOT_FOUND,
    Reception.SERVER_ERROR,
)


def judge(errors: Iterable[GraphQLError]) -> Meaning:
    """Return what the errors together mean: the one that decides what to do next comes first."""
    meanings = [meaning(error) for error in errors]
    if not meanings:
        return Meaning(Reception.SERVER_ERROR)
    first = min(meanings, key=lambda found: (_PRIORITY.index(found.reception), found.detail is None))
    wrong_surface = Meaning(Reception.SHAPE_REFUSED, "wrong-surface")
    return wrong_surface if first.reception is Reception.SHAPE_REFUSED and wrong_surface in meanings else first


def meaning(error: GraphQLError) -> Meaning:
    """Return what one error means: by its code where that settles it, else by its words, else by its code after all."""
    code = _canonical(error.code)
    by_code = _MEANING_OF_CODE.get(code)
    if code in _CODES_THAT_SETTLE and by_code is not None:
        return _refined(by_code, error)
    return _by_words(error, by_code) or _refined(by_code or Reception.SERVER_ERROR, error)


def is_rate_limit(text: str) -> bool:
    """Tell whether a text without GraphQL structure speaks of a rate limit."""
    return _RATE_LIMIT.search(text) is not None


def is_unauthenticated(text: str) -> bool:
    """Tell whether a text without GraphQL structure says that the token was not accepted."""
    return _UNAUTHENTICATED.search(text) is not None


def _canonical(code: str | None) -> str:
    """``auth/not-authenticated``, ``notAuthenticated`` and ``NOT_AUTHENTICATED`` are one code."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", (code or "").rpartition("/")[2])
    return re.sub(r"[^A-Z0-9]+", "_", spaced.upper()).removesuffix("_EXCEPTION").strip("_")


def _by_words(error: GraphQLError, by_code: Reception | None) -> Meaning | None:
    """Read the message of an error whose code does not settle it; FORBIDDEN and the like can be overruled."""
    message = error.message
    if is_rate_limit(message):
        return Meaning(Reception.RATE_LIMITED)
    if is_unauthenticated(message):
        return _refined(Reception.UNAUTHENTICATED, error)
    if _canonical(error.code) in _CODES_FOR_EITHER and _NO_PERMISSION.search(message):
        return Meaning(Reception.FORBIDDEN)
    if by_code is not None:
        return None
    if _canonical(error.code) == "BAD_USER_INPUT" and error.path is None:
        return _refined(Reception.SHAPE_REFUSED, error)
    if _SHAPE_WITHOUT_CODE.pattern.search(message):
        return _refined(Reception.SHAPE_REFUSED, error)
    shapes = (phrase.meaning for phrase in _SHAPE_DETAILS if phrase.pattern.search(message))
    access = (phrase.meaning for phrase in _ACCESS if phrase.pattern.search(message))
    return next(shapes, None) or next(access, None)


def _refined(reception: Reception, error: GraphQLError) -> Meaning:
    match reception:
        case Reception.SHAPE_REFUSED:
            text = f"{error.message} {error.code or ''}".replace("_", " ")
            matching = (phrase.meaning for phrase in _SHAPE_DETAILS if phrase.pattern.search(text))
            return next(matching, Meaning(reception))
        case Reception.UNAUTHENTICATED:
            expired = _canonical(error.code) in _EXPIRED_CODES or _EXPIRED.search(error.message)
            return Meaning(reception, "expired" if expired else None)
        case _:
            return Meaning(reception)
