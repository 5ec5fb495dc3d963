"""What options take, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner

from diagnose.checking.registry import load_renderers
from diagnose.cli.options import DURATION, Wrong, format_option, grouped, split_ids


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("5m", 300), ("1h30m", 5400), ("500ms", 0.5), ("2", 2), ("1.5h", 5400), (" 7D ", 604_800)],
)
def test_durations(text: str, seconds: float) -> None:
    """Units may be joined; a bare number is seconds; case and blanks around do not matter."""
    assert DURATION.convert(text, None, None) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "h", "5x", "-1h", "0", "367d", "1h 30m", "٣s"])
def test_what_is_no_duration(text: str) -> None:
    """Nothing is guessed, and nothing is longer than a year."""
    with pytest.raises(click.BadParameter):
        DURATION.convert(text, None, None)


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        (["a"], ("a",)),
        ([" a "], (" a ",)),
        (["a, b ,c"], ("a", "b", "c")),
        (["a,", "b"], ("a", "b")),
        ([""], ("",)),
        ([], ()),
    ],
)
def test_lists_are_split(values: list[str], ids: tuple[str, ...]) -> None:
    """Blanks belong to the list where there is a comma, and to the ID where there is none."""
    assert split_ids(values) == ids


def test_a_list_of_nothing_is_refused() -> None:
    """Commas alone are a mistake, not an empty list."""
    with pytest.raises(Wrong, match="names nothing"):
        split_ids([" , "])


@dataclass(frozen=True)
class Pair:
    left: str
    right: int


def test_a_group_of_options_comes_as_one_value() -> None:
    """The command takes the group; its own options stay beside it, and the help keeps their order."""
    seen: list[tuple[Pair, bool]] = []

    @click.command()
    @grouped("pair", Pair, click.option("--left", default="l"), click.option("--right", type=int, default=2))
    @click.option("--alone", is_flag=True)
    def command(*, pair: Pair, alone: bool) -> int:
        seen.append((pair, alone))
        return 0

    CliRunner().invoke(command, ["--right", "3", "--alone"], catch_exceptions=False)
    assert seen == [(Pair("l", 3), True)]
    shown = CliRunner().invoke(command, ["--help"]).output
    assert shown.index("--left") < shown.index("--right") < shown.index("--alone")


def test_the_help_names_every_format_that_is_installed() -> None:
    """From their declarations: a new one is named without a change here."""

    @click.command()
    @format_option
    def command(*, formats: tuple[str, ...]) -> int:
        return len(formats)

    shown = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert f"any format: {', '.join(load_renderers().files)}." in shown
