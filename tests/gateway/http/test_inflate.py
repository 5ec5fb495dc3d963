"""Compressed bodies: decoded whole, or refused."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib

import pytest

from diagnose.gateway.http.inflate import BodyError, decoder_for
from diagnose.gateway.wire import DamageKind

MIB = 1024 * 1024
BODY = b"abc" * 5000


def decoded(encoding: str, wire: bytes, *, max_bytes: int = MIB, chunk: int = 1000) -> bytes:
    """Feed the bytes as a connection brings them: in chunks."""
    decoder = decoder_for(encoding, max_bytes)
    for start in range(0, len(wire), chunk):
        decoder.feed(wire[start : start + chunk])
    return decoder.finish()


def damage(encoding: str, wire: bytes, *, max_bytes: int = MIB) -> DamageKind:
    with pytest.raises(BodyError) as caught:
        decoded(encoding, wire, max_bytes=max_bytes)
    assert str(caught.value) == caught.value.damage.summary
    return caught.value.damage.kind


@pytest.mark.parametrize(
    ("encoding", "wire"),
    [
        ("gzip", gzip.compress(BODY)),
        (" GZIP ", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(b"abc" * 2500) + gzip.compress(b"abc" * 2500)),
        ("gzip", gzip.compress(BODY) + b"\0" * 8),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("identity", BODY),
        ("", BODY),
    ],
    ids=["gzip", "spelled otherwise", "two members", "padded gzip", "zlib", "raw deflate", "identity", "none"],
)
@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_bodies_are_decoded(encoding: str, wire: bytes, chunk: int) -> None:
    """gzip (of one or several members), both readings of deflate, and none at all give the same body, in any chunks."""
    assert decoded(encoding, wire, chunk=chunk) == BODY


@pytest.mark.parametrize("cut", [1, 4, 8, 9, 200])
def test_a_cut_off_gzip_body_is_never_taken_for_whole(cut: int) -> None:
    """A gzip body without its last bytes is damaged, though its Content-Length may be right."""
    wire = gzip.compress(random.Random(7).randbytes(10_000))  # noqa: S311 - made-up data
    assert damage("gzip", wire[:-cut]) is DamageKind.CUT_OFF


@pytest.mark.parametrize(
    ("encoding", "wire"),
    [
        ("gzip", gzip.compress(BODY)[:-8] + b"\0\0\0\0" + gzip.compress(BODY)[-4:]),
        ("gzip", gzip.compress(BODY) + b"garbage"),
        ("deflate", zlib.compress(BODY) + b"garbage"),
        ("gzip", b"no gzip at all"),
        ("br", gzip.compress(BODY)),
    ],
    ids=["wrong checksum", "garbage behind", "garbage behind deflate", "garbage instead", "not asked for"],
)
def test_what_does_not_add_up_is_refused(encoding: str, wire: bytes) -> None:
    """A wrong checksum, garbage after the end or instead of it, and an unknown encoding are damage."""
    assert damage(encoding, wire) is DamageKind.ENCODING


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_the_cap_holds_to_the_byte(encoding: str) -> None:
    """A body of exactly the cap is fine, one byte more is too big."""
    wire = gzip.compress(BODY) if encoding else BODY
    assert decoded(encoding, wire, max_bytes=len(BODY)) == BODY
    assert damage(encoding, wire, max_bytes=len(BODY) - 1) is DamageKind.TOO_BIG


def test_a_gzip_bomb_stops_at_the_cap() -> None:
    """100 MB of zeros in 100 KB end as damage, without ever being held in memory."""
    compressor = zlib.compressobj(wbits=31)
    bomb = b"".join(compressor.compress(bytes(MIB)) for _ in range(100)) + compressor.flush()
    tracemalloc.start()
    try:
        assert damage("gzip", bomb, max_bytes=4 * MIB) is DamageKind.TOO_BIG
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * MIB
