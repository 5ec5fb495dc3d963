"""Words for people: one and many, none and too many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diagnose.phrases import age, clause, count, every, listed, opening, sentence, share, with_article


@pytest.mark.parametrize(("number", "words"), [(0, "0 IDs"), (1, "1 ID"), (2, "2 IDs"), (1200, "1,200 IDs")])
def test_count(number: int, words: str) -> None:
    """One is singular, thousands have a comma."""
    assert count(number, "ID") == words


def test_every_and_share() -> None:
    """Two are both, one is the one."""
    assert [every(number, "artifact") for number in (1, 2, 5)] == ["1 artifact", "both artifacts", "all 5 artifacts"]
    assert [share(number, 5, "job work") for number in (3, 5)] == ["3 of the 5 job works", "all 5 job works"]
    assert [share(number, number, "job work") for number in (1, 2)] == ["the job work", "both job works"]


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"),
     (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (list("abcde"), "a, b, c and 2 more")],
)  # fmt: skip
def test_listed(items: list[str], words: str) -> None:
    """A long list says how much more there is."""
    assert listed(items) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (7199, "1 hour"), (180_000, "2 days")],
)
def test_age(seconds: int, words: str) -> None:
    """In the largest unit that is full; a clock that goes wrong gives no negative age."""
    assert age(timedelta(seconds=seconds)) == words


def test_sentences_and_clauses() -> None:
    """A sentence ends once, a clause does not end; somebody else's text comes on one line."""
    assert [sentence(text) for text in ("Done", "Done.", "Done?")] == ["Done.", "Done.", "Done?"]
    assert [clause(text) for text in ("Not\n  found.", "..", "")] == ["Not found", "no words", "no words"]
    assert [with_article(words) for words in ("job work", "artifact")] == ["a job work", "an artifact"]
    assert [opening(query) for query in ("query 1", "GetJobWorks")] == ["Query 1", "GetJobWorks"]
