"""Were the customer's requests sent with the headers that the gateway wants?"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.context import Context
from diagnose.intake.model import CustomerRequest
from diagnose.plugin import Code, Finding, Found, Passed, Result, Severity, Skipped, Subject, SubjectKind, check
from diagnose_checks._words import DOCS_LOGIN, count

_ON = (SubjectKind.REQUEST,)
_BEARER = "Send the header as Authorization: Bearer <accessToken>, with the token alone, unquoted, on one line."
_JSON = "application/json"
_PROBLEMS = {
    "empty": "is empty",
    "no-scheme": "has a token but not the word Bearer before it",
    "other-scheme": "has another scheme than Bearer",
    "scheme-twice": "says Bearer twice",
    "no-token": "says Bearer, but no token follows",
    "quoted": "has the token in quotes",
    "white-space": "has white space inside the token",
    "not-ascii": "has characters that no token has",
    "placeholder": "still has the placeholder of the example instead of a token",
}


@check(
    id="request-headers",
    title="The customer's requests carry the right headers",
    rule="Every call has Content-Type: application/json, Authorization: Bearer <accessToken> (except the login), and "
    "source-platform, which is for analytics only.",
    docs_url=DOCS_LOGIN,
    codes=(
        Code("authorization-malformed", _ON, "The Authorization header cannot work as it was sent.", _BEARER),
        Code("content-type-wrong", _ON, "The body is not declared as JSON.", f"Send Content-Type: {_JSON}."),
        Code(
            "source-platform-missing",
            _ON,
            "The source-platform header is missing: it does not affect the answer.",
            "Add it, for Filed's analytics.",
            Severity.INFO,
        ),
    ),
    offline=True,
)
def request_headers(ctx: Context) -> Result:
    """Judge only what the ticket shows: headers that came from a file which was not given are not missing."""
    shown = [(number, one) for number, one in enumerate(ctx.ticket.reading.requests, 1) if one.headers is not None]
    if not shown:
        return Skipped("the ticket shows no request with its headers")
    findings = tuple(finding for number, request in shown for finding in _findings(number, request))
    if findings:
        return Found(findings)
    return Passed(f"{count(len(shown), 'request')} read, with the headers that are needed")


def _findings(number: int, request: CustomerRequest) -> Iterator[Finding]:
    headers = request.headers or {}
    form = request.authorization
    login = "loginViaPersonalApiToken" in (request.document or "")
    if form is not None and form.problem is not None:
        yield _authorization(number, request, _PROBLEMS.get(form.problem, "cannot be read"))
    elif form is None and request.headers_complete and not login:
        yield _authorization(number, request, "is missing")
    content_type = headers.get("content-type", "" if request.headers_complete else _JSON)
    if content_type.partition(";")[0].strip().casefold() not in {_JSON, "application/graphql-response+json"}:
        yield _content_type(number, request, content_type)
    if "source-platform" not in headers and request.headers_complete:
        yield _source_platform(number, request)


def _subject(number: int) -> Subject:
    return Subject(kind=SubjectKind.REQUEST, id=f"request {number}")


def _where(request: CustomerRequest) -> str:
    return f"{request.source}, line {request.line}"


def _authorization(number: int, request: CustomerRequest, problem: str) -> Finding:
    return Finding(
        code="authorization-malformed",
        subject=_subject(number),
        summary=f"The Authorization header of request {number} ({_where(request)}) {problem}.",
        expected="Authorization: Bearer <accessToken>",
        observed=f"a header that {problem}" if problem != "is missing" else "no such header",
        remedy=_BEARER,
        details={"source": request.source, "line": request.line},
    )


def _content_type(number: int, request: CustomerRequest, content_type: str) -> Finding:
    return Finding(
        code="content-type-wrong",
        subject=_subject(number),
        summary=f"Request {number} ({_where(request)}) is sent as {content_type or 'nothing'}, not as {_JSON}.",
        expected=f"Content-Type: {_JSON}",
        observed=f"Content-Type: {content_type}" if content_type else "no Content-Type",
        remedy=f"Send Content-Type: {_JSON}; curl sends form data unless told otherwise.",
        details={"source": request.source, "line": request.line},
    )


def _source_platform(number: int, request: CustomerRequest) -> Finding:
    return Finding(
        code="source-platform-missing",
        subject=_subject(number),
        summary=f"Request {number} ({_where(request)}) has no source-platform header; it is for analytics only.",
        expected="source-platform: <name of the integration>",
        observed="no such header",
        remedy="Add it when convenient: it does not affect the answer.",
        details={"source": request.source, "line": request.line},
    )
