"""``diagnose run SOURCE…``: files, standard input, several at once, and what becomes of sources that are no tickets."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.checks.tickets import (
    CONNECTION,
    JOB_WORKS,
    LIST,
    TOKEN,
    WORKSPACE,
    Played,
    body,
    curl,
    listing,
    play,
    played,
)
from tests.cli.calling import Desk, pointed_at, put

REQUEST = curl(body(LIST, listing(*JOB_WORKS[:2])))
HOSTILE = "\x1b]52;c;bWFkZS11cA==\x07\x1b[31m\u202e"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


# -- where IDs come from


def test_a_ticket_alone_is_enough(desk: Desk, gateway: Gateway) -> None:
    """No option but the file: the IDs are those of the customer's request."""
    found = play(desk, gateway, f"Hi,\n\nit is empty:\n\n{REQUEST}\n").report.ticket
    assert (found.workspace_id, found.connection_id) == (WORKSPACE, CONNECTION)
    assert found.job_work_ids == JOB_WORKS[:2]


def test_options_go_before_what_was_read(desk: Desk, gateway: Gateway) -> None:
    """The engineer knows better than the ticket, slot by slot, and nothing is ambiguous any more."""
    text = f"connection: connection_789\n\n{REQUEST}\n"
    assert "ticket-ambiguous" in play(desk, gateway, text).codes
    told = play(desk, gateway, text, "--connection", "connection_631877", "--job-work", "job_work_95802")
    found = told.report.ticket
    assert (found.connection_id, found.job_work_ids) == ("connection_631877", ("job_work_95802",))
    assert "ticket-ambiguous" not in told.codes
    assert found.workspace_id == WORKSPACE


def test_two_files_make_one_ticket(desk: Desk, gateway: Gateway) -> None:
    """The mail names the connection, the attachment the job work."""
    put(desk, mail=f"workspace: {WORKSPACE}\nconnection: {CONNECTION}\n", ids=f"job work: {JOB_WORKS[0]}\n")
    both = played(desk, gateway, "mail.txt", "ids.txt")
    assert (both.report.ticket.connection_id, both.report.ticket.job_work_ids) == (CONNECTION, JOB_WORKS[:1])
    assert [one.name for one in both.report.ticket.sources] == ["mail.txt", "ids.txt"]


def test_the_report_says_where_each_id_stood_and_no_folder(desk: Desk, gateway: Gateway) -> None:
    """Name, line, evidence and context of every ID; the folders of whoever ran it are nobody's business."""
    folder = desk.path / "case-of-somebody"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "ticket.txt").write_text(f"please look\n\nconnection: {CONNECTION}\n")
    found = played(desk, gateway, "case-of-somebody/one/ticket.txt", str(folder / "two" / "ticket.txt"))
    sources = found.report.ticket.sources
    assert [one.name for one in sources] == ["ticket.txt", "ticket.txt (2)"]
    ids = sources[0].details["ids"]
    assert isinstance(ids, list)
    (one,) = ids
    assert isinstance(one, dict)
    assert one.items() >= {"kind": "connection", "id": CONNECTION, "line": 3, "evidence": "words"}.items()
    assert b"case-of-somebody" not in found.everything
    assert str(desk.path).encode() not in found.everything


def test_standard_input_is_a_source(desk: Desk, gateway: Gateway) -> None:
    """``-`` is a paste, named as such."""
    said = desk.spawn("run", "-", "--json", "-", stdin=REQUEST.encode(), environ=pointed_at(gateway))
    assert (said.code, said.report.ticket.connection_id) == (0, CONNECTION)
    assert [one.name for one in said.report.ticket.sources] == ["standard input"]
    assert TOKEN.encode() not in said.out + said.err.encode()


def test_standard_input_of_an_embedding_program_is_read_too(desk: Desk, gateway: Gateway) -> None:
    """A standard input without a file number is read all the same."""
    said = desk.call("run", "-", "--json", "-", stdin=REQUEST.encode(), environ=pointed_at(gateway))
    assert said.report.ticket.job_work_ids == JOB_WORKS[:2]


# -- sources that are no tickets


@pytest.mark.parametrize("argv", [("-", "-"), ("-", "--token-file", "-"), ("-", "--api-key-file", "-")])
def test_standard_input_is_read_once(desk: Desk, argv: tuple[str, ...]) -> None:
    """Asking for it twice is refused before anything is read."""
    said = desk.call("run", *argv, stdin=REQUEST.encode())
    assert (said.code, said.one_sentence()) == (
        2,
        "Error: Standard input can be read once: give - for one thing only.",
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere.txt", "nowhere.txt cannot be read: No such file or directory"),
        ("folder", "folder cannot be read: Is a directory"),
        ("empty.txt", "No ID was found in empty.txt"),
        ("noise.txt", "No ID was found in noise.txt"),
        ("prose.txt", "No ID was found in prose.txt"),
    ],
)
def test_what_is_no_ticket_is_one_sentence(desk: Desk, gateway: Gateway, name: str, sentence: str) -> None:
    """Wrong usage, exit 2, nothing asked and nothing written."""
    (desk.path / "folder").mkdir()
    put(desk, empty="", noise=bytes(range(256)) * 20, prose="Nothing works, please help!\n")
    before, asked = set(desk.files), len(gateway.requests)
    said = desk.call("run", name, environ=pointed_at(gateway))
    assert (said.code, set(desk.files), len(gateway.requests)) == (2, before, asked)
    assert sentence in said.one_sentence()


def test_a_source_without_ids_does_no_harm_beside_options(desk: Desk, gateway: Gateway) -> None:
    """The engineer names the ID, the mail has none: the run goes on."""
    assert play(desk, gateway, "It does not work!", "--connection", CONNECTION).code == 0


@pytest.mark.thorough
def test_a_huge_text_is_read(desk: Desk, gateway: Gateway) -> None:
    """Sixty megabytes of log with one ID in it."""
    filler = b"2026-11-23 10:00:00 everything is as it was a moment ago, nothing to see\n" * 850_000
    found = play(desk, gateway, f"connection: {CONNECTION}\n".encode() + filler)
    assert (found.code, found.report.ticket.connection_id) == (0, CONNECTION)


# -- IDs without a word about them

UUIDS = ("0787c0de-2f96-4063-bc67-ba94637d6efa", "19d52695-12e7-4f7b-bab3-6728a78beb7e",
         "2c63888f-28f0-4481-be6d-dce7a7ace732")  # fmt: skip
NOBODYS = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(scope="module")
def uuids() -> Iterator[Gateway]:
    with serve(scenario("wrong-workspace")) as running:
        assert "-" in (running.scenario.ticket.connection_id or "")
        yield running


def test_ids_that_nothing_names_are_told_by_the_gateway(desk: Desk, uuids: Gateway) -> None:
    """A job work, a work and a connection as bare UUIDs: a search tells which is which, and the row says so."""
    found = play(desk, uuids, f"Hello, {' and '.join(UUIDS)} are empty.")
    ticket = found.report.ticket
    assert (ticket.job_work_ids, ticket.work_ids, ticket.connection_id) == ((UUIDS[0],), (UUIDS[1],), UUIDS[2])
    assert found.code == 0
    assert "the live data showed what they identify" in found.row("ticket").reason


@pytest.mark.parametrize("others", [(), (UUIDS[0],)])
def test_an_id_that_nobody_knows_leaves_it_undecided(desk: Desk, uuids: Gateway, others: tuple[str, ...]) -> None:
    """Nothing found, or only the other one: exit 3, the row names it, and the customer is asked."""
    found = play(desk, uuids, f"Hello, {' and '.join((NOBODYS, *others))} is empty.")
    assert (found.code, found.row("ticket").outcome.value) == (3, "unknown")
    assert f"it is not known what kind of ID {NOBODYS} is" in found.row("ticket").reason
    assert "id_kinds" in [one.ask_for for one in found.report.questions]


def test_a_second_connection_is_not_dropped_silently(desk: Desk, uuids: Gateway) -> None:
    """Only one can be looked at: the other one is named."""
    found = play(desk, uuids, f"Hello, {UUIDS[2]} or 20731ab2-4c8b-4eb4-8f1e-accf4372a2a7?")
    assert found.code == 3
    assert "is one connection too many" in found.row("ticket").reason


def test_offline_they_stay_what_they_are(desk: Desk) -> None:
    """Without the gateway nothing can tell."""
    assert play(desk, None, f"Hello, {UUIDS[0]} is empty.").code == 3


# -- the ticket's own token


def signed(gateway: Gateway) -> str:
    return curl(body(LIST, listing(JOB_WORKS[0])), token=gateway.access_token)


def test_the_tickets_token_is_used_only_when_told(desk: Desk, gateway: Gateway) -> None:
    """Without the option it is no credential; with it the run signs in, and the token is nowhere to be read."""
    put(desk, ticket=signed(gateway))
    where = {"FILED_ENDPOINT": gateway.client_url}
    outputs = ("--json", "report.json", "--html", "report.html", "--markdown", "report.md", "-v")
    assert desk.call("run", "ticket.txt", environ=where).code == 2
    said = desk.call("run", "ticket.txt", "--use-ticket-token", *outputs, environ=where)
    used = Played(said, desk.files, (gateway.access_token,))
    assert (used.code, used.row("authentication").outcome.value) == (0, "pass")
    assert used.codes == ["ticket-contains-secret"]
    assert gateway.requests[-1].headers["authorization"] == f"Bearer {gateway.access_token}"


def test_a_ticket_without_a_token_has_none_to_use(desk: Desk, gateway: Gateway) -> None:
    """Told to use what is not there: one sentence, nothing asked."""
    put(desk, ticket=f"connection: {CONNECTION}\n")
    asked = len(gateway.requests)
    said = desk.call("run", "ticket.txt", "--use-ticket-token", environ={"FILED_ENDPOINT": gateway.client_url})
    assert (said.code, len(gateway.requests)) == (2, asked)
    assert "the ticket contains no access token and no API key" in said.one_sentence()


def test_the_customers_endpoint_is_never_asked(desk: Desk, gateway: Gateway) -> None:
    """Whatever address the ticket names, requests and credentials go where the engineer says."""
    with trap() as (address, seen):
        text = curl(body(LIST, listing(JOB_WORKS[0])), endpoint=address, token=gateway.access_token)
        assert play(desk, gateway, text, "--use-ticket-token", token=gateway.access_token).code == 0
        assert play(desk, gateway, text, token=gateway.access_token).code == 0
        assert play(desk, None, text, token=gateway.access_token).code == 3
    assert seen == []


# -- a host that must not be asked


class trap:  # noqa: N801 - used like a function
    """A server on loopback that remembers who came."""

    def __enter__(self) -> tuple[str, list[str]]:
        seen: list[str] = []

        class Remember(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                seen.append(str(self.headers))
                self.send_response(200)
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Remember)
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}/graphql", seen

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
