"""Bytes: what is text, in which encoding, and what was unpacked of it."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest

from diagnose.intake.source.decoding import Opened, as_utf8, decode, is_binary, is_har, open_bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    """With a byte-order mark, and UTF-16 without one."""
    text = "Connection: connection_789 \u00e9"
    decoded, remark = decode(text.encode(encoding))
    assert (decoded.lstrip("\ufeff"), remark) == (text, None)


def test_anything_else_is_windows_and_said_so() -> None:
    """Bytes that are no UTF-8 are read as Windows-1252, with a remark."""
    text, remark = decode("Verbindung f\u00fcr \u20ac".encode("cp1252"))
    assert text == "Verbindung f\u00fcr \u20ac"
    assert remark is not None


def test_a_character_cut_in_half_at_the_end_changes_nothing() -> None:
    """A file that was cut after a limit is still UTF-8."""
    assert decode("abc \u00e9".encode()[:-1]) == ("abc \ufffd", None)


@pytest.mark.parametrize(
    ("data", "binary"),
    [(b"plain\ttext\r\n", False), (bytes(range(32)) * 20, True), ("a".encode("utf-16") * 300, False)],
)
def test_binary(data: bytes, binary: bool) -> None:
    """Many control characters make no text; UTF-16 does, though half of it is zeros."""
    assert is_binary(data) is binary


@pytest.mark.parametrize(
    ("head", "har"),
    [
        (b'{"log": {"version"', True),
        (b'\xef\xbb\xbf {\n "comment": "x", "log" : {', True),
        ('{"log": {'.encode("utf-16"), True),
        (b'{"logs": {', False),
        (b'{"a": {"log": {', False),
    ],
)
def test_a_har_by_its_first_bytes(head: bytes, har: bool) -> None:
    """The outermost object has a log; plain members may stand before it."""
    assert is_har(head) is har


def test_gzip_is_unpacked_and_its_end_is_told() -> None:
    """What is packed comes out as it was; cut off, as far as it goes."""
    packed = gzip.compress(bytes(range(256)) * 4000)
    assert open_bytes(BytesIO(packed)).read(10_000_000) == (bytes(range(256)) * 4000, False)
    cut = open_bytes(BytesIO(packed[:-20]))
    cut.read(10_000_000)
    assert cut.problem is not None
    assert "cut off" in cut.problem


def test_no_more_than_the_limit() -> None:
    """What is longer is cut, and said to be."""
    assert Opened.of(b"abcdef").read(4) == (b"abcd", True)


def test_a_stream_becomes_utf_8() -> None:
    """Chunks that cut a character in two are put together."""
    data = "{\u00e9}".encode("utf-16")
    chunks = [data[:3], data[3:5], data[5:]]
    assert b"".join(as_utf8(iter(chunks), data)).decode() == "{\u00e9}"
