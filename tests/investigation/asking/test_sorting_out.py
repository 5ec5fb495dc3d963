"""What stands in for a ticket whose IDs nobody can sort yet; that they are sorted in the end, test_diagnosis shows."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.asking.sorting_out import first_reading
from diagnose.ticket.ticket import make_ticket


def test_what_stands_in_for_a_ticket_without_kinds() -> None:
    """Unknown IDs are looked for as job works, those that look like IDs; a ticket that names any is taken as it is."""
    bare = make_ticket({}, unsorted=("x", "job_5512", "8812047193"))
    assert [named.id for named in first_reading(bare).job_works] == ["job_5512", "8812047193"]
    named = make_ticket({Kind.WORKSPACE: ["w"]}, unsorted=("job_5512",))
    assert first_reading(named) is named
