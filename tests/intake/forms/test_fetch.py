"""A call of fetch(): as a browser copies it, as people write it, and where it takes things from elsewhere."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Claim, Vain
from diagnose.intake.forms.fetch import FETCH
from tests.intake.offering import claimed, offered, remarks_in, request_in

_URL = "https://gateway.filed.com/graphql"
_BODY = r'"body": "{\"query\":\"{ me { id } }\"}"'


@pytest.mark.parametrize(
    "headers",
    ['{ "Accept": "a" }', '[["Accept", "a"]]', "{ 'accept': `a` }"],
)
def test_a_whole_call(headers: str) -> None:
    """Headers come as an object or as pairs; the type of a text body is what fetch() itself sends."""
    request = request_in(claimed(FETCH, f'fetch("{_URL}", {{ "headers": {headers}, {_BODY}, "method": "post" }});'))
    assert (request.endpoint, request.method, request.document) == (_URL, "POST", "{ me { id } }")
    assert request.headers is not None
    assert request.headers["accept"] == "a"
    assert request.headers["content-type"] == "text/plain;charset=UTF-8"
    assert request.headers_complete


@pytest.mark.parametrize("text", ['prefetch("https://x.example")', 'api.fetch("https://x.example")', "$fetch('/x')"])
def test_other_functions_are_no_fetch(text: str) -> None:
    """Its name stands alone, or behind the window."""
    assert FETCH.looks_like.search(text) is None
    assert FETCH.looks_like.search("window.fetch('/graphql')")


def test_what_comes_from_elsewhere_is_told_and_not_guessed() -> None:
    """Variables of the script have no value here."""
    found = claimed(FETCH, f'fetch("{_URL}", {{ headers: myHeaders, body: payload, method: "POST" }})')
    assert not request_in(found).headers_complete
    assert remarks_in(found) == [
        "A fetch() call takes its headers from an expression, which was not worked out.",
        "A fetch() call takes its body from payload, which the ticket does not contain.",
    ]


def test_a_call_that_is_cut_off_says_no_more_than_it_shows() -> None:
    """Without the end of the options nobody knows the method."""
    found = claimed(FETCH, f'fetch("{_URL}", {{ {_BODY}, "mo')
    assert request_in(found).method is None
    assert remarks_in(found) == ["A fetch() call is cut off; what comes before that was read."]
    assert request_in(claimed(FETCH, f'fetch("{_URL}")')).method == "GET"


def test_it_ends_behind_its_semicolon() -> None:
    """The next statement is none of it; a call of something else is in vain."""
    text = f'fetch("{_URL}") ;next()'
    claim = offered(FETCH, text)
    assert isinstance(claim, Claim)
    assert text[claim.end :] == "next()"
    assert isinstance(offered(FETCH, 'fetch("https://x.example/rest")'), Vain)
