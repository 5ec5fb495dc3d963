"""Prompts of consoles are taken off, quote marks of mails stay."""

from __future__ import annotations

import pytest

from diagnose.intake.source.prompts import without_prompts


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        (">>> ids = [\n...   'J1',\n... ]\n'J1'", "ids = [\n  'J1',\n]\n'J1'"),
        ("PS C:\\> $q = @'\n>> query Q {\n>> }\n>> '@\n>> quoted?", "PS C:\\> $q = @'\nquery Q {\n}\n'@\nquoted?"),
        ("irb(main):001:0> {a: 1}\nirb(main):002:1* b", "{a: 1}\nb"),
        ("iex(3)> %{\n...(3)> a: 1}", "%{\na: 1}"),
        ("In [12]: v\nOut[12]: {}", "v\n{}"),
    ],
)
def test_prompts(typed: str, bare: str) -> None:
    """What was typed, and what was printed, as a script would have it."""
    assert "\n".join(without_prompts(typed.split("\n"))) == bare


@pytest.mark.parametrize(
    "mail", ["> first\n>>> third", ">> second\n>>> third", "PS: call me\n>> quoted", "... and so on"]
)
def test_quote_marks(mail: str) -> None:
    """A line that is quoted three times among others is none that was typed."""
    assert without_prompts(mail.split("\n")) == mail.split("\n")
