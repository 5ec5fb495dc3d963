"""Sixteen characters in a row, of however many secrets."""

from __future__ import annotations

from diagnose.secrets import Secret
from diagnose.secrets.windows import Windows

FIRST = Secret("0123456789abcdefghij", "first")
SECOND = Secret("abcdefghijklmnopqrstuvwxyz0123456789", "second")


def known(*secrets: Secret) -> Windows:
    windows = Windows()
    for secret in secrets:
        windows.add(secret)
    return windows


def test_a_stretch_is_as_long_as_the_secret_is() -> None:
    """Also where only a part of it stands, and where what is no secret by itself stands around it."""
    windows = known(FIRST, SECOND)
    (whole,) = windows.stretches("see 0123456789abcdefghij.")
    assert (whole.start, whole.end, whole.secret) == (4, 24, FIRST)
    (part,) = windows.stretches("…cdefghijklmnopqrst…")
    assert (part.start, part.end, part.secret) == (1, 19, SECOND)


def test_two_secrets_side_by_side_are_two() -> None:
    """Each under its own name."""
    windows = known(FIRST, SECOND)
    found = windows.stretches("0123456789abcdefghij/abcdefghijklmnopqrstuvwxyz0123456789")
    assert [stretch.secret for stretch in found] == [FIRST, SECOND]


def test_short_and_uniform_secrets_have_no_windows() -> None:
    """Eleven characters, and a row of one sign."""
    windows = known(Secret("elevenchars", "short"), Secret("-" * 50, "line"))
    assert list(windows.search("elevenchars" + "-" * 60)) == []


def test_a_stretch_takes_in_what_is_spared_of_the_secret_on_both_sides() -> None:
    """A header that many tokens share is no secret by itself, but of this one it is the beginning."""
    windows = known(Secret("connection-status-0123456789abcdefgh-connection-status", "token"))
    windows.spare(["connection-status"], own_words=True)
    for before, after in (("", ""), ("see ", ".")):
        text = f"{before}connection-status-0123456789abcdefgh-connection-status{after}"
        (whole,) = windows.stretches(text)
        assert (whole.start, whole.end) == (len(before), len(text) - len(after))


def test_own_words_are_spared_however_long() -> None:
    """The name of a check that somebody's token was made of."""
    windows = known(Secret("connection-status-0123", "token"))
    windows.spare(["connection-status"], own_words=True)
    assert list(windows.search("connection-status")) == []
    assert list(windows.search("connection-status-0123")) != []
