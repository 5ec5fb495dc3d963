"""What is taken back, and what only sounds like it."""

from __future__ import annotations

import re

import pytest

from diagnose.intake.content.retractions import Retractions, corrected_label, takes_back_earlier, without_struck


def taken_back(text: str) -> bool:
    """Tell whether X is taken back in a text; C is another ID in it."""
    start, other = text.index("X"), text.find("C")
    starts = sorted({start, *({other} if other >= 0 else ())})
    return Retractions(text, starts).take_back(start, start + 1)


def corrected(text: str) -> bool:
    """Tell whether C corrects what was said before."""
    start = text.rindex("C")
    return Retractions(text, [start]).correct(start, start + 1)


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
    assert corrected("Correction: it is C")
    assert not corrected("It is C")
    assert not corrected("Correction: also C")
    assert corrected_label("oops, wrong connection. It's C", 29) == "connection"
    assert corrected_label("conexión equivocada, es C", 24) == "conexión"
    assert takes_back_earlier("Por favor ignoren mi primer correo.")
    assert not takes_back_earlier("See my first mail.")


@pytest.mark.parametrize("text", ["it is C, not X", "X works fine", "X bitte ignorieren", "C au lieu de X"])
def test_a_remark_in_a_long_list_is_heard(text: str) -> None:
    """However many IDs stand around it without a word."""
    before, behind = "".join(f"{n}\n" for n in range(1_000)), "".join(f"{n}\n" for n in range(1_000, 2_000))
    whole = f"{before}\n{text}\n\n{behind}"
    starts = [match.start() for match in re.finditer(r"\d+|\b[CX]\b", whole)]
    retractions = Retractions(whole, starts)
    assert [at for at in starts if retractions.take_back(at, at + 1)] == [whole.index("X")]


def test_a_correction_before_a_list_goes_for_what_is_near() -> None:
    """Two lines on, it is the next thing."""
    whole = "1\n" * 500 + "Correction: C\n" + "2\n" * 500
    starts = [match.start() for match in re.finditer(r"[12]|\bC\b", whole)]
    retractions = Retractions(whole, starts)
    assert [whole[at] for at in starts if retractions.correct(at, at + 1)] == ["C", "2"]
