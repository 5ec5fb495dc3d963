"""What curl would send for its options."""

from __future__ import annotations

import pytest

from diagnose.intake.content.curl_options import CurlRequest, curl_requests
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.source.traced import Traced

_URL = "https://gateway.filed.com/graphql"


def sent(options: str) -> list[CurlRequest]:
    text = f"curl {options}"
    return list(curl_requests(read_bash(Traced.of(text), 0, len(text)), "curl-bash", ()))


@pytest.mark.parametrize(
    ("options", "method", "body"),
    [
        (_URL, "GET", None),
        (f"-d a -d b {_URL}", "POST", "a&b"),
        (f"--json a --json b {_URL}", "POST", "ab"),
        (f"-XPUT -da {_URL}", "PUT", "a"),
        (f"-I {_URL}", "HEAD", None),
        (f"-sSLd a {_URL}", "POST", "a"),
        (f"--data-urlencode 'a=b c' {_URL}", "POST", "a=b%20c"),
    ],
)
def test_method_and_body(options: str, method: str, body: str | None) -> None:
    """As curl's manual has it: data makes a POST, pieces are joined."""
    (found,) = sent(options)
    assert found.request is not None
    assert found.request.method == method
    assert (found.request.body.text if found.request.body else None) == body


def test_get_puts_the_data_into_the_address() -> None:
    """``-G`` makes a query string of it."""
    (found,) = sent(f"-G -d a=b {_URL}?c=d")
    assert found.request is not None
    assert (found.request.url, found.request.body) == (f"{_URL}?c=d&a=b", None)


def test_what_comes_from_files_is_told_not_to_be_given() -> None:
    """Bodies, headers and options in files of the customer's."""
    (found,) = sent(f"-d @body.json -H @headers.txt {_URL}")
    assert found.request is not None
    assert not found.request.headers_complete
    assert found.request.method == "POST"
    assert len(found.not_given) == 2


def test_next_begins_another_request() -> None:
    """Two requests of one command; the dash of a word processor is an option's."""
    first, second = sent(f"{_URL} --next \u2013H 'a: b' {_URL}")
    assert first.request is not None
    assert second.request is not None
    assert [name for name, _, _ in second.request.headers] == ["a"]


def test_passwords_and_cookies_are_secrets() -> None:
    """Whatever the request is."""
    (found,) = sent("-u me:made-up-word -b sid=made-up-session")
    assert found.request is None
    assert [secret.value for secret in found.secrets] == ["made-up-word", "made-up-session"]
