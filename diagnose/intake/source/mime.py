"""The body of one MIME part, decoded with its lines kept. Sources: RFC 2045 (encodings), RFC 3676 (format=flowed)."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from diagnose.intake.source.traced import Traced, Weaver

Line = tuple[int, bytes]
"""A line of the customer's file: its number, and its bytes with the line break."""


def decoded_lines(lines: Iterable[Line], encoding: str) -> Iterator[Line]:
    """Yield the decoded bytes, each with the line that they stood on."""
    if encoding == "quoted-printable":
        for number, line in lines:
            bare = line.rstrip(b"\r\n \t")
            if bare.endswith(b"="):
                yield number, quopri.decodestring(bare[:-1])
            else:
                yield number, quopri.decodestring(bare) + b"\n"
    elif encoding == "base64":
        yield from _base64(lines)
    else:
        yield from lines


def _base64(lines: Iterable[Line]) -> Iterator[Line]:
    """Decode line by line, carrying the characters that do not fill a group of four."""
    carried = b""
    for number, line in lines:
        carried += bytes(byte for byte in line if byte not in b" \t\r\n=")
        whole = len(carried) & ~3
        yield number, _base64_group(carried[:whole])
        carried = carried[whole:]
    yield 0, _base64_group(carried + b"=" * (-len(carried) % 4))


def _base64_group(group: bytes) -> bytes:
    try:
        return base64.b64decode(group)
    except binascii.Error:
        return b""


def text_of(lines: Iterable[Line], encoding: str, charset: str | None) -> Traced:
    """Return the text of a part; an unknown or wrong charset is read as Windows-1252."""
    decoded = list(decoded_lines(lines, encoding))
    first = decoded[0][0] if decoded else 1
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return _woven(decoded, name, "strict" if name != "cp1252" else "replace", first)
        except (LookupError, ValueError):
            continue
    return Traced.on_line("", first)


def _woven(decoded: list[Line], charset: str, errors: str, first: int) -> Traced:
    "".encode(charset)  # refuses codecs that are no charsets: a "charset" of zlib would be a bomb
    decoder = codecs.getincrementaldecoder(codecs.lookup(charset).name)(errors)
    woven, last = Weaver(), first
    for number, data in decoded:
        last = number or last
        woven.add(decoder.decode(data), last)
    woven.add(decoder.decode(b"", final=True), last)
    return woven.build(first)


_QUOTED = re.compile(r"(?:>[ ]?)*")


def unflowed(source: Traced, *, delete_space: bool) -> Traced:
    """Join the lines that ``format=flowed`` wrapped: those that end with a space, within one quote depth."""
    woven, position, joined = Weaver(), 0, False
    lines = [line.rstrip("\r") for line in source.text.split("\n")]
    depths = [line[: mark.end()].count(">") if (mark := _QUOTED.match(line)) else 0 for line in lines]
    raw = source.text.split("\n")
    for index, line in enumerate(lines):
        content = _QUOTED.sub("", line, count=1) if joined else line
        same = index + 1 < len(lines) and depths[index] == depths[index + 1] and _flowed(lines[index + 1]) != ""
        joined = line.endswith(" ") and _flowed(line) not in {"-- ", ""} and same
        woven.add(
            (content[:-1] if joined and delete_space else content) + ("" if joined else "\n"), source.line_at(position)
        )
        position += len(raw[index]) + 1
    return woven.build(source.line_at(0))


def _flowed(line: str) -> str:
    """Return a line without its quote marks."""
    return _QUOTED.sub("", line, count=1)


_BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "pre", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol", "hr"}
)


_STRUCK = frozenset({"s", "del", "strike"})
"""What is struck through comes out as Markdown has it: ``~~…~~``."""


_TELLING_LINK = re.compile(
    # Takes …?query=…, …/connections/c-1 and the same wrapped (%2Fconnections%2F); leaves pictures and home pages.
    r"(?i)[?&#]query=|(?:/|%2F)(?:workspaces?|connections?|connection-?jobs?|job-?works?|works?|artifacts?)(?:/|%2F)"
)
_LONGEST_CELL = 400
"""Characters. A longer cell is no cell of a table, but a part of a page that tables lay out."""


class _TableRow:
    """The pieces of a row of a table, with their lines, until it is known whether it is one or lays out a page."""

    def __init__(self) -> None:
        self._cells: list[list[tuple[str, int]]] = []

    def begin_cell(self) -> None:
        self._cells.append([])

    def add(self, text: str, line: int) -> None:
        if not self._cells:
            self._cells.append([])
        self._cells[-1].append((text, line))

    def pieces(self, *, whole: bool) -> Iterator[tuple[str, int]]:
        """Yield what stands in the row; the cells of a whole one on one line, with bars between them."""
        texts = ["".join(text for text, _ in cell).strip() for cell in self._cells]
        tabular = whole and len(texts) > 1 and all(len(text) <= _LONGEST_CELL for text in texts)
        for index, cell in enumerate(self._cells):
            if index:
                yield " | ", cell[0][1] if cell else 0
            for text, line in cell:
                yield text.replace("\n", " ") if tabular else text, line


class _HtmlText(HTMLParser):
    """Takes the tags off, and remembers lines."""

    def __init__(self, source: Traced) -> None:
        super().__init__(convert_charrefs=True)
        self.woven = Weaver()
        self._source = source
        self._offsets = [0]
        self._row: _TableRow | None = None
        self._silent = 0
        self._pre = 0
        self._link = ""
        self._quoted = 0
        self._struck: list[str] = []
        for line in source.text.split("\n"):
            self._offsets.append(self._offsets[-1] + len(line) + 1)

    def _line(self) -> int:
        row, column = self.getpos()
        return self._source.line_at(self._offsets[min(row - 1, len(self._offsets) - 1)] + column)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
        self._quoted += tag == "blockquote"
        if tag in _STRUCK or (tag == "span" and "line-through" in (dict(attrs).get("style") or "")):
            self._struck.append(tag)
        self._silent += tag in {"style", "script", "head", "title"}
        self._pre += tag == "pre"
        if tag in {"tr", "table"}:
            self._end_row(whole=tag == "tr")
        if tag in _BREAKS:
            self._break()
        if tag == "tr":
            self._row = _TableRow()
        elif tag in {"td", "th"} and self._row:
            self._row.begin_cell()

    def _end_row(self, *, whole: bool) -> None:
        """Let go of the pieces of a row; it is not whole when another table begins inside it."""
        row, self._row, last = self._row, None, self._line()
        for text, line in row.pieces(whole=whole) if row else ():
            last = line or last
            self.woven.add(text, last)

    def _add(self, text: str, line: int) -> None:
        if self._row:
            self._row.add(text, line)
        else:
            self.woven.add(text, line)

    def _break(self) -> None:
        """Begin a line; inside a quotation with the mark that plain text has there."""
        self._add("\n" if self._row else "\n" + "> " * min(self._quoted, 9), self._line())

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in {"style", "script", "head", "title"}), 0)
        self._pre = max(self._pre - (tag == "pre"), 0)
        self._quoted = max(self._quoted - (tag == "blockquote"), 0)
        if self._struck and self._struck[-1] == tag:
            self._struck.pop()
        if tag in {"tr", "table"}:
            self._end_row(whole=True)
        if tag in _BREAKS:
            self._break()
        elif tag in {"td", "th"} and not self._row:
            self.woven.add(" | ", self._line())
        elif tag == "a" and _TELLING_LINK.search(self._link[:60_000]):
            self._add(f" {self._link} ", self._line())
        self._link = "" if tag == "a" else self._link

    def close(self) -> None:
        super().close()
        self._end_row(whole=True)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._link and self._link.startswith(data.strip()[:40] or "-"):
            self._link = ""  # the address is what is shown
        if self._struck and data.strip():
            data = f"~~{data.strip()}~~"
        line, (row, column) = self._line(), self.getpos()
        offset = self._offsets[min(row - 1, len(self._offsets) - 1)] + column
        if self._pre:
            for piece in data.splitlines(keepends=True):
                self._add(piece, self._source.line_at(offset))
                offset += len(piece)
        else:
            self._add(" ".join(data.replace("\xa0", " ").split("\n")), line)


def html_text(source: Traced) -> Traced:
    """Return the text of an HTML part."""
    parser = _HtmlText(source)
    parser.feed(source.text)
    parser.close()
    return parser.woven.build(source.line_at(0))
