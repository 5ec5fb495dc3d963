"""A wget command."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Vain
from diagnose.intake.forms.wget import WGET
from tests.intake.offering import claimed, offered, remarks_in, request_in
from tests.intake.sent import BODY, DOCUMENT, ENDPOINT

_ESCAPED = BODY.replace("\\", "\\\\").replace('"', '\\"')


@pytest.mark.parametrize(
    ("command", "method", "content_type"),
    [
        (
            f"wget -qO- --post-data='{BODY}' --header='Content-Type: application/json' {ENDPOINT}",
            "POST",
            "application/json",
        ),
        (f"wget --post-data '{BODY}' {ENDPOINT}", "POST", "application/x-www-form-urlencoded"),
        (f"wget --method=PUT --body-data='{BODY}' --header 'Content-Type: text/plain' {ENDPOINT}", "PUT", "text/plain"),
        (f'wget.exe --post-data="{_ESCAPED}" {ENDPOINT}', "POST", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_makes_it_a_post(command: str, method: str, content_type: str) -> None:
    """A body is declared as a form unless a header says otherwise."""
    request = request_in(claimed(WGET, command))
    assert (request.method, request.endpoint, request.document) == (method, ENDPOINT, DOCUMENT)
    assert request.headers == {"content-type": content_type}


def test_a_file_that_was_not_given_is_told() -> None:
    """The request is known, and its body is not."""
    found = claimed(WGET, f"wget --post-file=body.json {ENDPOINT}")
    assert (request_in(found).method, request_in(found).document) == ("POST", None)
    assert "body.json" in remarks_in(found)[0]


def test_downloads_from_elsewhere_and_words_are_none() -> None:
    """Most wget commands have nothing to do with this API."""
    assert isinstance(offered(WGET, "wget -q https://example.org/a.tgz"), Vain)
    assert WGET.looks_like.search("wget is a tool; my-wget -q x") is None
