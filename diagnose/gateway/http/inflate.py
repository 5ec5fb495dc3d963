"""Bounded decoding of a body: in small steps, never beyond the cap, and complete or refused.

httpx hands over cut-off gzip bodies as if they were whole, and inflates without any bound; hence this.
"""

from __future__ import annotations

import zlib
from typing import Protocol

from diagnose.gateway.wire import Damage, DamageKind

__all__ = ["BodyError", "Decoder", "decoder_for"]

_STEP = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_ZLIB_METHOD = 8  # low half of a zlib stream's first byte; a raw deflate stream practically never has it


class BodyError(Exception):
    """The body cannot be used; carries the damage."""

    def __init__(self, kind: DamageKind, summary: str) -> None:
        super().__init__(summary)
        self.damage = Damage(kind, summary)


class Decoder(Protocol):
    """Takes the wire's chunks, gives the body."""

    def feed(self, chunk: bytes) -> None:
        """Take one chunk; raises BodyError."""
        ...

    def finish(self) -> bytes:
        """Return the whole body; raises BodyError when it is not whole."""
        ...


def decoder_for(content_encoding: str, max_bytes: int) -> Decoder:
    """Choose by the Content-Encoding header; raises BodyError for one that was not asked for."""
    match content_encoding.strip().lower():
        case "" | "identity":
            return _Plain(max_bytes)
        case "gzip" | "x-gzip":
            return _Inflating(max_bytes, gzip=True)
        case "deflate":
            return _Inflating(max_bytes, gzip=False)
        case _:
            raise BodyError(DamageKind.ENCODING, "a content encoding that was not asked for")


class _Plain:
    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._body = bytearray()

    def feed(self, chunk: bytes) -> None:
        self._body += chunk
        _check_size(len(self._body), self._max_bytes)

    def finish(self) -> bytes:
        return bytes(self._body)


class _Inflating:
    def __init__(self, max_bytes: int, *, gzip: bool) -> None:
        self._max_bytes = max_bytes
        self._gzip = gzip
        self._body = bytearray()
        self._stream: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> None:
        data = chunk
        while data:
            if self._stream is None or self._stream.eof:
                data = self._next_member(data)
                if not data:
                    return
            data = self._step(data)

    def finish(self) -> bytes:
        if self._stream is None or not self._stream.eof:
            raise BodyError(DamageKind.CUT_OFF, "a compressed body that is cut off")
        return bytes(self._body)

    def _next_member(self, data: bytes) -> bytes:
        """Open the first stream, or another gzip member; padding of zeros after a member is dropped."""
        if self._stream is None:
            self._stream = zlib.decompressobj(_GZIP if self._gzip else _deflate_bits(data))
            return data
        data = data.lstrip(b"\0")
        if data and not (self._gzip and _GZIP_MAGIC.startswith(data[:2])):
            raise BodyError(DamageKind.ENCODING, "bytes after the end of its compressed body")
        if data:
            self._stream = zlib.decompressobj(_GZIP)
        return data

    def _step(self, data: bytes) -> bytes:
        """Decode at most one step; return what is still to do."""
        assert self._stream is not None  # noqa: S101 - opened by _next_member
        try:
            self._body += self._stream.decompress(data, _STEP)
        except zlib.error:
            raise BodyError(DamageKind.ENCODING, "a compressed body that cannot be decoded") from None
        _check_size(len(self._body), self._max_bytes)
        return self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def _deflate_bits(first: bytes) -> int:
    return zlib.MAX_WBITS if first[0] & 0x0F == _ZLIB_METHOD else -zlib.MAX_WBITS


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise BodyError(DamageKind.TOO_BIG, f"a body of more than {max_bytes // (1024 * 1024)} MiB")
