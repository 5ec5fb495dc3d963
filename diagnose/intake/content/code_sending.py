"""How code sends a request: address, method and headers, as far as the code says so.

What a client adds by itself counts only where its documentation says so: Requests, HTTPX, aiohttp, Guzzle, got and
reqwest declare JSON for their ``json``, axios for an object, Laravel unless told otherwise; Requests and HTTPX declare
a form for a ``data`` that is a dict; the clients of GraphQL POST JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnose.intake.content.code_block import CodeCall, CodeSpan, block_around, call_around, call_at
from diagnose.intake.content.code_headers import CodeHeader, code_headers
from diagnose.intake.content.exported import JSON_TYPE
from diagnose.intake.shell.powershell import Value

QUOTED_ADDRESS = re.compile(r"[\"'`](https?://[^\s\"'`<>{}]{3,400})")
_JSON_KEY = re.compile(r"\"[\w-]{1,30}\"[ \t]{0,2}:[ \t]{0,2}$")
"""What an address stands behind in a log line of JSON, which sends nothing."""
_HOST = re.compile(r"https?://[^/?#\s]{1,200}/?")
_PATH = re.compile(r"/?graphql[\"'`]")
_VERB = r"post|get|put|patch|delete"
_CALLED = re.compile(
    rf"(?i)(?:^|[.>:?_])({_VERB})(?:Async|AsJsonAsync|StringAsync|ForObject|ForEntity|\.new|json|_json)?$"
)
_SAID = re.compile(
    # Takes method: 'post', type: "POST", httpMethod = "POST", HttpMethod.Post, Method.POST, Net::HTTP::Post.
    rf"(?i)(?:\b(?:http)?method|\btype|CUSTOMREQUEST)[\"']?\s{{0,9}}(?:=>|=|:|,)\s{{0,9}}[\"'](?P<option>{_VERB})[\"']"
    rf"|\b(?:(?:Http)?Method|RequestMethod)\.?(?P<constant>{_VERB})\b|Net::HTTP::(?P<ruby>{_VERB})\b"
)
_WORD = re.compile(rf"[\"']({_VERB.upper()})[\"']")
_POSTS = re.compile(
    # Takes .post(, ->post(, .POST(, .PostAsync(, conn.post '/graphql', CURLOPT_POST; leaves compost(, .postal(.
    r"(?:[.>:])(?:post|POST|Post)(?:Async|AsJsonAsync|ForObject|ForEntity|_json|Json)?!?[ \t]{0,2}"
    r"(?:<[^<>()\n]{0,60}>)?[ \t]{0,2}[('\"{]|CURLOPT_POST(?:FIELDS)?\b|\bHttpPost\("
)
_GRAPHQL_CLIENT = re.compile(
    r"\b(?:GraphQLClient|ApolloClient|(?:create)?HttpLink|createHttpLink|BatchHttpLink|urql|graphql-request|GraphQLHttpClient"
    r"|(?:AIOHTTP|Requests|RequestsHTTP|HTTPX|HTTPXAsync)(?:HTTP)?Transport|graphql\.NewClient|Neuron|GraphQLWP)\b"
    r"|\.query\([ \t]{0,4}gql\b"
)
_JSON_BODY = re.compile(
    # Takes json={…}, json=payload, 'json' => [, json: {, .json(&body), PostAsJsonAsync(; leaves json.dumps(, .json().
    r"[(,\s]json=(?!=)|[\"']json[\"'][ \t]{0,4}=>|[{,\s]json:[ \t]|\.json\((?![ \t]{0,4}\))"
    r"|PostAsJsonAsync|AddJsonBody|JsonContent\.Create|JsonBody\(|postJson|\bHttp::"
)
_FORM_BODY = re.compile(r"[(,\s]data=(?:\{|dict\()")
_AXIOS = re.compile(r"\baxios\b")
_TEXT_BODY = re.compile(r"JSON\.stringify\(")
_WHOLE = re.compile(r"(?:requests|httpx)\.(?:post|request)")
_ELSEWHERE = re.compile(r"\bauth\s{0,4}=|\*\*|headers\s{0,4}=\s{0,4}(?![{])")


@dataclass(frozen=True)
class CodeSending:
    """How the code around a place sends: ``block`` is that code, ``call`` the call with the address, if any.

    ``complete`` says that no other header can have been sent.
    """

    url: str | None
    method: str | None
    headers: tuple[CodeHeader, ...]
    block: CodeSpan
    call: CodeSpan
    complete: bool
    default_content_type: str | None


def sending_at(text: str, at: int, url: str | None, names: Mapping[str, Value]) -> CodeSending | None:
    """Read how a request is sent whose address (or call, where ``url`` is None) stands at a place."""
    block = block_around(text, at)
    call = call_around(text, at, block) if url else call_at(text, at, block)
    if call is None and _JSON_KEY.search(text, max(at - 40, 0), at):
        return None
    addresses = {address.split("?")[0] for address in QUOTED_ADDRESS.findall(text, block.start, block.end)}
    scope = block if len(addresses) <= 1 or call is None else call.span
    if url is None and len(addresses) == 1:
        url = addresses.pop()
    headers = tuple(code_headers(text, scope, names))
    method = _method(text, call, scope)
    if method is None and not headers:
        return None
    complete = _is_complete(text, call)
    return CodeSending(
        _whole(url, text, scope),
        method,
        headers,
        block,
        call.span if call else CodeSpan(at, at + 1),
        complete,
        _default_type(text, scope, complete=complete),
    )


def call_to_others(text: str, at: int) -> CodeSpan | None:
    """Return the call that sends something to the address at a place; None when nothing is sent there."""
    call = call_around(text, at, block_around(text, at))
    return call.span if call and _CALLED.search(call.callee.removesuffix(".new")) else None


def _whole(url: str | None, text: str, scope: CodeSpan) -> str | None:
    """Add the path to the address of a client, where the call gives it."""
    if url and _HOST.fullmatch(url) and _PATH.search(text, scope.start, scope.end):
        return f"{url.rstrip('/')}/graphql"
    return url


def _method(text: str, call: CodeCall | None, scope: CodeSpan) -> str | None:
    """Return the method that the call, or else the code around it, says; None when nothing does."""
    span = call.span if call else scope
    if call and (called := _CALLED.search(call.callee.removesuffix(".new"))):
        return called[1].upper()
    said = {word.upper() for word in (*_said(text, span), *_said(text, scope))}
    if len(said) == 1:
        return said.pop()
    if not said and (
        _POSTS.search(text, scope.start, scope.end) or _GRAPHQL_CLIENT.search(text, scope.start, scope.end)
    ):
        return "POST"
    return None


def _said(text: str, span: CodeSpan) -> Iterator[str]:
    for said in _SAID.finditer(text, span.start, span.end):
        yield next(filter(None, said.groups()))
    yield from _WORD.findall(text, span.start, span.end)


def _default_type(text: str, scope: CodeSpan, *, complete: bool) -> str | None:
    start, end = scope.start, scope.end
    if complete and _FORM_BODY.search(text, start, end):
        return "application/x-www-form-urlencoded"
    if _JSON_BODY.search(text, start, end) or _GRAPHQL_CLIENT.search(text, start, end):
        return JSON_TYPE
    objects = _AXIOS.search(text, start, end) and not _TEXT_BODY.search(text, start, end)
    return JSON_TYPE if objects else None


def _is_complete(text: str, call: CodeCall | None) -> bool:
    """Tell whether a call shows all that is sent: a function of a module does, a session or client may add more."""
    if call is None or not _WHOLE.fullmatch(call.callee):
        return False
    return _ELSEWHERE.search(text, call.span.start, call.span.end) is None
