"""What corrects, and what an ID behind a word of correction is."""

from __future__ import annotations

import pytest

from diagnose.intake.content.amendments import amends, corrected_label


def corrects(text: str) -> bool:
    """Tell whether C, the last ID in a text, is a correction."""
    at = text.rindex("C")
    return amends(text, at, at + 1)


def label_of(text: str) -> str | None:
    """Return the label of a correction to C, the last ID in a text."""
    label = corrected_label(text, text.rindex("C"))
    return label[0] if label else None


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I meant connection C", "Perdón, me equivoqué: la conexión buena es C", "Entschuldigung, vertippt: C",
        "désolé, par erreur. C'est C", "*connection C", "die ID muss eigentlich so heißen: C", "should read C",
    ],
)  # fmt: skip
def test_corrections(text: str) -> None:
    """Whoever is sorry, or says what it should be, names what is meant."""
    assert corrects(text)


def test_a_correction_may_stand_behind_the_id() -> None:
    """As in chats; a list's bullet and bold letters are none."""
    assert amends("connection C, typo", 11, 12)
    assert amends("C (sorry)", 0, 1)
    assert not corrects("* connection C")
    assert not corrects("*connection* C")


def test_corrections_and_their_labels() -> None:
    """A word of correction near by; "also" only adds."""
    assert corrects("Correction: it is C")
    assert not corrects("It is C")
    assert not corrects("Correction: also C")
    assert label_of("oops, wrong connection. It's C") == "connection"
    assert label_of("conexión equivocada, es C") == "conexión"
    assert label_of("je me suis trompé de connexion, il s'agit de C") == "connexion"
    assert label_of("the connection. Is it C") is None


@pytest.mark.parametrize(
    "text",
    ["PS: that connection is from our sandbox, please use C",
     "Corrijo: a conex\u00e3o \u00e9 a C", "Connection (correct): C",
     "corregido: C", "bitte stattdessen nehmen: C"],
)  # fmt: skip
def test_further_words_of_correction(text: str) -> None:
    """As postscripts and lists have them."""
    assert corrects(text)


@pytest.mark.parametrize(
    "text",
    ["connection: c1\nSorry for the delay, here it is: C", "connection: c1\nPlease use C as an example",
     "Connection: c1\nBitte nehmen Sie C als Beispiel", "Workspace: w, connection: c1\nThe failing one is C, I think",
     "job work c1\nPrzepraszam. Przyk\u0142ad: C", "Erratum : lire C au lieu de X pour la connexion",
     "Correction: connection conn_790, for example C"],
)  # fmt: skip
def test_what_corrects_no_label_tells_no_kind(text: str) -> None:
    """The live data does: an apology, a request and another ID's label may stand near anything."""
    assert label_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["Please use our staging token; connection C", "please use connection C", "The failing one is C",
     "Update: still nothing. connection C"],
)  # fmt: skip
def test_what_corrects_nothing(text: str) -> None:
    """These name one of several as well as the only one."""
    assert not corrects(text)


def test_a_list_has_the_label_of_its_first() -> None:
    """Also behind a correction."""
    assert label_of("Correction: the job works are J_1234 and C") == "job works"


@pytest.mark.parametrize(
    "text", ["Sorry for the long list. Connection C lists nothing", "As a counter-example please use C"]
)
def test_whoever_is_polite_corrects_nothing(text: str) -> None:
    """Nor who names one more."""
    assert not corrects(text)
    assert not amends("Typo there. C is empty as well", 12, 13)
