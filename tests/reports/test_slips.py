"""A mistyped ID shows the very character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose_reports.slips import character_words, slip


@pytest.mark.parametrize(
    ("wrong", "right", "at", "words"),
    [
        ("czl8ltn", "czl81tn", 4, "letter l, should be digit 1"),
        ("job_5O1", "job_501", 5, "capital O, should be digit 0"),
        ("da85a", "da58a", 2, "8 and 5 are swapped"),
        ("chab55", "chab557", 6, "digit 7 is missing here"),
        ("chabb557", "chab557", 4, "letter b is one too many"),
        ("job_work790", "job_work_790", 8, "an underscore is missing here"),
        ("с_1", "c_1", 0, "cyrillic small letter es, should be letter c"),  # noqa: RUF001 - that is the mistake
        ("abcXYZdef", "abcUVWdef", 3, "3 characters differ here"),
    ],
)
def test_it_names_what_differs_and_where(wrong: str, right: str, at: int, words: str) -> None:
    """The place counts from the beginning, and the words tell look-alikes apart."""
    found = slip(wrong, right)
    assert found is not None
    assert (found.at, found.words) == (at, words)


@given(st.text("ab1-", max_size=9), st.text("ab1-", max_size=9))
def test_putting_the_slip_right_gives_the_right_id(wrong: str, right: str) -> None:
    """What is marked in the one, replaced by what is marked in the other, is the other."""
    found = slip(wrong, right)
    if found is None:
        assert wrong == right or (wrong[:1] != right[:1] and wrong[-1:] != right[-1:]) or not wrong or not right
        return
    meant = right[found.at : found.at + found.right_length]
    assert wrong[: found.at] + meant + wrong[found.at + found.wrong_length :] == right


def test_what_cannot_be_seen_has_a_name() -> None:
    """An invisible character is named, never printed."""
    assert character_words("\u200b") == "zero width space"
    assert character_words("\x07") == "u+0007"
