"""Were the customer's requests sent with the headers that the gateway wants?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from diagnose.plugin import (
    Code,
    Context,
    Cure,
    CustomerExchange,
    CustomerRequest,
    Finding,
    Found,
    Passed,
    ReplyWords,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    check,
    count,
)
from diagnose_checks._docs import DOCS_LOGIN, NOT_DOCUMENTED

_ON = (SubjectKind.REQUEST,)
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_LONG_AGO = timedelta(days=30)
"""Before the run: whoever writes a ticket has hardly kept a request for longer. A choice of this tool's."""
_PROBLEMS = {
    "empty": "is empty",
    "no-scheme": "has a token, but not the word Bearer before it",
    "other-scheme": "uses a scheme other than Bearer",
    "scheme-twice": "has the word Bearer twice",
    "no-token": "has the word Bearer, but no token after it",
    "quoted": "has the token in quotes",
    "white-space": "has white space inside the token",
    "not-ascii": "contains characters that no token has",
    "example": "still has the placeholder of the example instead of a token",
}


@check(
    id="request-headers",
    title="The customer's requests carry the right headers",
    rule="Every call is a POST with Content-Type: application/json, Authorization: Bearer <accessToken> (except the "
    "login), and source-platform, which is for analytics only.",
    docs_url=DOCS_LOGIN,
    codes=(
        Code(
            "authorization-malformed",
            _ON,
            "The Authorization header cannot work as it was sent.",
            "Send the header as Authorization: Bearer <accessToken>, with the token alone, unquoted, on one line.",
            cure=Cure.AUTHORIZATION,
            reply=ReplyWords(
                "The Authorization header of your request is not in the form that the gateway reads.",
                "Please send it as Authorization: Bearer <accessToken>, on one line and without quotes.",
            ),
        ),
        Code(
            "authorization-expired",
            _ON,
            "The token of the request had expired, as far as its own claims tell; a warning where nothing tells when "
            f"the request was sent {NOT_DOCUMENTED}.",
            "Sign in again with loginViaPersonalApiToken for a new access token, and send the request with that one.",
            cure=Cure.AUTHORIZATION,
            reply=ReplyWords(
                "The access token that your request was sent with had expired.",
                "Please exchange your API key for a new one with loginViaPersonalApiToken, and send the request again.",
            ),
        ),
        Code(
            "method-wrong",
            _ON,
            "The request was not sent with POST: the gateway is documented as one endpoint that takes POST.",
            "Send it with POST, the query and its variables in a JSON body.",
            cure=Cure.METHOD,
            reply=ReplyWords("Your request was not sent with the method POST.", "Please send it with POST."),
        ),
        Code(
            "content-type-wrong",
            _ON,
            "The body is not declared as JSON.",
            f"Send Content-Type: {_JSON}.",
            otherwise={"form": f"Send Content-Type: {_JSON}; curl declares form data unless told otherwise."},
            cure=Cure.CONTENT_TYPE,
            reply=ReplyWords(
                "Your request was not sent as JSON.", "Please send the header Content-Type: application/json."
            ),
        ),
        Code(
            "source-platform-missing",
            _ON,
            "The source-platform header is missing; it does not affect the answer.",
            "Add it when convenient, for Filed's analytics: it does not affect the answer.",
            Severity.INFO,
            notice=True,
        ),
    ),
    offline=True,
)
def request_headers(ctx: Context) -> Result:
    """Judge only what the ticket shows: a header may be in a file that was not given, or a token left out."""
    shown = [
        exchange for exchange in ctx.ticket.exchanges
        if exchange.request.headers is not None or (exchange.request.method and exchange.response)
    ]  # fmt: skip
    if not shown:
        return Skipped("the ticket shows no request with its headers")
    logins = {query.exchange.number for query in ctx.ticket.queries if query.signs_in}
    wrong: dict[_Wrong, list[CustomerExchange]] = {}
    for exchange in shown:
        for mistake in _wrongs(ctx, exchange, login=exchange.number in logins):
            wrong.setdefault(mistake, []).append(exchange)
    if wrong:
        return Found(tuple(_finding(mistake, sent) for mistake, sent in wrong.items()))
    return Passed(f"{count(len(shown), 'request')} read, with the headers they need{_left_out(ctx)}")


@dataclass(frozen=True)
class _Wrong:
    """One mistake, which several requests may share: ``what`` follows the words ``of request 1``."""

    code: str
    what: str
    expected: str
    observed: str
    severity: Severity | None = None
    case: str = ""


def _wrongs(ctx: Context, exchange: CustomerExchange, *, login: bool) -> Iterator[_Wrong]:
    request = exchange.request
    if not exchange.answered:
        yield from _method(request)
    if request.headers is None:
        return
    if not exchange.answered:
        yield from _authorization(exchange, login=login)
        yield from _expired(ctx.now, exchange)
        yield from _content_type(request)
    if "source-platform" not in request.headers and request.headers_complete:
        yield _Wrong(
            "source-platform-missing",
            "has no source-platform header; it is for analytics only",
            "source-platform: <name of the integration>",
            "no such header",
        )


def _authorization(exchange: CustomerExchange, *, login: bool) -> Iterator[_Wrong]:
    """A token that was masked is as it should be; the words of an example count once the gateway missed the token.

    A browser's recording is saved without the Authorization header and the cookies unless asked for ("sanitized"):
    what it had, nobody can tell.
    """
    request, missed = exchange.request, exchange.refused
    form, code, expected = request.authorization, "authorization-malformed", "Authorization: Bearer <accessToken>"
    problem = form.problem if form else None
    if problem is not None and problem != "placeholder" and (problem != "example" or missed):
        what = _PROBLEMS.get(problem, "cannot be read")
        yield _Wrong(code, f"sends an Authorization header that {what}", expected, f"a header that {what}")
    elif form is None and request.headers_complete and not login and request.form != "har":
        # Whoever copies a request may have taken the line out.
        what = "has no Authorization header" + ("" if missed else ", unless it was left out of the ticket")
        yield _Wrong(code, what, expected, "no such header", Severity.ERROR if missed else Severity.WARNING)


def _expired(now: datetime, exchange: CustomerExchange) -> Iterator[_Wrong]:
    """Hold the token's own claim against the time of the exchange, where a recording gives it, else of this run.

    Most tokens that were pasted have expired by the time that somebody reads the ticket: only one that the gateway
    turned away, or that nobody can have got lately, was surely expired when it was sent.
    """
    form = exchange.request.authorization
    expiry = form.expires_at if form and form.problem is None else None
    sent = _recorded(exchange)
    if expiry is None or expiry > (sent or now):
        return
    sure = sent is not None or exchange.refused or now - expiry > _LONG_AGO
    when = "the request was sent" if sent else "this run began; when the request was sent is not recorded"
    words = f"has a token that had expired ({_minute(expiry)}) before {when}"
    observed = f"a token that expired {_minute(expiry)}; {'sent' if sent else 'this run began'} {_minute(sent or now)}"
    severity = Severity.ERROR if sure else Severity.WARNING
    yield _Wrong("authorization-expired", words, "a token that has not expired", observed, severity)


def _recorded(exchange: CustomerExchange) -> datetime | None:
    """Return when the exchange took place, as far as a recording says; a time without a zone tells nothing."""
    try:
        at = datetime.fromisoformat(exchange.response.at or "") if exchange.response else None
    except ValueError:
        return None
    return at.astimezone(UTC) if at and at.tzinfo else None


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _method(request: CustomerRequest) -> Iterator[_Wrong]:
    """What has no query in it may be a look at the address, or a connection of another kind."""
    if request.document is not None and request.method not in {None, "POST"}:
        yield _Wrong(
            "method-wrong", f"is sent with {request.method}, not with POST", "POST", f"the method {request.method}"
        )


def _content_type(request: CustomerRequest) -> Iterator[_Wrong]:
    content_type = (request.headers or {}).get("content-type", "")
    if request.method in {"GET", "HEAD"} or (request.document is None and not content_type):
        return  # nothing is sent that would need a type, or nothing was shown
    if not request.headers_complete and (not content_type or (content_type == _FORM and request.form != "code")):
        return  # curl's own default, which a file that was not given may well override
    if content_type.partition(";")[0].strip().casefold() in {_JSON, "application/graphql-response+json"}:
        return
    yield _Wrong(
        "content-type-wrong",
        f"is sent as {content_type}, not as {_JSON}" if content_type else "is sent without a Content-Type",
        f"Content-Type: {_JSON}",
        f"Content-Type: {content_type}" if content_type else "no such header",
        case="form" if content_type.startswith(_FORM) else "",
    )


def _finding(wrong: _Wrong, sent: list[CustomerExchange]) -> Finding:
    first, request = sent[0], sent[0].request
    more = f"; {count(len(sent) - 1, 'other request')} likewise" if sent[1:] else ""
    return Finding(
        code=wrong.code,
        subject=Subject(kind=SubjectKind.REQUEST, id=f"request {first.number}"),
        summary=f"Request {first.number} ({request.source}, line {request.line}) {wrong.what}{more}.",
        expected=wrong.expected,
        observed=wrong.observed,
        case=wrong.case,
        details={
            "source": request.source,
            "line": request.line,
            "requests": [exchange.number for exchange in sent[:50]],
        },
        severity=wrong.severity,
    )


def _left_out(ctx: Context) -> str:
    forms = [request.authorization.problem for request in ctx.ticket.reading.requests if request.authorization]
    left_out = {"placeholder", "example"} & {*forms}
    return "; the token was left out of the ticket, as it should be" if left_out else ""
