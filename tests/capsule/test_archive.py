"""Whoever opens a capsule has it from somebody else: what is not exactly what is written is refused, in a clause."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from diagnose.capsule.archive import MANIFEST, MEMBERS, NotACapsule, looks_packed, packed, parts, unpacked

GOOD = dict.fromkeys(MEMBERS, b'{"a": 1}')
FILE = packed(GOOD, {"versions": {}})


def made(
    members: dict[str, bytes],
    *,
    manifest: dict[str, object] | None = None,
    change: Callable[[zipfile.ZipInfo], None] = lambda _: None,
    twice: str = "",
) -> bytes:
    """A ZIP file as somebody else might make one, with a manifest that fits unless another is given."""
    listed = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()
    ]
    told = {"capsule": 1, "members": listed} if manifest is None else {"members": listed, **manifest}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in {MANIFEST: json.dumps(told).encode(), **members}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            change(entry)
            archive.writestr(entry, data)
            if name == twice:
                archive.writestr(entry, data)
    return file.getvalue()


def renamed(member: str, name: str) -> dict[str, bytes]:
    """The members, one of them under another name."""
    return {name if own == member else own: data for own, data in GOOD.items()}


def _listed(sha256: str) -> list[dict[str, object]]:
    return [{"name": name, "bytes": len(data), "sha256": sha256} for name, data in GOOD.items()]


def _linked(entry: zipfile.ZipInfo) -> None:
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def _encrypted() -> bytes:
    """Set the flag in every entry of the directory."""
    data, at = bytearray(made(GOOD)), -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _lying_about_its_size() -> bytes:
    """A member that says that it is small and is not."""
    data = bytearray(made({**GOOD, "ticket.json": b"[" + b"0," * 3_000_000 + b"0]"}))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<L", data, at + 24, 8)
    return bytes(data)


def _claiming(entries: int) -> bytes:
    data = bytearray(FILE)
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<2H", data, at + 8, entries, entries)
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (bytes, "it is not a ZIP file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "it is not a ZIP file"),
    "cut off": (lambda: FILE[:-40], "it is a damaged ZIP file"),
    "half": (lambda: FILE[: len(FILE) // 2], "it is a damaged ZIP file"),
    "more behind it": (
        lambda: FILE + b"#!/bin/sh",
        "it is a damaged ZIP file, or has more in it than its directory says",
    ),
    "more before its directory": (lambda: FILE[:40] + b"x" * 40 + FILE[40:], "it is a damaged ZIP file"),
    "a path": (lambda: made({**GOOD, "../../.bashrc": b"x"}), "it has 7 members instead of 6"),
    "a path in a member's place": (
        lambda: made(renamed("ticket.json", "../ticket.json")),
        "it has a member '../ticket.json', which no capsule has",
    ),
    "an absolute path": (
        lambda: made(renamed("run.json", "/etc/passwd")),
        "it has a member '/etc/passwd', which no capsule has",
    ),
    "a member twice": (
        lambda: made({name: data for name, data in GOOD.items() if name != "run.json"}, twice="ticket.json"),
        "it has the member 'ticket.json' twice",
    ),
    "one member less": (lambda: made({name: GOOD[name] for name in MEMBERS[:-1]}), "it lacks 'aliases.json'"),
    "claims a million": (lambda: _claiming(60_000), "it has 60,000 members instead of 6"),
    "a link": (lambda: made(GOOD, change=_linked), "'manifest.json' in it is not a file"),
    "encrypted": (_encrypted, "'manifest.json' in it is encrypted"),
    "a bomb": (
        lambda: made({**GOOD, "ticket.json": bytes(30_000_000)}),
        "'ticket.json' in it would unpack to 30,",
    ),
    "a bomb that lies": (_lying_about_its_size, "it is a damaged ZIP file"),
    "another hash": (
        lambda: made(GOOD, manifest={"capsule": 1, "members": _listed("0")}),
        "'report.json' in it was changed",
    ),
    "no hash": (lambda: made(GOOD, manifest={"capsule": 1, "members": []}), "'report.json' in it was changed since"),
    "a newer one": (
        lambda: made(GOOD, manifest={"capsule": 2}),
        "it is of capsule version 2, newer than what this tool reads",
    ),
    "none at all": (lambda: made(GOOD, manifest={"capsule": True}), "its manifest does not say that it is a capsule"),
}
"""How to make each, and how the clause begins that refuses it."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_capsule_is_refused(name: str) -> None:
    make, clause = HOSTILE[name]
    data = make()
    with pytest.raises(NotACapsule) as refused:
        unpacked(data)
    assert str(refused.value).startswith(clause)
    assert parts(data) == ()


def test_what_was_packed_is_unpacked() -> None:
    """The same bytes each time, the owner's alone wherever somebody unpacks them, with a hash for every member."""
    found = unpacked(FILE)
    assert {name: found[name] for name in MEMBERS} == GOOD
    assert packed(GOOD, {"versions": {}}) == FILE
    assert looks_packed(FILE)
    manifest = json.loads(found[MANIFEST])
    assert manifest["members"][0]["sha256"] == hashlib.sha256(GOOD["report.json"]).hexdigest()
    with zipfile.ZipFile(io.BytesIO(FILE)) as archive:
        assert {stat.filemode(entry.external_attr >> 16) for entry in archive.infolist()} == {"-rw-------"}


def test_what_is_within_can_be_searched() -> None:
    assert parts(FILE) == tuple(unpacked(FILE).values())
    assert parts(b"<!doctype html>") == ()
