"""Tables keep their rows and columns; what is no table is left to others."""

from __future__ import annotations

import pytest

from diagnose.redaction.redacted_table import redacted_table


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a,b\n1,2\n", "[:a],[:b]\n[a:1],[b:2]\n"),
        ('a;b\r\n"x;y";2\r\n', '[:a];[:b]\r\n"[a:x;y]";[b:2]\r\n'),
        ("a\tb\n1\t2\t3\n", "[:a]\t[:b]\n[a:1]\t[b:2]\t[:3]\n"),
        ("a sentence\nand another\n", None),
        ("", None),
    ],
)
def test_each_cell_is_redacted_beside_its_heading(text: str, made: str | None) -> None:
    assert redacted_table(text, lambda value, heading: f"[{heading}:{value}]") == made
