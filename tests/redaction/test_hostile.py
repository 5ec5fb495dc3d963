"""Hostile values do no harm in what is written, masked or not; ``python -m tests.redaction.hostile`` plays them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.redaction.hostile import VALUES, WAYS, harm


@pytest.mark.parametrize(
    ("way", "kind", "options"),
    [
        ("creation error", "lone surrogate", ()),
        ("error of a saved answer", "script", ()),
        ("metadata reason", "link", ("--show-personal-data",)),
        ("ticket reference", "way up", ("--show-personal-data",)),
    ],
)
def test_a_hostile_value_does_no_harm(way: str, kind: str, options: tuple[str, ...], tmp_path: Path) -> None:
    outputs, found = harm(WAYS[way], VALUES[kind], tmp_path, *options)
    assert (outputs, found) == (6, [])
