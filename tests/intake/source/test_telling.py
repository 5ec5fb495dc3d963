"""What is read of a very long text, and what is said of the rest."""

from __future__ import annotations

import pytest

from diagnose.intake.source.limits import MAX_CLOSE, MAX_FULL
from diagnose.intake.source.telling import telling
from diagnose.intake.source.traced import Traced

_SILENCE = "2026-01-31 09:30:00 INFO nothing of interest\n"
_LONG = _SILENCE * (2 * MAX_FULL // len(_SILENCE))


def test_a_text_of_usual_length_is_read_as_it_is() -> None:
    """Nothing is left out, nothing is said."""
    source = Traced.of("x" * MAX_FULL)
    assert telling(source).source is source
    assert telling(source).remark is None


@pytest.mark.parametrize(
    "line",
    ["Connection: connection_789", "Our Job Works are 12", "POST https://api.filed.com/graphql", "Conexi\u00f3n 12",
     "6b1f3c0e-1c0e-4b1f-8c0e-000000000001", '{"errors": []}', "Authorization: Bearer x", "\u0130 WORKSPACE 7"],
)  # fmt: skip
def test_telling_places_keep_their_lines(line: str) -> None:
    """A line that tells something, deep in a log, is read under its own number, and it is said that not all is."""
    told = telling(Traced.of(f"{_LONG}{line}\n{_LONG}"))
    assert told.source.line_at(told.source.text.index(line)) == _LONG.count("\n") + 1
    assert len(told.source.text) < MAX_FULL
    assert told.remark is not None
    assert f"of its {2 * len(_LONG) + len(line) + 1:,} characters" in told.remark
    assert "more such places" not in told.remark


def test_the_beginning_and_the_end_are_read_whatever_they_hold() -> None:
    """Also when no word tells anything."""
    told = telling(Traced.of(f"begin\n{_LONG}end"))
    assert told.source.text.startswith("begin\n")
    assert told.source.text.rstrip().endswith("\nend")


def test_nothing_goes_on_over_what_was_left_out() -> None:
    """Two places that were far apart stand apart, and lines are whole."""
    told = telling(Traced.of(f"{_LONG}job work 1\n{_LONG}job work 2\n{_LONG}"))
    between = told.source.text[told.source.text.index("job work 1") : told.source.text.index("job work 2")]
    assert "\n\n\n" in between
    assert set(told.source.text.split("\n")) == {"", "job work 1", "job work 2", _SILENCE.strip()}


def test_our_own_words_come_first() -> None:
    """However often a log speaks of connections, the request behind them is read, and the bound is told."""
    noise = "2026-01-31 09:30:00 INFO pool: connection 17 is kept\n"
    told = telling(Traced.of(noise * (2 * MAX_CLOSE // len(noise)) + "POST /graphql\n" + noise * 100_000))
    assert "POST /graphql" in told.source.text
    assert len(told.source.text) <= MAX_CLOSE + 100
    assert told.remark is not None
    assert "there are more such places than are read" in told.remark


def test_a_long_text_that_is_telling_throughout() -> None:
    """It is read as it is, up to the bound."""
    line = "job work job_work_1\n"
    source = Traced.of(line * ((MAX_CLOSE - 500_000) // len(line)))
    assert telling(source).source is source
