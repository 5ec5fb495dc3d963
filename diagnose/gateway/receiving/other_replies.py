"""Replies that are not GraphQL: HTML pages, other JSON, redirects, nothing. What each says about the request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from diagnose.foreign_text import fit
from diagnose.gateway.exchange import Reception
from diagnose.gateway.receiving.graphql_errors import is_rate_limit, is_unauthenticated

if TYPE_CHECKING:
    from diagnose.gateway.wire import RawReply

__all__ = ["REQUEST_ID_HEADERS", "NotGraphQL", "describe_head", "looks_like_html", "read_other", "request_id"]

REQUEST_ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "x-amz-cf-id",
    "x-trace-id",
    "cf-ray",
    "apollo-request-id",
    "traceparent",
)
_MAX_REQUEST_ID = 128
_MAX_TITLE = 80
_MAX_START = 120
_SEARCHED = 64 * 1024
_ERRORS = 400
_SERVER_SIDE = 500

# Takes ``<!-- cached --> <!DOCTYPE html>`` and ``<center><h1>502``; leaves ``<?xml …``, ``{"html": 1}`` and plain
# words.
_HTML_START = re.compile(
    rb"\s*(<!--(?:(?!-->).){0,2000}-->\s*)*<(!doctype\s+html|html|head|body|title|h1|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,400}?)</title", re.IGNORECASE | re.DOTALL)
_SIGN_IN_WORDS = re.compile(r"\b(sign|log)[\s_-]?(in|on)\b|\bauthenticat", re.IGNORECASE)
# Takes ``<input type="password">`` and ``<form action="/users/sign_in">``; leaves ``<a href="/login">Log in</a>``.
_SIGN_IN_FORM = re.compile(
    r"""type\s*=\s*["']?password|action\s*=\s*["']?[^"'>]{0,200}(sign|log)[_-]?in""", re.IGNORECASE
)
# In a path or a host, as a word of its own: takes ``/users/sign_in``, ``login.example.com``, ``/oauth2/authorize`` and
# ``accounts.example.com``; leaves ``/blogin`` and ``/authors``.
_SIGN_IN_PLACE = re.compile(
    r"(^|[/._-])((sign|log)[_-]?in|sso|oauth2?|authorize|auth|saml2?|idp|login\w*|accounts?)([/._-]|$)", re.IGNORECASE
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class NotGraphQL:
    """How such a reply is to be received, in the classifier's terms."""

    reception: Reception
    summary: str
    detail: str | None


def read_other(reply: RawReply, *, other_json: bool) -> NotGraphQL:
    """Judge a reply that holds no GraphQL answer: by where it leads, by what it says, then by its status."""
    text = reply.body[:_SEARCHED].decode("utf-8", "replace")
    head = describe_head(reply)
    location = reply.header("location")
    if reply.status in _REDIRECTS and location:
        return _redirect(head, location)
    html = looks_like_html(reply)
    kind = "html" if html else "json" if other_json else None
    summary = f"{head}, {_what(reply, text, html=html, other_json=other_json)}"
    named = request_id(reply)
    summary += f" (request ID {named})" if named else ""
    if html and reply.status < _ERRORS and _is_sign_in_page(text):
        return NotGraphQL(Reception.UNAUTHENTICATED, f"{summary}: a sign-in page", "sign-in")
    return _by_status(reply.status, text, summary, kind)


def looks_like_html(reply: RawReply) -> bool:
    """By its content type, or, since proxies label their pages as anything, by how it starts."""
    declared = (reply.header("content-type") or "").lower()
    return "html" in declared or _HTML_START.match(reply.body[:4096]) is not None


def describe_head(reply: RawReply) -> str:
    """Return ``HTTP 502 from nginx``, or without the server where it does not say."""
    server = fit(reply.header("server") or "", 60)
    return f"HTTP {reply.status} from {server}" if server else f"HTTP {reply.status}"


def request_id(reply: RawReply) -> str | None:
    """Return the first request-ID header's value, cleaned, at most 128 characters."""
    for name in REQUEST_ID_HEADERS:
        value = fit(reply.header(name) or "", _MAX_REQUEST_ID)
        if value.strip("…"):
            return value
    return None


def _redirect(head: str, location: str) -> NotGraphQL:
    try:
        parts = urlsplit(location)
        place = f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.netloc else parts.path
        host = parts.hostname or ""
    except ValueError:
        return NotGraphQL(Reception.REDIRECTED, f"{head}, a redirect to an address that cannot be read", None)
    shown = fit(place, _MAX_START) or "/"
    if _SIGN_IN_PLACE.search(parts.path) or _SIGN_IN_PLACE.search(host):
        return NotGraphQL(Reception.UNAUTHENTICATED, f"{head}, a redirect to a sign-in page ({shown})", "sign-in")
    return NotGraphQL(Reception.REDIRECTED, f"{head}, a redirect to {shown} (not followed)", None)


def _what(reply: RawReply, text: str, *, html: bool, other_json: bool) -> str:
    """Name the body in a clause, with its title or its first characters."""
    if not reply.body.strip():
        return "an empty body"
    title = _title(text)
    if html and title:
        return f'an HTML page titled "{title}"'
    start = fit(_without_tags(text) if html else text, _MAX_START)
    name = "an HTML page" if html else "JSON, but not a GraphQL response" if other_json else "not JSON"
    return f'{name}; it begins "{start}"' if start else name


def _title(text: str) -> str:
    match = _TITLE.search(text)
    return fit(unescape(match[1]), _MAX_TITLE) if match else ""


def _without_tags(text: str) -> str:
    return unescape(re.sub(r"<[^>]{0,1000}>", " ", text[:4096]))


def _is_sign_in_page(text: str) -> bool:
    """A link "log in" stands on any page; a password field, or a title that says so, does not."""
    match = _TITLE.search(text)
    return bool((match and _SIGN_IN_WORDS.search(match[1])) or _SIGN_IN_FORM.search(text))


def _by_status(status: int, text: str, summary: str, kind: str | None) -> NotGraphQL:
    match status:
        case 401:
            expired = "expired" if "expired" in text.lower() else kind
            return NotGraphQL(Reception.UNAUTHENTICATED, summary, expired)
        case 429:
            return NotGraphQL(Reception.RATE_LIMITED, summary, kind)
        case 403 if is_rate_limit(text):
            return NotGraphQL(Reception.RATE_LIMITED, summary, kind)
        case 403 if is_unauthenticated(text):
            expired = "expired" if "expired" in text.lower() else kind
            return NotGraphQL(Reception.UNAUTHENTICATED, summary, expired)
        case 403:
            return NotGraphQL(Reception.FORBIDDEN, summary, kind)
        case 413:
            return NotGraphQL(Reception.SHAPE_REFUSED, summary, "size")
        case _ if status >= _SERVER_SIDE:
            return NotGraphQL(Reception.SERVER_ERROR, summary, kind)
        case _:
            return NotGraphQL(Reception.NOT_GRAPHQL, summary, kind)
