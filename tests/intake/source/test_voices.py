"""Who is who by name, and who speaks where."""

from __future__ import annotations

import pytest

from diagnose.intake.source.voices import Voice, Voices, is_support


@pytest.mark.parametrize(
    "name",
    [
        "Filed Support <support@filed.com>",
        "Sam (Filed)",
        "Support",
        "filed-bot",
        "support@help.filed.com",
        "Help Desk",
        "Soporte",
    ],
)
def test_support_is_known_by_its_name(name: str) -> None:
    """By the vendor's name or address, or an office's without a firm."""
    assert is_support(name)


@pytest.mark.parametrize(
    "name",
    ["Tax Firm Support", "Tax Firm Support <integration@taxfirm.example>", "Support der Steuerkanzlei", "API Team",
     "Dana", "Filed Team <it@taxfirm.example>", "Support du cabinet", ""],
)  # fmt: skip
def test_a_customer_may_be_called_support_too(name: str) -> None:
    """An address decides before any name."""
    assert not is_support(name)


def test_pieces_are_cut_where_the_speaker_changes() -> None:
    """From any offset to any other."""
    voices = Voices.of_lines(["a", "", "b", "c"], [Voice.NOW, Voice.SUPPORT, Voice.SUPPORT, Voice.NOW])
    assert [*voices.pieces(0, 8)] == [(0, 3, Voice.NOW), (3, 5, Voice.SUPPORT), (5, 8, Voice.NOW)]
    assert [*voices.pieces(4, 5)] == [(4, 5, Voice.SUPPORT)]
    assert not Voices.of_lines(["a"], [Voice.NOW])
    assert Voices.all_of(Voice.SUPPORT).at(7) is Voice.SUPPORT
