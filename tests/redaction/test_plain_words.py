"""Words that with a capital are no names, and those that are."""

from __future__ import annotations

import pytest

from diagnose.redaction.plain_words import is_plain


@pytest.mark.parametrize("word", ["Connection", "PASSWORD", "Die", "Mein", "EIN", "tin", "DOB", "Forbidden"])
def test_a_word_of_errors_is_plain(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize("word", ["Das", "De", "La", "Le", "Lo", "Su", "Ein", "Tin", "Pin", "Mi", "Las"])
def test_what_people_are_called_is_not(word: str) -> None:
    """Articles are parts of surnames; short forms are told by their capitals."""
    assert not is_plain(word)
