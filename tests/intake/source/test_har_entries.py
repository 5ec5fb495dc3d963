"""The entries of a HAR, however its bytes arrive and however they end."""

from __future__ import annotations

import json

import pytest

from diagnose.intake.source import har_entries
from diagnose.intake.source.har_entries import EntryScanner, entries
from tests.intake.renderers import Wanted, har

_WANTED = Wanted("query Q { me { id } }", {"c": "connection_789"}, "https://gateway.filed.com/graphql", "made-up")


@pytest.mark.parametrize("step", [1, 7, 64])
def test_har_in_any_chunks(step: int) -> None:
    """However the bytes of a HAR arrive, the same entries come out."""
    entry = json.loads(har(_WANTED, {"data": {'a\\"b': "}]\\"}}))["log"]["entries"][0]
    data = json.dumps(
        {"log": {"pages": [{"id": "[{"}], "entries": [entry, entry], "comment": '"}]'}}, indent=1
    ).encode()
    scanner = EntryScanner()
    found = list(entries((data[at : at + step] for at in range(0, len(data), step)), scanner))
    assert [json.loads(item.data or b"") for item in found] == [entry, entry]
    assert scanner.end.whole
    assert data.split(b"\n")[found[1].line - 1].strip() == b"{"


@pytest.mark.parametrize(
    ("data", "whole", "inside", "found"),
    [
        (b'{"log": {"entries": [{"a": 1}]}}', True, False, True),
        (b'{"log": {"entries": [{"a": 1}, {"b"', False, True, True),
        (b'{"log": {"entries": [{"a": 1}', False, False, True),
        (b'{"log": {"pages": [{"a": 1}]}}', True, False, False),
    ],
)
def test_how_it_ended(data: bytes, whole: bool, inside: bool, found: bool) -> None:
    """Whole, in the middle of an entry, between two, or without any."""
    scanner = EntryScanner()
    count = len(list(entries([data], scanner)))
    end = scanner.end
    assert (end.whole, end.inside, end.entries_found) == (whole, inside, found)
    assert count == int(found)


def test_an_entry_beyond_the_limit_is_told_by_its_size() -> None:
    """Its bytes are not kept; the next entry is."""
    scanner = EntryScanner(limit=20)
    large, small = entries([b'{"log": {"entries": [{"a": "' + b"x" * 50 + b'"}, {"b": 1}]}}'], scanner)
    assert (large.data, large.size) == (None, 59)
    assert small.data == b'{"b": 1}'


@pytest.mark.parametrize("comment", ["", "\u00fc \u20ac \U0001f600 "])
@pytest.mark.parametrize("block", [64, 300, 1 << 20])
def test_an_entry_is_the_same_wherever_a_block_ends(comment: str, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read where it begins, or scanned over the end of a block: the same values, lines and sizes come out."""
    monkeypatch.setattr(har_entries, "_BLOCK", block)
    told = [{"n": number, "text": comment * 5 + "}{" * 9, "list": [[{}]] * 3} for number in range(9)]
    data = json.dumps({"log": {"entries": told}}, ensure_ascii=False, indent=1).encode()
    chunks = [data[at : at + 16] for at in range(0, len(data), 16)]
    found = list(entries(chunks, EntryScanner()))
    assert [item.value or json.loads(item.data or b"") for item in found] == told
    assert [json.loads(item.data or b"") for item in found] == told
    assert [data.split(b"\n")[item.line - 1].strip() for item in found] == [b"{"] * 9
    assert all(item.size == len(item.data or b"") for item in found)


@pytest.mark.parametrize("broken", [b'{"a": 01}', b'{"a": "\xff\xfe"}', b'{"a": ' + b"[" * 2000 + b"]" * 2000 + b"}"])
def test_a_broken_entry_is_left_to_whoever_reads_it(broken: bytes) -> None:
    """What the parser does not take is still an entry, and those behind it are read."""
    data = b'{"log": {"entries": [{"b": 1}, ' + broken + b', {"c": "\xc3\xa9"}]}}'
    first, second, third = entries([data], EntryScanner())
    assert (first.value, third.value) == ({"b": 1}, {"c": "\u00e9"})
    assert second.data == broken
