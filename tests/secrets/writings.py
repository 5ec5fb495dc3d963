"""The ways in which a secret may be written, each a function of the secret."""

from __future__ import annotations

import base64
import quopri
import textwrap
from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import quote

Writing: TypeAlias = Callable[[str], str]
_PADDING = "the import of the documents that the firm sent on Monday failed again and "


def _after(length: int) -> Writing:
    """Stand so far in that whoever cuts a text at a round number cuts within the secret."""
    return lambda secret: (_PADDING * (length // len(_PADDING) + 1))[-length:] + secret


def _inserted(sign: str, at: int = 9) -> Writing:
    return lambda secret: f"{secret[:at]}{sign}{secret[at:]}"


def _coded(pattern: str) -> Writing:
    return lambda secret: "".join(pattern.format(ord(sign)) for sign in secret)


def _percent(secret: str) -> str:
    return "".join(f"%{octet:02X}" for octet in secret.encode())


def _base64(before: str, width: int = 0) -> Writing:
    def written(secret: str) -> str:
        text = base64.b64encode(f"{before}{secret}".encode()).decode()
        return "\n".join(textwrap.wrap(text, width)) if width else text

    return written


VISIBLE: Mapping[str, Writing] = {
    "plain": str,
    "in quotes": lambda secret: f'"{secret}"',
    "zero-width space inside": _inserted("\u200b"),
    "NUL inside": _inserted("\0"),
    "filler inside": _inserted("\u3164", 5),
    "soft hyphens inside": lambda secret: "\u00ad".join(textwrap.wrap(secret, 7)),
    "JSON codes": _coded("\\u{:04x}"),
    "decimal entities": _coded("&#{};"),
    "hexadecimal entities": _coded("&#x{:x};"),
    "percent, each character": _percent,
    "percent": lambda secret: quote(secret, safe=""),
    "percent, twice": lambda secret: quote(_percent(secret), safe=""),
    "quoted-printable": lambda secret: quopri.encodestring(secret.encode(), quotetabs=True).decode(),
    **{f"after {length} characters": _after(length) for length in (30, 70, 110, 150, 185, 380, 475, 985)},
}
"""A secret that nobody told can still be known by its look."""

DISGUISED: Mapping[str, Writing] = {
    "hexadecimal": lambda secret: secret.encode().hex(),
    "base64": _base64(""),
    "base64, one off": _base64("x"),
    "base64, two off": _base64("xy"),
    "base64 in lines": _base64("Bearer ", 19),
    "base64 for addresses": lambda secret: base64.urlsafe_b64encode(secret.encode()).decode().rstrip("="),
    "capitals": str.upper,
    "small letters": str.lower,
    "spaces inside": lambda secret: " ".join(textwrap.wrap(secret, 5)),
    "line breaks inside": lambda secret: "\n".join(textwrap.wrap(secret, 11)),
    "quoted, line breaks inside": lambda secret: "\n> ".join(textwrap.wrap(secret, 13)),
    "cut at its end": lambda secret: secret[: 2 * len(secret) // 3],
    "cut at its beginning": lambda secret: secret[len(secret) // 3 :],
}
"""A secret is known in these only by whoever knows it."""

WRITINGS: Mapping[str, Writing] = {**VISIBLE, **DISGUISED}
