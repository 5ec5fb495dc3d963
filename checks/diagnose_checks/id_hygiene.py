"""Were the IDs pasted clean?"""

from __future__ import annotations

from diagnose.plugin import (
    Code,
    Context,
    Finding,
    Found,
    Kind,
    NamedId,
    Passed,
    Result,
    State,
    Subject,
    SubjectKind,
    check,
    count,
    listed,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED

_REMEDY = "Send the cleaned ID, and look where the customer's code copies it from."


@check(
    id="id-hygiene",
    title="The IDs hold nothing but the ID itself",
    rule="White space, zero-width and look-alike characters, and quotes pasted along make an ID that no record has; "
    f"the documentation only says to check that the IDs are correct {NOT_DOCUMENTED}.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "id-not-clean",
            on=tuple(SubjectKind)[:6],
            meaning="The ID holds characters that cannot be seen, or that only look right; the rest of the run uses "
            "the cleaned one.",
            remedy=_REMEDY,
        ),
    ),
    offline=True,
)
def id_hygiene(ctx: Context) -> Result:
    """Report every ID that had to be cleaned; the code points go into the details."""
    dirty = [one for one in ctx.ticket if one.dirt]
    if dirty:
        return Found(tuple(_finding(ctx, one) for one in dirty))
    return Passed(f"{count(len(list(ctx.ticket)), 'ID')} read, none with stray characters")


def _live(ctx: Context, one: NamedId) -> bool:
    """False when the live data shows that the cleaned ID is not right either."""
    if one.kind is Kind.ARTIFACT or not ctx.served:
        return True
    return ctx.standing(one).state in {State.AGREES, State.UNKNOWN}


def _strays(one: NamedId) -> str:
    points = list(dict.fromkeys(dirt.code_point for dirt in one.dirt))
    number = len(one.dirt)
    return f"{count(number, 'character')} that {'does' if number == 1 else 'do'} not belong ({listed(points)})"


def _finding(ctx: Context, one: NamedId) -> Finding:
    right = _live(ctx, one)
    points = list(dict.fromkeys(dirt.code_point for dirt in one.dirt))
    return Finding(
        code="id-not-clean",
        subject=Subject(kind=SubjectKind(one.kind.value), id=one.named),
        summary=f"The {one.kind.words} ID was pasted with {_strays(one)}; the ID itself is {one.id}.",
        expected=f"{one.id} ({count(len(one.id), 'character')})",
        observed=f"{count(len(one.named), 'character')}, among them {listed(points)}",
        remedy=_REMEDY
        if right
        else "Look where the customer's code copies it from; the cleaned ID is not right either.",
        suggestion=one.id if right else None,
        details={
            "cleaned": one.id,
            "code_points": [
                {"index": dirt.index, "code_point": dirt.code_point, "replaced_by": dirt.replacement}
                for dirt in one.dirt
            ],
        },
    )
