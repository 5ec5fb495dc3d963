"""Names in headers, salutations and signatures; the rest of a text is left alone."""

from __future__ import annotations

import pytest

from diagnose.intake.content.correspondents import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('From: "Doe, Jane" <jane@acme.test>\n', ["Doe, Jane"]),
        ("To: Jane Doe <jane@acme.test>, Will Parker <w@filed.com>\n", ["Jane Doe", "Will Parker"]),
        ("From: =?utf-8?q?J=C3=BCrgen_Doe?= <j@acme.test>\n", ["Jürgen Doe"]),
        ("Hi Jane,\n\nit fails", ["Jane"]),
        ("it fails\n\nKind regards,\nJane Doe\nSenior Accountant | Ninebridges LLP\n+1 555 223 4567\n\nmore",
         ["Jane Doe", "Senior Accountant", "Ninebridges LLP"]),
        ("> Mit freundlichen Grüßen\n> Jane Doe\n", ["Jane Doe"]),
        ("it fails\n--\nJane Doe\n", ["Jane Doe"]),
    ],
)  # fmt: skip
def test_who_wrote_and_who_is_written_to(text: str, names: list[str]) -> None:
    assert list(people_in(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the query returns nothing",
        "Reporter: [~jdoe], build 7c9e667, error 403\n",
        '{"from": 1}',
        "Hallo, unser Aufruf liefert nichts (axios 1.7)",
    ],
)
def test_nobody_is_made_up(text: str) -> None:
    assert [name for name in people_in(text) if not name[:1].isdigit()] == []


def test_an_address_without_a_name_is_nobody() -> None:
    """Its end is the name of a provider, which stands in error messages too."""
    assert list(people_in("To: support@filed.com, Will <w@acme.test>\n\nHello\n")) == ["Will"]
