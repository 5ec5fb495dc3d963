"""Were the IDs pasted clean?"""

from __future__ import annotations

from diagnose.plugin import (
    Agrees,
    Certainty,
    Code,
    Context,
    Finding,
    Found,
    Kind,
    NamedId,
    Passed,
    ReplyWords,
    Result,
    Step,
    Subject,
    SubjectKind,
    Unseen,
    check,
    count,
    listed,
    proving,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED


@check(
    id="id-hygiene",
    title="The IDs contain no stray characters",
    rule="White space, zero-width or look-alike characters, and quotes pasted along turn an ID into one that does not "
    f"exist; the documentation says only to check that the IDs are correct {NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "id-not-clean",
            on=tuple(SubjectKind(kind.value) for kind in Kind),
            meaning="The ID contains invisible or look-alike characters, or the gateway spells it "
            "differently (a UUID in capitals); the rest of the run uses the cleaned ID.",
            remedy="Send the cleaned ID, and find out where the code copies it from.",
            otherwise={
                "wrong-too": "Find out where the customer's code copies it from; the cleaned ID is not right either."
            },
            reply=ReplyWords(
                "The {kind} ID was sent with characters that do not belong to it.",
                "Please send {right}, and look where your code copies it from.",
            ),
        ),
    ),
    offline=True,
)
def id_hygiene(ctx: Context) -> Result:
    """Report every ID that had to be cleaned; the code points go into the details."""
    findings = [_finding(ctx, named) for named in ctx.ticket if named.dirt]
    findings += [_spelled(ctx, named, named.spelled) for named in ctx.ticket if named.spelled and _refused(ctx, named)]
    if findings:
        return Found(tuple(findings))
    return Passed(f"{count(len(list(ctx.ticket)), 'ID')} read, none with stray characters")


def _refused(ctx: Context, named: NamedId) -> bool:
    """True when the gateway knew nothing by a spelling of the ticket's: one that answers to any is no trouble.

    Where it answered to some, only the kinds that it did not answer to are meant.
    """
    own = {named.spelled: named.id for named in ctx.ticket if named.spelled}
    refused = {look.by for look in ctx.live.looks if ctx.live.lacks_at_home(look, own)}
    answered = any(look.rows and look.asked and look.asked <= own.keys() for look in ctx.live.looks)
    return bool(refused) and (named.kind in refused or not answered)


def _spelled(ctx: Context, named: NamedId, spelled: str) -> Finding:
    proof = _seen(ctx, named)
    return Finding(
        code="id-not-clean",
        subject=Subject(kind=SubjectKind(named.kind.value), id=named.named),
        summary=f"The {named.kind.words} ID is spelled {spelled}, which the gateway does not know; it spells the same "
        f"ID {named.id}.",
        expected=named.id,
        observed=spelled,
        suggestion=named.id,
        details={"cleaned": named.id},
        proof=proof,
        certainty=Certainty.PROVEN if proof else Certainty.LIKELY,
    )


def _seen(ctx: Context, named: NamedId) -> tuple[Step, ...]:
    """Show that the cleaned ID is live."""
    homes = ctx.live.homes_as(named.kind, named.id)
    if named.kind is Kind.CONNECTION:
        return tuple(
            step for home in homes for step in proving.lists(ctx.live, home.workspace_id, Kind.CONNECTION, [named.id])
        )
    if named.kind not in {Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB}:
        return ()
    return proving.of_leaf(ctx.live, named.kind, named.id, None)


def _is_right(ctx: Context, named: NamedId) -> bool:
    """False when the live data shows that the cleaned ID is not right either."""
    if named.kind is Kind.ARTIFACT or not ctx.served:
        return True
    return isinstance(ctx.standing(named), Agrees | Unseen)


def _finding(ctx: Context, named: NamedId) -> Finding:
    right, number = _is_right(ctx, named), len(named.dirt)
    # The letters of a remark, such as a name in brackets, are nobody's business; what they stand in says enough.
    strange = [dirt for dirt in named.dirt if dirt.replacement or not dirt.character.isalnum()]
    points = listed(list(dict.fromkeys(dirt.code_point for dirt in strange)))
    proof = _seen(ctx, named) if right else ()
    strays = f"{count(number, 'character')} that {'does' if number == 1 else 'do'} not belong ({points})"
    return Finding(
        code="id-not-clean",
        subject=Subject(kind=SubjectKind(named.kind.value), id=named.named),
        summary=f"The {named.kind.words} ID was pasted with {strays}; the ID itself is {named.id}.",
        expected=f"{named.id} ({count(len(named.id), 'character')})",
        observed=f"{count(len(named.named), 'character')}, among them {points}",
        case="" if right else "wrong-too",
        suggestion=named.id if right else None,
        details={
            "cleaned": named.id,
            "code_points": [
                {"index": dirt.index, "code_point": dirt.code_point, "replaced_by": dirt.replacement}
                for dirt in strange
            ],
        },
        proof=proof,
        certainty=Certainty.PROVEN if proof else Certainty.LIKELY,
    )
