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
    Kind,
    Passed,
    ReplyWords,
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
    unplaced,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, DOCS_LOGIN, NOT_DOCUMENTED

_ON = (SubjectKind.TICKET,)
_REVOKE = (
    "Have it revoked (an API key: Settings, Developer Settings), and take it out of the ticket. This tool does not "
    "store or print it, and signs in with it only when told to (--use-ticket-token)."
)
_WHICH = Ask("id_kinds", "Which of the IDs in the ticket is the connection, which the job work?")
_CALLED = {
    SecretKind.ACCESS_TOKEN: "an access token",
    SecretKind.API_KEY: "an API key",
    SecretKind.COOKIE: "a cookie",
    SecretKind.PASSWORD: "a password",
}


@check(
    id="ticket",
    title="The ticket names one chain and contains no secrets",
    rule="Sources that disagree about an ID, and tokens pasted along, are reported; nothing is guessed "
    f"{NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "ticket-ambiguous",
            _ON,
            "Two places in the ticket name different IDs for one slot; the one with the best evidence was used, first "
            "of all the one in a failing request.",
            "Ask the customer which one is meant, and give it as an option: an option overrides the ticket.",
            Severity.WARNING,
            reply=ReplyWords(
                "Your message names more than one ID for the same thing.", "Please tell us which one you mean."
            ),
        ),
        Code(
            "id-not-placed",
            _ON,
            "The ticket names IDs that nothing tells the kind of, and that are live nowhere these credentials see.",
            "Ask the customer what each of them is, and give it as an option, such as --connection.",
            Severity.WARNING,
            reply=ReplyWords("Your message holds an ID that we could not place.", "Please tell us what it identifies."),
        ),
        Code(
            "ticket-contains-secret",
            _ON,
            "The ticket contains what looks like a live token or key.",
            _REVOKE,
            Severity.WARNING,
            docs_url=DOCS_LOGIN,
            notice=True,
            reply=ReplyWords(
                "Your message contains what looks like a token or key: please revoke it, and leave it out in future."
            ),
        ),
    ),
    offline=True,
)
def ticket(ctx: Context) -> Result:
    """Report what the intake could not decide alone, and what should not have been pasted."""
    reading = ctx.ticket.reading
    if not reading.sources:
        return Skipped("the IDs were given as options")
    placed, lost = _placed_by_live_data(ctx), _lost(ctx)
    # A ticket without a word of what its IDs are may be about any of them.
    unclear = [some_id for some_id in ctx.ticket.unsorted if not ctx.live.homes(some_id)] if placed else lost
    open_questions = _open_questions(unclear, _spare(ctx) if placed else _rivals(ctx))
    findings = [_ambiguous(ctx, ambiguity) for ambiguity in reading.ambiguities]
    findings += [_not_placed(ctx, lost)] if lost and ctx.served else []
    findings += [_secret(ctx, reading.secrets)] if reading.secrets else []
    unread = [*_unread(ctx)]
    undecided = "; ".join([*([open_questions] if open_questions else []), *unread])
    asks = [_WHICH] if open_questions else []
    asks += [Ask("request", "The failing call, as it was sent.")] if unread else []
    asks += [
        Ask(found.slot, f"The ticket names {listed([found.chosen, *found.others], 5)}: which one is meant?")
        for found in reading.ambiguities
    ]
    if findings:
        return Found(tuple(findings), unseen=undecided or None, asks=tuple(asks))
    if undecided:
        return Unknown(undecided, asks=tuple(asks))
    told = "; the live data showed what they identify" if placed else ""
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
    """True when all IDs of the ticket stood there without a word of what they are, and a search found them."""
    nameless = set(ctx.ticket.reading.unsorted)
    return any(ctx.ticket) and all(named.named in nameless for named in ctx.ticket)


def _lost(ctx: Context) -> list[str]:
    """The IDs that the ticket is about and that are live nowhere; with nothing else named, also before anyone asked."""
    if not ctx.served and any(ctx.ticket):
        return []
    return [some_id for some_id in unplaced(ctx.ticket) if not ctx.live.homes(some_id)]


def _spare(ctx: Context) -> dict[str, Kind]:
    """The IDs that are live, but as what the ticket has another one for."""
    return {some_id: homes[0].kind for some_id in ctx.ticket.unsorted if (homes := ctx.live.homes(some_id))}


def _rivals(ctx: Context) -> dict[str, Kind]:
    """The IDs without a word of what they are that are live as a workspace or connection, where another one is named.

    In a ticket with a request, those in that are meant.
    """
    if ctx.ticket.exchanges:
        return {}
    return {some_id: kind for some_id, kind in _spare(ctx).items() if kind in {Kind.WORKSPACE, Kind.CONNECTION}}


def _open_questions(lost: list[str], spare: dict[str, Kind]) -> str:
    """Say of the IDs left over that their kind is not known, or that another ID already has their place."""
    kinds = "kind of ID" if len(lost) == 1 else "kinds of IDs"
    parts = [f"it is not known what {kinds} {listed(lost)} {'is' if len(lost) == 1 else 'are'}"] if lost else []
    return "; ".join(
        parts + [f"{some_id} is one {kind.words} too many: only one can be checked" for some_id, kind in spare.items()]
    )


def _not_placed(ctx: Context, lost: list[str]) -> Finding:
    several = len(lost) > 1
    return Finding(
        code="id-not-placed",
        subject=_subject(ctx),
        summary=f"The ticket names {listed(lost)}, which {'are' if several else 'is'} live nowhere that these "
        f"credentials see, and nothing tells what {'they are' if several else 'it is'}.",
        expected="IDs that are live, or words that say what they are",
        observed=f"{count(len(lost), 'ID')} of unknown kind that no search found",
        details={"ids": list(lost[:50])},
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
