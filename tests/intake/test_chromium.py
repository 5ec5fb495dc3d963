"""A HAR that a real browser recorded, of a page that asks a GraphQL endpoint on loopback."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from diagnose.intake import Source, read_sources

_QUERY = "query Q($c: ID!) { me { workspaces { id connections(filters: { ids: [$c] }) { id jobWorks { id } } } } }"
_PAGE = f"""<!doctype html><title>made up</title><body><script>
fetch("/graphql", {{method: "POST", headers: {{"content-type": "application/json", "source-platform": "browser",
  authorization: "Bearer made-up-token-0123456789"}},
  body: JSON.stringify({{query: {json.dumps(_QUERY)}, variables: {{c: "connection_789"}}}})}})
  .then(answer => answer.text()).then(() => document.title = "done");
</script>""".encode()
_ANSWER = {"data": {"me": {"workspaces": [{"id": "workspace_123456", "connections": []}]}}}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._send(_PAGE, "text/html")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._send(json.dumps(_ANSWER).encode(), "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


@contextmanager
def serving() -> Iterator[str]:
    """Serve the page and its endpoint on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def record(address: str, path: Path, chromium: str) -> None:
    """Open the page in headless Chromium and record what it sends."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - skipped without a browser

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                 "--disable-background-networking", "--disable-component-update"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        context = browser.new_context(record_har_path=path)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("document.title === 'done'")
        context.close()
        browser.close()


def test_recorded_by_chromium(tmp_path: Path) -> None:
    """The request and the response in a browser's own recording are read as the page sent and got them."""
    chromium = shutil.which("chromium") or os.environ.get("CHROMIUM")
    if chromium is None:
        pytest.skip("no chromium is installed")
    path = tmp_path / "trace.har"
    with serving() as address:
        record(address, path, chromium)
        reading = read_sources([Source.of_path(path)])
    (request,) = reading.requests
    assert (request.document, request.variables) == (_QUERY, {"c": "connection_789"})
    assert request.endpoint == f"{address}/graphql"
    assert request.headers is not None
    assert request.headers["source-platform"] == "browser"
    assert reading.responses[0].data == _ANSWER["data"]
    assert reading.responses[0].empty == ("connections",)
    assert [found.secret.reveal() for found in reading.secrets] == ["made-up-token-0123456789"]
