"""What is told of another verdict: what is gone, what is new, what is suggested instead."""

from __future__ import annotations

import pytest

from diagnose.capsule.changing import changes
from diagnose.report import Report, Status
from tests.capsule.lived import played


@pytest.fixture(scope="module")
def recorded() -> Report:
    """The report of a run that found one cause."""
    return played("wrong-connection").done.attachment


def _with(report: Report, **verdict: object) -> Report:
    return report.model_copy(update={"verdict": report.verdict.model_copy(update=verdict)})


def test_the_same_verdict_is_no_change(recorded: Report) -> None:
    assert changes(recorded, recorded) == ()
    assert changes(recorded, played("wrong-connection").replayed.diagnosis.attachment) == ()


def test_each_kind_of_change_is_told(recorded: Report) -> None:
    cause = recorded.verdict.causes[0]
    told = "connection-mismatch on connection connection_789 (proven)"
    assert changes(recorded, _with(recorded, causes=())) == (f"the cause {told} is gone",)
    assert changes(_with(recorded, causes=()), recorded) == (f"the cause {told} is new",)
    healthy = _with(recorded, status=Status.HEALTHY)
    assert changes(recorded, healthy) == ("the status was problem and is healthy",)
    other = [
        finding.model_copy(update={"suggestion": "connection_791"}) if finding.id == cause.finding else finding
        for finding in recorded.findings
    ]
    suggesting = recorded.model_copy(update={"findings": tuple(other)})
    assert changes(recorded, suggesting) == (f"the cause {told} suggested connection_790 and suggests connection_791",)
    second = cause.model_copy(update={"code": "other"})
    both, swapped = (_with(recorded, causes=order) for order in ((cause, second), (second, cause)))
    assert changes(both, swapped) == (
        f"the first cause was {told} and is {told.replace('connection-mismatch', 'other')}",
    )
