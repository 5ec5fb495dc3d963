"""A token or key is in nothing that leaves the tool, whatever the gateway, the ticket or the user does with it."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote, quote_plus

import pytest

from diagnose.sandbox import DIALECTS, FAULTS, scenario, serve
from tests.cli.calling import Desk, Said

TOKEN = "tok/en+with=odd&signs~and-length"  # noqa: S105 - made up
KEY = 'key "with" <odd> & signs, and longer'
Answer: TypeAlias = Callable[[str], tuple[int, dict[str, str], bytes]]


def forms(secret: str) -> set[str]:
    """Every spelling of a secret that is searched for."""
    raw = secret.encode()
    cut = {base64.b64encode(b"x" * pad + raw)[4:-4].decode() for pad in range(3)}
    return {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], *cut}


def assert_clean(said: Said, files: dict[str, bytes], *secrets: str) -> None:
    everything = b"\n".join([said.out, said.err.encode(), *files.values()]).decode()
    for secret in secrets:
        assert [form for form in forms(secret) if form in everything] == []


def _spoken(secret: str) -> str:
    return f"refused: {secret} {base64.b64encode(secret.encode()).decode()} {quote(secret, safe='')}"


def graphql_error(secret: str) -> tuple[int, dict[str, str], bytes]:
    error = {"message": _spoken(secret), "path": ["me", secret], "extensions": {"code": "UNAUTHENTICATED"}}
    return 200, {"Content-Type": "application/json"}, json.dumps({"errors": [error]}).encode()


def web_page(secret: str) -> tuple[int, dict[str, str], bytes]:
    page = f"<html><head><title>{_spoken(secret)}</title></head><body>{secret}</body></html>"
    return 502, {"Content-Type": "text/html"}, page.encode()


def other_json(secret: str) -> tuple[int, dict[str, str], bytes]:
    return 400, {"Content-Type": "application/json"}, json.dumps({"sent": secret, secret: 1}).encode()


def headers(secret: str) -> tuple[int, dict[str, str], bytes]:
    named = {"Server": secret, "X-Request-Id": secret, "WWW-Authenticate": f"Bearer {secret}"}
    return 401, {"Content-Type": "text/plain", **named}, secret.encode()


def redirect(secret: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": f"https://elsewhere.example/?token={quote(secret, safe='')}&raw={secret}"}, b""


def rows(secret: str) -> tuple[int, dict[str, str], bytes]:
    connection = {"id": "connection_1", "providerKey": secret, "status": _spoken(secret), "jobWorks": []}
    workspace = {"id": secret, "connections": [connection]}
    return 200, {"Content-Type": "application/json"}, json.dumps({"data": {"me": {"workspaces": [workspace]}}}).encode()


ECHOES: dict[str, Answer] = {
    one.__name__: one for one in (graphql_error, web_page, other_json, headers, redirect, rows)
}


@contextmanager
def echoing(answer: Answer, secret: str) -> Iterator[str]:
    """Serve a gateway that says the caller's secret back, on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, named, body = answer(secret)
            self.send_response(status)
            for name, value in {**named, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

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


OUTPUTS = ("--json", "r.json", "--html", "r.html", "--markdown", "r.md", "-v", "--deadline", "2s")


@pytest.mark.parametrize("name", ECHOES)
@pytest.mark.parametrize(("variable", "secret"), [("FILED_ACCESS_TOKEN", TOKEN), ("FILED_API_KEY", KEY)])
def test_a_gateway_that_repeats_the_secret_does_not_get_it_into_any_output(
    desk: Desk, name: str, variable: str, secret: str
) -> None:
    """Error messages, pages, headers, redirects and rows may hold the secret; the reports and the words do not."""
    with echoing(ECHOES[name], secret) as url:
        environ = {variable: secret, "FILED_ENDPOINT": url}
        said = desk.call("run", "--connection", "connection_1", *OUTPUTS, environ=environ)
    assert said.code in {1, 3}
    assert set(desk.files) == {"r.json", "r.html", "r.md"}
    assert_clean(said, desk.files, secret)


SLOTS = ("--workspace", "--connection", "--connection-job", "--job-work", "--work", "--artifact")


@pytest.mark.parametrize("slot", SLOTS)
def test_a_token_given_as_an_id_by_mistake_is_not_sent(desk: Desk, slot: str) -> None:
    """Pasted into the wrong option, the token is no ID: nothing is asked, and it is not repeated."""
    with serve(scenario("healthy")) as gateway:
        said = desk.run(gateway, slot, gateway.access_token, *OUTPUTS)
        assert said.code == 2
        assert "ID looks like a secret ([access token])" in said.one_sentence()
        assert gateway.requests == []
        assert_clean(said, desk.files, gateway.access_token)


def test_a_token_given_as_the_reference_is_masked(desk: Desk) -> None:
    """The reference is not sent, so the run goes on; the report shows what stood there, not the token."""
    with serve(scenario("healthy")) as gateway:
        said = desk.run(gateway, "--ticket-ref", gateway.access_token, *OUTPUTS)
        assert said.code == 0
        assert "[access token]" in desk.files["r.json"].decode()
        assert_clean(said, desk.files, gateway.access_token)


@pytest.mark.parametrize("word", ["endpoint", "connection", "authentication", "access-token", "connection_790"])
def test_a_secret_spelled_like_one_of_the_reports_own_words_breaks_nothing(desk: Desk, word: str) -> None:
    """What the report says in its own words stays; the run comes to its end, and the JSON report is valid."""
    environ = {"FILED_ACCESS_TOKEN": word, "FILED_ENDPOINT": "http://127.0.0.1:9/graphql"}
    said = desk.call("run", "--connection", "connection_790", "--json", "-", "--deadline", "200ms", environ=environ)
    assert said.code == 3
    assert "mistake in filed-diagnose" not in said.err
    assert said.report.verdict.status == "inconclusive" if said.out else "not written" in said.err


def test_a_placeholder_is_no_secret(desk: Desk) -> None:
    """A few letters cannot be a token: masking them would spoil every other word of the report."""
    said = desk.call("run", "--connection", "c", environ={"FILED_ACCESS_TOKEN": "token"})
    assert said.code == 2
    assert "too short" in said.one_sentence()


def test_a_token_given_as_the_source_platform_is_masked(desk: Desk) -> None:
    """Even the header that is printed with every request."""
    with serve(scenario("healthy")) as gateway:
        said = desk.run(gateway, "--source-platform", gateway.access_token, *OUTPUTS)
        assert_clean(said, desk.files, gateway.access_token)


def test_the_ticket_reference_does_not_put_a_token_into_a_file_name(desk: Desk) -> None:
    """A file name is an output as well."""
    with serve(scenario("healthy")) as gateway:
        said = desk.run(gateway, "--ticket-ref", gateway.access_token, "--output-dir", "out")
        assert_clean(said, desk.files, gateway.access_token)
        assert gateway.access_token not in "".join(desk.files)
        assert gateway.access_token.rpartition(".")[2] not in "".join(desk.files)


@pytest.mark.parametrize("name", ["healthy-api-key", "api-key-rejected", "wrong-connection"])
@pytest.mark.parametrize("dialect", ["plain", "http-401", "me-null", "sign-in-page"])
def test_neither_key_nor_token_is_in_any_output_of_a_run(desk: Desk, name: str, dialect: str) -> None:
    """The login exchange is in the evidence, without the key that it sent and the token that it got."""
    with serve(scenario(name), dialect=DIALECTS[dialect], faults=FAULTS["expiring"]) as gateway:
        said = desk.run(gateway, *OUTPUTS)
        bearers = {one.headers.get("authorization", "").removeprefix("Bearer ") for one in gateway.requests}
        secrets = {gateway.access_token, gateway.api_key, gateway.refused, *bearers} - {""}
        assert_clean(said, desk.files, *secrets)


def test_the_secret_is_in_no_command_line(desk: Desk) -> None:
    """A process list shows neither: secrets come by file, variable or prompt, and no option takes one."""
    options = desk.call("run", "--help").out.decode()
    assert "--token " not in options
    assert "--api-key " not in options
    with serve(scenario("healthy")) as gateway:
        (desk.path / "token").write_text(gateway.access_token + "\n")
        peek = "for i in 1 2 3 4 5; do tr '\\0' ' ' </proc/$pid/cmdline >>argv; sleep 0.1; done"
        start = "$DIAGNOSE run --connection connection_790 --token-file token -q --json r.json & pid=$!"
        said = desk.shell(f"{start}; {peek}; wait $pid", environ={"FILED_ENDPOINT": gateway.client_url})
        assert said.code == 0, said.err
        assert b"--token-file token" in desk.files["argv"]
        assert gateway.access_token.encode() not in desk.files["argv"]


def test_a_broken_installation_does_not_show_the_secret_in_a_traceback(desk: Desk) -> None:
    """A mistake of the tool's own is named by its place, without the data it choked on."""
    (desk.path / "sitecustomize.py").write_text(
        "import diagnose.gateway.delivery as c\n"
        "def broken(self, question, variables):\n"
        "    raise RuntimeError(repr(vars(self)) + 'tok-en-4711')\n"
        "c.Delivery._body = broken\n"
    )
    environ = {"FILED_ACCESS_TOKEN": "tok-en-4711", "FILED_ENDPOINT": "http://127.0.0.1:9/graphql"}
    path = f"{desk.path}:{desk.process_environ()['PYTHONPATH']}"
    said = desk.spawn("run", "--connection", "c", environ={**environ, "PYTHONPATH": path})
    assert said.code == 3
    assert "mistake in filed-diagnose" in said.one_sentence()
    assert "RuntimeError at" in said.one_sentence()
    assert "tok-en-4711" not in said.err


def test_the_html_report_links_no_secret_file(desk: Desk) -> None:
    """The report names the files that it was written beside, not the file that the token came from."""
    (desk.path / "my-token-file").write_text(TOKEN)
    with serve(scenario("token-rejected")) as gateway:
        environ = {"FILED_ENDPOINT": gateway.client_url}
        desk.call("run", "--connection", "c", "--token-file", "my-token-file", "--output-dir", "out", environ=environ)
    reports = {name: data for name, data in desk.files.items() if Path(name).parts[0] == "out"}
    assert len(reports) == 2
    assert not [name for name, data in reports.items() if b"my-token-file" in data]
