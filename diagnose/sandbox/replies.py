"""The answers that are not data: refused tokens, limits, and bodies that are not GraphQL at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus

from starlette.responses import HTMLResponse, RedirectResponse, Response

from diagnose.sandbox.bodies import json_body
from diagnose.sandbox.dialects import Refusal
from diagnose.sandbox.faults import Faults

PROXY_SERVER = "made-up-proxy/1.0"
"""What the ``server`` header of a proxy's own page says."""

SIGN_IN_PAGE = "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
WEB_SITE = "<!doctype html><html><head><title>Tax software</title></head><body><h1>Welcome</h1></body></html>"
OTHER_JSON = '{"service":"status","ok":true,"version":"1.4.2"}'


def graphql_error(message: str, code: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Answer one GraphQL error without data."""
    body = json_body({"errors": [{"message": message, "extensions": {"code": code}}]})
    return Response(body, status, headers, media_type="application/json")


def refused_token(how: Refusal, *, expired: bool) -> Response | None:
    """Turn a token away; None means that the query is executed for nobody (``me: null``)."""
    message = "The access token has expired" if expired else "Invalid or missing access token"
    match how:
        case Refusal.HTTP_401:
            challenge = f'Bearer error="invalid_token", error_description="{message}"'
            return graphql_error(message, "UNAUTHENTICATED", 401, {"www-authenticate": challenge})
        case Refusal.HTTP_403:
            return graphql_error(message, "UNAUTHENTICATED", 403)
        case Refusal.UNAUTHENTICATED:
            return graphql_error(message, "UNAUTHENTICATED")
        case Refusal.ME_NULL:
            return None
        case Refusal.REDIRECT:
            return RedirectResponse("/sign-in?deep_link=%2Fgraphql", 302)
        case Refusal.HTML:
            return HTMLResponse(SIGN_IN_PAGE)


def rate_limited(faults: Faults, now: datetime) -> Response:
    """Answer that there were too many requests, in a header or in the body."""
    if faults.rate_limit_in_body:
        return graphql_error("Throttled", "THROTTLED")
    headers = {"retry-after": _retry_after(faults, now)} if faults.retry_after else None
    return graphql_error("Too many requests", "RATE_LIMITED", HTTPStatus.TOO_MANY_REQUESTS, headers)


def proxy_error(status: int) -> Response:
    """Answer as the proxy in front of the gateway does when it has nothing better."""
    words = f"{status} {HTTPStatus(status).phrase}"
    page = f"<html><head><title>{words}</title></head><body><center><h1>{words}</h1></center></body></html>\n"
    return HTMLResponse(page, status, {"server": PROXY_SERVER})


def _retry_after(faults: Faults, now: datetime) -> str:
    if faults.retry_after != "http-date":
        return faults.retry_after
    return format_datetime(now + timedelta(seconds=1), usegmt=True)
