"""What another package declares as a check is read as carefully as what the check answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from diagnose.checking.admission import BadResult
from diagnose.checking.declared import declared
from diagnose.report import SubjectKind
from tests.checking.making import CODES, PASS, making

ODD_CODE = replace(CODES[0], on=[SubjectKind.WORK, "work"])  # type: ignore[arg-type]
ODD_ACTS = replace(CODES[0], acts="customer")  # type: ignore[arg-type]
ODD_SHOWS = replace(CODES[0], shows=["nothing"])  # type: ignore[arg-type]
ODD_SYMPTOM = replace(CODES[0], shows=frozenset({"nothing"}))  # type: ignore[arg-type]
ODD_REPLY = replace(CODES[0], reply="Dear customer")  # type: ignore[arg-type]
ODD_CURE = replace(CODES[0], cure="window")  # type: ignore[arg-type]
CHANGES: list[dict[str, Any]] = [
    {"title": 5}, {"decide": 5}, {"requires": "endpoint"}, {"codes": (ODD_CODE,)}, {"codes": (ODD_ACTS,)},
    {"codes": (ODD_SHOWS,)}, {"codes": (ODD_SYMPTOM,)}, {"codes": (ODD_CURE,)}, {"codes": (ODD_REPLY,)},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_declaration_of_other_types_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadResult):
        declared(replace(making("a", PASS), **change))


def test_a_good_declaration_is_that_of_a_guest() -> None:
    check = making("a", PASS)
    assert declared(check) == replace(check, guest=True)
