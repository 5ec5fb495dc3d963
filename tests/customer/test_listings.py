"""What makes a listing one that may be cut short."""

from __future__ import annotations

import pytest

from diagnose.customer.listings import Listing


@pytest.mark.parametrize(
    ("limit", "offset", "windowed"),
    [(None, None, False), (None, 0, False), (10, None, True), (0, None, True), (None, 5, True), (10, 5, True)],
)
def test_a_limit_or_an_offset_may_cut_a_list(limit: int | None, offset: int | None, windowed: bool) -> None:
    """An offset of nothing skips nothing; a limit of nothing leaves nothing."""
    listing = Listing(1, "query 1", ("c",), {}, limit, offset, selects_artifacts=True, response=None)
    assert listing.windowed is windowed


def test_the_gateways_spelling_is_used_where_it_is_known() -> None:
    """In every filter; what it does not spell otherwise stays as it was sent."""
    asked = Listing(1, "query 1", ("c",), {"ids": ("a", "b")}, None, None, selects_artifacts=True, response=None)
    own = asked.spelled({"a": "A", "c": "C"})
    assert (own.connection_ids, own.filters) == (("C",), {"ids": ("A", "b")})
