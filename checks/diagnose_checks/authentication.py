"""Does the gateway accept the credentials?"""

from __future__ import annotations

from datetime import datetime

from diagnose.plugin import (
    Answer,
    Certainty,
    Code,
    Context,
    Finding,
    Found,
    Passed,
    Reception,
    Result,
    Severity,
    Subject,
    SubjectKind,
    Unknown,
    age,
    check,
    proving,
)
from diagnose_checks._docs import DOCS_LOGIN

_ON = (SubjectKind.TOKEN,)
_NEW_TOKEN = "Exchange the API key for a new access token with loginViaPersonalApiToken."  # noqa: S105
_NEW_KEY = (
    "Check that the API key is copied whole and has not expired, that the endpoint is the documented one, and that the "
    "account is active; if in doubt, generate a new key (Settings, Developer Settings, Generate API Key)."
)


@check(
    id="authentication",
    title="The gateway accepts the credentials",
    rule="Every query needs a valid access token; tokens are valid for a limited time (how long is not documented).",
    docs_url=DOCS_LOGIN,
    codes=(
        Code(
            "token-rejected",
            _ON,
            "The gateway does not accept the access token.",
            f"{_NEW_TOKEN} Check that it is copied whole, and that it is for {{endpoint}}.",
        ),
        Code(
            "token-expired",
            _ON,
            "The access token has expired.",
            f"{_NEW_TOKEN} Then run again; with FILED_API_KEY set, this tool does the exchange itself.",
            otherwise={
                "exchanged": "Run again: the API key was exchanged, but the new token stopped being accepted "
                "too. If that keeps happening, ask support@filed.com about the key."
            },
        ),
        Code("api-key-rejected", _ON, "The API key was not exchanged for an access token.", _NEW_KEY),
    ),
    requires=("endpoint",),
)
def authentication(ctx: Context) -> Result:
    """Judge the credentials by all answers together: a token that expired during the run is a warning.

    They are the engineer's to mend, so that nothing is asked: no customer should send a secret.
    """
    refused = ctx.failures(Reception.UNAUTHENTICATED)
    if refused:
        return Found((_refusal(ctx, *refused[-1]),))
    if ctx.served:
        return Passed("the gateway answered with these credentials")
    forbidden = [refusal for refusal in ctx.failures(Reception.FORBIDDEN) if refusal[1].errors]
    if forbidden and len(forbidden) == len(ctx.answers):
        return Found((_refusal(ctx, *forbidden[-1]),))
    return ctx.not_served() or Unknown("no answer shows it")


def _refusal(ctx: Context, evidence: str, answer: Answer) -> Finding:
    if answer.detail == "api-key":
        return _key_rejected(evidence, answer)
    expiry = ctx.sight.credential.expires_at if ctx.sight.credential else None
    now = answer.server_date or ctx.now
    expired = answer.detail == "expired" or (expiry is not None and expiry <= now) or ctx.served
    return _expired(ctx, evidence, answer, expiry, now) if expired else _rejected(ctx, evidence, answer)


def _token(name: str = "access-token") -> Subject:
    return Subject(kind=SubjectKind.TOKEN, id=name)


def _expired(ctx: Context, evidence: str, answer: Answer, expiry: datetime | None, now: datetime) -> Finding:
    known = expiry is not None and expiry <= now
    when = f" {age(now - expiry)} ago" if expiry is not None and known else ""
    moment = "during the run" if ctx.served else when.strip() or "before the run"
    return Finding(
        code="token-expired",
        subject=_token(),
        summary=f"The access token expired{when}, so nothing of the ticket could be checked."
        if not ctx.served
        else "The gateway stopped accepting the access token during the run, so not everything could be checked.",
        expected="a token that the gateway accepts",
        observed=f"{answer.summary}; the token expired {moment}",
        case="exchanged" if ctx.sight.credential and ctx.sight.credential.kind == "api-key" else "",
        details={"expires_at": expiry.isoformat() if expiry else None},
        evidence=(evidence,),
        obstructs=True,
        proof=proving.answered(_token(), (evidence,), answer.summary),
        certainty=Certainty.PROVEN,
        severity=Severity.WARNING if ctx.served else Severity.ERROR,
    )


def _rejected(ctx: Context, evidence: str, answer: Answer) -> Finding:
    return Finding(
        code="token-rejected",
        subject=_token(),
        summary="The gateway rejected the access token, so nothing of the ticket could be checked.",
        expected="a token that the gateway accepts",
        observed=answer.summary,
        fields={"endpoint": ctx.sight.endpoint},
        evidence=(evidence,),
        obstructs=True,
        proof=proving.answered(_token(), (evidence,), answer.summary),
        certainty=Certainty.PROVEN,
    )


def _key_rejected(evidence: str, answer: Answer) -> Finding:
    return Finding(
        code="api-key-rejected",
        subject=_token("api-key"),
        summary="The gateway rejected the API key, so nothing of the ticket could be checked.",
        expected="an access token from loginViaPersonalApiToken",
        observed=answer.summary,
        evidence=(evidence,),
        obstructs=True,
        proof=proving.answered(_token("api-key"), (evidence,), answer.summary),
        certainty=Certainty.PROVEN,
    )
