"""Tickets as sources: files and standard input, and the options that say what to do with them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at

TICKET = "Hello, our workspace is workspace_310472.\nConnection: connection_789\nJob work: job_work_20931\n"
JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJtYWRlLXVwIn0.bWFkZS11cC1zaWduYXR1cmUtNDcxMQ"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def with_token(token: str) -> str:
    return f"{TICKET}\ncurl https://gateway.filed.com/graphql -H 'Authorization: Bearer {token}' -d '{{}}'\n"


@pytest.mark.parametrize("how", ["file", "stdin"])
def test_a_ticket_as_the_customer_wrote_it_is_diagnosed(desk: Desk, gateway: Gateway, how: str) -> None:
    """The IDs of the text lead to the same cause as the options would."""
    (desk.path / "ticket.txt").write_text(TICKET)
    source = "ticket.txt" if how == "file" else "-"
    said = desk.call("run", source, "--json", "-", stdin=TICKET.encode(), environ=pointed_at(gateway))
    report = said.report
    assert said.code == 1
    assert report.ticket.connection_id == "connection_789"
    assert report.ticket.job_work_ids == ("job_work_20931",)
    assert [cause.code for cause in report.verdict.causes] == ["connection-mismatch"]
    assert [one.name for one in report.ticket.sources] == ["ticket.txt" if how == "file" else "standard input"]


def test_options_go_before_the_text(desk: Desk, gateway: Gateway) -> None:
    """An ID named by an option takes the place of the one in the text."""
    said = desk.call("run", "-", "--connection", "connection_790", "--json", "-", "-q",
                     stdin=TICKET.encode(), environ=pointed_at(gateway))  # fmt: skip
    assert said.report.ticket.connection_id == "connection_790"
    assert said.code == 0


def test_a_dry_run_asks_nothing_and_writes_nothing(desk: Desk, gateway: Gateway) -> None:
    """What was read, where it stood and what would be asked is said; no credential is needed."""
    asked = len(gateway.requests)
    said = desk.call("run", "-", "--dry-run", stdin=TICKET.encode(), environ={"FILED_ENDPOINT": gateway.client_url})
    words = said.err + said.out.decode()
    assert said.code == 0
    assert "connection_789 (line 2)" in words
    assert "TicketChain" in words
    assert len(gateway.requests) == asked
    assert desk.files == {}


def test_offline_reads_the_ticket_and_asks_nothing(desk: Desk, gateway: Gateway) -> None:
    """The checks that need the gateway are skipped with that reason; no credential is needed."""
    asked = len(gateway.requests)
    said = desk.call("run", "-", "--offline", "--json", "-", "-q", stdin=with_token(JWT).encode())
    rows = {row.id: row for row in said.report.checks}
    assert len(gateway.requests) == asked
    assert said.report.run.requests == 0
    assert rows["connection-id"].outcome == "skip"
    assert "--offline" in rows["connection-id"].reason
    assert "ticket-contains-secret" in {one.code for one in said.report.findings}


def test_a_token_in_the_ticket_is_used_only_when_told_to(desk: Desk, gateway: Gateway) -> None:
    """Without the option there are no credentials; with it the ticket's own token signs in. Neither shows it."""
    environ = {"FILED_ENDPOINT": gateway.client_url}
    ticket = with_token(gateway.access_token).encode()
    refused = desk.call("run", "-", stdin=ticket, environ=environ)
    assert refused.code == 2
    assert "No credentials" in refused.one_sentence()
    outputs = ("--json", "r.json", "--html", "r.html", "--markdown", "r.md", "-v")
    said = desk.call("run", "-", "--use-ticket-token", *outputs, stdin=ticket, environ=environ)
    assert json.loads(desk.files["r.json"])["verdict"]["status"] == "problem"
    assert said.code == 1
    everything = b"".join([said.out, said.err.encode(), refused.err.encode(), *desk.files.values()])
    assert gateway.access_token.encode() not in everything
    assert gateway.access_token.rpartition(".")[2].encode() not in everything


WRONG = {
    "missing": (("nowhere.txt",), ("nowhere.txt", "No such file")),
    "directory": (("folder",), ("folder",)),
    "empty": (("empty.txt",), ("empty.txt",)),
    "no-id": (("prose.txt",), ("No ID was found in prose.txt", "--connection ID")),
    "stdin-twice": (("-", "--token-file", "-"), ("Standard input can be read once",)),
    "no-token-in-it": (("ticket.txt", "--use-ticket-token"), ("--use-ticket-token", "no access token")),
    "hostile-name": (("no\x1b[31msuch",), ("such",)),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_source_that_cannot_be_used_is_one_sentence(desk: Desk, gateway: Gateway, name: str) -> None:
    """Exit code 2, one sentence, no request."""
    asked = len(gateway.requests)
    (desk.path / "folder").mkdir()
    (desk.path / "empty.txt").touch()
    (desk.path / "prose.txt").write_text("Nothing works. Please help.\n")
    (desk.path / "ticket.txt").write_text(TICKET)
    argv, says = WRONG[name]
    said = desk.call("run", *argv, environ=pointed_at(gateway))
    assert said.code == 2
    assert all(word in said.one_sentence() for word in says), said.err
    assert "\x1b" not in said.err
    assert len(gateway.requests) == asked


def test_a_hostile_ticket_does_not_reach_the_terminal(desk: Desk, gateway: Gateway) -> None:
    """Escape sequences of the text are not acted on, neither on the card nor in the report."""
    ticket = TICKET.replace("job_work_20931", "job_work_20931\x1b]52;c;aGVsbG8=\x07") + "<script>alert(1)</script>"
    said = desk.call("run", "-", "--html", "r.html", "-v", stdin=ticket.encode(), environ=pointed_at(gateway))
    assert said.code in {0, 1, 3}
    assert "\x1b" not in said.err
    assert b"<script" not in desk.files["r.html"]
