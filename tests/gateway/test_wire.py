"""A reply as it came: its headers may be there more than once."""

from __future__ import annotations

from diagnose.gateway.wire import RawReply


def test_the_first_header_of_a_name_counts() -> None:
    """Names are in lower case already; one that is not there is None."""
    reply = RawReply(200, (("content-type", "text/html"), ("x-id", "1"), ("x-id", "2")), b"", 0)
    assert (reply.header("x-id"), reply.header("retry-after")) == ("1", None)
