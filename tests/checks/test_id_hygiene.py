"""Were the IDs pasted clean?"""

from __future__ import annotations

import pytest

from diagnose.report import CheckOutcome
from diagnose.sandbox import Dialect, Spelling
from tests.checks.small_worlds import (
    NOWHERE,
    PROXY_ERROR,
    artifact,
    connection,
    diagnosed,
    job_work,
    judged,
    workspace,
    world,
)
from tests.cli.calling import Desk

CHECK = "id-hygiene"
CLEAN = "connection_335081"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(CLEAN, job_work("job_work_20931", artifact("artifact_41001"), job="job_551204", work="work_83001")),
    )
)


def test_clean_ids_pass(desk: Desk) -> None:
    """Nothing to take away."""
    assert judged(diagnosed(desk, WORLD, f"connection: {CLEAN}\njob work: job_work_20931\n"), CHECK) == ("pass", [])


@pytest.mark.parametrize(
    "dirty",
    ["connection_\u200b335081", "connection_335081\u00a0", "\u201cconnection_335081\u201d", "c\u043ennection_335081",
     "'connection_335081'", "\ufeffconnection_335081", "connection_335081\n"],
    ids=["zero-width", "no-break-space", "curly-quotes", "cyrillic-o", "quotes", "byte-order-mark", "line-end"],
)  # fmt: skip
def test_what_was_pasted_along_is_the_cause_and_the_clean_id_the_suggestion(desk: Desk, dirty: str) -> None:
    """The rest of the run goes on with the clean one: everything else passes."""
    played = diagnosed(desk, WORLD, "", "--connection", dirty)
    assert judged(played, CHECK) == ("fail", [("id-not-clean", dirty, CLEAN)])
    assert (played.code, played.causes) == (1, [("id-not-clean", dirty)])
    assert played.row("connection-id").outcome is CheckOutcome.PASS


def test_the_details_name_each_code_point_and_its_place(desk: Desk) -> None:
    """So that the place in the customer's code can be found."""
    found = diagnosed(desk, WORLD, "", "--connection", "connection_\u200b335081").only("id-not-clean")
    assert found.details["cleaned"] == CLEAN
    told = str(found.details["code_points"])
    assert "'index': 11" in told
    assert "U+200B" in told


@pytest.mark.parametrize(
    ("option", "some_id", "kind"),
    [
        ("--workspace", "workspace_120477", "workspace"),
        ("--connection", "connection_335081", "connection"),
        ("--connection-job", "job_551204", "connection_job"),
        ("--job-work", "job_work_20931", "job_work"),
        ("--work", "work_83001", "work"),
        ("--artifact", "artifact_41001", "artifact"),
    ],
)
def test_every_kind_of_id_is_looked_at(desk: Desk, option: str, some_id: str, kind: str) -> None:
    """A zero-width space at the end of each; the subject is the ID as it was given."""
    found = diagnosed(desk, WORLD, "", option, f"{some_id}\u200b").only("id-not-clean")
    assert (found.subject.kind, found.subject.id, found.suggestion) == (kind, f"{some_id}\u200b", some_id)


def test_a_remark_is_told_without_its_letters(desk: Desk) -> None:
    """A name in brackets behind an ID belongs to somebody: its code points would spell it in a report."""
    played = diagnosed(desk, WORLD, "", "--connection", f"{CLEAN} (Jane Doe)")
    assert judged(played, CHECK)[1] == [("id-not-clean", f"{CLEAN} (Jane Doe)", CLEAN)]
    finding = next(finding for finding in played.report.findings if finding.code == "id-not-clean")
    told = f"{finding.summary} {finding.observed} {finding.details}"
    assert "LEFT PARENTHESIS" in told
    assert "LATIN" not in told


def test_a_clean_id_that_nothing_has_either_is_no_suggestion(desk: Desk) -> None:
    """What is left is not right: nobody is told to use it."""
    played = diagnosed(desk, WORLD, "", "--connection", f"connection_{NOWHERE}\u200b")
    assert judged(played, CHECK) == ("fail", [("id-not-clean", f"connection_{NOWHERE}\u200b", None)])


def test_the_gateway_is_not_needed(desk: Desk) -> None:
    """Offline, and with a gateway that shows nothing, the very same is found."""
    offline = diagnosed(desk, WORLD, "", "--connection", f"{CLEAN}\u200b", "--offline")
    dark = diagnosed(desk, WORLD, "", "--connection", f"{CLEAN}\u200b", "--deadline", "1s", faults=PROXY_ERROR)
    assert judged(offline, CHECK) == judged(dark, CHECK) == ("fail", [("id-not-clean", f"{CLEAN}\u200b", CLEAN)])


def test_a_uuid_in_another_spelling_is_the_same_id_and_not_clean(desk: Desk) -> None:
    """Capitals and no hyphens: the gateway does not know them, and nothing is called missing for it."""
    usual = ("6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21", "c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64")
    there = world(workspace(usual[0], connection(usual[1], job_work("job_work_1", artifact("artifact_1")))))
    ticket = f"workspace: {usual[0].upper()}\nconnection: {usual[1].replace('-', '')}\njob work: job_work_1\n"
    played = diagnosed(desk, there, ticket)
    assert judged(played, "id-hygiene")[1] == [
        ("id-not-clean", usual[0].upper(), usual[0]),
        ("id-not-clean", usual[1].replace("-", ""), usual[1]),
    ]
    assert len(played.causes) == 2
    assert played.report.run.round_trips <= 3


@pytest.mark.parametrize("spelling", [Spelling.CAPITALS, Spelling.BARE])
def test_a_gateway_that_takes_any_spelling_has_nothing_to_blame(desk: Desk, spelling: Spelling) -> None:
    """It answers in its own, which is an answer: one request, and the healthy ticket is healthy."""
    firm, link, row = (f"6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a2{digit}" for digit in "abc")
    there = world(workspace(firm, connection(link, job_work(row, artifact("artifact_1")))))
    ticket = f"workspace: {firm}\nconnection: {link}\njob work: {row}\n"
    played = diagnosed(desk, there, ticket, dialect=Dialect(spelling=spelling))
    assert (judged(played, CHECK), played.causes) == (("pass", []), [])
    assert played.report.run.requests == 1
