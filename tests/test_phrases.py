"""Words for people, written once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diagnose.phrases import age, clause, count, every, listed, opening, sentence, share, with_article


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 job works"), (1, "1 job work"), (2, "2 job works"), (1234, "1,234 job works")]
)
def test_count(number: int, words: str) -> None:
    """One is singular, all else plural, thousands have commas."""
    assert count(number, "job work") == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 artifact"), (2, "both artifacts"), (5, "all 5 artifacts")])
def test_every(number: int, words: str) -> None:
    """All of them, as people say it."""
    assert every(number, "artifact") == words


@pytest.mark.parametrize(
    ("number", "total", "words"),
    [
        (1, 1, "the job work"),
        (2, 2, "both job works"),
        (5, 5, "all 5 job works"),
        (3, 5, "3 of the 5 job works"),
        (0, 1, "0 of the 1 job works"),
    ],
)
def test_share(number: int, total: int, words: str) -> None:
    """Some of them, or all."""
    assert share(number, total, "job work") == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_listed(items: list[str], words: str) -> None:
    """Three are named, the rest is counted."""
    assert listed(items) == words


def test_listed_names_as_many_as_it_is_told_to() -> None:
    """Where the names matter more than the space."""
    assert listed(["a", "b", "c", "d"], 4) == "a, b, c and d"


@pytest.mark.parametrize(("text", "ended"), [("it is", "it is."), ("it is.", "it is."), ("is it?", "is it?")])
def test_sentence(text: str, ended: str) -> None:
    """No full stop is doubled."""
    assert sentence(text) == ended


@pytest.mark.parametrize(
    ("text", "inside"), [("It failed.\n  Twice.", "It failed. Twice"), ("...", "no words"), ("", "no words")]
)
def test_clause(text: str, inside: str) -> None:
    """Somebody else's sentence, on one line and without its full stop."""
    assert clause(text) == inside


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 seconds"),
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (86_399, "23 hours"),
        (172_800, "2 days"),
    ],
)
def test_age(seconds: int, words: str) -> None:
    """The largest whole unit; what has not begun yet is no time."""
    assert age(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("words", "said"), [("job work", "a job work"), ("artifact", "an artifact"), ("external", "an external")]
)
def test_with_article(words: str, said: str) -> None:
    """By its first letter."""
    assert with_article(words) == said


@pytest.mark.parametrize(("name", "first"), [("query 1", "Query 1"), ("getJobWorks", "getJobWorks")])
def test_opening(name: str, first: str) -> None:
    """An operation's own name keeps its letters."""
    assert opening(name) == first
