"""Names: those that the run knows in all their writings, and those that the words around them give away."""

from __future__ import annotations

import pytest

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.known_names import KnownNames, guessed_names


def found(text: str, *names: tuple[str, PersonalKind]) -> list[str]:
    known = KnownNames()
    for name, kind in names:
        known.add(name, kind)
    return [text[stretch.start : stretch.end] for stretch in known.find(text)]


JANE = ("Jane A. Doe", PersonalKind.PERSON)


@pytest.mark.parametrize(
    "form", ["Jane A. Doe", "Jane Doe", "JANE DOE", "Doe, Jane", "doe_jane", "Doe", "jane.doe", "Jane-A-Doe"]
)
def test_a_name_is_known_in_its_writings(form: str) -> None:
    assert found(f"no permission for {form} here", JANE) == [form]


def test_what_belongs_to_somebody_keeps_its_ending() -> None:
    assert found("it is Doe's", JANE) == ["Doe"]


@pytest.mark.parametrize("text", ["it will do", "Jan and Joe", "the doe ran", "Connection refused; Tax Year 2025"])
def test_common_words_are_not_names(text: str) -> None:
    """A client is called Will, a firm Connection Tax: only where their whole name stands."""
    assert found(text, JANE, ("Will", PersonalKind.PERSON), ("Connection Tax", PersonalKind.FIRM)) == []


def test_a_firm_of_common_words_is_known_by_its_whole_name() -> None:
    assert found("Connection Tax has no access", ("Connection Tax", PersonalKind.FIRM)) == ["Connection Tax"]


def test_opaque_values_are_nobodys_name() -> None:
    assert found("client-12345", ("client-12345", PersonalKind.EXTERNAL_ID)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Document for John Q. Public failed", "John Q. Public"),
        ("client DOE, JANE was rejected", "DOE, JANE"),
        ("Dear Mr. Abernathy, it failed", "Abernathy"),
        ("Brightwater Tax Partners has no access", "Brightwater Tax Partners"),
        ("Client: Maria De La Cruz has no artifacts", "Maria De La Cruz"),
        ("The taxpayer Nguyen Le is missing", "Nguyen Le"),
        ("Regards, Priya Das", "Priya Das"),
        ('Client "Lo Su" is missing', "Lo Su"),
        ("for Tin Nguyen, 2025", "Tin Nguyen"),
        ("VALUES ('7', 'Cosima O\u2019Brien', 'x')", "Cosima O\u2019Brien"),
    ],
)
def test_some_names_are_given_away(text: str, name: str) -> None:
    assert name in [text[stretch.start : stretch.end] for stretch in guessed_names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Internal Server Error",
        "client error",
        "Adobe LiveCycle",
        "User Not Found",
        "Unsupported Media Type: PDF",
        "Lösenordet är fel",
        "our client's SSN is",
        "Mein Passwort",
        "Die Verbindung fehlt",
    ],
)
def test_phrases_of_errors_are_none(text: str) -> None:
    assert list(guessed_names(text)) == []
