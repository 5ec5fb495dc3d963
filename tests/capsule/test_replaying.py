"""A replay tells what the run told: for every scenario, dialect and fault, with everything shown and with aliases.

The thorough part plays every scenario in every dialect and with every fault; the quick one a sample, of each some.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.capsule.contents import Exchanged
from diagnose.capsule.members import capsule_in
from diagnose.capsule.replaying import replay
from diagnose.checking.registry import Checks
from diagnose.gateway.exchange import Reception
from diagnose.report import CheckOutcome, Plugin, Status
from diagnose.secrets import Masker
from diagnose_checks import CHECKS
from tests.capsule.lived import ALL, played
from tests.capsule.matrix import Cell, cells, told_otherwise
from tests.parts import parted

SAMPLE: tuple[Cell, ...] = (
    ("wrong-connection", None, None),
    ("artifact-not-attached", None, "partial"),
    ("authorization-expired", None, None),
    ("job-work-outside-filter", "guarded", None),
    ("response-forbidden", "forbidding", None),
    ("query-variables-invalid", None, "wrong-types"),
    ("id-not-clean", "no-work-filter", None),
    ("healthy", None, "huge-id"),
    ("healthy-api-key", None, "expiring"),
    ("endpoint-redirect", None, None),
    ("artifact-failed", None, "terminal-escapes"),
    ("tie", "capped", None),
)


@pytest.mark.parametrize(("name", "dialect", "fault"), parted(cells(), SAMPLE))
def test_a_replay_tells_what_the_run_told(name: str, dialect: str | None, fault: str | None) -> None:
    """The verdict, its causes with their rivals, every finding with what it suggests, and every check's outcome."""
    assert told_otherwise((name, dialect, fault)) == []


def test_the_attachment_is_the_same_but_for_what_judging_took() -> None:
    """Every sentence of it, the evidence with its times and commands too; a note says that it is a replay."""
    run = played("wrong-connection")
    live, again = (
        report.model_dump(mode="json") for report in (run.done.attachment, run.replayed.diagnosis.attachment)
    )
    for report in (live, again):
        for row in report["checks"]:
            row["duration_ms"] = 0
    assert again["notes"][:-1] == live["notes"]
    assert again["notes"][-1].startswith("Replayed from a capsule, with nothing asked: the run was recorded at ")
    assert {**again, "notes": (), "masked": None} == {**live, "notes": (), "masked": None}


def test_the_same_capsule_gives_the_same_report_twice() -> None:
    run = played("wrong-connection")
    first, second = (run.replayed.diagnosis.attachment for _ in range(2))
    assert first == second
    assert run.file == run.file


def test_what_was_not_recorded_is_unknown_and_not_absent() -> None:
    """As if today's rules asked what the recorded run did not: nothing of it may be found missing."""
    capsule = capsule_in(played("wrong-connection").file)
    forgetful = replace(capsule, exchanged=Exchanged(capsule.exchanged.answers[:1]))
    again = replay(forgetful, ALL, Masker())
    report = again.diagnosis.attachment
    assert "Search" in again.missed
    assert report.verdict.status is Status.INCONCLUSIVE
    assert not report.findings
    assert any("had not been asked then (" in note for note in report.notes)
    assert {row.outcome for row in report.checks if row.id == "job-work-ids"} == {CheckOutcome.UNKNOWN}
    unanswered = [answer for _, answer in again.diagnosis.sight.live.answers if answer.detail == "not-recorded"]
    assert all(answer.reception is Reception.TIMED_OUT and not answer.attempts for answer in unanswered)


def test_a_run_that_was_interrupted_ends_where_it_ended() -> None:
    run = played("wrong-connection")
    capsule = capsule_in(run.file)
    cut = replace(
        capsule,
        run=replace(capsule.run, interrupted=True),
        exchanged=Exchanged(capsule.exchanged.answers[:1]),
    )
    again = replay(cut, ALL, Masker())
    assert again.missed == ()
    assert again.diagnosis.attachment.run.interrupted
    assert again.diagnosis.attachment.verdict.status is Status.INCONCLUSIVE


def test_checks_that_are_gone_are_named() -> None:
    """A run with the checks of another package, replayed where that is not installed."""
    capsule = capsule_in(played("wrong-connection").file)
    tool = capsule.report.tool.model_copy(update={"plugins": (Plugin(name="acme-checks", version="1.2"),)})
    told = capsule.report.model_copy(update={"tool": tool})
    again = replay(replace(capsule, report=told), Checks(CHECKS), Masker())
    assert "Checks of acme-checks ran then and are not installed here." in again.diagnosis.attachment.notes
