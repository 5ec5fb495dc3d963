"""Were the IDs pasted clean?"""

from __future__ import annotations

from diagnose.context import Context
from diagnose.plugin import Code, Finding, Found, Passed, Result, Subject, SubjectKind, check
from diagnose.ticket import NamedId
from diagnose_checks._words import DOCS_JOB_WORKS, NOT_DOCUMENTED, count, listed

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
        return Found(tuple(_finding(one) for one in dirty))
    return Passed(f"{count(len(list(ctx.ticket)), 'ID')} read, none with stray characters")


def _finding(one: NamedId) -> Finding:
    points = list(dict.fromkeys(dirt.code_point for dirt in one.dirt))
    return Finding(
        code="id-not-clean",
        subject=Subject(kind=SubjectKind(one.kind.value), id=one.named),
        summary=f"The {one.kind.words} ID was pasted with {count(len(one.dirt), 'character')} too many or look-alike: "
        f"{listed(points)}; the ID itself is {one.id}.",
        expected=f"{one.id} ({count(len(one.id), 'character')})",
        observed=f"{count(len(one.named), 'character')}, among them {listed(points)}",
        remedy=_REMEDY,
        suggestion=one.id,
        details={
            "cleaned": one.id,
            "code_points": [
                {"index": dirt.index, "code_point": dirt.code_point, "replaced_by": dirt.replacement}
                for dirt in one.dirt
            ],
        },
    )
