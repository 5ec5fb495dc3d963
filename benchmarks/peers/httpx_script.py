"""The least that anybody would write: plain httpx asks, dictionaries hold what came of it, two files and a line."""

from __future__ import annotations

import asyncio
import html
import json
import sys
from pathlib import Path
from typing import Any

import httpx

from benchmarks.peers.answers import rows


async def ask(url: str, token: str, connection: str, wanted: list[str], rounds: list[list[Any]]) -> dict[str, str]:
    """Ask round by round, until every job work is where it is said to be."""
    found: dict[str, str] = {}
    headers = {"authorization": f"Bearer {token}", "source-platform": "script"}
    async with httpx.AsyncClient(headers=headers, timeout=30.0, trust_env=False) as client:
        for questions in rounds:
            for reply in await asyncio.gather(*(client.post(url, json=each) for each in questions)):
                found |= rows(reply.raise_for_status().json()["data"])
            if all(found.get(job_work) == connection for job_work in wanted):
                break
    return found


def page(where: dict[str, str | None]) -> str:
    """Return the page: a table of where each job work is."""
    rows = (
        f"<tr><td>{html.escape(some_id)}</td><td>{html.escape(home or '')}</td></tr>" for some_id, home in where.items()
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Job works</title><table>{"".join(rows)}</table>'
    )


def main() -> None:
    """Ask, and write down where each job work is."""
    url, connection, wanted, questions, place = sys.argv[1:]
    token = sys.stdin.readline().strip()
    rounds = json.loads(Path(questions).read_text(encoding="utf-8"))
    found = asyncio.run(ask(url, token, connection, wanted.split(","), rounds))
    where = {job_work: found.get(job_work) for job_work in wanted.split(",")}
    (Path(place) / "bare.json").write_text(json.dumps(where, indent=2), encoding="utf-8")
    (Path(place) / "bare.html").write_text(page(where), encoding="utf-8")
    away = sum(home != connection for home in where.values())
    sys.stderr.write(f"{away} of {len(where)} are not in {connection}\n")


if __name__ == "__main__":
    main()
