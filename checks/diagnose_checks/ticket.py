"""Does the ticket say one thing, and does it keep its secrets?"""

from __future__ import annotations

from diagnose.context import Context
from diagnose.intake.model import Ambiguity, FoundSecret
from diagnose.plugin import (
    Ask,
    Code,
    Finding,
    Found,
    Passed,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
)
from diagnose_checks._words import DOCS_JOB_WORKS, DOCS_LOGIN, NOT_DOCUMENTED, count, listed

_ON = (SubjectKind.TICKET,)
_REVOKE = (
    "Have it revoked: generate a new API key and delete the old one (Settings, Developer Settings), and remove it from "
    "the ticket. This tool has neither stored nor used it."
)


@check(
    id="ticket",
    title="The ticket names one chain, and contains no secrets",
    rule=f"Sources that disagree about an ID, and tokens pasted along, are reported, not guessed {NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "ticket-ambiguous",
            _ON,
            "Two places in the ticket name different IDs for one slot; the one in the failing request was used.",
            "Ask the customer which one is meant.",
            Severity.WARNING,
        ),
        Code(
            "ticket-contains-secret",
            _ON,
            "The ticket contains what looks like a live token or key.",
            _REVOKE,
            Severity.WARNING,
        ),
    ),
    offline=True,
)
def ticket(ctx: Context) -> Result:
    """Report what the intake could not decide alone, and what should not have been pasted."""
    reading = ctx.ticket.reading
    if ctx.ticket.unsorted and not any(ctx.ticket):
        return Unknown(
            f"nothing tells what kind of ID {listed(ctx.ticket.unsorted)} is",
            asks=(Ask("id_kinds", "Which of the IDs in the ticket is the connection, which the job work?"),),
        )
    if not reading.sources:
        return Skipped("the IDs were given as options")
    findings = [_ambiguous(ctx, one) for one in reading.ambiguities]
    if reading.secrets:
        findings.append(_secret(ctx, reading.secrets))
    if findings:
        asks = tuple(
            Ask(one.slot, f"The ticket names {listed([one.chosen, *one.others])}.") for one in reading.ambiguities
        )
        return Found(tuple(findings), asks=asks)
    return Passed(f"{count(len(reading.sources), 'source')} read, {count(len(list(ctx.ticket)), 'ID')} found")


def _subject(ctx: Context) -> Subject:
    return Subject(kind=SubjectKind.TICKET, id=ctx.ticket.reference or "ticket")


def _ambiguous(ctx: Context, one: Ambiguity) -> Finding:
    slot = one.slot.replace("_", " ").replace(" id", " ID")
    return Finding(
        code="ticket-ambiguous",
        subject=_subject(ctx),
        summary=f"The ticket names more than one {slot}: {one.chosen} was used, {listed(one.others)} stood there too.",
        expected=f"one {slot}",
        observed=f"{one.chosen} (used: {one.why}), {listed(one.others)}",
        remedy=f"Ask the customer which is meant, or give it as an option; {one.chosen} was used.",
        details={"slot": one.slot, "chosen": one.chosen, "others": list(one.others), "why": one.why},
    )


def _secret(ctx: Context, secrets: tuple[FoundSecret, ...]) -> Finding:
    kinds = listed(list(dict.fromkeys(one.kind.value.replace("-", " ") for one in secrets)))
    places = [f"{one.source}, line {one.line}" for one in secrets]
    return Finding(
        code="ticket-contains-secret",
        subject=_subject(ctx),
        summary=f"The ticket contains what looks like a live secret ({kinds}), at {listed(places)}.",
        expected="no credentials in a ticket",
        observed=f"{count(len(secrets), 'secret')}: {kinds}",
        remedy=_REVOKE,
        details={"places": [{"kind": one.kind.value, "source": one.source, "line": one.line} for one in secrets[:50]]},
        docs_url=DOCS_LOGIN,
    )
