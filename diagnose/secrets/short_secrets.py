"""Secrets of a few letters, found only where one stands: masked everywhere, ``hunter2`` would spoil other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from diagnose.secrets.secret import Secret
from diagnose.secrets.telling_words import is_telling

_MOST: Final = 11
# A key and what is given to it: ``password=hunter2``, ``"apiKey": "s3cret"``, ``X-Api-Key: s3cret``, ``Bearer s3cret``,
# and what stands before the @ of an address: ``://user:hunter2@``. Leaves ``hunter2`` in the middle of a sentence.
_IN_PLACE: Final = re.compile(
    r"(?P<key>[A-Za-z][\w.-]{0,63}+)[\"'`]{0,2}+\s{0,3}+[:=]\s{0,3}+[\"'`]{0,2}+(?i:bearer |basic |token )?+"
    rf"(?P<value>(?!//)[^\s\"'`&;,<>@(){{}}\[\]]{{1,{_MOST}}}+)(?![^\s\"'`&;,<>@(){{}}\[\]])"
    rf"|://[^\s/@:\"'<>]{{0,200}}:(?P<password>[^\s/@\"'<>]{{1,{_MOST}}})@"
    rf"|://(?P<user>[^\s/@:\"'<>]{{1,{_MOST}}})@"
    rf"|\b(?i:bearer|basic)\s{{1,3}}+(?P<bearer>[^\s\"'`&;,<>@]{{1,{_MOST}}}+)(?![^\s\"'`&;,<>@])"
)


class ShortSecrets:
    """The short ones, by their value in small letters."""

    def __init__(self) -> None:
        self._secrets: dict[str, list[Secret]] = {}

    def add(self, secret: Secret) -> None:
        """Learn one more."""
        self._secrets.setdefault(secret.reveal().strip().lower(), []).append(secret)

    def search(self, text: str) -> Iterator[tuple[int, int, Secret]]:
        """Yield the places of the secrets in a readable text: beside a telling word, or beside their own key."""
        if not self._secrets:
            return
        for match in _IN_PLACE.finditer(text):
            group = match.lastgroup or "value"
            known = self._secrets.get(match[group].lower(), [])
            key = match["key"] or ""
            for secret in known:
                if group != "value" or is_telling(key) or key.lower() == secret.key.lower():
                    yield (*match.span(group), secret)
                    break
