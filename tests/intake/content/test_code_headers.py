"""The headers that code gives a request, in each way of writing them."""

from __future__ import annotations

import pytest

from diagnose.intake.content.code_block import CodeSpan
from diagnose.intake.content.code_headers import code_headers
from diagnose.intake.source.traced import Traced

_NAMES = {"token": Traced.on_line("made-up-token", 1)}


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [
        ("headers: { 'Content-Type': 'application/json' }", "Content-Type", "application/json"),
        ('"source-platform" => "firm-a",', "source-platform", "firm-a"),
        ('req["Authorization"] = "Bearer #{ENV[\'T\']}"\nreq["x"] = 1', "Authorization", "Bearer ${…}"),
        ('.header("Authorization", "Bearer " + System.getenv("T"))', "Authorization", "Bearer ${…}"),
        ("Authorization: `Bearer ${token}`,", "Authorization", "Bearer made-up-token"),
        ("'Authorization: Bearer ' . $token, 'Accept: x'", "Authorization", "Bearer made-up-token"),
        ('headers={"Authorization": f"Bearer {other}"}', "Authorization", "Bearer ${other}"),
        ('[authorization: "Bearer abc.def"]', "authorization", "Bearer abc.def"),
        ('request.AddHeader("Authorization", $"Bearer {other}");', "Authorization", "Bearer ${other}"),
        ('new AuthenticationHeaderValue("Bearer", token)', "Authorization", "Bearer made-up-token"),
        ("client.post(u).bearer_auth(&token).send()", "Authorization", "Bearer made-up-token"),
        ("Http::withToken($other)->post(", "Authorization", "Bearer ${…}"),
        ('r.setValue("Bearer \\(other)", forHTTPHeaderField: "Authorization")', "Authorization", "Bearer ${other}"),
        ("contentType(ContentType.Application.Json)", "Content-Type", "application/json"),
        ('new StringContent(json, Encoding.UTF8, "application/json")', "Content-Type", "application/json"),
        ("content_type: 'text/plain'", "Content-Type", "text/plain"),
    ],
)
def test_each_way_of_writing_a_header(code: str, name: str, value: str) -> None:
    """What only running the code would tell is left open; a name that was given a value is filled in."""
    found = code_headers(code, CodeSpan(0, len(code)), _NAMES)
    assert (found[0].name, found[0].value) == (name, value)


@pytest.mark.parametrize(
    "code",
    ["acceptAll(1)", "if content == 3:", "the authorization fails", "getAuthorization()", "res.accepted = true"],
)
def test_what_merely_looks_like_a_header(code: str) -> None:
    """A longer name, and a word in a sentence."""
    assert code_headers(code, CodeSpan(0, len(code)), {}) == []


def test_the_type_that_is_accepted_is_not_that_of_the_body() -> None:
    """An Accept header says nothing of what is sent."""
    code = '{ headers: { Accept: "application/json" } }'
    assert [header.name for header in code_headers(code, CodeSpan(0, len(code)), {})] == ["Accept"]


def test_the_type_that_ktor_calls_by_name() -> None:
    """``ContentType.Text.Plain`` is ``text/plain``."""
    text = "client.post(url) { contentType(ContentType.Text.Plain) }"
    (header,) = code_headers(text, CodeSpan(0, len(text)), {})
    assert (header.name, header.value) == ("Content-Type", "text/plain")
