"""Answers that break off: no reply at all, half a body, a body that drips."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from diagnose.sandbox import Faults, serve
from tests.sandbox.calling import EVERYTHING, OPERATION, harbour, raw


def test_dropped_body() -> None:
    """The connection closes after so many bytes of a longer body."""
    with serve(harbour(), faults=Faults(drop_body_after=10)) as gateway, httpx.Client(trust_env=False) as http:
        headers = {"authorization": f"Bearer {gateway.access_token}"}
        with http.stream("POST", gateway.url, json={"query": EVERYTHING}, headers=headers) as answer:
            assert int(answer.headers["content-length"]) > 10
            pieces = answer.iter_raw()
            assert next(pieces) == b'{"data":{"'
            with pytest.raises(httpx.RemoteProtocolError):
                next(pieces)


def test_dripping_body() -> None:
    """The body comes whole, but slowly."""
    with serve(harbour(), faults=Faults(drip=5, drip_interval_ms=20)) as gateway:
        began = time.monotonic()
        headers, body = raw(gateway, OPERATION)
        took = time.monotonic() - began
    assert json.loads(body) == {"data": {"me": {"id": "user_789"}}}
    assert int(headers["content-length"]) == len(body) == 33
    assert took >= 0.02 * 6


def test_a_cut_connection_says_nothing_and_the_next_one_works() -> None:
    """Not a byte comes back; other connections are left alone."""
    with serve(harbour(), faults=Faults(close_connection_first=1)) as gateway, httpx.Client(trust_env=False) as http:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            http.post(gateway.url, json={"query": OPERATION})
        assert http.post(gateway.url, json={"query": OPERATION}).status_code == 200
