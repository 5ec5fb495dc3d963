"""How far a form may reach, and on which line it begins."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Stretch
from diagnose.intake.source.limits import MAX_COMMAND, SHORT_COMMAND
from diagnose.intake.source.traced import Traced


@pytest.mark.parametrize(
    ("length", "budget", "reach"),
    [(10, 1, 10), (MAX_COMMAND * 2, 1, MAX_COMMAND), (MAX_COMMAND * 2, 0, SHORT_COMMAND), (10, 0, 10)],
)
def test_a_form_reaches_less_far_once_much_was_read_in_vain(length: int, budget: int, reach: int) -> None:
    """Never beyond the text, and from where it begins on."""
    text = "\n\n" + "x" * length
    stretch = Stretch(Traced.of(text), 2, 3, budget)
    assert (stretch.limit - stretch.start, stretch.line) == (reach, 3)
