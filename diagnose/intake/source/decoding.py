"""Bytes of a source: unpacked within bounds, recognised by content, decoded to text."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from diagnose.intake.source.limits import MAX_RATIO, MAX_UNPACKED, RATIO_FREE

_CHUNK = 256 * 1024
_HEAD = 64 * 1024
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive (or an Office document); unpack it and give the files in it"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF; copy its text"),
    (b"\x89PNG", "an image; a screenshot cannot be read, ask for the text"),
    (b"\xff\xd8\xff", "an image; a screenshot cannot be read, ask for the text"),
    (b"GIF8", "an image; a screenshot cannot be read, ask for the text"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"\xfd7zXZ", "an xz archive; unpack it"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Office or Outlook file; save it as text or .eml"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LOG = re.compile(
    rb'[\s\xef\xbb\xbf]{0,64}+\{(?:\s{0,64}+"[^"\\]{0,64}+"\s{0,8}+:\s{0,8}+(?:"[^"\\]{0,512}+"|[\w.+-]{1,32}+)\s{0,8}+,){0,20}+'
    rb'\s{0,64}+"log"\s{0,8}+:\s{0,8}+\{'
)


@dataclass
class Opened:
    """A source's bytes as they come: ``head`` then ``rest``; ``problem`` says why they stopped early."""

    head: bytes
    rest: Iterator[bytes]
    problem: str | None = None
    taken: int = 0
    packed: bool = False

    @classmethod
    def of(cls, data: bytes) -> Opened:
        """Take bytes that are already here as they stand."""
        return cls(data, iter(()), problem=_packed_as(data), taken=len(data))

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes."""
        yield self.head
        yield from self.rest

    def read(self, limit: int) -> tuple[bytes, bool]:
        """Return at most ``limit`` bytes, and whether there were more."""
        pieces, size = [], 0
        for chunk in self.chunks():
            pieces.append(chunk)
            size += len(chunk)
            if size > limit:
                return b"".join(pieces)[:limit], True
        return b"".join(pieces), False


def open_bytes(stream: BinaryIO) -> Opened:
    """Begin to read a source; gzip is unpacked within bounds, a bomb ends early with its problem named."""
    opened = Opened(b"", iter(()))
    raw = _raw(stream, opened)
    first = next(raw, b"")
    if first[:2] == b"\x1f\x8b":
        opened.packed = True
        opened.rest = _gunzip(_after(first, raw), opened)
    else:
        opened.rest = _after(first, raw)
        opened.problem = _packed_as(first)
    while len(opened.head) < _HEAD and (chunk := next(opened.rest, b"")):
        opened.head += chunk
    return opened


def _packed_as(first: bytes) -> str | None:
    """Say what the first bytes are the beginning of, when that is no text."""
    return next((f"It is {what}." for magic, what in _SIGNATURES if first.startswith(magic)), None)


def _raw(stream: BinaryIO, opened: Opened) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        opened.taken += len(chunk)
        yield chunk


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _gunzip(chunks: Iterable[bytes], opened: Opened) -> Iterator[bytes]:
    """Unpack step by step, no more than a chunk at once."""
    unpacker, size = zlib.decompressobj(wbits=31), 0
    try:
        for chunk in chunks:
            pending = chunk
            while pending and not unpacker.eof:
                piece = unpacker.decompress(pending, _CHUNK)
                pending = unpacker.unconsumed_tail
                size += len(piece)
                if size > MAX_UNPACKED or (size > RATIO_FREE and size > MAX_RATIO * opened.taken):
                    opened.problem = (
                        f"It unpacks to more than {size:,} bytes, far too much for its size, so the rest was not read."
                    )
                    return
                if piece:
                    yield piece
        if not unpacker.eof:
            opened.problem = "It is gzip'd and cut off; what came before the cut was read."
    except zlib.error:
        opened.problem = "It is gzip'd and broken; what came before the break was read."


def is_har(head: bytes) -> bool:
    """Tell a HAR by its outermost ``log`` object."""
    if head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode()
    return _LOG.match(head) is not None


def as_utf8(chunks: Iterator[bytes], head: bytes) -> Iterator[bytes]:
    """Yield chunks as UTF-8 without a byte-order mark, whatever mark they begin with."""
    name = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    if name is None:
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-8-sig" if name == "utf-8" else name)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text, and a sentence about its encoding when that was not plain."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode("utf-8-sig" if name == "utf-8" else name, "replace"), None
    if data[1:400:2].count(0) > len(data[1:400:2]) * 0.6:
        return data.decode("utf-16-le", "replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace"), None
        return data.decode("cp1252", "replace"), "It is not UTF-8, so it was read as Windows-1252."


def is_binary(data: bytes) -> bool:
    """Return whether the bytes are not text: many control characters among the first, or a NUL in what is no UTF-8.

    Random bytes, as packed ones are, have 8.6 % of such characters: too few to go by.
    """
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)) or head[1:400:2].count(0) > 100:  # noqa: PLR2004
        return False
    odd = sum(byte < 0x09 or 0x0E <= byte < 0x1B for byte in head)  # noqa: PLR2004
    return odd > max(len(head) // 10, 8) or (0 in head and not _is_utf8(head))


def _is_utf8(head: bytes) -> bool:
    """Tell whether the beginning of a file is UTF-8, a character that is cut off at its end aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
