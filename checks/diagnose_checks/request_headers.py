"""Were the customer's requests sent with the headers that the gateway wants?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.plugin import (
    Code,
    Context,
    CustomerRequest,
    Finding,
    Found,
    Passed,
    Reading,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    answered,
    check,
    count,
    refused,
)
from diagnose_checks._docs import DOCS_LOGIN

_ON = (SubjectKind.REQUEST,)
_BEARER = "Send the header as Authorization: Bearer <accessToken>, with the token alone, unquoted, on one line."
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_PROBLEMS = {
    "empty": "is empty",
    "no-scheme": "has a token, but not the word Bearer before it",
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
    """Judge only what the ticket shows: a header may be in a file that was not given, or a token left out."""
    reading = ctx.ticket.reading
    shown = [(number, one) for number, one in enumerate(reading.requests, 1) if one.headers is not None]
    if not shown:
        return Skipped("the ticket shows no request with its headers")
    wrong: dict[_Wrong, list[int]] = {}
    for number, request in shown:
        for one in _wrongs(reading, request):
            wrong.setdefault(one, []).append(number)
    if wrong:
        return Found(tuple(_finding(reading, one, numbers) for one, numbers in wrong.items()))
    return Passed(f"{count(len(shown), 'request')} read, with the headers that are needed{_left_out(reading)}")


@dataclass(frozen=True)
class _Wrong:
    """One mistake, which several requests may share: ``what`` follows the words ``of request 1``."""

    code: str
    what: str
    expected: str
    observed: str
    remedy: str
    severity: Severity | None = None


def _wrongs(reading: Reading, request: CustomerRequest) -> Iterator[_Wrong]:
    if not answered(reading, request):
        yield from _authorization(reading, request)
        yield from _content_type(request)
    if "source-platform" not in (request.headers or {}) and request.headers_complete:
        yield _Wrong(
            "source-platform-missing",
            "has no source-platform header; it is for analytics only",
            "source-platform: <name of the integration>",
            "no such header",
            "Add it when convenient: it does not affect the answer.",
        )


def _authorization(reading: Reading, request: CustomerRequest) -> Iterator[_Wrong]:
    """A token that was left out of the ticket is as it should be, unless the gateway missed it too."""
    form, missed = request.authorization, refused(reading, request)
    expected = "Authorization: Bearer <accessToken>"
    if form is not None and form.problem is not None and (form.problem != "placeholder" or missed):
        what = _PROBLEMS.get(form.problem, "cannot be read")
        yield _Wrong(
            "authorization-malformed", f"sends an Authorization header that {what}", expected,
            f"a header that {what}", _BEARER,
        )  # fmt: skip
    elif form is None and request.headers_complete and not _login(request) and (missed or request.form != "har"):
        # Whoever copies a request may have taken the line out; a browser's recording leaves it out by itself.
        yield _Wrong(
            "authorization-malformed",
            "has no Authorization header" + ("" if missed else ", unless it was left out of the ticket"),
            expected, "no such header", _BEARER, Severity.ERROR if missed else Severity.WARNING,
        )  # fmt: skip


def _login(request: CustomerRequest) -> bool:
    return "loginViaPersonalApiToken" in (request.document or "")


def _content_type(request: CustomerRequest) -> Iterator[_Wrong]:
    content_type = (request.headers or {}).get("content-type", "")
    if not request.headers_complete and content_type in {"", _FORM}:
        return  # curl's own default, which a file that was not given may well override
    if content_type.partition(";")[0].strip().casefold() in {_JSON, "application/graphql-response+json"}:
        return
    yield _Wrong(
        "content-type-wrong",
        f"is sent as {content_type}, not as {_JSON}" if content_type else "is sent without a Content-Type",
        f"Content-Type: {_JSON}",
        f"Content-Type: {content_type}" if content_type else "no such header",
        f"Send Content-Type: {_JSON}"
        + ("; curl declares form data unless told otherwise." if content_type.startswith(_FORM) else "."),
    )


def _finding(reading: Reading, wrong: _Wrong, numbers: list[int]) -> Finding:
    first = reading.requests[numbers[0] - 1]
    more = f"; {count(len(numbers) - 1, 'other request')} likewise" if numbers[1:] else ""
    return Finding(
        code=wrong.code,
        subject=Subject(kind=SubjectKind.REQUEST, id=f"request {numbers[0]}"),
        summary=f"Request {numbers[0]} ({first.source}, line {first.line}) {wrong.what}{more}.",
        expected=wrong.expected,
        observed=wrong.observed,
        remedy=wrong.remedy,
        details={"source": first.source, "line": first.line, "requests": [*numbers[:50]]},
        severity=wrong.severity,
    )


def _left_out(reading: Reading) -> str:
    forms = [one.authorization.problem for one in reading.requests if one.authorization]
    return "; the token was left out of the ticket, as it should be" if "placeholder" in forms else ""
