"""HTTP as text, as proxies, editors and logs show it."""

from __future__ import annotations

import pytest

from tests.intake.sent import ANSWER, BODY, DOCUMENT, TOKEN, answer_of, only_request, read

_HEADERS = (
    f"Host: gateway.filed.com\nContent-Type: application/json\nAuthorization: Bearer {TOKEN}\nConnection: keep-alive"
)
_BACK = f"HTTP/1.1 200 OK\nDate: today\nContent-Type: application/json\n\n{ANSWER}\n"
_RAW = f"POST /graphql HTTP/1.1\n{_HEADERS}\n\n{BODY}\n\n{_BACK}"
_FULL = _RAW.replace("POST /graphql", "POST https://gateway.filed.com/graphql")


def _prefixed(prefix: str, text: str) -> str:
    return "".join(f"{prefix.replace('#', str(number % 10))}{line}\n" for number, line in enumerate(text.split("\n")))


_OKHTTP = (
    f"--> POST https://gateway.filed.com/graphql http/1.1\n{_HEADERS}\n\n{BODY}\n--> END POST (99-byte body)\n"
    f"<-- 200 OK https://gateway.filed.com/graphql (41ms)\ncontent-type: application/json\n\n{ANSWER}\n<-- END HTTP"
)
_FEIGN = (
    f"---> POST https://gateway.filed.com/graphql HTTP/1.1\n{_HEADERS}\n\n{BODY}\n---> END HTTP (99-byte body)\n"
    f"<--- HTTP/1.1 200 (41ms)\ncontent-type: application/json\n\n{ANSWER}\n<--- END HTTP (99-byte body)"
)
_CURL = "\n".join([
    "$ curl -v https://gateway.filed.com/graphql -d @body.json", "* Connected to gateway.filed.com port 443",
    "> POST /graphql HTTP/2", *(f"> {line}" for line in _HEADERS.split("\n")), ">", "* upload completely sent off",
    "< HTTP/2 200", "< content-type: application/json", "<", "* Connection #0 to host gateway.filed.com left intact",
    ANSWER, "", "body.json:", BODY,
])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        _RAW,
        _FULL,
        _RAW.replace("\n", "\r\n"),
        "Hello,\n\n```http\n" + _RAW + "```\n\nregards",
        "127.0.0.1:5: " + _FULL.replace("\n", "\n    ").replace("    HTTP/1.1 200 OK", " << HTTP/2.0 200 OK 99b"),
        _prefixed("11-20 14:00:0#.123 D/OkHttp: ", _OKHTTP),
        _prefixed("INFO: ", _OKHTTP),
        _OKHTTP,
        _prefixed("2026-11-20 14:00:0#.1 DEBUG 1 --- [exec-#] c.t.Client : [Client#query] ", _FEIGN),
        _CURL,
    ],
    ids=["wire", "proxy", "crlf", "fence", "mitmdump", "android", "short-prefix", "okhttp", "feign", "curl-v"],
)
def test_request_and_answer(text: str) -> None:
    """Method, address, headers, body and answer are those that were sent, and Connection: keep-alive is no ID."""
    reading = read(text)
    request = only_request(reading)
    assert request.headers is not None
    assert request.headers["content-type"] == "application/json"
    assert request.authorization is not None
    assert request.authorization.problem is None
    assert answer_of(reading) == (200, ("jobWorks",))
    assert [secret.secret.reveal() for secret in reading.secrets] == [TOKEN]


def test_http_file() -> None:
    """File variables are filled in, and document and variables that stand apart make the body."""
    text = (
        "@host = https://gateway.filed.com\n@ws = ws-101\n\n### rows\n# @name rows\nPOST {{host}}/graphql\n"
        "Authorization: Bearer {{token}}\nX-REQUEST-TYPE: GraphQL\n\n"
        f'{DOCUMENT}\n\n{{\n  "w": "{{{{ws}}}}",\n  "c": "co-202"\n}}\n\n###\n'
    )
    request = only_request(read(text))
    assert request.authorization is not None
    assert request.authorization.problem == "placeholder"


def test_method_graphql() -> None:
    """JetBrains' client has a method of its own for it."""
    only_request(read(f'GRAPHQL https://gateway.filed.com/graphql\n\n{DOCUMENT}\n\n{{"w": "ws-101", "c": "co-202"}}\n'))


def test_lines_are_those_of_the_text() -> None:
    """An ID in a body stands where it is written."""
    text = "POST /graphql HTTP/1.1\nHost: gateway.filed.com\n\n" + BODY.replace(', "variables"', ',\n"variables"')
    (found,) = [found for found in read(text).ids if found.value == "ws-101"]
    assert found.line == 5


def test_an_answer_without_a_body_of_graphql() -> None:
    """A refusal in another shape is an answer, with its status."""
    reading = read("GET /graphql HTTP/1.1\nHost: gateway.filed.com\n\nHTTP/1.1 405 Method Not Allowed\n\n{}\n")
    assert [(request.method, request.response) for request in reading.requests] == [("GET", 0)]
    assert reading.responses[0].status == 405


def test_an_answer_further_down() -> None:
    """Words may stand between a request and what came back."""
    reading = read(_RAW.replace("\n\nHTTP/1.1 200", "\n\nwhat we get:\n\n`HTTP/1.1 200"))
    assert answer_of(reading) == (200, ("jobWorks",))


@pytest.mark.parametrize(
    "text",
    [
        'POST https://api.acme.example/sync HTTP/1.1\nHost: api.acme.example\n\n{"connectionId": "crm-17"}\n',
        '203.0.113.9 - - [20/Nov/2026] "POST /graphql HTTP/1.1" 200 131 "-" "node"',
        "We call POST https://gateway.filed.com/graphql\nand nothing comes",
        "HTTP/1.1 200 OK\n\nfine",
    ],
)
def test_what_is_none(text: str) -> None:
    """Calls of others, lines of access logs and words about a call are no requests, and nothing in them an ID."""
    reading = read(text)
    assert not reading.requests
    assert not reading.ids
    assert not reading.responses


@pytest.mark.parametrize("method", ["GRAPHQL", "GQL"])
def test_methods_of_editors_post_a_document(method: str) -> None:
    """JetBrains' client and httpYac, with the variables below the document."""
    text = f"{method} https://gateway.filed.com/graphql\nAccept: */*\n\n{DOCUMENT}\n\n"
    request = only_request(read(text + '{"w": "ws-101", "c": "co-202"}\n'))
    assert request.headers == {"accept": "*/*", "content-type": "application/json"}
