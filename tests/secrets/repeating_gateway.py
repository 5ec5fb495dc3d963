"""A gateway that says a text back, at any place of an answer, past every rule of HTTP."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias
from urllib.parse import urlsplit

from diagnose.sandbox import scenario, serve

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Answer: TypeAlias = Callable[[bytes], bytes]
"""From the request's body to every byte of the response."""


def response(body: str | bytes, *head: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    """Return the bytes of a response; what is in the head goes out as it stands."""
    octets = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    lines = (
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        *head,
        f"Content-Length: {len(octets)}",
        "Connection: close",
    )
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + octets


def rewritten(upstream: str, change: Callable[[Json], Json]) -> Answer:
    """Ask a gateway that holds a world, and change what it answers."""
    parts = urlsplit(upstream)

    def answer(body: bytes) -> bytes:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        connection.request("POST", parts.path, body, HEADERS)
        reply = connection.getresponse().read()
        connection.close()
        return response(json.dumps(change(json.loads(reply))))

    return answer


HEADERS = {"content-type": "application/json", "source-platform": "tests"}


def field_changed(key: str, text: str) -> Callable[[Json], Json]:
    """Return a change that puts the text in the place of each value of this key."""

    def change(value: Json, name: str = "") -> Json:
        match value:
            case dict():
                return {inner: change(item, inner) for inner, item in value.items()}
            case list():
                return [change(item, name) for item in value]
            case _:
                return text if name == key else value

    return change


@contextmanager
def world() -> Iterator[str]:
    """A gateway with artifacts, one of them failed, that lets any token in: the address."""
    with serve(scenario("artifact-failed")) as gateway:
        HEADERS["authorization"] = f"Bearer {gateway.access_token}"
        yield gateway.url


@contextmanager
def repeating(answer: Answer) -> Iterator[str]:
    """Serve the answer on loopback: the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.wfile.write(answer(self.rfile.read(int(self.headers.get("Content-Length", 0)))))
            self.close_connection = True

        def do_CONNECT(self) -> None:
            self.wfile.write(answer(b""))
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/graphql"
        finally:
            server.shutdown()
            thread.join()
