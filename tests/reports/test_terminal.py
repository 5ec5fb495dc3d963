from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from diagnose.report import Status
from diagnose_reports.terminal import render_terminal, verdict_line
from tests.reports import examples
from tests.reports.golden import terminal_bytes

REPORTS = {"rich": examples.rich(), "hostile": examples.hostile(), "huge": examples.huge(200)}


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """Prose wraps at the console's own width, long IDs included."""
    lines = terminal_bytes(REPORTS[name], width, verbose=True).decode().split("\n")
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("name", REPORTS)
def test_hostile_text_sends_no_control_character(name: str, encoding: str) -> None:
    """No escape sequence, no reading direction and no invisible character reaches the terminal, in any encoding."""
    text = terminal_bytes(REPORTS[name], encoding=encoding, verbose=True).decode(encoding)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


def test_markup_in_data_stays_text() -> None:
    """``[red]`` in a message is printed, not obeyed."""
    assert b"[red]bold[/red]" in terminal_bytes(examples.hostile(), 400)


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text: str) -> None:
    """No message crashes the output or tears a line."""
    report = examples.healthy()
    report = report.model_copy(update={"verdict": report.verdict.model_copy(update={"headline": text})})
    lines = terminal_bytes(report, 30).decode().split("\n")
    assert max(map(cell_len, lines)) <= 30


def test_it_reads_aloud() -> None:
    """The verdict comes first; every outcome is a word; a plain encoding loses signs and nothing else."""
    text = terminal_bytes(examples.rich(), 200, encoding="ascii").decode()
    assert text.startswith("x Problem found\nThe five job works are in connection_790")
    assert "Change: connection_789 -> connection_790" in text
    for word in ("+ pass ", "x fail ", "! warn ", "? unknown ", "- skip ", "* error "):
        assert word in text
    assert text.rstrip().endswith("diagnosis/TICKET-4711.json")


def test_colours_are_the_consoles_affair() -> None:
    """Colours on a terminal, none with NO_COLOR, and no escape at all in a pipe."""

    def shown(*, no_color: bool, terminal: bool) -> str:
        file = io.StringIO()
        console = Console(file=file, force_terminal=terminal, no_color=no_color, color_system="standard", width=80)
        render_terminal(examples.rich(), console)
        return file.getvalue()

    assert "\x1b[1;31m" in shown(no_color=False, terminal=True)
    assert not re.search(r"\x1b\[[0-9;]*3\d", shown(no_color=True, terminal=True))


def test_many_findings_are_bounded() -> None:
    """Ten thousand consequences take a few lines, and the number of the others is given."""
    text = terminal_bytes(examples.huge(), 80).decode()
    assert text.count("\n") < 150
    assert "and 10,000 more" in text
    assert "and 9,996 more causes, all in the JSON report" in text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.HEALTHY, "Healthy"),
        (Status.WARNING, "Healthy, with warnings"),
        (Status.PROBLEM, "Problem found"),
        (Status.INCONCLUSIVE, "Could not decide"),
    ],
)
def test_the_verdict_is_one_line(status: Status, words: str) -> None:
    """``--quiet`` prints one harmless line that begins with the status in words."""
    verdict = examples.hostile().verdict.model_copy(update={"status": status})
    line = verdict_line(examples.hostile().model_copy(update={"verdict": verdict}))
    assert line.startswith(f"{words}: </script>")
    assert line.isprintable()
