"""A curl command: the shell that it was written for, and what is said of one that cannot be read to its end."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Claim, Vain
from diagnose.intake.forms.curl import CURL
from tests.intake.offering import claimed, offered, remarks_in, request_in

_URL = "https://gateway.filed.com/graphql"
_DOCUMENT = "{ me { id } }"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"""curl '{_URL}' --data-raw '{{"query": "{_DOCUMENT}"}}'""", "curl-bash"),
        (f"""$ curl \\\n  {_URL} \\\n  -d '{{"query": "{_DOCUMENT}"}}'""", "curl-bash"),
        (f"""curl "{_URL}" ^\n  -d "{{\\"query\\": \\"{_DOCUMENT}\\"}}\"""", "curl-cmd"),
        (f"""C:\\Users\\me> curl {_URL} -d "{{\\"query\\": \\"{_DOCUMENT}\\"}}\"""", "curl-cmd"),
        (f"""curl {_URL} -d "{{""query"": ""{_DOCUMENT}""}}\"""", "curl-cmd"),
        (f"""curl.exe {_URL} `\n  -d '{{"query": "{_DOCUMENT}"}}'""", "curl-powershell"),
        (f"""PS C:\\Users\\me> curl {_URL} -d '{{"query": "{_DOCUMENT}"}}'""", "curl-powershell"),
    ],
)
def test_each_shell_by_its_quoting(text: str, form: str) -> None:
    """Line ends, doubled quotes and prompts tell the shell; the request is the same in each."""
    request = request_in(claimed(CURL, text))
    assert (request.form, request.endpoint, request.document) == (form, _URL, _DOCUMENT)


@pytest.mark.parametrize("text", ["libcurl -v was used", "curl is a tool", "a.curl https://x.example", "my-curl -X"])
def test_words_about_curl_are_no_command(text: str) -> None:
    """It begins a word of its own, with an option or an address behind it."""
    assert CURL.looks_like.search(text) is None


def test_curly_quotes_are_taken_for_straight_ones_and_told() -> None:
    """Mail programs put them in; no shell takes them for quotes, so the request has a problem."""
    found = claimed(CURL, f"curl \u2018{_URL}\u2019 -d \u2018{{\u201cquery\u201d: \u201c{_DOCUMENT}\u201d}}\u2019")
    request = request_in(found)
    assert request.document == _DOCUMENT
    assert any("curly quotes" in problem for problem in request.problems)
    assert any("curly quotes" in remark for remark in remarks_in(found))


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    """What stands below an empty line is not swallowed, and the cut is told."""
    text = f"""curl {_URL} -d '{{"query": "{_DOCUMENT}"}}\n\nconnection connection_789"""
    claim = offered(CURL, text)
    assert isinstance(claim, Claim)
    assert claim.end <= text.index("connection")
    assert any("never closed" in remark for remark in remarks_in(claim.found))


def test_what_is_taken_from_elsewhere_is_told() -> None:
    """A substitution was not executed, a body in a file not given."""
    found = claimed(CURL, f'curl {_URL} -H "Authorization: Bearer $(cat token)" -d @body.json')
    assert any("not executed" in remark for remark in remarks_in(found))
    assert any("does not contain" in remark for remark in remarks_in(found))


def test_a_call_of_something_else_gives_its_secrets_only() -> None:
    """Nothing of it is GraphQL."""
    vain = offered(CURL, "curl https://x.example/rest -u me:made-up-word")
    assert isinstance(vain, Vain)
    assert [secret.value for secret in vain.secrets] == ["made-up-word"]
