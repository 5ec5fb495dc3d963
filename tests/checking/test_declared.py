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


@pytest.mark.parametrize("change", [{"title": 5}, {"decide": 5}, {"requires": "endpoint"}, {"codes": (ODD_CODE,)}])
def test_a_declaration_of_other_types_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadResult):
        declared(replace(making("a", PASS), **change))


def test_a_good_declaration_is_that_of_a_guest() -> None:
    check = making("a", PASS)
    assert declared(check) == replace(check, guest=True)
