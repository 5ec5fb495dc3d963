"""IDs that are a keystroke or two away from the one that was typed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from diagnose.investigation.reasoning.near import near

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,40}[A-Za-z0-9]", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "live", "only"),
    [
        ("connection_78", ["connection_789"], "connection_789"),
        ("connection_798", ["connection_789"], "connection_789"),
        ("connection_78", ["connection_789", "connection_788"], None),
        ("connection_12", ["connection_789"], None),
        ("CONNECTION_789", ["connection_789"], "connection_789"),
        ("f6fadfa7-e5c1-4b62-9362-da5cc13da85a", ["f6fadfa7-e5c1-4b62-9362-da5cc13da58a"],
         "f6fadfa7-e5c1-4b62-9362-da5cc13da58a"),
        ("f6fadfa7-e5c1-4b62-9362-da5cc13da85a", ["F6FADFA7E5C14B629362DA5CC13DA58A"],
         "F6FADFA7E5C14B629362DA5CC13DA58A"),
        ("f6fadfa7e5c14b629362da5cc13da85", ["f6fadfa7-e5c1-4b62-9362-da5cc13da85a"],
         "f6fadfa7-e5c1-4b62-9362-da5cc13da85a"),
        ("job_work_12345679", ["job_work_12345678", "job_work_12345688"], None),
        ("x", [], None),
    ],
)  # fmt: skip
def test_near(typed: str, live: list[str], only: str | None) -> None:
    """One keystroke is near, two for a long ID; a second one about as near leaves it open."""
    assert near(typed, live).only == only


@given(IDS, st.lists(IDS, max_size=8, unique=True))
def test_near_is_really_near(typed: str, live: list[str]) -> None:
    """What is called near is live and at most two edits away; the only one has no rival within one edit of it."""
    assume(typed not in live)
    found = near(typed, live)
    distance = {one: OSA.distance(typed.casefold(), one.casefold()) for one in live}
    assert set(found.ids) <= set(live)
    assert all(distance[one] <= 2 for one in found.ids)
    if found.only is not None:
        assert all(distance[one] > distance[found.only] for one in live if one != found.only)


@given(IDS, st.data())
def test_one_keystroke_is_found(some_id: str, data: st.DataObject) -> None:
    """An ID with one character changed leads to the one that was meant, where no other is like it."""
    place = data.draw(st.integers(0, len(some_id) - 1))
    typed = some_id[:place] + "~" + some_id[place + 1 :]
    assert near(typed, [some_id, "entirely-other-0123456789" * 3]).only == some_id
