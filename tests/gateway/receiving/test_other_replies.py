"""Replies that are not GraphQL: what each says about the request, in one clean clause."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import Reception
from diagnose.gateway.receiving.other_replies import describe_head, looks_like_html, read_other, request_id
from diagnose.gateway.wire import RawReply


def reply(status: int, body: str = "", **headers: str) -> RawReply:
    raw = body.encode()
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return RawReply(status, pairs, raw, len(raw))


def read(status: int, body: str = "", *, other_json: bool = False, **headers: str) -> tuple[Reception, str | None]:
    found = read_other(reply(status, body, **headers), other_json=other_json)
    return found.reception, found.detail


@pytest.mark.parametrize(
    ("location", "sign_in"),
    [
        ("/users/sign_in", True),
        ("https://login.example.com/", True),
        ("https://www.example/oauth2/authorize?client=x", True),
        ("https://accounts.example.com", True),
        ("https://www.example/blogin", False),
        ("/authors", False),
        ("https://www.example/graphql/", False),
        ("https://[broken", False),
    ],
)
def test_a_redirect_is_judged_by_where_it_leads(location: str, sign_in: bool) -> None:
    """To a sign-in page it is about the token; anywhere else it is the wrong address. It is never followed."""
    expected = (Reception.UNAUTHENTICATED, "sign-in") if sign_in else (Reception.REDIRECTED, None)
    assert read(302, location=location) == expected


@pytest.mark.parametrize(
    ("page", "sign_in"),
    [
        ("<html><title>Log in</title></html>", True),
        ('<html><title>Filed</title><input type="password"></html>', True),
        ('<html><form action="/users/sign_in"></form></html>', True),
        ('<html><title>Filed</title><a href="/login">Log in</a></html>', False),
    ],
)
def test_a_sign_in_page_is_told_from_a_page_with_a_link_to_it(page: str, sign_in: bool) -> None:
    """A password field, a form or a title says so; a link stands on any page. An error page may have all three."""
    expected = (Reception.UNAUTHENTICATED, "sign-in") if sign_in else (Reception.NOT_GRAPHQL, "html")
    assert read(200, page) == expected
    assert read(404, page) == (Reception.NOT_GRAPHQL, "html")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (401, "", (Reception.UNAUTHENTICATED, None)),
        (401, '{"error": "Token EXPIRED"}', (Reception.UNAUTHENTICATED, "expired")),
        (403, '{"error": "no"}', (Reception.FORBIDDEN, "json")),
        (403, '{"error": "Too many requests"}', (Reception.RATE_LIMITED, "json")),
        (403, '{"error": "invalid token"}', (Reception.UNAUTHENTICATED, "json")),
        (413, "", (Reception.SHAPE_REFUSED, "size")),
        (429, "", (Reception.RATE_LIMITED, None)),
        (502, "", (Reception.SERVER_ERROR, None)),
        (404, '{"error": "no"}', (Reception.NOT_GRAPHQL, "json")),
        (200, "hello", (Reception.NOT_GRAPHQL, None)),
    ],
)
def test_otherwise_words_and_status_decide(status: int, body: str, expected: tuple[Reception, str | None]) -> None:
    """A 403 may be about a rate limit or the token, and says so in its body."""
    assert read(status, body, other_json=body.startswith("{")) == expected


@pytest.mark.parametrize(
    ("body", "content_type", "html"),
    [
        ("<!-- cached --> <!DOCTYPE html><html>", "application/json", True),
        ("<center><h1>502 Bad Gateway</h1></center>", "", True),
        ("anything", "text/html; charset=utf-8", True),
        ("<?xml version='1.0'?><rss/>", "", False),
        ('{"html": 1}', "application/json", False),
    ],
)
def test_html_is_known_by_its_label_or_its_beginning(body: str, content_type: str, html: bool) -> None:
    """Proxies label their pages as anything."""
    assert looks_like_html(reply(200, body, content_type=content_type)) is html


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        (reply(502, "<html><title>502 Bad &amp; hush</title>", server="nginx"),
         'HTTP 502 from nginx, an HTML page titled "502 Bad & hush"'),
        (reply(500, " \n"), "HTTP 500, an empty body"),
        (reply(500, "", x_request_id="r-1"), "HTTP 500, an empty body (request ID r-1)"),
        (reply(302, location="https://user:hush@www.example/x?token=hush"),
         "HTTP 302, a redirect to https://www.example/x (not followed)"),
    ],
)  # fmt: skip
def test_a_reply_is_described_for_people(given: RawReply, summary: str) -> None:
    """Status, server, title or beginning, and the request ID that the vendor's support can look up."""
    assert read_other(given, other_json=False).summary == summary


def test_the_server_is_named_where_it_names_itself() -> None:
    """On one line, however long it is."""
    assert describe_head(reply(200)) == "HTTP 200"
    assert describe_head(reply(200, server="nginx hush\x1b[2J")) == "HTTP 200 from nginx hush[2J"
    assert len(describe_head(reply(200, server="x" * 5000))) < 100


def test_the_first_request_id_counts() -> None:
    """By the order of the known names, cleaned, at most 128 characters; none where there is none."""
    assert request_id(reply(200, cf_ray="ray", x_request_id="id")) == "id"
    assert request_id(reply(200, cf_ray="hush " + "x" * 500)) == "hush…"
    assert request_id(reply(200, x_request_id=" ")) is None
