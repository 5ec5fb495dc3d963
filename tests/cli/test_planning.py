"""Where reports are to go: what would cost somebody a file is refused before anything is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at
from tests.parts import parted

TICKET = b"The query on connection_790 returns nothing."


@pytest.fixture(scope="module")
def healthy() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


@dataclass(frozen=True)
class Clash:
    """A call in which one file would be two things, and what the sentence says."""

    argv: tuple[str, ...]
    says: str


CLASHES = {
    "ticket": Clash(("ticket.eml", "--html", "ticket.eml"), "'ticket.eml', which is read"),
    "second-ticket": Clash(("other.txt", "ticket.eml", "--json", "./ticket.eml"), "'ticket.eml', which is read"),
    "by-a-detour": Clash(("ticket.eml", "--markdown", "sub/../ticket.eml"), "which is read"),
    "by-a-link": Clash(("ticket.eml", "--html", "link"), "'link', which is read"),
    "read-by-a-link": Clash(("link", "--html", "ticket.eml"), "which is read"),
    "by-a-linked-directory": Clash(("ticket.eml", "--html", "here/ticket.eml"), "which is read"),
    "by-a-hard-link": Clash(("ticket.eml", "--format", "junit=hard"), "'hard', which is read"),
    "token-file": Clash(("ticket.eml", "--token-file", "token", "--json", "token"), "'token', which is read"),
    "key-file": Clash(("ticket.eml", "--api-key-file", "token", "--json", "./token"), "'token', which is read"),
    "two-names-of-one-link": Clash(("ticket.eml", "--json", "later", "--html", "sub/later"), "Two reports"),
    "two-hard-links": Clash(("other.txt", "--json", "ticket.eml", "--html", "hard"), "Two reports"),
    "one-pipe": Clash(("ticket.eml", "--json", "pipe", "--html", "./pipe"), "Two reports"),
    "picked-and-named": Clash(
        ("ticket.eml", "--output-dir", "sub", "--ticket-ref", "T", "--markdown", "sub/T.html"), "Two reports"
    ),
}


def furnish(desk: Desk) -> None:
    (desk.path / "ticket.eml").write_bytes(TICKET)
    (desk.path / "other.txt").write_bytes(TICKET)
    (desk.path / "token").write_bytes(b"a-token-of-somebody")
    (desk.path / "sub").mkdir()
    (desk.path / "link").symlink_to("ticket.eml")
    (desk.path / "later").symlink_to("sub/later")
    (desk.path / "here").symlink_to(".")
    os.link(desk.path / "ticket.eml", desk.path / "hard")
    os.mkfifo(desk.path / "pipe")


@pytest.mark.parametrize("name", CLASHES)
def test_an_output_is_no_input_and_no_other_output(desk: Desk, healthy: Gateway, name: str) -> None:
    """One sentence, exit code 2, nothing is asked and every file is as it was."""
    furnish(desk)
    before, asked = desk.files, len(healthy.requests)
    said = desk.call("run", *CLASHES[name].argv, environ=pointed_at(healthy))
    assert said.code == 2
    assert CLASHES[name].says in said.one_sentence()
    assert desk.files == before
    assert len(healthy.requests) == asked


STREAMS = {
    "read-from-standard-input": "$DIAGNOSE run - --json ticket.eml < ticket.eml",
    "both-streams": "$DIAGNOSE run - --json - < ticket.eml 1<> ticket.eml",
    "standard-output-is-an-output": "$DIAGNOSE run other.txt --json - --html r.html > r.html",
    "standard-output-is-the-ticket": "$DIAGNOSE run ticket.eml --json - 1<> ticket.eml",
    "rendered-over-itself": "$DIAGNOSE render ticket.eml --html link",
}


@pytest.mark.parametrize("name", parted(STREAMS, {"both-streams", "standard-output-is-the-ticket"}))
def test_a_stream_is_a_file_as_well(desk: Desk, healthy: Gateway, name: str) -> None:
    furnish(desk)
    said = desk.shell(STREAMS[name], environ=pointed_at(healthy))
    assert said.code == 2
    assert desk.files["ticket.eml"] == TICKET


HARMLESS = {
    "two-to-nowhere": "$DIAGNOSE run ticket.eml --json /dev/null --html /dev/null",
    "no-terminal": "$DIAGNOSE run - --json - < ticket.eml > /dev/null",
    "beside-the-ticket": "$DIAGNOSE run ticket.eml --json ticket.json",
    "over-an-old-report": "$DIAGNOSE run ticket.eml --json other.txt",
}


@pytest.mark.parametrize("name", parted(HARMLESS, {"two-to-nowhere", "no-terminal"}))
def test_nothing_harmless_is_refused(desk: Desk, healthy: Gateway, name: str) -> None:
    furnish(desk)
    said = desk.shell(HARMLESS[name], environ=pointed_at(healthy))
    assert said.code == 0, said.err
    assert desk.files["ticket.eml"] == TICKET


def test_a_wrong_call_makes_no_directory(desk: Desk, healthy: Gateway) -> None:
    """A mistake is found before anything is there because of it."""
    furnish(desk)
    said = desk.call("run", "ticket.eml", "--html", "link", "--output-dir", "new", environ=pointed_at(healthy))
    assert said.code == 2
    assert not (desk.path / "new").exists()


def test_a_link_to_nothing_is_no_output_directory(desk: Desk, healthy: Gateway) -> None:
    (desk.path / "gone").symlink_to("nowhere")
    said = desk.run(healthy, "--output-dir", "gone")
    assert said.one_sentence() == "Error: Cannot make the directory 'gone': it is a link to nothing."
