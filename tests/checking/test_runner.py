"""Running checks: ordered, timed, each alone with its mistakes, and every one with exactly one row."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.checking.context import Context
from diagnose.checking.results import Found, Result, Skipped, Unknown
from diagnose.checking.runner import Hosting, Selection, ordered, run_checks
from diagnose.checking.verdict import judge
from diagnose.report import CheckOutcome, Severity, Status
from tests.checking.making import PASS, context, crash, finding, making, rows_of


def test_order() -> None:
    """Checks run after those that they require or come after, otherwise in the order given."""
    given_order = [making("c", PASS, after=("b",)), making("a", PASS), making("b", PASS, requires=("a",))]
    assert [check.id for check in ordered(given_order)] == ["a", "b", "c"]


def test_circle() -> None:
    """Two checks that require one another both still have a row."""
    assert set(rows_of(making("a", PASS, requires=("b",)), making("b", PASS, requires=("a",)))) == {"a", "b"}


def test_unknown_prerequisite() -> None:
    """A prerequisite that is not selected or does not exist hinders nobody."""
    assert rows_of(making("a", PASS, requires=("absent",)))["a"].outcome is CheckOutcome.PASS


def test_crash_is_a_row() -> None:
    """A check that raises is an error row by its name and with its reason; the others go on."""
    rows = rows_of(making("a", crash), making("b", PASS))
    assert rows["a"].outcome is CheckOutcome.ERROR
    assert rows["a"].reason == "the check broke: ZeroDivisionError: by nothing"
    assert rows["b"].outcome is CheckOutcome.PASS


def test_a_check_that_ends_the_process_is_a_row_too() -> None:
    """sys.exit() in a check costs its own row, not the run."""
    rows = rows_of(making("a", lambda _: sys.exit(0)), making("b", PASS))
    assert (rows["a"].outcome, rows["b"].outcome) == (CheckOutcome.ERROR, CheckOutcome.PASS)


@pytest.mark.parametrize("rubbish", [None, "pass", 5, (), CheckOutcome.PASS])
def test_rubbish_is_an_error(rubbish: object) -> None:
    """A check that returns anything but a result is an error row, not a pass."""
    assert rows_of(making("a", lambda _: rubbish))["a"].outcome is CheckOutcome.ERROR  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("codes", [("odd", "bad"), ("bad", "odd"), ("told", "odd", "bad")])
def test_a_row_tells_the_worst_of_its_findings(codes: tuple[str, ...]) -> None:
    """A row that failed does not show a warning's reason."""
    row = rows_of(making("a", Found(tuple(map(finding, codes)))))["a"]
    assert (row.outcome, row.reason) == (CheckOutcome.FAIL, finding("bad").summary)


def test_undeclared_code_is_an_error() -> None:
    """A finding whose code the check does not declare is an error, and the finding is not in the report."""
    row = rows_of(making("a", Found((finding("surprise"),))))["a"]
    assert (row.outcome, row.findings) == (CheckOutcome.ERROR, ())
    assert "surprise" in row.reason


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (Found((finding("bad"),)), "fail"),
        (Found((finding("odd"),)), "warn"),
        (Found((finding("told"),)), "pass"),
        (Found((finding("odd"), finding("bad"))), "fail"),
        (Found((finding("odd"),), unseen="half was hidden"), "unknown"),
        (Found((finding("told"),), unseen="half was hidden"), "unknown"),
        (Found((finding("bad"),), unseen="half was hidden"), "fail"),
        (Found((finding("bad", severity=Severity.WARNING),)), "warn"),
        (Unknown("hidden"), "unknown"),
        (Skipped("not applicable"), "skip"),
    ],
)
def test_outcomes(result: Result, outcome: str) -> None:
    """The worst finding makes the outcome; what could not be seen is never a pass or a warning."""
    assert rows_of(making("a", result))["a"].outcome == outcome


@pytest.mark.parametrize("blocker", [Found((finding("bad"),)), Unknown("hidden"), crash])
def test_blocked_by_the_root(blocker: Result | Callable[[Context], Result]) -> None:
    """A blocked check names the root that did not pass, also through a check that was itself only blocked."""
    rows = rows_of(
        making("root", blocker), making("mid", PASS, requires=("root",)), making("leaf", PASS, requires=("mid",))
    )
    assert [(rows[one].outcome, rows[one].blocked_by) for one in ("mid", "leaf")] == [
        (CheckOutcome.SKIP, ("root",))
    ] * 2


@pytest.mark.parametrize("harmless", [Found((finding("odd"),)), Skipped("not applicable"), PASS])
def test_not_blocked(harmless: Result) -> None:
    """A warning, and a check that does not apply, block nobody."""
    assert (
        rows_of(making("root", harmless), making("leaf", PASS, requires=("root",)))["leaf"].outcome is CheckOutcome.PASS
    )


def test_own_blockers_are_checked() -> None:
    """A check that says it is blocked by one that passed is not skipped as blocked: nobody can tell."""
    row = rows_of(making("root", PASS), making("leaf", Skipped("cannot look", ("root",))))["leaf"]
    assert (row.outcome, row.blocked_by) == (CheckOutcome.UNKNOWN, ())


def test_blocker_not_selected() -> None:
    """A check blocked by one that was not selected is unknown: nobody looked."""
    assert rows_of(making("leaf", Skipped("cannot look", ("root",))))["leaf"].outcome is CheckOutcome.UNKNOWN


def test_durations() -> None:
    """The time of each check is its own function's."""
    ticks = iter(range(100))
    rows = run_checks((making("a", PASS), making("b", PASS)), context(), lambda: next(ticks) / 10)
    assert [row.duration_ms for row in rows] == [100.0, 100.0]


def test_what_is_late_is_not_judged() -> None:
    """Checks that the deadline leaves no time for are unknown, and never passed."""
    ticks = iter(range(0, 1_000, 4))
    checks = [making(name, lambda _: PASS) for name in ("one", "two", "three", "four")]
    rows = run_checks(checks, context(), lambda: float(next(ticks)), hosting=Hosting(1.0))
    assert [row.outcome for row in rows] == ["pass", "unknown", "unknown", "unknown"]
    assert rows[-1].reason == "the deadline passed before this was judged"


def test_later_checks_see_earlier_outcomes() -> None:
    """A check reads the outcomes of those that ran before it, and only those."""
    seen: dict[str, object] = {}

    def look(ctx: Context) -> Result:
        seen.update(ctx.outcomes)
        return PASS

    rows_of(making("b", look, after=("a",)), making("c", PASS), making("a", Unknown("hidden")))
    assert seen == {"a": CheckOutcome.UNKNOWN, "c": CheckOutcome.PASS}


def test_selection() -> None:
    """Only the checks named are kept, without those to skip, in their own order."""
    checks = [making("a", PASS), making("b", PASS), making("c", PASS)]
    assert [one.id for one in Selection(("c", "a")).of(checks)] == ["a", "c"]
    assert [one.id for one in Selection(("c", "a"), ("a",)).of(checks)] == ["c"]
    assert [one.id for one in Selection((), ("b",)).of(checks)] == ["a", "c"]


RESULTS: st.SearchStrategy[Result] = st.sampled_from(
    [
        PASS,
        Unknown("hidden"),
        Skipped("no"),
        crash,
        Found((finding("bad"),)),
        Found((finding("odd"),)),
        Found((finding("told"),)),
    ]
)


@given(st.data())
def test_rows_add_up(data: st.DataObject) -> None:
    """Whatever the checks do and require of one another, each has one row, blockers did not pass, the rows add up."""
    names = [f"check-{number}" for number in range(data.draw(st.integers(1, 7)))]
    some = st.lists(st.sampled_from(names), max_size=3, unique=True)
    checks = [making(name, data.draw(RESULTS), tuple(data.draw(some)), tuple(data.draw(some))) for name in names]
    rows = run_checks(checks, context(), lambda: 0.0)
    assert sorted(row.id for row in rows) == names
    by_id = {row.id: row for row in rows}
    for row in rows:
        assert all(by_id[other].outcome in {"fail", "unknown", "error"} for other in row.blocked_by)
    verdict = judge(rows, healthy="All is well.")
    counts = verdict.coverage
    assert counts.passed + counts.warn + counts.fail + counts.unknown + counts.skip + counts.error == counts.selected
    assert (verdict.verdict.status is Status.PROBLEM) == any(row.outcome == "fail" for row in rows)
    if verdict.verdict.status in {Status.HEALTHY, Status.WARNING}:
        assert not any(row.outcome in {"unknown", "error"} for row in rows)
    assert not [cause for cause in verdict.verdict.causes if cause.severity is Severity.INFO]


@pytest.mark.parametrize(("aside", "outcome"), [(True, "pass"), (False, "skip")])
def test_what_is_aside_blinds_nobody(aside: bool, outcome: str) -> None:
    """A failure of what the customer sent does not keep others from looking at what is live."""
    failing = making("a", Found((finding("bad", aside=aside),)))
    rows = rows_of(failing, making("b", PASS, requires=("a",)))
    assert (rows["a"].outcome, rows["b"].outcome) == ("fail", outcome)
