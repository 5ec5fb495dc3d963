"""The variables of the customer's query, wherever they stood, against what it declares."""

from __future__ import annotations

import json

import pytest

from diagnose.json_value import Json
from diagnose.sandbox import Gateway
from tests.checks.test_query_document import ask
from tests.checks.tickets import JOB_WORKS, LIST, listing, play
from tests.cli.calling import Desk

VARIABLES_PASTED = json.dumps({**listing(JOB_WORKS[0]), "limit": "10"}, indent=1)
VARIABLES = [
    ({"workspaceId": "w", "filters": None}, "`connectionId` is missing, and `$connectionId` is declared ID!.", "error"),
    ({**listing(JOB_WORKS[0]), "limit": "10"},
     'in `limit`, the string "10" is given where a whole number (Int) is needed.', "error"),
    ({**listing(), "filters": {"id": ["job_work_20931"]}},
     "in `filters`, JobWorkFilters has no key `id`; did you mean `ids`?", "error"),
    ({**listing(), "filters": "job_work_20931"},
     'in `filters`, the string "job_work_20931" is given where JobWorkFilters is needed, which is an object.', "error"),
    ({**listing(), "filters": {"ids": [None]}}, "in `filters.ids.0`, null is given where ID! is needed.", "error"),
    ({**listing(), "workspaceId": None}, "in `workspaceId`, null is given where ID! is needed.", "error"),
    ({**listing(), "filter": {"ids": []}}, "`filter` is given, but the query declares no such variable.", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(("variables", "words", "severity"), VARIABLES)
def test_variables_that_do_not_fit_are_named(desk: Desk, variables: dict[str, Json], words: str, severity: str) -> None:
    """Which one, what it is and what it should be; one that is not declared is only likely to be ignored."""
    played = play(desk, None, ask(LIST, variables))
    found = played.only("query-variables-invalid")
    assert found.summary == f"The variables of GetJobWorks do not match what it declares: {words}"
    assert (found.severity.value, played.code) == (severity, 1 if severity == "error" else 3)


def test_variables_that_are_wrong_are_found_beside_a_live_run(desk: Desk, gateway: Gateway) -> None:
    """The same with the gateway asked: the variables are the cause, since everything else agrees."""
    played = play(desk, gateway, ask(LIST, {**listing(JOB_WORKS[0]), "limit": "10"}))
    assert (played.code, played.causes) == (1, [("query-variables-invalid", "GetJobWorks")])


def test_variables_pasted_apart_are_judged(desk: Desk, gateway: Gateway) -> None:
    """Before the query or behind it: the gateway got them all the same."""
    for pasted in (
        ["Query:", LIST, "Variables:", VARIABLES_PASTED],
        ["Variablen:", VARIABLES_PASTED, "Abfrage:", LIST],
    ):
        played = play(desk, gateway, "\n\n".join(pasted))
        assert (played.code, played.causes) == (1, [("query-variables-invalid", "GetJobWorks")])


def test_variables_sent_as_a_string_are_told(desk: Desk) -> None:
    """They are read all the same, and the string is what is wrong."""
    sent = json.dumps({"query": LIST, "variables": json.dumps(listing(JOB_WORKS[0]))})
    found = play(desk, None, f"We send\n\n{sent}\n\nand get nothing.").only("query-variables-invalid")
    assert found.summary.endswith("they were sent as a string, not as an object.")


def test_ids_in_one_string_are_told(desk: Desk) -> None:
    """Also where the ticket shows the variables alone."""
    joined = json.dumps({"connectionId": "connection_790", "filters": {"ids": ",".join(JOB_WORKS[:2])}})
    found = play(desk, None, f"Our variables: {joined}").only("query-variables-invalid")
    assert "in `filters.ids`, 2 IDs stand in one string: each needs its own" in found.summary
