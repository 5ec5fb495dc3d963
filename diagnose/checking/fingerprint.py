"""Telling whether somebody changed what he was handed: values that look immutable, and may hold dicts and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2b

from pydantic import BaseModel

__all__ = ["fingerprint"]


def fingerprint(value: object) -> bytes:
    """Return a digest of everything that a value holds: equal before and after means that nobody changed it.

    Good within one process only. Looked into are dataclasses, models, mappings and collections; what a value merely
    remembers (``cached_property``) is none of its content. Any other object counts as itself, whatever is in it.
    """
    digest = blake2b(digest_size=16)
    known: dict[int, bytes] = {}
    waiting: list[object] = [value]
    while waiting:  # not recursive: what is handed out may be nested deeper than Python's stack
        current = waiting.pop()
        if id(current) in known:
            digest.update(known[id(current)])
            continue
        if isinstance(current, str | bytes | int | float | type(None)):
            digest.update(f"{type(current).__name__}{current!r};".encode("utf-8", "backslashreplace"))
            continue
        known[id(current)] = mark = f"#{len(known)};".encode()
        digest.update(mark)
        parts = _parts(current)
        if parts is None:
            digest.update(f"{id(current)};".encode())
        else:
            held = [*parts]
            digest.update(f"{type(current).__name__}{len(held)};".encode())
            waiting.extend(held)
    return digest.digest()


def _parts(value: object) -> Iterable[object] | None:
    """Return what a value is made of, None for one that is not looked into."""
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, each.name) for each in fields(value))
    match value:
        case BaseModel():
            return (part for pair in value.__dict__.items() for part in pair)
        case Mapping():
            return _pairs(value)
        case list() | tuple():
            return value
        case set() | frozenset():
            return sorted(value, key=id)
        case _:
            return None


def _pairs(mapping: Mapping[object, object]) -> Iterator[object]:
    for pair in mapping.items():
        yield from pair
