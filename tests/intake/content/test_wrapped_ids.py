"""IDs that a line's end broke."""

from __future__ import annotations

import pytest

from diagnose.intake.content.wrapped_ids import unwrapped

UUID = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21"


@pytest.mark.parametrize(
    ("whole", "at"), [(UUID, 9), (UUID, 14), (UUID, 27), ("clx8k2v9q0001mp08a1b2c3d4", 10), ("job_work_33001", 9)]
)
@pytest.mark.parametrize("broken", ["\n", "\r\n", " \n  ", "\n> "])
def test_a_broken_id_is_one_again(whole: str, at: int, broken: str) -> None:
    """Nothing else moves: what stood between comes behind it."""
    text = f"see {whole[:at]}{broken}{whole[at:]} there"
    assert unwrapped(text) == f"see {whole}{broken} there"


@pytest.mark.parametrize("text", [f"{UUID}\n{UUID}", "job_work_1\n2 rows", "in 2026-11-\n19 we sent", "abc123\ndef456"])
def test_what_is_no_id_together_stays_apart(text: str) -> None:
    """Two IDs in two lines are two."""
    assert unwrapped(text) == text
