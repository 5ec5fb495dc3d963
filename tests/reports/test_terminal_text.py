"""Lines on a terminal, one at a time: wrapping, hanging indents, encodings."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from diagnose.report import CheckOutcome
from diagnose_reports.terminal_text import Paper, knows_links
from diagnose_reports.words import outcome_word


def paper(width: int = 20, encoding: str = "utf-8") -> tuple[Paper, io.BytesIO]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n", write_through=True)
    return Paper(Console(file=file, width=width, color_system=None)), raw


def test_later_lines_hang() -> None:
    """Under the text, not under the lead word's first letter."""
    made, raw = paper()
    made.item(Text("one two three four five"), lead="Do: ")
    assert raw.getvalue().decode() == "  Do: one two\n    three four five\n"


@pytest.mark.parametrize(("encoding", "sign", "arrow"), [("utf-8", "✓ ", "→"), ("ascii", "+ ", "->")])
def test_signs_are_those_that_the_encoding_has(encoding: str, sign: str, arrow: str) -> None:
    """A plain encoding loses signs and nothing else."""
    made, _ = paper(encoding=encoding)
    assert (made.sign(outcome_word(CheckOutcome.PASS)).plain, made.arrow) == (sign, arrow)


def test_text_is_made_visible_and_writable() -> None:
    """Control characters are shown; what the encoding has not is replaced, never an error."""
    made, raw = paper(40, "ascii")
    made.line(made.text("a\x1bb ü"))
    assert b"\x1b" not in raw.getvalue()
    assert b"U+001B" in raw.getvalue()


def test_a_narrow_terminal_knows_it() -> None:
    """Indentation is given up where it would leave no room."""
    assert (paper(40)[0].wide, paper(80)[0].wide) == (False, True)


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4601"}, False),
        ({"VTE_VERSION": "new"}, False),
        ({"KONSOLE_VERSION": "230400"}, True),
    ],
)
def test_only_terminals_that_are_known_to_follow_links_get_them(environ: dict[str, str], known: bool) -> None:
    assert knows_links(environ) is known
