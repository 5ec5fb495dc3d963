"""PowerShell's Invoke-WebRequest and Invoke-RestMethod: parameters, and what the script takes from elsewhere."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Claim, Vain
from diagnose.intake.forms.invoke_webrequest import INVOKE_WEBREQUEST
from diagnose.intake.source.traced import Traced
from tests.intake.offering import claimed, offered, remarks_in, request_in, secrets_in

_URL = "https://gateway.filed.com/graphql"
_BODY = """-Body '{"query": "{ me { id } }"}'"""


@pytest.mark.parametrize(
    "text",
    [
        f"Invoke-WebRequest -Uri '{_URL}' -Method POST {_BODY}",
        f"Invoke-RestMethod {_URL} -Method post {_BODY}",
        f"irm '{_URL}' -UseBasicParsing -Method POST {_BODY}",
        f"iwr -Uri:'{_URL}' `\n  -Method POST `\n  {_BODY}",
        f"Invoke-WebRequest -Uri '{_URL}'\n  -Method POST\n  {_BODY}",
    ],
)
def test_a_command_in_its_spellings(text: str) -> None:
    """Short names, switches, a bare address, lines joined by backticks or broken by a mail program."""
    request = request_in(claimed(INVOKE_WEBREQUEST, text))
    assert (request.form, request.endpoint, request.method) == ("powershell", _URL, "POST")
    assert request.document == "{ me { id } }"
    assert request.headers == {"content-type": "application/x-www-form-urlencoded"}


def test_headers_of_three_parameters() -> None:
    """The table, the content type, the token; the token is a secret."""
    text = f"iwr '{_URL}' -Headers @{{ Accept = 'a' }} -ContentType 'application/json' -Token 'made-up-0123456789'"
    found = claimed(INVOKE_WEBREQUEST, f"{text} -Method POST {_BODY}")
    request = request_in(found)
    assert request.headers == {"accept": "a", "content-type": "application/json"}
    assert request.authorization is not None
    assert request.authorization.scheme == "Bearer"
    assert secrets_in(found) == ["made-up-0123456789"]


def test_variables_of_the_script_are_filled_in() -> None:
    """Those that were given a value; the others are told."""
    text = f"iwr '{_URL}' -Method POST -Headers $h -Body $body"
    body = Traced.of('{"query": "{ me { id } }"}')
    found = claimed(INVOKE_WEBREQUEST, text, {"h": {"Accept": Traced.of("a")}, "body": body})
    assert request_in(found).document == "{ me { id } }"
    assert remarks_in(found) == []
    unknown = claimed(INVOKE_WEBREQUEST, text)
    assert not request_in(unknown).headers_complete
    assert remarks_in(unknown)[-2:] == [
        "A command takes its headers from elsewhere; the ticket does not contain them.",
        "A command takes its body from $body, which the ticket does not contain.",
    ]


def test_it_ends_with_its_line_or_pipe() -> None:
    """What is done with the result is none of it; a call of something else is in vain."""
    text = f"iwr '{_URL}' | Out-File x"
    claim = offered(INVOKE_WEBREQUEST, text)
    assert isinstance(claim, Claim)
    assert text[claim.end :].lstrip() == "| Out-File x"
    assert isinstance(offered(INVOKE_WEBREQUEST, "iwr 'https://x.example/rest'"), Vain)
    assert offered(INVOKE_WEBREQUEST, "myiwr 'https://x.example/graphql'") is None
