"""What single members are."""

from __future__ import annotations

import pytest

from diagnose.intake.shell.literal_entries import comma_pairs, is_cut, key_name
from diagnose.intake.shell.literal_tree import Bracket, parse_tree


def root(text: str) -> Bracket:
    return parse_tree(text, 0, len(text)).root


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{a: 1}", "a"), ("{'a': 1}", "a"), ('{["a"] = 1}', "a"), ("([a] => 1)", "a"), ('{["a":protected]=> 1}', "a"),
     ("{JobWorks: 1}", "jobWorks"), ("{graphQLErrors: 1}", "errors"), ("{'JobWorks': 1}", "JobWorks")],
)  # fmt: skip
def test_keys(text: str, expected: str) -> None:
    """A key in any notation; only a language's own spelling of a name of the API is put right."""
    key = root(text).entries[0].key
    assert key is not None
    assert key_name(key) == expected


@pytest.mark.parametrize(
    ("text", "pairs"),
    [('("workspaceId", "a", "x", "b")', 2), ('("filters", {})', 1), ('("a", "b")', 0), ("['me', 0]", 0),
     ('("workspaceId")', 0)],
)  # fmt: skip
def test_pairs_without_a_sign(text: str, pairs: int) -> None:
    """Names and values in turn are pairs only where a name tells of IDs."""
    assert len(comma_pairs(root(text).entries)) == pairs


@pytest.mark.parametrize(
    ("text", "cut"), [("([Object])", True), ("(Array(2))", True), ("(…)", True), ("(['a'])", False)]
)
def test_what_was_not_printed(text: str, cut: bool) -> None:
    """A console's stand-ins for what it left out."""
    assert is_cut(root(text).entries[0].atoms) is cut
