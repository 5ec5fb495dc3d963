"""The bytes of an answer: JSON, lying JSON, compressed, and compressed badly."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from functools import lru_cache

from diagnose.sandbox.faults import Malformation

_DEPTH = 10_000
_HUGE = "x" * 200_000
_HOSTILE = {
    Malformation.LONE_SURROGATE: "\ud800",
    Malformation.TERMINAL_ESCAPES: "\x1b]52;c;aGVsbG8=\x07\x1b[2J\x1b[31m[/red]",
    Malformation.SCRIPT: "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
}
_TEXTS = frozenset({"status", "externalId", "providerKey", "uploadedUrl", "type", "metadata"})
_DROPPED = frozenset({"connectionJobId", "workArtifact", "status", "createdAt"})


def json_body(payload: object, malformed: Malformation | None = None) -> bytes:
    """Write an answer as JSON, made to lie as asked."""
    match malformed:
        case None:
            return _json(payload)
        case Malformation.DUPLICATE_KEYS:
            return _json(payload).replace(b'"id":', b'"id":"decoy","id":').replace(b"{", b'{"data":null,', 1)
        case Malformation.DEEP:
            nested = b"[" * _DEPTH + b"]" * _DEPTH
            return _json(payload).replace(b"{", b'{"extensions":{"trace":' + nested + b"},", 1)
        case Malformation.NAN:
            return _json(_rewritten(payload, lambda name, value: float("nan") if name == "createdAt" else value))
        case Malformation.HUGE_ID:
            return _json(_rewritten(payload, _with_huge_ids))
        case Malformation.WRONG_TYPES:
            return _json(_rewritten(payload, _with_wrong_types))
        case Malformation.MISSING_FIELDS:
            return _json(_without(payload))
        case Malformation.LONE_SURROGATE | Malformation.TERMINAL_ESCAPES | Malformation.SCRIPT:
            text = _HOSTILE[malformed]
            return _json(_rewritten(payload, lambda name, value: _with_text(name, value, text)))


def gzipped(body: bytes) -> bytes:
    """Compress, the same bytes every time."""
    return gzip.compress(body, compresslevel=5, mtime=0)


@lru_cache(maxsize=4)
def zip_bomb(size: int) -> bytes:
    """Return a gzip body that inflates to ``size`` bytes of JSON-like white space, without ever holding them."""
    block = b" " * 1_000_000
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = deflate.compress(b'{"data":') + deflate.flush(zlib.Z_FULL_FLUSH)
    repeated = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    blocks = max(1, size // len(block))
    checksum = zlib.crc32(b'{"data":')
    for _ in range(blocks):
        checksum = zlib.crc32(block, checksum)
    total = len(b'{"data":') + blocks * len(block)
    trailer = checksum.to_bytes(4, "little") + (total % 2**32).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + first + repeated * blocks + deflate.flush() + trailer


def _json(payload: object) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode("ascii")


def _rewritten(value: object, change: Callable[[str, object], object]) -> object:
    """Return ``value`` with every member of every object put through ``change``, from the outside in."""
    if isinstance(value, dict):
        changed = {name: change(name, inner) for name, inner in value.items()}
        return {name: _rewritten(inner, change) for name, inner in changed.items()}
    if isinstance(value, list):
        return [_rewritten(inner, change) for inner in value]
    return value


def _with_huge_ids(name: str, value: object) -> object:
    return _HUGE if name in {"connectionJobId", "artifactId"} else value


def _with_wrong_types(name: str, value: object) -> object:
    match name:
        case "jobWorkArtifacts":
            return {"edges": "none"}
        case "status":
            return 42
        case "workId":
            return ["work"]
        case _:
            return value


def _with_text(name: str, value: object, text: str) -> object:
    if name not in _TEXTS:
        return value
    return {"reason": text} if name == "metadata" else f"{value}{text}"


def _without(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items() if name not in _DROPPED}
    return [_without(inner) for inner in value] if isinstance(value, list) else value
