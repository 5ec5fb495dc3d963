# ruff: noqa: RUF001 - look-alike characters are what it is about
"""IDs as they are pasted, cleaned, with every change told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.ticket.hygiene import clean

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,40}[A-Za-z0-9]", fullmatch=True)


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("connection_790", "connection_790"),
        (" connection_790\n", "connection_790"),
        ("connection\u200b_790", "connection_790"),
        ("\ufeffconnection_790\u00ad", "connection_790"),
        ("\u202aconnection_790\u202c", "connection_790"),
        ("“connection_790”", "connection_790"),
        ("'connection_790',", "connection_790"),
        ("<connection_790>", "connection_790"),
        ("(connection_790)", "connection_790"),
        ("`connection_790`;", "connection_790"),
        ("connection_790\u00a0", "connection_790"),
        ("соnnесtіоn_790", "connection_790"),
        ("2c63888f–28f0—4481−be6d‑dce7a7ace732", "2c63888f-28f0-4481-be6d-dce7a7ace732"),
        ("ｃｏｎ＿７９０", "con_790"),
        ("con\x00nection\x1b[31m_790", "connection[31m_790"),
        ("con\ufe00nec\ufe0ftion\u2028_\u2029790", "connection_790"),
        ("connection_790！～", "connection_790!~"),
        ("connection_790\u0301é", "connection_790\u0301é"),
    ],
)
def test_cleaning(pasted: str, meant: str) -> None:
    """What was pasted along is taken off, look-alikes are put right, and each is told with its code point."""
    cleaned, dirt = clean(pasted)
    assert cleaned == meant
    assert bool(dirt) == (pasted != meant)
    assert all(pasted[one.index] == one.character for one in dirt)
    assert all(one.code_point.startswith("U+") for one in dirt)


def test_external_ids_keep_their_letters() -> None:
    """A customer's own external ID may hold spaces and letters of any script; only what is invisible goes."""
    assert clean("Größe W-2 – Иванов\u200b", free_text=True)[0] == "Größe W-2 – Иванов"


@given(TEXTS, st.booleans())
def test_cleaning_twice_changes_nothing(text: str, free_text: bool) -> None:
    """A cleaned ID is clean."""
    once, _ = clean(text, free_text=free_text)
    assert clean(once, free_text=free_text) == (once, ())


@given(IDS)
def test_clean_ids_are_untouched(some_id: str) -> None:
    """An ID in plain ASCII is left as it is."""
    assert clean(some_id) == (some_id, ())


@given(TEXTS)
def test_every_change_is_told(text: str) -> None:
    """The dirt accounts for every character that is not in the cleaned ID as it stood."""
    cleaned, dirt = clean(text)
    gone = {one.index for one in dirt}
    assert len({one.index for one in dirt}) <= len(text)
    assert "".join(c for i, c in enumerate(text) if i not in gone) in cleaned or any(one.replacement for one in dirt)
