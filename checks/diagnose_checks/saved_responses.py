"""Is what the customer was shown what the same questions bring now?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.plugin import (
    Ask,
    Code,
    Context,
    CustomerAnswer,
    Finding,
    Found,
    Json,
    NamedId,
    Passed,
    Refused,
    ReplyWords,
    Result,
    Seen,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
    clause,
    count,
    created_kind,
    listed,
    spellings,
    subject,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, DOCS_LOGIN, NOT_DOCUMENTED
from diagnose_checks._lacking import Lacking, lacking, not_compared
from diagnose_checks._told import told_errors

_ON = (SubjectKind.REQUEST,)
_ASK = Ask("saved_answer_origin", "When was the answer saved, and with whose credentials?")
_FILTERS = re.compile(r"\b(?:statuses|providerKeys|categories)\b")
"""What else a customer can filter connections by; then an empty list need not be for lack of access."""


@check(
    id="saved-responses",
    title="What the customer was shown is what the same questions bring now",
    rule="Confirm you have access to the workspace containing the connection; an access token is valid for a limited "
    f"time. The errors of the gateway are not documented: what a saved answer says is quoted {NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "response-unauthenticated",
            _ON,
            "The saved answer says that nobody was signed in, or with a token that is not valid.",
            "The customer exchanges their API key for a new access token with loginViaPersonalApiToken, and sends it "
            "as Authorization: Bearer <accessToken>.",
            docs_url=DOCS_LOGIN,
            reply=ReplyWords(
                "The gateway did not accept the sign-in of your request.",
                "Please sign in again with loginViaPersonalApiToken, and send the request once more.",
            ),
        ),
        Code(
            "response-forbidden",
            _ON,
            "The customer's credentials may not see what this run's do.",
            "Confirm that the customer's credentials have access to the workspace that contains the connection.",
            reply=ReplyWords(
                "The account of your request may not see what it asks for.",
                "Please send it from an account that has access to that workspace.",
            ),
        ),
        Code(
            "response-not-reproduced",
            _ON,
            "The saved answer lacks rows that the same question brings now.",
            "Ask when the answer was saved and with whose credentials, and for the answer to the same query today.",
            Severity.WARNING,
            otherwise={
                "since": "Nothing, as far as these are concerned: they were created after the answer was saved."
            },
            reply=ReplyWords(
                "With the same question, we see rows that your answer lacks.",
                "Please tell us when you got that answer, and which account it was for.",
            ),
        ),
        Code(
            "response-error",
            _ON,
            "The saved answer has an error that nothing else explains.",
            "Have the same request sent again; if it fails again, ask support@filed.com with the time and the request "
            "ID of the answer. What the gateway's errors mean is not documented.",
            Severity.WARNING,
            reply=ReplyWords(
                "The answer that you got shows an error.",
                "Please send the same request again, and send us the answer if it fails once more.",
            ),
        ),
    ),
    offline=True,
)
def saved_responses(ctx: Context) -> Result:
    """Read the refusals first, then look for rows that the customer was not shown."""
    shown = [answer for answer in ctx.ticket.answers if created_kind(answer) is None]
    if not shown and (told := tuple(told_errors(ctx))):
        return Found(told, unseen=None)
    if not shown:
        return Skipped("the ticket holds no saved answer to a query")
    wrong: dict[_Wrong, list[CustomerAnswer]] = {}
    for answer in shown:
        if mistake := _wrong(ctx, answer, _overtaken(answer, shown)):
            wrong.setdefault(mistake, []).append(answer)
    findings = tuple(_finding(mistake, answers) for mistake, answers in wrong.items())
    unclear = any(
        finding.code == "response-not-reproduced" and finding.severity is not Severity.INFO for finding in findings
    )
    unseen = ["why the customer was shown less than this run is not known"] if unclear else []
    unseen += dict.fromkeys(why for answer in shown if (why := not_compared(ctx, answer)))
    if findings:
        return Found(findings, unseen=listed(unseen) if unseen else None, asks=(_ASK,) if unclear else ())
    if unseen:
        return Unknown(listed(unseen), asks=(_ASK,))
    if ctx.sight.offline:
        return Passed(f"{count(len(shown), 'saved answer')} without errors; whether more comes now was not asked")
    return Passed(f"{count(len(shown), 'saved answer')} read, and nothing in them is at odds with what comes now")


@dataclass(frozen=True)
class _Wrong:
    """What is wrong with an answer, which several may share; ``what`` is the sentence without place and full stop."""

    code: str
    what: str
    expected: str
    observed: str
    severity: Severity | None = None
    case: str = ""
    because_of: tuple[Subject, ...] = ()
    job_works: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()


def _wrong(ctx: Context, answer: CustomerAnswer, overtaken: bool) -> _Wrong | None:
    info = Severity.INFO if overtaken else None
    match answer.refusal:
        case None:
            return None if overtaken else _hidden(ctx, answer) or _lacks(lacking(ctx, answer))
        case Refused.SIGN_IN:
            what = f"The saved answer says that nobody was signed in: {_words(answer)}"
            code, expected = "response-unauthenticated", "an answer to somebody who is signed in"
        case Refused.FORBIDDEN:
            what = f"The saved answer says that these credentials may not see it: {_words(answer)}"
            code, expected = "response-forbidden", "an answer to somebody who may see the workspace"
        case _:
            what = f"The saved answer says: {_words(answer)}"
            code, expected = "response-error", "an answer without errors"
    return _Wrong(code, what, expected, _words(answer), info, because_of=tuple(_because(ctx, answer)))


def _words(answer: CustomerAnswer) -> str:
    """Quote the errors; where there are none, what is odd."""
    if answer.messages:
        return listed([clause(message) for message in dict.fromkeys(answer.messages)])
    return f"HTTP status {answer.response.status}" if (answer.response.status or 0) >= 400 else "me is null"  # noqa: PLR2004


def _because(ctx: Context, answer: CustomerAnswer) -> Iterator[Subject]:
    """Yield what explains the error, should something be wrong with it; what would show otherwise does not."""
    alone = answer.request is None
    asked = [exchange for exchange in ctx.ticket.exchanges if exchange.number == answer.number or alone]
    numbers = {exchange.number for exchange in asked}
    ticket = ctx.ticket
    named = [*ticket] if answer.refusal is Refused.NOT_FOUND else []
    if answer.refusal is Refused.FORBIDDEN:
        # Who may not see a connection need not be told that it is not there.
        named = [*([ticket.workspace] if ticket.workspace else [])]
        named += [ticket.connection] if ticket.connection and "connections" in answer.path else []
    else:
        yield from (Subject(kind=SubjectKind.REQUEST, id=f"request {number}") for number in sorted(numbers))
        addresses = dict.fromkeys((exchange.request.endpoint or "").partition("?")[0] for exchange in asked)
        yield from (Subject(kind=SubjectKind.ENDPOINT, id=address) for address in addresses if address)
    if answer.refusal in {Refused.INVALID, Refused.OTHER, Refused.NOT_FOUND}:
        queries = [query for query in ticket.queries if query.exchange.number in numbers]
        yield from (Subject(kind=SubjectKind.QUERY, id=query.name) for query in queries)
    yield from (subject(some_id) for some_id in named)


def _hidden(ctx: Context, answer: CustomerAnswer) -> _Wrong | None:
    """An empty list of workspaces or connections, to a question with an ID that this run sees."""
    if not ctx.served:
        return None
    workspace = ctx.ticket.workspace.id if ctx.ticket.workspace else ctx.workspace_id
    connection = ctx.ticket.connection.id if ctx.ticket.connection else None
    if "workspaces" in answer.response.empty and workspace and _asks_for(answer, workspace):
        if isinstance(ctx.live.workspace(workspace), Seen):
            return _invisible("workspace", workspace, ctx.ticket.workspace)
    elif "connections" in answer.response.empty and connection and _asks_for(answer, connection):
        filtered = answer.request is not None and _FILTERS.search(
            f"{answer.request.document} {answer.request.variables}"
        )
        if not filtered and isinstance(ctx.live.connection(connection, workspace), Seen):
            return _invisible("connection", connection, ctx.ticket.connection)
    return None


def _asks_for(answer: CustomerAnswer, some_id: str) -> bool:
    """True unless the request is known, and is about other IDs."""
    request = answer.request
    if request is None or not request.variables:
        return True
    asked = f"{request.document} {request.variables}"
    return any(spelled in asked for spelled in spellings(some_id))


def _invisible(what: str, some_id: str, named: NamedId | None) -> _Wrong:
    # An ID that was sent with stray characters is one that nobody has.
    sent = (Subject(kind=SubjectKind(named.kind.value), id=named.named),) if named and named.named != named.id else ()
    return _Wrong(
        "response-forbidden",
        f"The saved answer has no {what}, while this run sees {some_id}: the customer's credentials may not",
        f"{what} {some_id}, which this run's credentials see",
        f"an empty list of {what}s",
        because_of=sent,
    )


def _lacks(rows: Lacking | None) -> _Wrong | None:
    if rows is None:
        return None
    parts = [listed([*rows.job_works])] if rows.job_works else []
    parts += [f"the {'artifact' if len(rows.artifacts) == 1 else 'artifacts'} {listed([*rows.artifacts])}"]
    what = " and ".join(parts if rows.artifacts else parts[:1])
    return _Wrong(
        "response-not-reproduced",
        f"The saved answer lacks {what}, which {'was created later' if rows.since else 'the same question brings now'}",
        f"{what} among the rows",
        "an answer without them",
        Severity.INFO if rows.since else None,
        case="since" if rows.since else "",
        job_works=rows.job_works,
        artifacts=rows.artifacts,
    )


def _overtaken(answer: CustomerAnswer, shown: list[CustomerAnswer]) -> bool:
    """True when the same question was answered later, whole: then this answer is history."""
    return any(
        later.response.line > answer.response.line
        and later.response.source == answer.response.source
        and later.given
        and not later.response.failing
        and _same_question(answer, later)
        for later in shown
    )


def _same_question(answer: CustomerAnswer, later: CustomerAnswer) -> bool:
    if answer.request is None or later.request is None:
        return False
    texts = ((request.document or "").split() for request in (answer.request, later.request))
    return answer.request.variables == later.request.variables and len({tuple(text) for text in texts}) == 1


def _finding(wrong: _Wrong, answers: list[CustomerAnswer]) -> Finding:
    first, response = answers[0], answers[0].response
    more = f"; {count(len(answers) - 1, 'other answer')} likewise" if answers[1:] else ""
    details: dict[str, Json] = {
        "source": response.source,
        "line": response.line,
        "status": response.status,
        "messages": [*first.messages[:20]],
        "answers": len(answers),
        "job_work_ids": [*wrong.job_works[:50]],
        "artifact_ids": [*wrong.artifacts[:50]],
    }
    return Finding(
        code=wrong.code,
        subject=Subject(kind=SubjectKind.REQUEST, id=f"request {first.number}"),
        summary=f"{wrong.what} ({response.source}, line {response.line}{more}).",
        expected=wrong.expected,
        observed=wrong.observed,
        case=wrong.case,
        details=details,
        because_of=wrong.because_of,
        severity=wrong.severity,
    )
