"""What a check answered is let in as plain values of the declared types, or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from diagnose.checking.admission import BadResult, admitted
from diagnose.checking.results import Found, Passed, Step, Unknown
from diagnose.report import Acts, Certainty, ProofClaim, Rival, SubjectKind
from tests.checking.making import CONNECTION, WORKSPACE, finding


class Text(str):
    __slots__ = ()


def endless() -> Iterator[object]:
    while True:
        yield finding()


def looped() -> dict[str, object]:
    details: dict[str, object] = {}
    details["again"] = details
    return details


CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "a-number-for-a-text": ({"summary": 5}, "its summary is an int, not a text"),
    "a-text-for-a-subject": ({"subject": "connection_1"}, "its subject holds a str, not a Subject"),
    "an-object-in-details": ({"details": {"a": [object()]}}, "its details holds an object, which JSON does not have"),
    "details-in-a-circle": ({"details": looped()}, "nests more than 100 levels"),
    "a-number-nobody-writes": ({"details": {"a": 10**5000}}, "too many digits"),
    "a-text-for-texts": ({"evidence": "E1"}, "its evidence is a str, not a tuple"),
    "a-number-for-a-field": ({"fields": {"right": 5}}, "is an int, not a text"),
    "a-certainty-of-its-own": ({"certainty": "proven"}, "its certainty is a str, not a Certainty"),
    "a-text-for-a-step": ({"proof": ("because",)}, "its proof is a str, not a Step"),
    "a-text-for-a-rival": ({"rivals": ["connection_1"]}, "its rivals is a str, not a Rival"),
    "an-actor-of-its-own": ({"acts": "customer"}, "its acts is a str, not a"),
    "a-severity-of-its-own": ({"severity": "error"}, "its severity is a str, not a Severity"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_finding_of_other_types_is_refused(name: str) -> None:
    change, says = CHANGED[name]
    with pytest.raises(BadResult, match=says):
        admitted(Found((replace(finding(), **change),)))


@pytest.mark.parametrize("result", [None, "pass", 5, Passed(5), Unknown(b"x"), Found(endless()), Found((5,))])  # type: ignore[arg-type]
def test_anything_but_a_result_is_refused(result: object) -> None:
    with pytest.raises(BadResult):
        admitted(result)


def test_reasons_come_in_as_they_are() -> None:
    """Steps, rivals and how sure it is: nothing of them is lost on the way in."""
    step = Step(ProofClaim.LISTS, CONNECTION, "E1", "it lists one", SubjectKind.JOB_WORK, ("job_work_1",), "1")
    rival = Rival(subject=WORKSPACE, suggestion="workspace_2", tells_apart="Which one?")
    sure = finding(certainty=Certainty.TIED, rivals=(rival,), proof=(step,), acts=Acts.SUPPORT)
    let_in = admitted(Found((sure,)))
    assert isinstance(let_in, Found)
    assert let_in.findings == (sure,)


def test_a_result_comes_in_as_it_is_and_its_texts_plain() -> None:
    found = Found((finding(details={"a": (1, 2.5, None, True)}),), reason=Text("why"))
    let_in = admitted(found)
    assert isinstance(let_in, Found)
    assert let_in.findings[0].details == {"a": [1, 2.5, None, True]}
    assert (let_in.reason, type(let_in.reason)) == ("why", str)
