"""Made-up checks and findings, for what runs and judges them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from diagnose.checking.check import Check, Code
from diagnose.checking.context import Context
from diagnose.checking.results import Finding, Passed, Result
from diagnose.checking.runner import Row, run_checks
from diagnose.checking.sight import Sight
from diagnose.checking.verdict import Judged, judge
from diagnose.ids import Kind
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.report import Severity, Subject, SubjectKind
from diagnose.ticket.ticket import make_ticket

CONNECTION = Subject(kind=SubjectKind.CONNECTION, id="connection_789")
WORKSPACE = Subject(kind=SubjectKind.WORKSPACE, id="workspace_1")
CODES = (
    Code("bad", (SubjectKind.CONNECTION,), "Bad.", "Mend it."),
    Code("odd", (SubjectKind.CONNECTION,), "Odd.", "Look at it.", Severity.WARNING),
    Code("pasted", (SubjectKind.CONNECTION,), "Pasted.", "Take it out.", Severity.WARNING, notice=True),
    Code("told", (SubjectKind.CONNECTION,), "Told.", "Nothing.", Severity.INFO),
)


def context() -> Context:
    sight = Sight(
        CaseFile(make_ticket({Kind.CONNECTION: ["connection_789"]})),
        "http://127.0.0.1/graphql",
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Context(sight)


def finding(code: str = "bad", on: Subject = CONNECTION, because: tuple[Subject, ...] = (), **more: object) -> Finding:
    return Finding(code, on, f"It is {code}.", "good", code, because_of=because, **more)  # type: ignore[arg-type]


def making(
    check_id: str,
    result: Result | Callable[[Context], Result],
    requires: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    *,
    codes: tuple[Code, ...] = CODES,
) -> Check:
    decide = result if callable(result) else lambda _: result
    return Check(check_id, f"{check_id} is good", "A rule.", "https://docs.example/", codes, decide, requires, after)


def rows_of(*checks: Check) -> dict[str, Row]:
    return {row.id: row for row in run_checks(checks, context(), lambda: 0.0)}


def judged(*checks: Check) -> Judged:
    return judge(run_checks(checks, context(), lambda: 0.0), healthy="All is well.")


def crash(_: Context) -> Result:
    raise ZeroDivisionError("by nothing")


PASS = Passed("seen")
