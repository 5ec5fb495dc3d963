"""The server starts anywhere and stops without a trace."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import pytest

from diagnose.sandbox import Faults, SandboxUnavailable, scenario, serve
from tests.sandbox.calling import EVERYTHING, Caller, codes, harbour


def test_stops_clean() -> None:
    """After the block no thread is left, the port is free again, and it took a fraction of a second."""
    before = threading.active_count()
    with httpx.Client(trust_env=False) as kept_alive:
        with serve(harbour()) as gateway:
            kept_alive.post(gateway.url, json={"query": EVERYTHING})
            port = httpx.URL(gateway.url).port
            began = time.monotonic()
        took = time.monotonic() - began
        assert port is not None
        with serve(harbour(), port=port) as again:
            assert again.url == gateway.url
    assert threading.active_count() == before
    assert took < 1


def test_stops_although_a_request_hangs() -> None:
    """A slow request in flight does not keep the gateway from stopping."""
    failed: list[Exception] = []

    def hang(url: str) -> None:
        try:
            httpx.post(url, json={"query": EVERYTHING}, timeout=30, trust_env=False)
        except httpx.HTTPError as problem:
            failed.append(problem)

    with serve(harbour(), faults=Faults(latency_ms=30_000)) as gateway:
        thread = threading.Thread(target=hang, args=(gateway.url,))
        thread.start()
        while gateway.most_in_flight == 0:
            time.sleep(0.005)
        began = time.monotonic()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 2


def test_stops_when_the_block_fails() -> None:
    """An exception inside the block comes through, and the gateway is gone."""
    with pytest.raises(ZeroDivisionError), serve(harbour()) as gateway:
        raise ZeroDivisionError
    with pytest.raises(httpx.ConnectError):
        httpx.post(gateway.url, json={}, trust_env=False)


def test_taken_port() -> None:
    """A port that somebody else has is one clear sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(SandboxUnavailable, match=f"Port {port} on 127.0.0.1 cannot be used"),
            serve(harbour(), port=port),
        ):
            pass


def test_several_at_once(caller: Caller) -> None:
    """Gateways side by side do not see one another's worlds or tokens."""
    with serve(harbour()) as first, serve(scenario("only-connection")) as second:
        mine = caller.ask(first)
        crossed = caller.ask(first, token=second.access_token)
    assert mine.json()["data"]["me"]["workspaces"][0]["id"] == "workspace_310472"
    assert codes(crossed) == ["UNAUTHENTICATED"]
