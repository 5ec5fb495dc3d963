"""Lines on a terminal: wrapped at its width with hanging indents, in the characters that its encoding has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from diagnose_reports.safe import seen, shorten_middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from diagnose_reports.words import Word

TONES = {"good": "green", "bad": "red", "doubt": "yellow", "unsure": "magenta", "quiet": "dim"}
"""Tone to style: the sixteen colours only, so that the terminal's own theme decides."""

_TEXT = 1200
_NARROW = 56
_LABEL = 16
"""Columns for the label of a row, its indent included."""
_GAP = 2
_ASIDE = 20
"""Where what stands beside a short ID begins, so that it lines up."""
_LONGEST_ID = 3
"""Lines that an ID may take before its middle is left out."""


_KNOW_LINKS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"})
_SINCE = {"VTE_VERSION": 5000, "KONSOLE_VERSION": 201_200}
"""The versions from which the terminals of GNOME and KDE follow links; both say theirs in a variable."""


def knows_links(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal follows links (OSC 8): none can be asked, so those that are known to do it count."""
    if environ.get("TERM_PROGRAM") in _KNOW_LINKS or {"WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM"} & environ.keys():
        return True
    versions = ((environ.get(name, ""), first) for name, first in _SINCE.items())
    return any(version.isdecimal() and int(version[:9]) >= first for version, first in versions)


class Paper:
    """Prints prose on one console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding
        self._signs = _has(self._encoding, "✓✕\u2013○→•")
        self.wide = console.width >= _NARROW
        self._ellipsis = "…" if _has(self._encoding, "…") else "..."
        self.arrow = "→" if self._signs else "->"
        self.bullet = "•" if self._signs else "-"
        self._indent = _LABEL if self.wide else 4
        self.room = max(8, console.width - self._indent)
        """Columns for what a row says."""

    def text(self, text: str, style: str = "") -> Text:
        """Foreign text: made visible, cut, and written in characters that the console's encoding has."""
        return Text(_encodable(seen(text, _TEXT), self._encoding), style=style)

    def sign(self, word: Word) -> Text:
        """The sign before a word, and a space."""
        return Text(f"{word.sign if self._signs else word.ascii_sign} ", style=TONES[word.tone])

    def fitting(self, text: str) -> str:
        """Foreign text that is an ID: whole if that takes a few lines, else without its middle."""
        return shorten_middle(seen(text, _TEXT), _LONGEST_ID * self.room)

    def row(self, label: str, body: Text, most: int, *, aside: Text | None = None) -> Iterator[Text]:
        """Yield a label and what it says on at most ``most`` lines; ``aside`` stands beside it, or else below."""
        if aside and body.cell_len + aside.cell_len + _GAP <= self.room:
            pad = max(_GAP, min(_ASIDE - body.cell_len, self.room - body.cell_len - aside.cell_len))
            body, aside = Text.assemble(body, " " * pad, aside), None
        lead = Text(f"  {label}".ljust(self._indent)) if self.wide else Text(f"  {label}: ")
        if self.wide:
            yield from self.indented(body, self._indent, most, first=lead)
        else:
            yield from self.indented(Text.assemble(Text(f"{label}: "), body), 4, most + 1, first=Text("  "))
        if aside:
            yield from self.indented(aside, self._indent, 2)

    def under(self, at: int, mark: str, words: Text | None = None) -> Iterator[Text]:
        """Yield a line beneath what a row says: a mark at a column of it, and words after the mark."""
        text = Text.assemble(" " * at, mark, " " if mark and words else "", words or "")
        if text.cell_len <= self.room:
            yield Text.assemble(" " * self._indent, text)
        elif words:
            yield from self.indented(words, self._indent, 2)

    def facing(self, left: Text, right: Text) -> Iterator[Text]:
        """Yield a line with something at its right edge, where there is room for it; else after it."""
        spare = self._console.width - left.cell_len - right.cell_len
        if right and spare >= _GAP:
            yield Text.assemble(left, " " * spare, right)
        else:
            yield from self.indented(Text.assemble(left, "  " if right else "", right), 2, 3, first=Text())

    def indented(self, body: Text, indent: int, most: int, *, first: Text | None = None) -> Iterator[Text]:
        """Yield prose from a column on at most ``most`` lines; what is left out shows as an ellipsis."""
        width = max(8, self._console.width - indent)
        lines = list(body.wrap(self._console, width, overflow="fold"))
        if len(lines) > most:
            lines = lines[:most]
            lines[-1].rstrip()
            lines[-1].truncate(width - 3)
            lines[-1].append(self._ellipsis)
        for number, line in enumerate(lines):
            line.rstrip()
            lead = first if first is not None and number == 0 else Text(" " * indent)
            yield Text.assemble(lead, line)

    def print(self, lines: Iterable[Text]) -> None:
        """Print lines that fit."""
        for line in lines:
            line.rstrip()
            self._console.print(line, soft_wrap=True, highlight=False)

    def block(self, text: str) -> None:
        """Print a command as it is, so that it can be copied: nothing is wrapped or indented."""
        for line in text.splitlines():
            self.print([Text(_encodable(line, self._encoding))])

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
            self.print([Text.assemble(prefix, line)])


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
    "\u2013": "-", "—": "-", "·": "-",
}  # fmt: skip


def _fallback(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN.get(character) or f"<U+{ord(character):04X}>"
    return character
