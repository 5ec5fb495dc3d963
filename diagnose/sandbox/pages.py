"""Pages and bodies that are not GraphQL: a proxy's errors, the sign-in page, a web site."""

from __future__ import annotations

from http import HTTPStatus

PROXY = "made-up-proxy/1.0"
"""What the ``server`` header of a proxy's own page says."""

SIGN_IN = "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
WEB_SITE = "<!doctype html><html><head><title>Tax software</title></head><body><h1>Welcome</h1></body></html>"
OTHER_JSON = '{"service":"status","ok":true,"version":"1.4.2"}'


def proxy_page(status: int) -> str:
    """Return the HTML page with which a made-up proxy answers ``status``."""
    words = f"{status} {HTTPStatus(status).phrase}"
    return f"<html><head><title>{words}</title></head><body><center><h1>{words}</h1></center></body></html>\n"
