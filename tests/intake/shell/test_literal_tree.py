"""Brackets and their members, whatever stands between them."""

from __future__ import annotations

from diagnose.intake.shell.literal_tree import MAX_NESTING, Bare, parse_tree


def keys(text: str) -> list[str]:
    root = parse_tree(text, 0, len(text)).root
    return [member.key.text for member in root.entries if isinstance(member.key, Bare)]


def test_members_need_no_commas() -> None:
    """A further sign begins a member, as in Go's dumps; a type between name and value is no member."""
    assert keys("{ID:a Names:[b] Last:c}") == ["ID", "Names", "Last"]
    assert keys("{ const a: string = 'x', b: 'y' }") == ["a", "b"]


def test_a_bracket_that_is_missing() -> None:
    """A closing bracket closes those inside it that were not closed; one that fits none ends the reading."""
    assert parse_tree("{a: (b}", 0, 7).whole
    assert not parse_tree("{a: b)", 0, 6).whole


def test_nesting_has_an_end() -> None:
    """What is nested too deeply is broken off, not crashed on."""
    tree = parse_tree("{a: " * 500, 0, 2_000)
    assert tree.too_deep
    assert tree.end <= 4 * MAX_NESTING + 1
