from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from diagnose.report import Report, Status
from diagnose.sandbox import scenario_names
from diagnose_reports.first_screen import first_screen
from diagnose_reports.safe import seen
from diagnose_reports.terminal import MOST_LINES, render_terminal, verdict_line
from tests.diagnosis.playing import played
from tests.parts import crossed
from tests.reports import examples
from tests.reports.golden import WRITTEN, terminal_bytes

REPORTS = {
    "rich": examples.rich(),
    "hostile": examples.hostile(),
    "huge": examples.huge(200),
    "tied": examples.tied(),
    "wide": examples.hostile("連携" * 400),
}


def first_lines(report: Report, written: tuple[str, ...], width: int = 80) -> list[str]:
    """The lines of the first screen, without -v."""
    file = io.StringIO()
    render_terminal(report, Console(file=file, width=width), written=written)
    return file.getvalue().splitlines()


@pytest.mark.parametrize("name", scenario_names())
def test_the_first_screen_holds_what_matters(name: str) -> None:
    """At 80 by 24: the cause, the change, who acts, and where the report is."""
    report, written = played(name), (f"diagnosis/{name}.html", f"diagnosis/{name}.json")
    screen = first_screen(report)
    lines = first_lines(report, written)
    assert len(lines) <= MOST_LINES
    assert max(map(cell_len, lines)) <= 80
    words = " ".join(" ".join(lines).split())
    assert screen.title in words
    assert f"diagnosis/{name}.html .json" in words
    assert [
        deed.who for deed in (screen.deed, *(card.deed for card in screen.causes)) if deed and deed.who + ": " in words
    ]
    for card in screen.causes:
        assert card.title[1:] in words
        ids = [card.change.right, screen.stopped or seen(card.change.id, 100)] if card.change else []
        options = [each for option in card.alternatives for each in (option.id, option.right)]
        assert all(each in words for each in (*ids, *options) if isinstance(each, str))


@pytest.mark.parametrize("name", REPORTS)
def test_whatever_a_report_holds_its_first_screen_fits(name: str) -> None:
    """Long values, wide characters and many causes are shortened; the places of the reports are not."""
    lines = first_lines(REPORTS[name], WRITTEN)
    assert len(lines) <= MOST_LINES
    assert max(map(cell_len, lines)) <= 80
    assert lines[-1].startswith("  Report        diagnosis/TICKET-4711.html .json")


def test_the_caret_stands_under_the_id() -> None:
    """The ticket's own words, and under them what is wrong."""
    report = examples.rich()
    one = report.model_copy(update={"verdict": report.verdict.model_copy(update={"causes": report.verdict.causes[:1]})})
    lines = first_lines(one, WRITTEN)
    at = next(number for number, line in enumerate(lines) if '"connectionId": "connection_789",' in line)
    assert lines[at + 1].index("^") == lines[at].index("connection_789")
    assert lines[at + 1].strip() == "^" * len("connection_789")


def test_a_mistyped_id_shows_the_very_character() -> None:
    """One caret, under the character, and what it should be."""
    lines = first_lines(played("connection-mistyped"), WRITTEN)
    at = next(number for number, line in enumerate(lines) if "czl8ltnbzoc5eogdvbz3pm5m" in line)
    assert lines[at + 1].index("^") == lines[at].index("czl8ltn") + len("czl8")
    assert lines[at + 1].strip() == "^ letter l, should be digit 1"


@pytest.mark.parametrize(("name", "width"), crossed(REPORTS, (20, 40, 80, 200)))
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """Prose wraps at the console's own width, long IDs included."""
    lines = terminal_bytes(REPORTS[name], width, verbose=True).decode().split("\n")
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize(("name", "encoding"), crossed(REPORTS, ("utf-8", "ascii", "latin-1", "cp1252")))
def test_hostile_text_sends_no_control_character(name: str, encoding: str) -> None:
    """No escape sequence, no reading direction and no invisible character reaches the terminal, in any encoding."""
    text = terminal_bytes(REPORTS[name], encoding=encoding, verbose=True).decode(encoding)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


def test_markup_in_data_stays_text() -> None:
    """``[red]`` in a message is printed, not obeyed."""
    assert b"[red]bold[/red]" in terminal_bytes(examples.hostile(), 400)


@given(st.text(max_size=60))
def test_any_text_can_be_printed(text: str) -> None:
    """No message crashes the output or tears a line."""
    report = examples.healthy()
    report = report.model_copy(update={"verdict": report.verdict.model_copy(update={"headline": text})})
    lines = terminal_bytes(report, 30).decode().split("\n")
    assert max(map(cell_len, lines)) <= 30


def test_it_reads_aloud() -> None:
    """The verdict comes first; every outcome is a word; a plain encoding loses signs and nothing else."""
    text = terminal_bytes(examples.rich(), 200, encoding="ascii", verbose=True).decode()
    assert text.startswith("x Wrong connection ID, and 1 more cause  ")
    assert "connection_789 -> connection_790" in text
    for word in ("+ pass ", "x fail ", "! warn ", "? unknown ", "- skip ", "* error "):
        assert word in text


def test_colours_are_the_consoles_affair() -> None:
    """Colours on a terminal, none with NO_COLOR, and no escape at all in a pipe."""

    def shown(*, no_color: bool, terminal: bool) -> str:
        file = io.StringIO()
        console = Console(file=file, force_terminal=terminal, no_color=no_color, color_system="standard", width=80)
        render_terminal(examples.rich(), console)
        return file.getvalue()

    assert "\x1b[1;31m" in shown(no_color=False, terminal=True)
    assert not re.search(r"\x1b\[[0-9;]*3\d", shown(no_color=True, terminal=True))


def test_a_terminal_that_knows_links_opens_the_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each path is a link to its file, whatever the name is made of; in a pipe there is none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM_PROGRAM", "WezTerm")
    written = ("diagnosis/T 7\u202e;x.html", "diagnosis/T 7\u202e;x.json")
    file = io.StringIO()
    render_terminal(examples.rich(), Console(file=file, force_terminal=True, width=80), written=written)
    links = re.findall(r"\x1b\]8;[^;]*;(file://[^\x1b]*)\x1b", file.getvalue())
    assert list(dict.fromkeys(links)) == [Path(path).absolute().as_uri() for path in written]
    assert "\u202e" not in file.getvalue()
    assert not any("\x1b" in line for line in first_lines(examples.rich(), written))


def test_many_findings_are_bounded() -> None:
    """Ten thousand consequences take a few lines, and the number of the others is given."""
    text = terminal_bytes(examples.huge(), 80).decode()
    assert text.count("\n") <= MOST_LINES
    assert "Wrong connection ID, and 10,000 more causes" in text
    assert "more causes, all in the reports" in text


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
