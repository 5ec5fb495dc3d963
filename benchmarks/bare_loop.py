"""The least that anybody could do: plain httpx sends the same batches, eight in flight, and parses the JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

import httpx

IN_FLIGHT = 8


def main() -> None:
    """Send the recorded bodies round by round; print the seconds that it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("batches", type=Path)
    chosen = parser.parse_args()
    rounds = json.loads(chosen.batches.read_text(encoding="utf-8"))
    token = sys.stdin.readline().strip()
    json.dump(asyncio.run(_send(chosen.url, token, rounds)), sys.stdout)


async def _send(url: str, token: str, rounds: list[list[str]]) -> dict[str, float]:
    headers = {
        "content-type": "application/json",
        "authorization": f"Bearer {token}",
        "source-platform": "benchmark",
        "accept-encoding": "gzip",
    }
    rows, slots = 0, asyncio.Semaphore(IN_FLIGHT)
    started = time.perf_counter()
    async with httpx.AsyncClient(headers=headers, timeout=60.0, trust_env=False) as client:

        async def ask(body: str) -> int:
            async with slots:
                reply = await client.post(url, content=body)
            workspaces = reply.json()["data"]["me"]["workspaces"]
            return sum(len(connection["jobWorks"]) for space in workspaces for connection in space["connections"])

        for bodies in rounds:
            rows += sum(await asyncio.gather(*(ask(body) for body in bodies)))
    return {"seconds": time.perf_counter() - started, "rows": rows}


if __name__ == "__main__":
    main()
