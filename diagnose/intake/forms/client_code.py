"""Code that sends a request: ``axios.post('https://…')``, ``requests.post(URL, json=…)``, ``$client->request(…)``.

Read is how it is sent (address, method, headers), in the code of any language; the query and its variables are read by
the forms of documents and literals, and are put together with it later. What the code leaves open stays unknown.
"""

from __future__ import annotations

import re

from diagnose.intake.content.code_block import CodeSpan
from diagnose.intake.content.code_sending import QUOTED_ADDRESS, CodeSending, call_to_others, sending_at
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.graphql_json import request_seen
from diagnose.intake.content.http_request import HttpRequest, envelope_of, is_graphql_address, may_be_ours
from diagnose.intake.content.secret_places import header_secret
from diagnose.intake.content.sightings import FormSeen, RequestSeen, SentSeen
from diagnose.intake.source.traced import Traced

_COST = 1_500
"""What reading the code around a place costs, in characters that may be read twice."""
_OURS = "filed.com"
_OURS_WITHIN = re.compile(r"\b(?:jobWorks|workspaces|filed\.com)\b")


def read_client_code(stretch: Stretch) -> Claim | Vain | None:
    """Read how a request is sent by the call that begins, or has its address, here."""
    if stretch.budget <= _COST:
        return None
    address = QUOTED_ADDRESS.match(stretch.source.text, stretch.start)
    url = address[1] if address else None
    if url is not None and not (may_be_ours(url) or is_graphql_address(url)):
        return _to_others(stretch)
    sending = sending_at(stretch.source.text, stretch.start, url, stretch.assigned)
    if sending is None:
        return Vain(stretch.start + 1, cost=_COST)
    headers = tuple((header.name, header.value, stretch.source.line_at(header.start)) for header in sending.headers)
    secrets = tuple(secret for header in headers for secret in header_secret(*header))
    return Claim(stretch.after, (_sent(stretch, sending, headers), *secrets), _COST)


def _to_others(stretch: Stretch) -> Claim | Vain | None:
    """Pass over what is sent to another host, where the text shows a request of this API besides: it is none of it."""
    text = stretch.source.text
    if _OURS not in text:
        return None
    call = call_to_others(text, stretch.start)
    if call is None or _OURS_WITHIN.search(text, call.start, call.end):
        return Vain(stretch.start + 1, cost=_COST)
    return Claim(call.end, (FormSeen("code"),), _COST)


def _sent(stretch: Stretch, sending: CodeSending, headers: tuple[tuple[str, str, int], ...]) -> SentSeen:
    shown = bool(headers) or sending.complete or sending.default_content_type is not None
    sent = HttpRequest(
        "code",
        stretch.line,
        url=sending.url,
        method=sending.method,
        headers=headers,
        headers_complete=sending.complete and bool(sending.headers),  # a pasted call may leave them out
        default_content_type=sending.default_content_type,
        headers_shown=shown,
    )
    envelope = envelope_of(sent, with_body=True)
    seen = next(
        seen for seen in request_seen(envelope, None, Traced.on_line("", stretch.line)) if isinstance(seen, RequestSeen)
    )
    return SentSeen(seen, _lines(stretch.source, sending.block), _lines(stretch.source, sending.call))


def _lines(source: Traced, span: CodeSpan) -> tuple[int, int]:
    return source.line_at(span.start), source.line_at(max(span.end - 1, span.start))


CLIENT_CODE = StretchForm(
    "code",
    # Takes "https://… in quotes, and axios.post, requests.request, client->post, GraphQLClient before their bracket.
    re.compile(
        r"[\"'`]https?://[^\s\"'`<>{}]{3,400}"
        r"|\b(?:axios|requests|httpx|HTTParty|Faraday|RestClient|UrlFetchApp|superagent|ky|got|cy|(?:api|http)?_?[Cc]lient"
        r"|[Ss]ession|http|api|conn|connection)(?:\.|->|::)(?:post|request|fetch)\w{0,5}(?=[ \t]{0,2}\()"
        r"|\baxios(?=\()|\$\.(?:ajax|post)(?=\()"
        r"|\b(?:GraphQLClient|ApolloClient|HttpLink|createHttpLink|(?:AIOHTTP|RequestsHTTP|HTTPX|HTTPXAsync)Transport)(?=\()"
    ),
    read_client_code,
    alone=False,
)
