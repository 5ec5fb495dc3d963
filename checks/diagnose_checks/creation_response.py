"""Were the job works and artifacts created, by what the customer saved?"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.context import Context, State
from diagnose.customer import Creation
from diagnose.ids import Kind
from diagnose.plugin import Code, Finding, Found, Passed, Result, Severity, Skipped, Subject, SubjectKind, check
from diagnose.ticket import NamedId
from diagnose_checks._words import DOCS_CREATE_ARTIFACTS, DOCS_CREATE_WORKS, DOCS_JOB_WORKS, count, listed

_FIX = "Correct what the errors say, and create them again; until then there is nothing to query."


@check(
    id="creation-response",
    title="The saved creation responses show no errors, and the IDs asked for",
    rule="Ensure the job works were successfully created (check for errors in the createJobWorks response).",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "job-work-creation-failed", (SubjectKind.JOB_WORK,), "The saved createJobWorks response has errors.", _FIX
        ),
        Code(
            "artifact-creation-failed",
            (SubjectKind.ARTIFACT,),
            "The saved createJobWorkArtifacts response has errors.",
            _FIX,
        ),
        Code(
            "job-work-id-not-in-response",
            (SubjectKind.JOB_WORK, SubjectKind.ARTIFACT),
            "The ticket asks for an ID that the saved creation response never gave.",
            "Use the IDs of the response.",
        ),
    ),
    offline=True,
)
def creation_response(ctx: Context) -> Result:
    """Read the errors first; then look for IDs that were never given and that are not live either."""
    creations = ctx.ticket.creations
    if not creations:
        return Skipped("the ticket has no saved createJobWorks or createJobWorkArtifacts response")
    findings = [_failed(ctx, one) for one in creations if one.errors]
    findings += [*_never_given(ctx, Kind.JOB_WORK), *_never_given(ctx, Kind.ARTIFACT)]
    if findings:
        return Found(tuple(findings))
    given = sum(len(one.work_ids) if one.kind is Kind.JOB_WORK else 1 for one in creations if not one.empty)
    return Passed(f"{count(len(creations), 'saved response')} without errors" + (", IDs as asked for" if given else ""))


def _failed(ctx: Context, creation: Creation) -> Finding:
    message, path = creation.errors[0]
    job_works = creation.kind is Kind.JOB_WORK
    what = "job works" if job_works else "artifacts"
    return Finding(
        code="job-work-creation-failed" if job_works else "artifact-creation-failed",
        subject=Subject(kind=SubjectKind(creation.kind.value), id=_subject_id(ctx, creation, path)),
        summary=f"{creation.operation} answered with {count(len(creation.errors), 'error')}, so "
        f"{'no' if creation.empty else 'not all'} {what} were created: {message.rstrip('.')}.",
        expected="a response without errors",
        observed=f"{listed([text for text, _ in creation.errors])} ({creation.where})",
        remedy=_FIX,
        details={
            "source": creation.source,
            "line": creation.line,
            "errors": [text for text, _ in creation.errors[:20]],
        },
        docs_url=DOCS_CREATE_WORKS if job_works else DOCS_CREATE_ARTIFACTS,
    )


def _subject_id(ctx: Context, creation: Creation, path: tuple[object, ...]) -> str:
    """The input that the error points at, else the first ID that was asked for and not given."""
    index = next((step for step in path if isinstance(step, int)), None)
    if index is not None and 0 <= index < len(creation.asked):
        return creation.asked[index]
    named = ctx.ticket.job_works if creation.kind is Kind.JOB_WORK else ctx.ticket.artifacts
    missing = [one.id for one in named if one.id not in creation.given]
    return next(iter([*missing, *creation.asked]), creation.operation)


def _never_given(ctx: Context, kind: Kind) -> Iterator[Finding]:
    saved = [one for one in ctx.ticket.creations if one.kind is kind and not one.empty]
    if not saved:
        return
    given = frozenset().union(*(one.given for one in saved))
    by_work = {work: own for one in saved for work, own in one.work_ids.items()}
    for named in ctx.ticket.job_works if kind is Kind.JOB_WORK else ctx.ticket.artifacts:
        if named.id not in given and named.named not in given and not _explained(ctx, named):
            yield _not_in_response(ctx, named, saved, by_work.get(named.id))


def _explained(ctx: Context, named: NamedId) -> bool:
    """The live data has it, or says more precisely what is wrong with it."""
    if ctx.sight.offline:
        return False
    if named.kind is Kind.ARTIFACT:
        return bool(ctx.live.holders(named.named, named.id))
    return ctx.standing(named).state not in {State.NOWHERE, State.UNKNOWN}


def _not_in_response(ctx: Context, named: NamedId, saved: list[Creation], right: str | None) -> Finding:
    given = sorted(frozenset().union(*(one.given for one in saved)))
    proven = named.kind is Kind.JOB_WORK and not ctx.sight.offline and ctx.standing(named).state is State.NOWHERE
    return Finding(
        code="job-work-id-not-in-response",
        subject=Subject(kind=SubjectKind(named.kind.value), id=named.id),
        summary=f"{named.id} is not among the IDs that {saved[0].operation} returned"
        + (f"; it is a workId, and its job work is {right}." if right else "."),
        expected=f"one of {listed(given, 5)}",
        observed=named.id,
        remedy=f"Use {right}, the id of that job work."
        if right
        else f"Use the IDs of the response ({saved[0].where}).",
        suggestion=right,
        details={"given": list(given[:50]), "source": saved[0].source, "line": saved[0].line},
        # Only part of the responses may have been saved: without the live data it is a suspicion.
        severity=Severity.ERROR if proven or right else Severity.WARNING,
    )
