"""A gateway that answers at once: it writes rows for the IDs asked for, and executes nothing.

The embedded gateway takes longer to answer for 100,000 job works than a diagnosis does to judge them. Which kind of
list it plays is in the path of the address: under ``/healthy`` every job work has its artifact, under ``/failed`` each
artifact has failed, under ``/absent`` no job work that is asked for is there.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

WORKSPACE, CONNECTION = "workspace_1", "connection_1"
_AT = "2026-01-31T09:30:00.000Z"
_FAILED = {"errorMessage": "The PDF is encrypted: remove the password and upload it again.", "code": "ENCRYPTED"}


def row(job_work: str, kind: str) -> dict[str, Any]:
    """Return a job work with one artifact."""
    number = job_work.rpartition("_")[2]
    failed = kind == "failed"
    return {
        "id": job_work,
        "createdAt": _AT,
        "workspaceId": WORKSPACE,
        "workId": f"work_{number}",
        "connectionJobId": "job_1",
        "work": {"id": f"work_{number}", "externalId": f"client-{number}", "status": "ACTIVE"},
        "jobWorkArtifacts": [
            {
                "id": f"job_work_artifact_{number}",
                "artifactId": f"artifact_{number}",
                "createdAt": _AT,
                "workArtifact": {
                    "id": f"artifact_{number}",
                    "externalId": f"file-{number}",
                    "type": "W2",
                    "status": "FAILED" if failed else "COMPLETED",
                    "uploadedUrl": None if failed else f"https://files.example/{number}.pdf",
                    "metadata": _FAILED if failed else None,
                    "createdAt": _AT,
                    "updatedAt": _AT,
                },
            }
        ],
    }


def listed(filters: dict[str, Any] | None, offset: int, kind: str) -> list[dict[str, Any]]:
    """Return the rows of a list: those asked for by their IDs, or the first and only page of what is there."""
    ids = (filters or {}).get("ids")
    if ids is not None:
        return [row(some_id, kind) for some_id in ids] if kind != "absent" and not offset else []
    return [] if filters or offset else [row(f"job_work_5{number:07d}", "healthy") for number in range(50)]


def answer(request: dict[str, Any], kind: str) -> bytes:
    """Return the reply to a question: the spine that all documents have, with whatever list they ask for."""
    asked = request["variables"]
    connection: dict[str, Any] = {"id": CONNECTION, "providerKey": "sandbox", "status": "ACTIVE"}
    for name in ("jobWorks", "byJobWork", "byWork", "byConnectionJob"):
        filters = asked.get(name)
        plain = name == "jobWorks" and "workspaceIds" in asked
        connection[name] = listed(filters, asked.get("offset") or 0, kind) if filters or plain else []
    connections = [] if asked.get("connectionOffset") else [connection]
    data = {"me": {"id": "user_1", "workspaces": [{"id": WORKSPACE, "connections": connections, "named": connections}]}}
    return json.dumps({"data": data}).encode()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection."""
    try:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            kind = head.split()[1].strip("/")
            length = next(line for line in head.lower().split("\r\n") if line.startswith("content-length"))
            body = answer(json.loads(await reader.readexactly(int(length.partition(":")[2]))), kind)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    """Serve until standard input ends; say on which port."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**24)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
