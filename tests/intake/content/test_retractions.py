"""What is taken back, and what only sounds like it."""

from __future__ import annotations

import pytest

from diagnose.intake.content.retractions import (
    corrected_label,
    is_correction,
    is_taken_back,
    takes_back_earlier,
    without_struck,
)


def taken_back(text: str) -> bool:
    """Tell whether X is taken back in a text; C is another ID in it."""
    start, other = text.index("X"), text.find("C")
    return is_taken_back(text, start, start + 1, sorted({start, *({other} if other >= 0 else ())}))


@pytest.mark.parametrize(
    "text",
    [
        "it is C, not X", "C statt X", "C au lieu de X", "C en lugar de X", "ignore connection X please",
        "X bitte ignorieren", "X works fine", "X ist in Ordnung", "X fonctionne", "X funciona bien", "X was a typo",
        "X war falsch",
    ],
)  # fmt: skip
def test_taken_back(text: str) -> None:
    """In four languages, before the ID or behind it."""
    assert taken_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "X does not work", "X funktioniert nicht", "X ne fonctionne pas", "X no funciona", "we see no rows of X",
        "not X", "X is empty; everything else works", "X, while C works fine", "X is connected",
        "X, job works C", "X, works C1",
    ],
)  # fmt: skip
def test_not_taken_back(text: str) -> None:
    """A negation, another sentence, or another ID in between."""
    assert not taken_back(text)


def test_struck_text_goes_and_offsets_stay() -> None:
    """One tilde is no stroke, nor are the two of a fence."""
    assert without_struck("a ~~b c~~ d") == "a         d"
    assert without_struck("~~~\ncode\n~~~") == "~~~\ncode\n~~~"


def test_corrections_and_their_labels() -> None:
    """A word of correction near by; "also" only adds."""
    assert is_correction("Correction: it is C", 18)
    assert not is_correction("It is C", 6)
    assert not is_correction("Correction: also C", 17)
    assert corrected_label("oops, wrong connection. It's C", 29) == "connection"
    assert corrected_label("conexión equivocada, es C", 24) == "conexión"
    assert takes_back_earlier("Por favor ignoren mi primer correo.")
    assert not takes_back_earlier("See my first mail.")
