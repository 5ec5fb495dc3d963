"""A command of HTTPie or xh."""

from __future__ import annotations

import json

import pytest

from diagnose.intake.content.form import Claim
from diagnose.intake.forms.httpie import HTTPIE
from tests.intake.offering import claimed, offered, remarks_in, request_in
from tests.intake.sent import BODY, DOCUMENT, ENDPOINT, VARIABLES

_FIELDS = f"query='{DOCUMENT}' variables:='{json.dumps(VARIABLES)}'"


@pytest.mark.parametrize(
    ("command", "url"),
    [
        (f"http POST {ENDPOINT} source-platform:firm-a {_FIELDS}", ENDPOINT),
        (f"$ https -v gateway.filed.com/graphql source-platform:firm-a {_FIELDS}", ENDPOINT),
        (f"http --ignore-stdin --timeout 30 {ENDPOINT} source-platform:firm-a {_FIELDS}", ENDPOINT),
        (f"xh {ENDPOINT} source-platform:firm-a --raw '{BODY}'", ENDPOINT),
        (f"http :4000/graphql source-platform:firm-a {_FIELDS}", "http://localhost:4000/graphql"),
        (
            f"http POST {ENDPOINT} source-platform:firm-a query='{DOCUMENT}' 'variables[w]=ws-101' variables[c]=co-202",
            ENDPOINT,
        ),
    ],
)
def test_data_makes_it_a_post_of_json(command: str, url: str) -> None:
    """Fields, raw JSON and nested fields; as HTTPie's documentation says."""
    request = request_in(claimed(HTTPIE, command))
    assert (request.method, request.endpoint) == ("POST", url)
    assert (request.document, request.variables) == (DOCUMENT, VARIABLES)
    assert request.headers == {"source-platform": "firm-a", "content-type": "application/json"}


def test_a_form_is_declared_as_one_and_a_token_is_a_header() -> None:
    """``-f`` and ``-A bearer -a``."""
    request = request_in(claimed(HTTPIE, f"http -f -A bearer -a made-up-token {ENDPOINT} {_FIELDS}"))
    assert request.headers == {"content-type": "application/x-www-form-urlencoded"}
    assert request.authorization is not None
    assert (request.authorization.scheme, request.authorization.problem) == ("Bearer", None)


def test_lists_in_nested_fields() -> None:
    """``[]`` goes on with a list; a query in a file that was not given is told."""
    found = claimed(
        HTTPIE, f"http {ENDPOINT} query=@q.graphql variables[filters][ids][]=J1 variables[filters][ids][]=J2"
    )
    assert request_in(found).variables == {"filters": {"ids": ["J1", "J2"]}}
    assert "q.graphql" in remarks_in(found)[0]


@pytest.mark.parametrize(
    "text", ["see http gateway.filed.com/graphql for it", "http gateway.filed.com/graphql", "plain http -v"]
)
def test_words_are_no_command(text: str) -> None:
    """A sentence about http, an address alone, and no address."""
    assert not HTTPIE.looks_like.search(text) or not isinstance(offered(HTTPIE, text), Claim)
