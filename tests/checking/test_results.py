"""What a code may say to the customer."""

from __future__ import annotations

import pytest

from diagnose.checking.results import ReplyWords


def test_a_reply_fills_in_what_there_is() -> None:
    """A field that no finding has is the declaration's mistake, told when it is loaded."""
    with pytest.raises(ValueError, match=r"a reply has no \{colour\}"):
        ReplyWords("It is {colour}.")
