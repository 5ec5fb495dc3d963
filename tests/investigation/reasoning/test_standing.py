"""The union of standings: what belongs in an ID's place, in each case."""

from __future__ import annotations

from typing import get_args

import pytest

from diagnose.ids import Kind
from diagnose.investigation.known.presence import Home, Unseen
from diagnose.investigation.reasoning.explain import Key
from diagnose.investigation.reasoning.standing import (
    Agrees,
    Elsewhere,
    Follows,
    Mismatched,
    Mistyped,
    Nowhere,
    Standing,
    Torn,
    WrongKind,
    right_id,
)

HOMES = (Home(Kind.JOB_WORK, "w", "c", "jw_1"),)
CASES: list[tuple[Standing, str | None]] = [
    (Agrees(), None),
    (WrongKind(Kind.WORK, "jw_1", HOMES), "jw_1"),
    (WrongKind(Kind.WORK, None, HOMES), None),
    (Mistyped("jw_1"), "jw_1"),
    (Mismatched("c"), "c"),
    (Elsewhere(HOMES), None),
    (Follows(Key(Kind.CONNECTION, "c"), HOMES), None),
    (Torn(("c", "d")), None),
    (Nowhere(), None),
    (Unseen("hidden"), None),
]


@pytest.mark.parametrize(("standing", "right"), CASES)
def test_right_id(standing: Standing, right: str | None) -> None:
    """Only where the live data tells one, and it is another one."""
    assert right_id(standing) == right


def test_every_case_is_here() -> None:
    """A case that is added to the union has to say what belongs in its place."""
    assert {type(standing) for standing, _ in CASES} == set(get_args(Standing))
