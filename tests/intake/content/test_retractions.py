"""What is taken back, and what only sounds like it."""

from __future__ import annotations

import re

import pytest

from diagnose.intake.content.retractions import Retractions, complains, takes_back_earlier, without_struck


def taken_back(text: str) -> bool:
    """Tell whether X is taken back in a text; C is another ID in it."""
    start, other = text.index("X"), text.find("C")
    starts = sorted({start, *({other} if other >= 0 else ())})
    return Retractions(text, starts).take_back(start, start + 1)


@pytest.mark.parametrize(
    "text",
    [
        "it is C, not X", "C statt X", "C au lieu de X", "C en lugar de X", "ignore connection X please",
        "X bitte ignorieren", "X works fine", "X ist in Ordnung", "X fonctionne", "X funciona bien", "X was a typo",
        "X war falsch", "mit X geht es problemlos", "X works and all is there", "all rows of X: works",
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
        "X, job works C", "X, works C1", "X worked until Monday", "all works but X", "X and C work, job\nworks",
        "everything is fine except X",
    ],
)  # fmt: skip
def test_not_taken_back(text: str) -> None:
    """A negation, another sentence, or another ID in between."""
    assert not taken_back(text)


def test_struck_text_goes_and_offsets_stay() -> None:
    """One tilde is no stroke, nor are the two of a fence."""
    assert without_struck("a ~~b c~~ d") == "a         d"
    assert without_struck("~~~\ncode\n~~~") == "~~~\ncode\n~~~"


def test_an_earlier_mail_is_taken_back() -> None:
    """Not where only its connection is."""
    assert takes_back_earlier("Por favor ignoren mi primer correo.")
    assert not takes_back_earlier("See my first mail.")
    assert not takes_back_earlier("Please disregard the connection ID in my previous mail.")


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


@pytest.mark.parametrize(
    "text",
    ["another firm (X), where all works fine, ours (C) is empty",
     "na outra (X), onde tudo funciona, no nosso C falta tudo",
     "con X funziona tutto, ma C è vuota",
     "X dzia\u0142a, ale C jest pusta", "bei der anderen (X) l\u00e4uft alles, bei uns (C) nicht"],
)  # fmt: skip
def test_praise_of_a_bracket_or_before_a_comma(text: str) -> None:
    """What denies in one language is an article in another: only a word in the same breath spoils praise."""
    assert taken_back(text)


def test_what_the_customer_quotes_of_support_is_not_meant() -> None:
    """Only within the quotation."""
    assert taken_back('you wrote "connection X is fine", but we mean C')
    assert taken_back("vous \u00e9criviez que \u00ab la connexion X contient tout \u00bb : nous parlons de C")
    assert not taken_back('you wrote "please send the ID": it is X, and C the other')


def test_a_remark_in_brackets_takes_back() -> None:
    """``X (wrong, see below)``."""
    assert taken_back("Connection: X (wrong, see below)\nConnection (correct): C")
    assert not taken_back("Connection: X (our only one)\nJob work: C")


@pytest.mark.parametrize(
    "text",
    ["we switched from connection X to connection C", "nous sommes pass\u00e9s de la connexion X \u00e0 C",
     "you asked whether it is X: no, it is C", "X haben wir gel\u00f6scht, die neue ist C",
     "X was replaced, the new one is C"],
)  # fmt: skip
def test_what_is_history_or_denied(text: str) -> None:
    """Only where something else stands in its place."""
    assert taken_back(text)


@pytest.mark.parametrize("text", [
        "X was removed, C too", "for X: no job works, for C neither", "we changed C in X",
        "X was removed by somebody, now it is missing. C shows.", "X was deleted, but now C shows",
        "do rows come? X: no, never\nC: yes", "You asked whether rows come in X: no, but in C they do.",
        "you asked about X: no, nothing there, only in C",
        "We migrated from X files only, so X lists none. C is second.",
        "X (test customer of ours) shows nothing. We also have C.", "X (old portal) and C are empty",
        "X is our test connection and shows nothing, C too", "X is correct, it shows nothing, C too",
        "X is correct but empty. C as well.", "Something is wrong with X, not with C",
        'you wrote "X is there", but nothing is, nor in C',
    ])  # fmt: skip
def test_what_only_sounds_like_history(text: str) -> None:
    """What is gone may be what the ticket is about."""
    assert not taken_back(text)


def test_no_trouble_is_no_complaint() -> None:
    """Though it names some."""
    assert complains("there is nothing")
    assert complains("fehlt")
    assert not complains("runs without problems")
    assert taken_back("X works fine, no problem there; C is empty")
