"""Whether bytes give a secret away: an oracle of its own, that shares nothing with the masker or the gate."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

LENGTH = 16
"""Characters in a row that give a secret away (issue: any 16 of any secret)."""
FEW = 6
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})|\u2039U\+([0-9A-F]{4,6})\u203a")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]")
_QUOTED = re.compile(r"\n[>| \t]+")
_DIGITS = re.compile("[0-9a-fA-F]{32,}")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{20,}")


def given_away(data: bytes, secret: str) -> str | None:
    """Return a stretch of the secret that the bytes hold in some writing; None where there is none."""
    needles = [*_needles(secret)]
    for text in _readings(data):
        for needle in needles:
            if needle in text:
                return needle
    return None


def _needles(secret: str) -> Iterator[str]:
    """Every window, but for what is no secret: the header of a JWT, the frame of a PEM block."""
    for part in re.split(r"^eyJ[\w-]+\.|-----(?:BEGIN|END)[A-Z ]+-----", secret):
        whole = "".join(part.split()).lower()
        for at in range(len(whole) - LENGTH + 1):
            if len(set(whole[at : at + LENGTH])) >= FEW:
                yield whole[at : at + LENGTH]


def _readings(data: bytes) -> Iterator[str]:
    """Yield what the bytes say, in small letters and without white space, in each of the writings."""
    seen: set[str] = set()
    for text in _plainer(data):
        for reading in (text, *_decoded(text)):
            joined = "".join(_QUOTED.sub("", _UNSEEN.sub("", reading)).split()).lower()
            if joined not in seen:
                seen.add(joined)
                yield joined


def _plainer(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    yield text
    for _ in range(3):
        text = html.unescape(_unescaped(_UNSEEN.sub("", text)))
        text = unquote_to_bytes(text.encode("utf-8", "replace")).decode("utf-8", "replace")
        yield text
    yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    yield re.sub(r"</?(?:wbr|code|span|b|tspan)[^<>]*>", "", data.decode("utf-8", "replace"))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _character(next(filter(None, found.groups()))), text).replace("\\/", "/")


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else ""


def _decoded(text: str) -> Iterator[str]:
    """Yield what runs of hexadecimal digits and of base64 hold, line breaks taken out, at each offset."""
    joined = "".join(_UNSEEN.sub("", text).split())
    for run in _DIGITS.findall(joined):
        for digits in (run, run[1:]):
            yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")
    for run in _RUN.findall(joined):
        plain = run.replace("-", "+").replace("_", "/")
        for skipped in range(4):
            part = plain[skipped:]
            try:
                yield base64.b64decode(part[: len(part) // 4 * 4]).decode("latin-1")
            except (binascii.Error, ValueError):
                continue
