"""Does the ticket say one thing, and does it keep its secrets?"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.plugin import (
    Ambiguity,
    Ask,
    Code,
    Context,
    Finding,
    Found,
    FoundSecret,
    Passed,
    Result,
    SecretKind,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
    clause,
    count,
    listed,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, DOCS_LOGIN, NOT_DOCUMENTED

_ON = (SubjectKind.TICKET,)
_REVOKE = (
    "Have it revoked (an API key: Settings, Developer Settings), and take it out of the ticket. This tool does not "
    "store or print it, and signs in with it only when told to (--use-ticket-token)."
)
_CALLED = {
    SecretKind.ACCESS_TOKEN: "an access token",
    SecretKind.API_KEY: "an API key",
    SecretKind.COOKIE: "a cookie",
    SecretKind.PASSWORD: "a password",
}


@check(
    id="ticket",
    title="The ticket names one chain, and contains no secrets",
    rule=f"Sources that disagree about an ID, and tokens pasted along, are reported, not guessed {NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "ticket-ambiguous",
            _ON,
            "Two places in the ticket name different IDs for one slot; the one with the best evidence was used, that "
            "in a failing request before all.",
            "Ask the customer which one is meant, and give it as an option: an option overrides the ticket.",
            Severity.WARNING,
        ),
        Code(
            "ticket-contains-secret",
            _ON,
            "The ticket contains what looks like a live token or key.",
            _REVOKE,
            Severity.WARNING,
            docs_url=DOCS_LOGIN,
            notice=True,
        ),
    ),
    offline=True,
)
def ticket(ctx: Context) -> Result:
    """Report what the intake could not decide alone, and what should not have been pasted."""
    reading = ctx.ticket.reading
    placed = _placed_by_live_data(ctx)
    if ctx.ticket.unsorted and (placed or not any(ctx.ticket)):
        return Unknown(
            _not_placed(ctx),
            asks=(Ask("id_kinds", "Which of the IDs in the ticket is the connection, which the job work?"),),
        )
    if not reading.sources:
        return Skipped("the IDs were given as options")
    findings = [_ambiguous(ctx, ambiguity) for ambiguity in reading.ambiguities]
    if reading.secrets:
        findings.append(_secret(ctx, reading.secrets))
    unread = [*_unread(ctx)]
    if findings:
        asks = tuple(
            Ask(found.slot, f"The ticket names {listed([found.chosen, *found.others], 5)}: which one is meant?")
            for found in reading.ambiguities
        )
        return Found(tuple(findings), unseen=listed(unread) if unread else None, asks=asks)
    if unread:
        return Unknown(listed(unread), asks=(Ask("request", "The failing call, as it was sent."),))
    told = "; what they identify was told by the live data" if placed else ""
    return Passed(f"{count(len(reading.sources), 'source')} read, {count(len(list(ctx.ticket)), 'ID')} found{told}")


def _unread(ctx: Context) -> Iterator[str]:
    """Say of each request whose query could not be read what was wrong with it, unless it was answered."""
    for exchange in ctx.ticket.exchanges:
        request = exchange.request
        if request.document is None and request.problems and not request.variables and not exchange.answered:
            yield f"request {exchange.number} ({request.source}, line {request.line}) could not be read: " + (
                listed([*request.problems])
            )


def _placed_by_live_data(ctx: Context) -> bool:
    """True when the ticket's IDs stood there without a word of what they are, and a search found them."""
    nameless = set(ctx.ticket.reading.unsorted)
    return any(named.named in nameless for named in ctx.ticket)


def _not_placed(ctx: Context) -> str:
    """Say of the IDs left over that nothing tells their kind, or that another one has their place already."""
    spare = {some_id: homes[0].kind for some_id in ctx.ticket.unsorted if (homes := ctx.live.homes(some_id))}
    unknown = [some_id for some_id in ctx.ticket.unsorted if some_id not in spare]
    kinds = "kind of ID" if len(unknown) == 1 else "kinds of IDs"
    parts = [f"nothing tells what {kinds} {listed(unknown)} {'is' if len(unknown) == 1 else 'are'}"] if unknown else []
    return "; ".join(
        parts + [f"{some_id} is one more {kind.words} than can be looked at" for some_id, kind in spare.items()]
    )


def _subject(ctx: Context) -> Subject:
    return Subject(kind=SubjectKind.TICKET, id=ctx.ticket.reference or "ticket")


def _ambiguous(ctx: Context, found: Ambiguity) -> Finding:
    slot = found.slot.replace("_", " ").replace(" id", " ID")
    return Finding(
        code="ticket-ambiguous",
        subject=_subject(ctx),
        summary=f"The ticket names more than one {slot}: {clause(found.why)}, but it has {listed(found.others)} too.",
        expected=f"one {slot}",
        observed=listed([found.chosen, *found.others], 5),
        details={"slot": found.slot, "chosen": found.chosen, "others": list(found.others[:50]), "why": found.why},
    )


def _secret(ctx: Context, secrets: tuple[FoundSecret, ...]) -> Finding:
    kinds = list(dict.fromkeys(secret.kind for secret in secrets))
    words = listed([_CALLED[kind] for kind in kinds], len(kinds))
    places = list(dict.fromkeys(f"{secret.source}, line {secret.line}" for secret in secrets))
    return Finding(
        code="ticket-contains-secret",
        subject=_subject(ctx),
        summary=f"The ticket contains what looks like {words} ({'; '.join(places[:3])}{_more(len(places) - 3)}).",
        expected="no credentials in a ticket",
        observed=f"{count(len(secrets), 'secret')}: {words}",
        details={
            "places": [
                {"kind": secret.kind.value, "source": secret.source, "line": secret.line} for secret in secrets[:50]
            ]
        },
    )


def _more(rest: int) -> str:
    return f"; and {rest:,} more" if rest > 0 else ""
