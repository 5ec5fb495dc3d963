"""The one list of characters that nobody sees: complete by Unicode's own classes, and no more than that."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from diagnose.invisible import CONTROLS, NO_WIDTH, ODD_SPACES, UNSEEN, UNWRITABLE


def test_everything_that_unicode_calls_invisible_is_on_the_list() -> None:
    """Controls, format characters, surrogates, separators of lines and every space but the common one."""
    invisible = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
    every = map(chr, range(sys.maxunicode + 1))
    missed = [char for char in every if unicodedata.category(char) in invisible and not UNSEEN.match(char)]
    assert missed == [" "]


def test_nothing_that_can_be_seen_is_on_the_list() -> None:
    """Letters, digits, marks, signs and emoji are left alone; what looks like a letter and is blank is not."""
    blank = set("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f")
    seen = {"L", "M", "N", "P", "S"}
    every = map(chr, range(sys.maxunicode + 1))
    wrong = [char for char in every if unicodedata.category(char)[0] in seen and UNSEEN.match(char)]
    assert {char for char in wrong if "VARIATION SELECTOR" not in unicodedata.name(char)} - blank <= {"\ufffc"}


@pytest.mark.parametrize(
    ("group", "member"),
    [
        (NO_WIDTH, "\u200b"),  # zero width space
        (NO_WIDTH, "\u202e"),  # right-to-left override
        (NO_WIDTH, "\ufeff"),  # byte order mark
        (NO_WIDTH, "\u00ad"),  # soft hyphen
        (NO_WIDTH, "\U000e0041"),  # tag
        (CONTROLS, "\n"),
        (CONTROLS, "\x1b"),
        (CONTROLS, "\u2028"),
        (UNWRITABLE, "\ud800"),
        (UNWRITABLE, "\U0010ffff"),
        (ODD_SPACES, "\u00a0"),
        (ODD_SPACES, "\u202f"),
    ],
)
def test_each_character_is_in_one_group(group: str, member: str) -> None:
    """The groups differ in why: no width, acts, cannot be written, looks like a space."""
    groups = [NO_WIDTH, CONTROLS, UNWRITABLE, ODD_SPACES]
    assert [inside for inside in groups if re.fullmatch(f"[{inside}]", member)] == [group]


def test_a_group_can_stand_in_a_larger_class() -> None:
    """A pattern of letters with something invisible between them finds the ID as it was pasted."""
    pasted = re.compile(rf"[\w{NO_WIDTH}]+")
    assert pasted.findall("ID job\u200b_work\ufeff_456, next") == ["ID", "job\u200b_work\ufeff_456", "next"]
