"""Lines on a terminal: wrapped at its width with hanging indents, in the characters that its encoding has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from diagnose_reports.safe import seen

if TYPE_CHECKING:
    from rich.console import Console

    from diagnose_reports.words import Word

TONES = {"good": "green", "bad": "red", "doubt": "yellow", "unsure": "magenta", "quiet": "dim"}
"""Tone to style: the sixteen colours only, so that the terminal's own theme decides."""

_TEXT = 1200
_NARROW = 56


class Paper:
    """Prints prose on one console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding
        self._signs = _has(self._encoding, "✓✕\u2013○→•")
        self.wide = console.width >= _NARROW
        self.arrow = "→" if self._signs else "->"
        self.bullet = "•" if self._signs else "-"

    def text(self, text: str, style: str = "") -> Text:
        """Foreign text: made visible, cut, and written in characters that the console's encoding has."""
        return Text(_encodable(seen(text, _TEXT), self._encoding), style=style)

    def sign(self, word: Word) -> Text:
        """The sign before a word, and a space."""
        return Text(f"{word.sign if self._signs else word.ascii_sign} ", style=TONES[word.tone])

    def gap(self) -> None:
        """Leave a line free."""
        self._console.print()

    def heading(self, words: str, subject: Text | None = None) -> None:
        """Begin a part."""
        self.gap()
        self.line(Text(f"{words} " if subject else words), subject or Text(), style="bold")

    def line(self, *parts: Text, style: str = "") -> None:
        """Print prose from the left edge."""
        self._print(Text(), Text.assemble(*parts), style, 0)

    def item(
        self,
        text: Text,
        *,
        lead: str = "",
        lead_text: Text | None = None,
        indent: int = 2,
        hang: int | None = None,
        style: str = "bold",
    ) -> None:
        """Print prose after a lead word in ``style``, indented by ``indent`` columns, later lines by ``hang``."""
        parts = (lead_text or Text(), Text(lead, style=style if lead.strip(" .-•") else ""))
        later = indent + (2 if lead_text or lead else 0) if hang is None else hang
        self._print(Text(" " * indent), Text.assemble(*parts, text), "", later)

    def _print(self, first: Text, body: Text, style: str, hang: int) -> None:
        body.stylize_before(style)
        width = max(8, self._console.width - hang)
        lines = body.wrap(self._console, width, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            prefix = first if number == 0 else Text(" " * hang)
            self._console.print(Text.assemble(prefix, line), soft_wrap=True, highlight=False)


def _has(encoding: str, text: str) -> bool:
    return _encodable(text, encoding) == text


def _encodable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_fallback(character, encoding) for character in text)
    except LookupError:
        return text.encode("ascii", "backslashreplace").decode()
    return text


_PLAIN = {
    "\u2039": "<", "\u203a": ">", "…": "...", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "→": "->",
    "\u2013": "-", "—": "-",
}  # fmt: skip


def _fallback(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN.get(character) or f"<U+{ord(character):04X}>"
    return character
