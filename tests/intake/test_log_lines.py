"""A log that holds one query many times: it is parsed once, and twice the lines are twice the work, counted."""

from __future__ import annotations

import json
import sys
from types import FrameType

from diagnose.graphql_text import parse_text
from diagnose.intake import Source, read_sources
from diagnose.intake.content.graphql_document import read_document

_BODY = json.dumps(
    {
        "query": "query Counted($c: ID!) { me { workspaces { connections(filters: { ids: [$c] }) { id } } } }",
        "variables": {"c": "connection_789"},
    }
)
_ANSWER = json.dumps({"data": {"me": {"workspaces": [{"connections": []}]}}})


def calls_to_read(lines: int) -> int:
    """Return how many functions of ours and of Python's were called to read so many requests with their answers."""
    source = Source.of_bytes("gateway.log", f"INFO request {_BODY}\nINFO answer {_ANSWER}\n".encode() * lines)
    count = 0

    def tally(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tally)
    try:
        reading = read_sources([source])
    finally:
        sys.setprofile(None)
    assert [request.response for request in reading.requests] == list(range(lines))
    return count


def test_one_query_is_parsed_once() -> None:
    """However many lines hold it, the document is parsed once and read once."""
    parse_text.cache_clear()
    read_document.cache_clear()
    read_sources([Source.of_bytes("gateway.log", f"INFO request {_BODY}\n".encode() * 1400)])
    assert parse_text.cache_info().misses == 1
    assert read_document.cache_info().misses == 1


def test_the_work_grows_with_the_lines() -> None:
    """From 100 over 200 to 400 exchanges, each doubling adds no more than twice what the one before it added."""
    calls_to_read(1)
    one, two, four = (calls_to_read(lines) for lines in (100, 200, 400))
    assert four - two < 2.1 * (two - one)
