"""Every sixteen characters in a row of the known secrets, found in a text of any length in one go.

A text is sampled: of any window, some eight characters begin at a sampled place, so that one look into a set for every
ninth character finds them all. Only where that look succeeds are the windows around it compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from diagnose.secrets.plain_form import most_lost, spelled
from diagnose.secrets.secret import Secret

WINDOW: Final = 16
"""Characters in a row that give a secret away."""
SHORTEST: Final = 12
"""A secret of fewer is a word: it is looked for only beside its key."""
_GRAM: Final = 8
_FEW: Final = 6
"""Different characters that a window must have: ``----------------`` is no secret."""
# The header of a JWT ("eyJhbGciOiJIUzI1NiJ9.") and the frames of a PEM block say nothing but what they are.
_NOT_SECRET: Final = re.compile(r"^eyj[\w-]{4,2000}\.|-----(?:begin|end)[a-z0-9 ]{0,60}-----")


@dataclass(frozen=True)
class SecretStretch:
    """A stretch of a joined text that a secret stands in."""

    start: int
    end: int
    secret: Secret


@dataclass
class Windows:
    """The windows of all secrets known so far. Adding one costs its length, whatever else is known."""

    _secrets: dict[str, Secret] = field(default_factory=dict)
    """By the joined form of each whole secret."""
    _windows: dict[str, str] = field(default_factory=dict)
    """Each window, and the joined form of the longest secret that has it."""
    _grams: set[str] = field(default_factory=set)
    _lengths: set[int] = field(default_factory=set)
    _spared: set[str] = field(default_factory=set)

    def add(self, secret: Secret) -> None:
        """Learn a secret's windows; one that is too short has none."""
        value = secret.reveal()
        length = max(SHORTEST, WINDOW - most_lost(value, WINDOW))
        for whole in spelled(value):
            if whole in self._secrets:
                continue
            self._secrets[whole] = secret
            for part in _NOT_SECRET.split(whole):
                self._add_part(part, whole, min(length, len(part)))

    def _add_part(self, part: str, whole: str, length: int) -> None:
        if length < SHORTEST:
            return
        self._lengths.add(length)
        for window in _windows_of(part, length):
            if len(set(window)) >= _FEW and len(self._windows.get(window, "")) < len(whole):
                self._windows[window] = whole
        self._grams.update(part[at : at + _GRAM] for at in range(len(part) - _GRAM + 1))

    def spare(self, texts: Iterable[str], *, own_words: bool) -> None:
        """Take what is no secret out: IDs of the chain, the endpoint's address, the report's own words.

        A secret may hold an ID; an ID that is more than half of a secret is that secret in the place of an ID.
        """
        for text in texts:
            for joined in spelled(text):
                for length in self._lengths:
                    for window in _windows_of(joined, length):
                        whole = self._windows.get(window)
                        if whole is not None and (own_words or 2 * len(joined) <= len(whole)):
                            self._spared.add(window)

    def knows(self, text: str) -> bool:
        """Tell whether a joined text is a secret as a whole."""
        return text in self._secrets

    def search(self, text: str) -> Iterator[SecretStretch]:
        """Yield each window that stands in a joined text, from left to right, a few of them twice."""
        if not self._grams:
            return
        step = min(self._lengths) - _GRAM + 1
        grams, size = self._grams, len(text)
        for at in range(0, size - _GRAM + 1, step):
            if text[at : at + _GRAM] in grams:
                yield from self._around(text, at)

    def _around(self, text: str, at: int) -> Iterator[SecretStretch]:
        for length in self._lengths:
            for start in range(max(0, at + _GRAM - length), min(at, len(text) - length) + 1):
                window = text[start : start + length]
                whole = self._windows.get(window)
                if whole is not None and window not in self._spared:
                    yield SecretStretch(start, start + length, self._secrets[whole])

    def stretches(self, text: str) -> list[SecretStretch]:
        """Return where secrets stand in a joined text, each stretch once and as long as it is the secret."""
        found: list[SecretStretch] = []
        for window in sorted(self.search(text), key=lambda window: (window.start, -window.end)):
            last = found[-1] if found else None
            if last is None or window.start >= last.end:
                found.append(self._stretched(text, window, last.end if last else 0))
            elif window.end > last.end:
                found[-1] = self._merged(text, last, window)
        return found

    def _merged(self, text: str, first: SecretStretch, second: SecretStretch) -> SecretStretch:
        whole = self._secrets.get(text[first.start : second.end])
        return SecretStretch(first.start, second.end, whole or first.secret)

    def _stretched(self, text: str, window: SecretStretch, free: int) -> SecretStretch:
        """Take in what stands around a window and is no secret by itself, such as the header of its JWT."""
        whole = self._windows[text[window.start : window.end]]
        at = whole.find(text[window.start : window.end])
        before, after = whole[:at], whole[at + window.end - window.start :]
        start, end = window.start, window.end
        while start > free and before.endswith(text[start - 1]):
            start, before = start - 1, before[:-1]
        while end < len(text) and after.startswith(text[end]):
            end, after = end + 1, after[1:]
        return SecretStretch(start, end, self._secrets.get(text[start:end], window.secret))


def _windows_of(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) - length + 1))
