"""Were the job works and artifacts created, by what the customer saved?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from diagnose.plugin import (
    Code,
    Context,
    Creation,
    Finding,
    Found,
    Kind,
    NamedId,
    Nowhere,
    Passed,
    ReplyWords,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unseen,
    check,
    clause,
    count,
    listed,
)
from diagnose_checks._creations import failure_subject, overcome
from diagnose_checks._docs import DOCS_CREATE_ARTIFACTS, DOCS_CREATE_WORKS, DOCS_JOB_WORKS

_WHAT = {Kind.JOB_WORK: ("job works", DOCS_CREATE_WORKS), Kind.ARTIFACT: ("artifacts", DOCS_CREATE_ARTIFACTS)}
_FIX = "Correct what the errors say, and create them again; until then there is nothing to query."
_SETTLED = {
    "settled": "Nothing: they were created. Do not create them again.",
    "there": "Correct what the errors say; what already exists need not be created again.",
}
_EXISTS = ("exist", "unique", "duplicate", "already", "taken")
"""Words of errors that refuse what was created before; which ones the gateway has is not documented."""


@check(
    id="creation-response",
    title="The saved creation responses show no errors and contain the IDs asked for",
    rule="Ensure the job works were successfully created (check for errors in the createJobWorks response).",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "job-work-creation-failed",
            (SubjectKind.JOB_WORK,),
            "The saved createJobWorks response has errors.",
            _FIX,
            otherwise=_SETTLED,
            docs_url=DOCS_CREATE_WORKS,
            reply=ReplyWords("{summary}", "Please correct what the error says, and create the job works again."),
        ),
        Code(
            "artifact-creation-failed",
            (SubjectKind.ARTIFACT,),
            "The saved createJobWorkArtifacts response has errors.",
            _FIX,
            otherwise=_SETTLED,
            docs_url=DOCS_CREATE_ARTIFACTS,
            reply=ReplyWords("{summary}", "Please correct what the error says, and create the artifacts again."),
        ),
        Code(
            "job-work-id-not-in-response",
            (SubjectKind.JOB_WORK, SubjectKind.ARTIFACT),
            "The ticket asks for an ID that the saved creation response did not return.",
            "Use the IDs of the response ({where}).",
            otherwise={
                "work-id": "Use {right}, the id of that job work.",
                "perhaps": "Use the IDs of the response ({where}); if there were other responses, look for it "
                "in those.",
            },
            reply=ReplyWords(
                "{id} is not among the IDs that were returned when you created them.",
                "Please use the IDs of that response.",
            ),
        ),
    ),
    offline=True,
)
def creation_response(ctx: Context) -> Result:
    """Read the errors first; then look for IDs that were never given and that are not live either."""
    creations = [same.creation for same in dict.fromkeys(_Same.of(creation) for creation in ctx.ticket.creations)]
    if not creations:
        return Skipped("the ticket has no saved createJobWorks or createJobWorkArtifacts response")
    findings = [_failed(ctx, creation) for creation in creations if creation.errors]
    findings += [*_never_given(ctx, Kind.JOB_WORK), *_never_given(ctx, Kind.ARTIFACT)]
    if findings:
        return Found(tuple(findings))
    given = any(creation.given for creation in creations)
    return Passed(
        f"{count(len(creations), 'saved response')} without errors" + (", with the IDs asked for" if given else "")
    )


@dataclass(frozen=True)
class _Same:
    """A creation by what it says: a thread quotes one response many times."""

    says: tuple[object, ...]
    creation: Creation = field(compare=False)

    @classmethod
    def of(cls, creation: Creation) -> _Same:
        errors = tuple(text for text, _ in creation.errors)
        return cls((creation.kind, creation.given, creation.asked, errors), creation)


def _failed(ctx: Context, creation: Creation) -> Finding:
    what, docs = _WHAT[creation.kind]
    errors = "an error" if len(creation.errors) == 1 else f"{len(creation.errors):,} errors"
    later, live = overcome(ctx, creation), _live_all_the_same(ctx, creation)
    came = f"{'no' if creation.empty else 'not all'} {what} were created"
    if later or live:
        came += ", but a later response created them" if later else ", but they exist"
    settled = later or (live and _said_to_exist(creation))
    return Finding(
        code="job-work-creation-failed" if creation.kind is Kind.JOB_WORK else "artifact-creation-failed",
        subject=failure_subject(ctx, creation),
        summary=f"{creation.operation} answered with {errors}, so {came}: {clause(creation.errors[0][0])}.",
        expected="a response without errors",
        observed=f"{listed([clause(text) for text, _ in creation.errors])} ({creation.where})",
        case="settled" if settled else "there" if live else "",
        details={
            "source": creation.source,
            "line": creation.line,
            "errors": [text for text, _ in creation.errors[:20]],
        },
        docs_url=docs,
        severity=Severity.INFO if settled else None,
    )


def _said_to_exist(creation: Creation) -> bool:
    """True when every error refuses what exists already: then nothing is missing, and nothing is wrong."""
    return all(any(word in text.casefold() for word in _EXISTS) for text, _ in creation.errors)


def _live_all_the_same(ctx: Context, creation: Creation) -> bool:
    """True when everything that was to be created is live by its external ID: the failure was not about that."""
    if ctx.sight.offline or not creation.asked:
        return False
    if creation.kind is Kind.JOB_WORK:
        return all(ctx.live.by_external_id(external_id) for external_id in creation.asked)
    return all(ctx.live.holders(external_id) for external_id in creation.asked)


def _never_given(ctx: Context, kind: Kind) -> Iterator[Finding]:
    saved = [creation for creation in ctx.ticket.creations if creation.kind is kind and not creation.empty]
    if not saved or not all(creation.identifies for creation in saved):
        return
    given = frozenset().union(*(creation.given for creation in saved))
    # An artifact may be named by the customer's own ID, which the request has and the response need not show.
    given |= frozenset(asked for creation in saved if kind is Kind.ARTIFACT for asked in creation.asked)
    by_work = {work: own for creation in saved for work, own in creation.work_ids.items()}
    for named in ctx.ticket.job_works if kind is Kind.JOB_WORK else ctx.ticket.artifacts:
        if named.id not in given and named.named not in given and not _explained(ctx, named):
            yield _not_in_response(ctx, named, saved, given, by_work.get(named.id))


def _explained(ctx: Context, named: NamedId) -> bool:
    """The live data has it, or says more precisely what is wrong with it."""
    if ctx.sight.offline:
        return False
    if named.kind is Kind.ARTIFACT:
        return bool(ctx.live.holders(named.named, named.id))
    return not isinstance(ctx.standing(named), Nowhere | Unseen)


def _not_in_response(
    ctx: Context, named: NamedId, saved: list[Creation], given: frozenset[str], right: str | None
) -> Finding:
    proven = named.kind is Kind.JOB_WORK and not ctx.sight.offline and isinstance(ctx.standing(named), Nowhere)
    where = saved[0].where
    return Finding(
        code="job-work-id-not-in-response",
        subject=Subject(kind=SubjectKind(named.kind.value), id=named.id),
        summary=f"{named.id} is not among the IDs that {saved[0].operation} returned"
        + (f"; it is a workId, and its job work is {right}." if right else f" ({where})."),
        expected=listed(sorted(given), 5) if len(given) == 1 else f"one of {listed(sorted(given), 5)}",
        observed=named.id,
        case="work-id" if right else "" if proven else "perhaps",
        fields={"where": where, "right": right or ""},
        suggestion=right,
        details={"given": [*sorted(given)[:50]], "source": saved[0].source, "line": saved[0].line},
        # Only part of the responses may have been saved: without the live data it is a suspicion.
        severity=Severity.ERROR if proven or right else Severity.WARNING,
    )
