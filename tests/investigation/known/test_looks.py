"""All looks together: what they prove, and why they may have missed an ID."""

from __future__ import annotations

from dataclasses import replace

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Look, Trouble
from diagnose.investigation.known.looks import NOT_ASKED, Looks, absent_or_unseen, unseen
from diagnose.investigation.known.presence import Absent, Unseen

EMPTY = Look(Kind.JOB_WORK, Kind.JOB_WORK, frozenset({"jw_1"}), "E1", "w", "c")
HIDDEN = replace(EMPTY, evidence="E2", trouble=Trouble("no entry", Reception.FORBIDDEN))
OTHERS = replace(EMPTY, evidence="E3", rows=1, ids=("jw_2",))
CONNECTIONS = Look(Kind.CONNECTION, None, frozenset(), "E4", "w", offset=0, limit=10, rows=10)
WORKSPACES = Look(Kind.WORKSPACE, None, frozenset(), "E4", rows=1, ids=("w",))


def test_only_an_empty_list_without_trouble_proves_absence() -> None:
    """For the very ID that was asked for, in the very place."""
    assert Looks((EMPTY,)).proven_absent("c", Kind.JOB_WORK, "jw_1")
    assert not Looks((EMPTY,)).proven_absent("c", Kind.JOB_WORK, "jw_2")
    assert not Looks((EMPTY,)).proven_absent("d", Kind.JOB_WORK, "jw_1")
    assert not Looks((EMPTY,)).proven_absent("c", Kind.WORK, "jw_1")
    assert not Looks((HIDDEN, OTHERS, replace(EMPTY, offset=10))).proven_absent("c", Kind.JOB_WORK, "jw_1")


def test_why_absence_is_not_proven() -> None:
    """What the gateway said, if it said something about this ID; else that lists may be cut short."""
    assert Looks((HIDDEN,)).why_unproven("c", Kind.JOB_WORK, "jw_1") == "no entry"
    assert "cut short" in Looks((HIDDEN,)).why_unproven("c", Kind.JOB_WORK, "jw_2")


def test_what_lists_say_of_an_id() -> None:
    """One empty list proves absence, whatever the others said; the latest trouble is the one that is told."""
    assert absent_or_unseen([HIDDEN, EMPTY]) == Absent("E1")
    assert absent_or_unseen([HIDDEN, OTHERS]) == Unseen("no entry", "E2")
    assert unseen([EMPTY, OTHERS]) == Unseen("the gateway's list may have been cut short", "E3")
    assert unseen([HIDDEN, replace(HIDDEN, evidence="E9"), OTHERS]).evidence == "E9"
    assert unseen([]) == Unseen(NOT_ASKED)


def test_workspaces_are_listed_once_a_list_of_all_came() -> None:
    """A list of those named is none of all."""
    named = replace(WORKSPACES, by=Kind.WORKSPACE, asked=frozenset({"w"}))
    failed = replace(WORKSPACES, trouble=Trouble("no entry", Reception.FORBIDDEN))
    assert Looks((named, WORKSPACES)).listed_workspaces
    assert not Looks((named, failed)).listed_workspaces
    assert Looks((named, failed)).why_workspaces_unlisted == "no entry"
    assert Looks((named,)).why_workspaces_unlisted == "it was not searched for"


def test_a_page_of_connections_that_no_other_answer_showed() -> None:
    """It may hold anything, until it is read after all."""
    lost = replace(CONNECTIONS, offset=10, trouble=Trouble("too slow", Reception.TIMED_OUT))
    assert Looks((CONNECTIONS, lost)).unread_page == "too slow"
    assert Looks((CONNECTIONS, lost, replace(lost, trouble=None))).unread_page is None


def test_a_page_that_comes_whatever_the_offset_is_not_the_whole_list() -> None:
    """Where it is full, or lacks a connection that was found by its ID; a short one may be all there is."""
    ids = tuple(f"c_{number}" for number in range(10))
    full = replace(CONNECTIONS, ids=ids)
    short = replace(full, rows=2, ids=ids[:2])
    named = replace(short, by=Kind.CONNECTION, asked=frozenset({"c_9"}), rows=1, ids=("c_9",), limit=1)
    for lists in ((full, replace(full, offset=10)), (named, short, replace(short, offset=2))):
        assert "whatever the offset" in (Looks(lists).unending_list or "")
    assert Looks((short, replace(short, offset=2))).unending_list is None
    assert Looks((full, replace(full, offset=10, rows=0, ids=()))).unending_list is None
