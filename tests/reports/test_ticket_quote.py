"""The ticket's own words, on one line, with the place of the ID."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose.report import Where
from diagnose_reports.safe import cells
from diagnose_reports.ticket_quote import quoted


def where(quote: str, caret: int | None) -> Where:
    return Where(source="ticket.eml", line=14, quote=quote, caret=caret)


def test_the_words_around_an_id_are_kept_as_far_as_they_fit() -> None:
    """Both ends are cut with an ellipsis, the ID never."""
    quote = 'curl -d \'{"variables": {"connectionId": "connection_789", "workspaceId": "workspace_310472"}}\''
    found = quoted(where(quote, quote.index("connection_789")), 14, 40)
    assert found is not None
    assert found.line[found.at : found.at + found.length] == "connection_789"
    assert cells(found.line) <= 40
    assert found.line.startswith("…")
    assert found.line.endswith("…")


def test_without_a_place_there_is_nothing_to_mark() -> None:
    """No caret, one beyond the words, or an ID that does not fit: no quote."""
    assert quoted(where("connection_789", None), 14, 60) is None
    assert quoted(where("connection_789", 99), 14, 60) is None
    assert quoted(where("connection_789", 0), 14, 10) is None


@given(st.text(min_size=1, max_size=80), st.integers(0, 79), st.integers(1, 20), st.integers(1, 70))
def test_whatever_the_ticket_holds_it_stays_on_its_line(quote: str, caret: int, length: int, width: int) -> None:
    """Invisible, wide and combining characters neither break the line nor widen it."""
    found = quoted(where(quote, caret), length, width)
    if found is not None:
        assert cells(found.line) <= width
        assert not set(found.line) & set("\n\r\t\x1b\u200b\u202e\u2028")
