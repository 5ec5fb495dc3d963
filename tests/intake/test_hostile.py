"""What nobody should send: bombs, broken files, and texts made to be slow. Each is read to an end, with a note."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from diagnose.intake import Reading, Source, UnreadableSourceError, read_sources
from tests.intake.renderers import Wanted, har
from tests.parts import sampled

_WANTED = Wanted("query Q($c: ID!) { me { workspaces { connections(filters: {ids: [$c]}) { id } } } }",
                 {"c": "connection_789"}, "https://gateway.filed.com/graphql", "made-up")  # fmt: skip


def read(data: bytes | str, name: str = "ticket.txt") -> Reading:
    """Read one source."""
    return read_sources([Source.of_bytes(name, data if isinstance(data, bytes) else data.encode())])


def notes(reading: Reading) -> str:
    """Return all notes as one text."""
    return "\n".join(note.text for note in reading.notes)


@pytest.mark.thorough
def test_fifty_megabytes_of_text() -> None:
    """An ID at the end of a 50 MB text is found, in well under two minutes."""
    line = b"2026-01-31 09:30:00 INFO nothing of interest happened in this line of the log, nor in the next one\n"
    started = time.process_time()
    reading = read(line * (50_000_000 // len(line)) + b"Connection: connection_789\n")
    assert reading.slots.connection_id == "connection_789"
    assert time.process_time() - started < 120


def test_more_text_than_is_read() -> None:
    """What is longer than the limit is read up to it, and the reading says so."""
    reading = read(b"Connection: connection_789\n" + b"x" * (64 * 1024 * 1024))
    assert reading.slots.connection_id == "connection_789"
    assert "only the beginning was read" in notes(reading)


def test_gzipped_har() -> None:
    """A HAR that was gzip'd is read like any other."""
    reading = read(gzip.compress(har(_WANTED, {"data": {"me": None}}).encode()), "trace.har")
    assert reading.requests[0].variables == _WANTED.variables
    assert reading.sources[0].kind == "har"


def test_gzip_bomb_named_har() -> None:
    """A gzip bomb is given up early, in little memory."""
    bomb = BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as file:
        file.write(b'{"log": {"entries": [')
        for _ in range(64):
            file.write(b" " * 4_000_000)
    tracemalloc.start()
    reading = read(bomb.getvalue(), "trace.har")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "far too much for its size" in notes(reading)
    assert peak < 64_000_000


def test_zip_bomb_named_har() -> None:
    """A ZIP archive is refused by its content, whatever its name says."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("trace.har", b"0" * 50_000_000)
    reading = read(archive.getvalue(), "trace.har")
    assert "ZIP archive" in notes(reading)
    assert reading.sources[0].kind == "unreadable"


def test_gzip_cut_off() -> None:
    """A gzip'd file that was cut off gives what came before the cut."""
    text = "Connection: connection_789\n" + "".join(f"line {number}\n" for number in range(5000))
    reading = read(gzip.compress(text.encode())[:-2000])
    assert reading.slots.connection_id == "connection_789"
    assert "cut off" in notes(reading)


def test_document_of_a_million_tokens() -> None:
    """A document of a million tokens is read by its words, up to the limit on tokens."""
    reading = read(
        json.dumps({"query": 'query { workspaces(filters: {ids: ["workspace_1"]}) {' + " a" * 1_000_000 + "} }"})
    )
    assert reading.slots.workspace_id == "workspace_1"
    assert "more than 10,000 tokens" in notes(reading) or "cut after" in notes(reading)


def test_document_nested_deeply() -> None:
    """A document nested too deeply is noted, not crashed on."""
    reading = read(
        json.dumps({"query": "query Q " + "{a" * 4000 + "}" * 4000, "variables": {"workspaceId": "workspace_1"}})
    )
    assert reading.slots.workspace_id == "workspace_1"
    assert "read word by word" in notes(reading)


def test_json_nested_deeply() -> None:
    """JSON of ten thousand levels is noted, and what stood before it was read."""
    reading = read('{"workspace_id": "workspace_1", "more": ' + "[" * 10_000 + "]" * 10_000 + "}")
    assert reading.slots.workspace_id == "workspace_1"
    assert "nested too deeply" in notes(reading)


def test_har_entry_too_large() -> None:
    """An entry beyond the limit is passed over with a note, and the next one is read."""
    entries = json.loads(har(_WANTED, {"data": None}))["log"]["entries"]
    large = {"request": {"url": "x" * 9_000_000}}
    reading = read(json.dumps({"log": {"version": "1.2", "entries": [large, *entries]}}))
    assert len(reading.requests) == 1
    assert "more than is read of one entry" in notes(reading)


_SLOW = {
    "spaces": "connection" + " " * 100_000,
    "labels": "job work id: " * 8_000,
    "braces": "{" * 100_000,
    "brackets": "[" * 30_000,
    "keys": '[{"a":' * 20_000,
    "quotes": "curl -d '" * 10_000,
    "commands": "curl -d 'x\n" * 10_000,
    "queries": "query {\n\n" * 10_000,
    "fragments": "query($a: {" * 10_000,
    "here": '$a = @"\n' * 10_000,
    "tables": "$a = @{" * 10_000,
    "substitutions": "curl -d $(" * 10_000,
    "tokens": "eyJabcdefghi." * 8_000,
    "headers": "authorization: bearer " * 5_000,
    "cookies": "cookie: a=" * 10_000,
    "marks": "> > >\n" * 20_000,
    "signatures": "--\n" * 30_000,
    "backslashes": '{"' + "\\" * 100_000,
    "powershell": 'curl.exe -d ""{ `\n' * 1_000,
    "comments": '[" //' * 20_000,
    "zero-width": "\u200b" * 30_000,
    "fields": "From: a\n" * 10_000,
    "nul": "\0" * 100_000,
    "masks": "*" * 100_000,
    "intros": "On Thu x\n" * 12_000,
    "heads": "From: a\nTo: b\n" * 8_000,
    "chats": "Dana 9:02\n" * 10_000,
    "prefixes": "connection_1 " * 8_000,
    "labels behind": "a1 is our workspace " * 5_000,
    "tails": "connection a b c d e f g h " * 4_000,
    "broken": "6b1f3c0e-\n" * 10_000,
    "struck": "~~a" * 30_000,
    "literals": "{a: " * 25_000,
    "calls": "(a = (" * 16_000,
    "printed": "([a] => \n" * 10_000,
    "comma pairs": '("workspaceId", "x1", ' * 4_000,
    "apostrophes": "{a: '" * 20_000,
    "blocks": '(a = """' * 12_000,
    "code heredocs": "{a: <<AB\n" * 10_000,
    "wrong closing": "{a: 1)" * 16_000,
    "endless lists": "a = [\n" * 14_000,
    "names of names": "$a = @{x = $a; y = $a}\n" * 4_000,
    "documents and variables": "query Q($a: ID!) { a }\n{ a: 'x1' }\n" * 2_500,
    "escaped bodies": '"{\\"' * 25_000,
}


@pytest.mark.parametrize("name", sampled(sorted(_SLOW), 6))
def test_nothing_takes_long(name: str) -> None:
    """A tenth of a megabyte of anything is read in seconds."""
    started = time.process_time()
    read(_SLOW[name])
    assert time.process_time() - started < 20


def test_secret_never_in_repr() -> None:
    """The value of a secret stands in no repr and no format; a token in prose is masked in the context."""
    reading = read("Workspace: workspace_1, Bearer made-up-token-0123456789 was used for connection_789")
    assert reading.secrets[0].secret.reveal() == "made-up-token-0123456789"
    assert "0123456789" not in f"{reading!r} {reading.secrets[0].secret}"
    assert "<masked>" in reading.ids[0].context


@pytest.mark.parametrize("charset", ["zlib", "base64", "hex", "no-such", "utf\0-8", "''" + "x" * 300])
def test_mail_with_a_wrong_charset(charset: str) -> None:
    """An e-mail in a charset that is none is read all the same."""
    head = "From: a@example.com\nTo: b@example.com\nSubject: c\nContent-Type: text/plain; charset="
    assert read(f'{head}"{charset}"\n\nConnection: connection_789\n').slots.connection_id == "connection_789"


def test_secret_in_the_place_of_an_id_or_in_a_broken_address() -> None:
    """A token pasted where an ID belongs is no ID, and one that a broken quote drew into the address is not shown."""
    pasted = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.bWFkZS11cA"
    body = json.dumps({"query": _WANTED.document, "variables": {"c": pasted}})
    broken = f'curl "https://gateway.filed.com/graphql -H Authorization: Bearer {pasted}\n'
    for text in (body + f"\nBearer {pasted}", broken):
        reading = read(text)
        assert pasted not in repr(reading)
        assert reading.slots.connection_id is None


def test_source_that_cannot_be_opened() -> None:
    """A missing file raises one clear sentence."""
    with pytest.raises(UnreadableSourceError, match="cannot be read: No such file"):
        read_sources([Source.of_path(Path("/nonexistent/ticket.txt"))])


def test_import_is_light() -> None:
    """Importing the intake does not import graphql-core; reading a ticket without a document does not either."""
    script = (
        "import sys; from diagnose.intake import *\n"
        "read_sources([Source.of_bytes('a', b'Connection: connection_789')])\n"
        "assert 'graphql' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
