"""The commands that customers paste, run for real: bash and curl send them, and the intake reads the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from diagnose.intake import Source, read_sources
from diagnose.sandbox import Gateway, scenario, serve
from tests.checks.tickets import GONE, HEADERS, JOB_WORKS, LIST, body, curl, listing, play
from tests.cli.calling import Desk


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def double_quoted(text: str) -> str:
    return '"' + re.sub(r'([\\"$`])', r"\\\1", text) + '"'


def ansi_quoted(text: str) -> str:
    return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def commands(address: str, token: str) -> dict[str, str]:
    """The same request in the ways that people write it."""
    content = body(LIST.replace("{ me {", "{\n  me {"), listing(*JOB_WORKS[:2], limit=7))
    headers = f"-H 'Content-Type: application/json' -H 'source-platform: made-up' -H 'Authorization: Bearer {token}'"
    token_too = f"-H 'Authorization: Bearer {token}' -H 'source-platform: made-up'"
    return {
        "single": curl(content, endpoint=address, token=token),
        "double": f"curl -s {headers} -d {double_quoted(content)} {address}",
        "ansi": f"curl --silent '{address}' {headers} --data-raw {ansi_quoted(content)}",
        "json": f"curl -s --json '{content}' {token_too} {address}",
        "heredoc": f"curl -s {headers} -d @- {address} <<'END'\n{content}\nEND\n",
        "equals": f"curl -sS --url \"{address}\" {headers} --request POST --data-binary '{content}'",
    }


@pytest.mark.parametrize("form", commands("http://127.0.0.1/", "t"))
def test_a_pasted_command_is_read_as_curl_sends_it(desk: Desk, gateway: Gateway, form: str) -> None:
    """bash and curl run it for real; what the gateway saw is what the intake reads, header by header."""
    command = commands(gateway.url, gateway.access_token)[form]
    done = desk.shell(command)
    assert '"data"' in done.out.decode(), done.err
    seen = gateway.requests[-1]
    sent = json.loads(seen.body)
    (read,) = read_sources([Source.of_bytes("ticket", command.encode())]).requests
    assert (read.document, dict(read.variables)) == (sent["query"], sent["variables"])
    assert (read.method, read.endpoint) == (seen.method, gateway.url)
    assert read.headers is not None
    for name in ("content-type", "source-platform"):
        assert read.headers.get(name) == seen.headers[name]
    assert read.authorization is not None
    assert read.authorization.problem is None


def test_a_command_and_what_it_answered_are_diagnosed_together(desk: Desk, gateway: Gateway) -> None:
    """The customer's command, its real answer beneath it: the ID that is not there is the one cause."""
    command = curl(body(LIST, listing(GONE)), endpoint=gateway.url, token=gateway.access_token)
    answer = desk.shell(command).out.decode()
    found = play(desk, gateway, f"We ran\n\n{command}\n\nand got\n\n{answer}\n", token=gateway.access_token)
    assert (found.code, found.causes[0]) == (1, ("job-work-not-found", GONE))
    assert found.report.ticket.sources[0].details["responses"] == 1
    assert {finding.check for finding in found.report.findings} == {"job-work-ids", "ticket"}


def test_a_made_up_paste_has_the_headers_that_matter() -> None:
    """Other tests use it: none of them passes for want of a header."""
    command = curl(body(LIST, listing(*JOB_WORKS[:2])))
    (read,) = read_sources([Source.of_bytes("ticket", command.encode())]).requests
    assert read.headers == {name.lower(): value for name, value in HEADERS.items()}
