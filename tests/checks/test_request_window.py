"""The customer's own limit, offset and filters against what is live."""

from __future__ import annotations

import pytest

from diagnose.json_value import Json
from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import DIALECTS, Faults, Gateway, scenario, serve
from tests.checks.tickets import (
    CONNECTION,
    GONE,
    JOB,
    JOB_WORKS,
    LIST,
    Played,
    answer,
    body,
    curl,
    listed,
    listing,
    play,
)
from tests.cli.calling import Desk

MISSED = JOB_WORKS[4]
BY_JOB: dict[str, Json] = {"connectionJobIds": [JOB]}


def ask(variables: dict[str, Json]) -> str:
    return curl(body(LIST, variables), token=None, authorization="Bearer <accessToken>")


def window(desk: Desk, gateway: Gateway, *requests: str) -> Played:
    return play(desk, gateway, "\n\n".join((*requests, f"Where is our job work?\njob work: {MISSED}\n")))


def outcome(played: Played) -> tuple[str, Severity | None]:
    found = [one for one in played.report.findings if one.check == "request-window"]
    return played.row("request-window").outcome.value, found[0].severity if found else None


def test_a_limit_that_may_cut_the_list_is_a_warning(desk: Desk, gateway: Gateway) -> None:
    """Two of five: the order is not documented, so nobody can say that this very one is cut off."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=2)))
    assert outcome(played) == ("warn", Severity.WARNING)
    found = played.only("job-work-outside-window")
    assert (found.subject.id, found.details["job_work_ids"], played.code) == ("GetJobWorks", [MISSED], 0)
    assert "may be left out" in found.summary
    assert "order of the list is not documented" in found.remedy


def test_a_full_page_without_it_is_the_cause(desk: Desk, gateway: Gateway) -> None:
    """The saved response shows the page full of others: the window left it out, whatever the order."""
    page = answer(listed({"id": JOB_WORKS[0]}, {"id": JOB_WORKS[1]}))
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=2)), page)
    assert outcome(played) == ("fail", Severity.ERROR)
    assert (played.code, played.causes) == (1, [("job-work-outside-window", "GetJobWorks")])


def test_a_page_that_was_not_full_blames_nobody_for_certain(desk: Desk, gateway: Gateway) -> None:
    """One row came although two were asked for: the limit did not cut there, so it is no error."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=2)), answer(listed({"id": JOB_WORKS[0]})))
    assert outcome(played)[1] is not Severity.ERROR


def test_an_offset_behind_the_end_is_the_cause(desk: Desk, gateway: Gateway) -> None:
    """Whatever the order, nothing stands at offset 50 of a list of five that was read to its end."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=50, offset=50)))
    assert outcome(played) == ("fail", Severity.ERROR)
    assert played.only("job-work-outside-window").summary == (
        f"GetJobWorks starts at offset 50 of a list of 5 job works, so that {MISSED} is left out."
    )


def test_an_offset_that_skips_some_is_a_warning(desk: Desk, gateway: Gateway) -> None:
    """Three skipped of five, the rest asked for: it may be among the three."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, offset=3)))
    assert outcome(played) == ("warn", Severity.WARNING)
    assert "asks for the rest after skipping 3 of a list of 5 job works" in (
        played.only("job-work-outside-window").summary
    )


def test_limit_nought_asks_for_nothing(desk: Desk, gateway: Gateway) -> None:
    """A limit of 0 is no records, however long the list is."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=0)))
    assert outcome(played) == ("fail", Severity.ERROR)


def test_a_wide_window_lets_it_through(desk: Desk, gateway: Gateway) -> None:
    """A hundred of five, and the run has seen the end of the list."""
    played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=100)))
    assert outcome(played) == ("pass", None)
    assert played.codes == []


def test_pages_that_join_up_leave_nothing_out(desk: Desk, gateway: Gateway) -> None:
    """Whoever asks for offset 0 and offset 3 with limit 3 has the whole list of five."""
    pages = (ask(listing(filters=BY_JOB, limit=3)), ask(listing(filters=BY_JOB, limit=3, offset=3)))
    played = window(desk, gateway, *pages)
    assert outcome(played) == ("pass", None)
    assert played.codes == []


def test_pages_with_a_gap_may_leave_it_out(desk: Desk, gateway: Gateway) -> None:
    """Offsets 0 and 4 with limit 2 skip two records: a warning, once, though there are two pages."""
    pages = (ask(listing(filters=BY_JOB, limit=2)), ask(listing(filters=BY_JOB, limit=2, offset=4)))
    played = window(desk, gateway, *pages)
    assert outcome(played) == ("warn", Severity.WARNING)
    assert played.codes == ["job-work-outside-window"]


def test_what_a_saved_page_shows_is_not_missing(desk: Desk, gateway: Gateway) -> None:
    """It came on the first page: that the second page has others is as it should be."""
    first = ask(listing(filters=BY_JOB, limit=2))
    second = ask(listing(filters=BY_JOB, limit=2, offset=2))
    pages = [first, answer(listed({"id": MISSED}, {"id": JOB_WORKS[0]}))]
    pages += [second, answer(listed({"id": JOB_WORKS[1]}, {"id": JOB_WORKS[2]}))]
    assert window(desk, gateway, *pages).codes == []


def test_a_filter_by_ids_leaves_out_what_it_does_not_name(desk: Desk, gateway: Gateway) -> None:
    """The prose asks after one job work, the query for another."""
    played = window(desk, gateway, ask(listing(JOB_WORKS[0])))
    found = played.only("job-work-outside-filter")
    assert (played.code, found.subject.id, found.suggestion) == (1, "GetJobWorks", MISSED)
    assert found.details["job_work_ids"] == [MISSED]
    assert found.summary == f"GetJobWorks filters by ids {JOB_WORKS[0]}, which leaves {MISSED} out."


def test_queries_for_one_job_work_each_leave_nothing_out(desk: Desk, gateway: Gateway) -> None:
    """Asking for one and then for the other leaves neither out."""
    played = window(desk, gateway, ask(listing(JOB_WORKS[0])), ask(listing(MISSED)))
    assert played.codes == []


def test_a_filter_by_the_wrong_connection_job_is_that_jobs_fault(desk: Desk, gateway: Gateway) -> None:
    """The connection job named is the cause; that the filter leaves the job work out is its consequence."""
    wrong: dict[str, Json] = {"connectionJobIds": ["job_118955"]}
    played = window(desk, gateway, ask(listing(MISSED, filters=wrong)), answer(listed()))
    assert played.causes == [("connection-job-mismatch", "job_118955")]
    assert played.cause_of("job-work-outside-filter") == "connection-job-mismatch"
    assert played.only("job-work-outside-filter").suggestion == JOB


def test_a_filter_by_a_wrong_id_is_that_ids_fault(desk: Desk, gateway: Gateway) -> None:
    """A workId among the ids is the cause; what it leaves out is its consequence."""
    played = window(desk, gateway, ask(listing("work_83001")), answer(listed()))
    assert [code for code, _ in played.causes] == ["job-work-id-wrong-kind"]
    assert played.cause_of("job-work-outside-filter") == "job-work-id-wrong-kind"


def test_an_empty_filter_is_said_to_be_empty(desk: Desk, gateway: Gateway) -> None:
    """``ids: []`` is a mistake of its own, and readable as one."""
    played = window(desk, gateway, ask(listing(filters={"ids": []})), answer(listed()))
    assert "ids (an empty list)" in played.only("job-work-outside-filter").summary


def test_one_window_is_one_cause_however_many_it_hides(desk: Desk, gateway: Gateway) -> None:
    """The query is the thing to change, and says which job works it hides."""
    played = play(desk, gateway, ask(listing(*JOB_WORKS[:3], offset=10)))
    assert played.causes == [("job-work-outside-window", "GetJobWorks")]
    assert played.only("job-work-outside-window").details["job_work_ids"] == list(JOB_WORKS[:3])


def test_one_filter_is_one_cause_however_many_it_hides(desk: Desk, gateway: Gateway) -> None:
    """Three job works in the prose, none of them in the filter."""
    asked = ask(listing(*JOB_WORKS[:1]))
    played = play(desk, gateway, "\n".join([asked, "", *(f"job work: {some_id}" for some_id in JOB_WORKS[1:4])]))
    assert played.causes == [("job-work-outside-filter", "GetJobWorks")]
    assert played.only("job-work-outside-filter").details["job_work_ids"] == list(JOB_WORKS[1:4])


def test_a_window_behind_a_wrong_connection_is_found_in_the_same_run(desk: Desk, gateway: Gateway) -> None:
    """On the right connection the offset would hide them too: both are to change."""
    played = play(desk, gateway, ask(listing(*JOB_WORKS[:3], connection="connection_789", offset=10)))
    window = ("job-work-outside-window", "GetJobWorks")
    assert played.causes == [("connection-mismatch", "connection_789"), window]


def test_what_came_from_the_wrong_connection_tells_nothing_of_the_window(desk: Desk, gateway: Gateway) -> None:
    """A full page of another connection's job works is no sign that the window is too small."""
    asked = ask(listing(connection="connection_789", limit=2, filters=BY_JOB))
    page = answer(listed({"id": "job_work_1"}, {"id": "job_work_2"}, connection="connection_789"))
    played = window(desk, gateway, asked, page)
    assert played.causes[0] == ("connection-mismatch", "connection_789")
    assert played.only("job-work-outside-window").severity is Severity.WARNING


def test_without_a_listing_there_is_nothing_to_judge(desk: Desk, gateway: Gateway) -> None:
    """IDs alone have no window."""
    assert play(desk, gateway, f"connection: {CONNECTION}").row("request-window").outcome is CheckOutcome.SKIP


@pytest.mark.parametrize("dialect", ["capped", "default-limit", "strict-limit", "http-403"])
def test_no_certainty_where_the_gateway_caps_its_lists(desk: Desk, dialect: str) -> None:
    """However the gateway lists, a bare limit without a saved page is never an error."""
    with serve(scenario("healthy"), dialect=DIALECTS[dialect]) as gateway:
        played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=2)))
    assert outcome(played)[1] is not Severity.ERROR
    assert played.code in {0, 3}


def test_a_window_over_the_whole_list_passes(desk: Desk) -> None:
    """Five job works, a hundred asked for, and the run has listed them all: nothing is left out."""
    with serve(scenario("healthy")) as gateway:
        played = play(desk, gateway, ask(listing(limit=100)))
    assert outcome(played) == ("pass", None)


def test_without_a_connection_it_is_blocked(desk: Desk, gateway: Gateway) -> None:
    """Whose list it would be cannot be told; the check that says why is named."""
    row = play(desk, gateway, ask(listing(GONE, connection="connection_8812047193"))).row("request-window")
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("connection-id",))


def test_a_list_whose_end_was_not_seen_leaves_it_unknown(desk: Desk) -> None:
    """A gateway that ignores the offset shows five again and again: whether a hundred reach the end cannot be told."""
    with serve(scenario("healthy"), dialect=DIALECTS["no-offset"]) as gateway:
        played = window(desk, gateway, ask(listing(filters=BY_JOB, limit=100)))
    assert outcome(played) == ("unknown", None)
    assert (played.code, played.codes) == (3, [])


def test_a_customers_request_that_cannot_be_compared_is_not_judged(desk: Desk) -> None:
    """Null with an error on the path of the job works: no filter is said to leave out what nobody saw."""
    with serve(scenario("healthy"), faults=Faults(partial=("jobWorks",))) as gateway:
        played = window(desk, gateway, ask(listing(JOB_WORKS[0])))
    assert outcome(played) == ("skip", None)
    assert played.row("request-window").blocked_by == ("job-work-ids",)
