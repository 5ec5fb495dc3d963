"""Playing a scenario: what came out is compared with what must, and every difference is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.exit_codes import Exit
from diagnose.rehearsal import differences, ticket_of
from diagnose.sandbox import Expect, ExpectedCause, scenario
from tests.diagnosis.playing import rehearsed

NAME = "wrong-connection"
EXPECT = scenario(NAME).expect
CAUSE = EXPECT.causes[0]


def told(expect: Expect) -> list[str]:
    found = rehearsed(NAME)
    return list(differences(expect, found.diagnosis.report, found.code))


def test_a_scenario_that_comes_out_has_no_differences() -> None:
    """The code is what the command would have exited with."""
    found = rehearsed(NAME)
    assert (found.differences, found.code, told(EXPECT)) == ((), Exit.PROBLEM, [])


@pytest.mark.parametrize(
    ("expect", "about"),
    [
        (replace(EXPECT, status="healthy"), "healthy"),
        (replace(EXPECT, exit_code=3), "3"),
        (replace(EXPECT, causes=()), "[]"),
        (replace(EXPECT, causes=(replace(CAUSE, id="connection_1"),)), "connection_1"),
        (replace(EXPECT, causes=(replace(CAUSE, kind="workspace"),)), "workspace"),
        (replace(EXPECT, causes=(CAUSE, ExpectedCause("token-expired", "token", "access-token"))), "token-expired"),
        (replace(EXPECT, causes=(replace(CAUSE, suggestion="connection_2"),)), "connection_2"),
        (replace(EXPECT, resolved={"workspace": "workspace_2"}), "workspace_2"),
    ],
)
def test_each_difference_is_one_sentence_that_names_what_was_wanted(expect: Expect, about: str) -> None:
    """A status, an exit code, a cause, its kind, its suggestion, an ID that the live data tells."""
    [difference] = told(expect)
    assert about in difference


def test_a_scenario_that_says_nothing_of_the_suggestion_takes_any() -> None:
    """Only what is written down is compared."""
    assert told(replace(EXPECT, causes=(replace(CAUSE, suggestion=None),))) == []


def test_the_ticket_is_read_as_given() -> None:
    """Every ID that the scenario names stands in its slot."""
    ids, named = ticket_of(scenario(NAME)).ids, scenario(NAME).ticket
    assert (ids.connection_id, tuple(ids.job_work_ids)) == (named.connection_id, named.job_work_ids)
