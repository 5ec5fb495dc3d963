"""The tokens of a literal value as most languages write them: strings of every kind, brackets, words, signs.

Nothing is executed, and nothing is read twice: a search for the end of a long string that came to nothing is not made
again. Sources: the grammars of ECMAScript, Python, PHP, Ruby, C#, Java, Kotlin, Swift, Go, Rust, Elixir, PowerShell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.intake.shell.javascript import unescaped

_TOKEN = re.compile(
    r"""(?x)
      (?P<blank>(?:[\s\u00a0\ufeff\u200b\u25b6\u25bc]++|//[^\n]*+|(?<=\s)\#[ ][^\n]*+|(?<=^)\#[ ][^\n]*+)++)
    | (?P<url>[a-z][a-z0-9+.]{1,10}+://[^\s"'`,;(){}\[\]<>]*+)
    | (?P<date>\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,14}+(?:Z|[+-]\d\d:?\d\d)?)
    | (?P<type><[\w\s,.?<>\[\]]{1,80}>(?=\s{0,8}[({\[])|array:\d{1,6}(?=[ ]?\[)|\#\d{1,6}(?=[ ]?\u25bc))
    | (?P<string>\"\"\"|'''|["'`\u201c\u201d\u201e\u2018\u2019\u201a\u00ab])
    | (?P<heredoc><<[<~-]?(?=['"]?[A-Z_]{2,40}['"]?[ \t]*\r?\n))
    | (?P<open>[{\[(])
    | (?P<close>[}\])])
    | (?P<pair>=>|:=|\.=|->|:(?!:)|=(?![=~]))
    | (?P<separator>[,;])
    | (?P<word>%[wWiI](?=[\[({])|\.?[\w$][\w$.\-\u2010-\u2013\u2212]*+|\.\.\.|\u2026)
    | (?P<other>::|==|[^\s])
    """
)
# Takes the tokens of { a: 'b', "c" => ["d"], :e => nil, f = @{ g = $h } } one by one; whatever is none is an "other".
_CLOSING = {
    '"': '"', "'": "'", "`": "`", "\u201c": "\u201d", "\u201d": "\u201d", "\u201e": "\u201c", "\u2018": "\u2019",
    "\u2019": "\u2019", "\u201a": "\u2018", "\u00ab": "\u00bb",
}  # fmt: skip
_LINE = {
    '"': re.compile(r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'),
    "'": re.compile(r"'[^'\\\n]*+(?:\\[^\n][^'\\\n]*+)*+'"),
}
_BLOCK = {
    '"': re.compile(r'"[^"\\]*+(?:\\[\s\S][^"\\]*+)*+"'),
    "'": re.compile(r"'[^'\\]*+(?:\\[\s\S][^'\\]*+)*+'"),
    "`": re.compile(r"`[^`\\]*+(?:\\[\s\S][^`\\]*+)*+`"),
}
_LONG_START = re.compile(r"[\"'][ \t]*+(?:\r?\n|[{\[]|(?:query|mutation|fragment)\b)")
"""How a string begins that may go over several lines: others end on their own, so that an apostrophe hurts nobody."""
_TERMINATOR = re.compile(r"['\"]?([A-Z_]{2,40})['\"]?[ \t]*+\r?\n")
_TERMINATOR_BREAK = re.compile(r"[ \t]*+\r?\n")
_LONGEST_CURLY = 2_000
_MOST_SEARCHES = 50
"""Searches for the end of a heredoc in one value."""


@dataclass(frozen=True)
class LiteralToken:
    """One token from ``start`` to ``end``; ``text`` is that of a string without its quotes, unescaped."""

    kind: str
    text: str
    start: int
    end: int


class LiteralTokens:
    """Reads the tokens from ``position`` on, up to ``limit``; ``broken`` tells that a string does not end."""

    def __init__(self, text: str, position: int, limit: int) -> None:
        self.text = text
        self.position = position
        self.limit = limit
        self.broken = False
        self._never_ends: set[str] = set()
        self._searches = 0

    def __iter__(self) -> Iterator[LiteralToken]:
        while not self.broken and (match := _TOKEN.match(self.text, self.position, self.limit)):
            kind = match.lastgroup or "other"
            if kind in {"blank", "type"}:
                self.position = match.end()
            elif kind in {"string", "heredoc"}:
                if token := self._heredoc(match) if kind == "heredoc" else self._string(match):
                    self.position = token.end
                    yield token
            elif match[0] == "/" and self.text.startswith("/*", match.start()):
                end = self._search("*/", match.end())
                self.position = end + 2 if end >= 0 else match.end()
            else:
                self.position = match.end()
                yield LiteralToken(kind, match[0], match.start(), match.end())

    def rest_of_line(self) -> LiteralToken:
        """Take the rest of the line as one string, as ``print_r`` writes them."""
        start, end = self.position, self.text.find("\n", self.position, self.limit)
        self.position = self.limit if end < 0 else end
        return LiteralToken("string", self.text[start : self.position].strip(), start, self.position)

    def _string(self, match: re.Match[str]) -> LiteralToken | None:
        start, quote = match.start(), match[0]
        if len(quote) == 3:  # noqa: PLR2004 - three quotes, a block
            end = self._search(quote, match.end())
            return self._token(match.end(), end, end + 3) if end >= 0 else self._word(match)
        if quote not in _BLOCK:
            return self._curly(start, quote)
        if self.text.startswith("@", start - 1) and _TERMINATOR_BREAK.match(self.text, match.end()):
            end = self._search(f"\n{quote}@", match.end())
            return self._token(match.end(), end, end + 3, raw=True) if end >= 0 else self._word(match)
        found = _LINE[quote].match(self.text, start, self.limit) if quote in _LINE else None
        if found is None and quote not in self._never_ends and (quote == "`" or _LONG_START.match(self.text, start)):
            found = _BLOCK[quote].match(self.text, start, self.limit)
            if found is None:
                self._never_ends.add(quote)
        if found is None:
            self.broken = quote != "`"
            return self._word(match) if quote == "`" else None
        return self._token(start + 1, found.end() - 1, found.end())

    def _curly(self, start: int, quote: str) -> LiteralToken | None:
        """Read a string in typographic quotes, which a word processor put there."""
        reach = min(start + _LONGEST_CURLY, self.limit)
        ends = [end for closing in {_CLOSING[quote], quote} if (end := self.text.find(closing, start + 1, reach)) >= 0]
        if not ends:
            self.position = start + 1
            return None
        return self._token(start + 1, min(ends), min(ends) + 1)

    def _heredoc(self, match: re.Match[str]) -> LiteralToken | None:
        name = _TERMINATOR.match(self.text, match.end(), self.limit)
        self._searches += 1
        if name is None or self._searches > _MOST_SEARCHES:
            return self._word(match)
        found = re.compile(rf"\n[ \t]{{0,200}}+{name[1]}\b").search(self.text, name.end() - 1, self.limit)
        return (
            self._token(name.end(), max(found.start(), name.end()), found.end(), raw=True)
            if found
            else self._word(match)
        )

    def _search(self, ending: str, start: int) -> int:
        """Find an ending; once it was not found, it is not looked for again."""
        if ending in self._never_ends:
            return -1
        end = self.text.find(ending, start, self.limit)
        if end < 0:
            self._never_ends.add(ending)
        return end

    def _token(self, start: int, end: int, after: int, *, raw: bool = False) -> LiteralToken:
        text = self.text[start:end]
        return LiteralToken("string", text if raw else unescaped(text), start, after)

    def _word(self, match: re.Match[str]) -> LiteralToken:
        return LiteralToken("other", match[0], match.start(), match.end())
