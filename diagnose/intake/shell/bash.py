"""Words of a command as bash (and any POSIX shell) splits them. Nothing is ever executed or expanded.

Quoting: ``'…'``, ``"…"``, ``$'…'``, ``$"…"``, backslashes, continued lines, comments, here-documents and
here-strings. Source: the Bash manual, sections 3.1.2 (quoting) and 3.6 (redirections).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.command_output import output_of
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.traced import Traced, Weaver

_PLAIN = re.compile(r"[^\s'\"\\$`|&;<>()#]++|#(?<=[^\s]#)")
_IN_DOUBLE = re.compile(r'[^"\\$`]++')
_IN_SINGLE = re.compile(r"[^']*+")
_IN_ANSI = re.compile(r"[^'\\]*+(?:\\.[^'\\]*+)*+", re.DOTALL)
_NAME = re.compile(r"\$(?:\{\{[ \t]{0,4}(?:env|vars)\.\w{1,100}[ \t]{0,4}\}\}|\w{1,100}|\{[^{}\n]{0,100}\}|[?!@*#$-])")
_BLANK = re.compile(r"[ \t\u00a0\u200b]++")
# Takes the line break before -H, --data or an address where the backslash was lost; leaves one before other words.
_WRAPPED = re.compile(r"[ \t]*+\r?\n[ \t]*+(?=-[A-Za-z]\b|--[a-z]|['\"]?https?://|\\\r?\n)")
# Takes the escapes of $'…': \x41, \u00e9, \101, \cA and \n.
_ANSI = re.compile(
    r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))", re.DOTALL
)
_LETTERS = {"a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_MOST_NESTED = 3
"""Substitutions in substitutions that are looked into."""
_HEREDOC = re.compile(r"<<(-?)[ \t]*+(?:'(\w{1,60})'|\"(\w{1,60})\"|\\?(\w{1,60}))")


def ansi_c(body: str) -> str:
    """Decode the inside of ``$'…'``; escapes for bytes are read as UTF-8."""
    pieces, position = [], 0
    for match in _ANSI.finditer(body):
        pieces += [body[position : match.start()].encode("utf-8", "surrogatepass"), _ansi_one(match)]
        position = match.end()
    pieces.append(body[position:].encode("utf-8", "surrogatepass"))
    return b"".join(pieces).decode("utf-8", "replace")


def _ansi_one(match: re.Match[str]) -> bytes:
    byte, short, long, octal, control, letter = match.groups()
    if byte or octal:
        return bytes([int(byte, 16) if byte else int(octal, 8) & 0xFF])
    if control:
        return bytes([ord(control.upper()) & 0x1F])
    if short or long:
        code = int(short or long, 16)
        return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else b"\xef\xbf\xbd"  # noqa: PLR2004
    plain = _LETTERS.get(letter, letter if letter in "\\'\"?" else "\\" + letter)
    return plain.encode("utf-8", "surrogatepass")


class BashReader:
    """Reads one command; subclass-free and single-use."""

    def __init__(self, source: Traced, position: int, end: int, names: Mapping[str, Value]) -> None:
        self.source = source
        self.text = source.text
        self.position = position
        self.limit = end
        self.line = CommandLine()
        self.word: Weaver | None = None
        self.heredoc: str | None = None
        self.names = names
        self.depth = 0
        self.expands = True
        """Whether names in the here-document stand for their values: not behind a quoted end mark."""

    def read(self) -> CommandLine:
        """Read up to the end of the command: an unquoted line break or operator."""
        while self.position < self.limit and not self._finished():
            self._piece(self.text[self.position])
        self._close()
        self.line.stop = self.position
        if self.heredoc is not None:
            self._read_heredoc(self.heredoc)
        self.line.end = self.position
        return self.line

    def _finished(self) -> bool:
        char = self.text[self.position]
        if char in "\r\n":
            wrapped = _WRAPPED.match(self.text, self.position, self.limit)
            if wrapped is None or self.heredoc is not None:
                return True
            self._close()
            self.position = wrapped.end()
            return self.position >= self.limit
        return char in "|;)" or (char == "&" and self.text[self.position - 1] not in "<>")

    def _piece(self, char: str) -> None:
        if blank := _BLANK.match(self.text, self.position, self.limit):
            self._close()
            self.position = blank.end()
        elif char == "\\":
            self._backslash()
        elif char in "'\"":
            self._quoted(char)
        elif char == "$":
            self._dollar()
        elif char == "`":
            self._substitution("`")
        elif char in "<>":
            self._redirect()
        elif char == "#" and self.word is None:
            self.position = _end_of_line(self.text, self.position, self.limit)
        else:
            self._plain()

    def _plain(self) -> None:
        match = _PLAIN.match(self.text, self.position, self.limit)
        end = match.end() if match else self.position + 1
        self._add(self.text[self.position : end], self.position)
        self.position = end

    def _add(self, text: str, at: int) -> None:
        """Append to the current word, each of the source's lines on its own."""
        self.word = self.word or Weaver()
        line = self.source.line_at(at)
        for piece in text.split("\n")[:-1]:
            self.word.add(piece + "\n", line)
            at += len(piece) + 1
            line = self.source.line_at(at)
        self.word.add(text[text.rfind("\n") + 1 :], line)

    def _close(self) -> None:
        if self.word is not None:
            self.line.words.append(self.word.build(self.source.line_at(max(self.position - 1, 0))))
            self.word = None

    def _backslash(self) -> None:
        following = self.text[self.position + 1 : self.position + 3]
        trailing = re.compile(r"\\[ \t]{0,8}+\r?\n").match(self.text, self.position, self.limit)
        if trailing:
            self.position = trailing.end()
        else:
            self._add(following[:1] or "\\", self.position)
            self.position += 2

    def _quoted(self, quote: str) -> None:
        self.word = self.word or Weaver()
        self.position += 1
        if quote == "'":
            match = _IN_SINGLE.match(self.text, self.position, self.limit)
            end = match.end() if match else self.limit
            self._add(self.text[self.position : end], self.position)
            self._after_quote(end)
        else:
            self._double()

    def _after_quote(self, end: int) -> None:
        self.line.unclosed = self.line.unclosed or end >= self.limit
        self.position = min(end + 1, self.limit)

    def _double(self) -> None:
        while self.position < self.limit:
            char = self.text[self.position]
            if char == '"':
                break
            if char == "\\":
                self._double_backslash()
            elif char == "$" or char == "`":  # noqa: PLR1714
                self._dollar(quoted=True) if char == "$" else self._substitution("`")
            elif match := _IN_DOUBLE.match(self.text, self.position, self.limit):
                self._add(match[0], self.position)
                self.position = match.end()
        self._after_quote(self.position)

    def _double_backslash(self) -> None:
        following = self.text[self.position + 1 : self.position + 2]
        if following == "\n" or self.text.startswith("\r\n", self.position + 1):
            self.position += 2 if following == "\n" else 3
            return
        self._add(following if following in {"$", "`", '"', "\\"} else "\\" + following, self.position)
        self.position += 2

    def _dollar(self, *, quoted: bool = False) -> None:
        following = self.text[self.position + 1 : self.position + 2]
        if following == "'" and not quoted:
            match = _IN_ANSI.match(self.text, self.position + 2, self.limit)
            end = match.end() if match else self.limit
            self._add_decoded(self.text[self.position + 2 : end], self.position + 2)
            self._after_quote(end)
        elif following == '"' and not quoted:
            self.position += 1
        elif following == "(":
            self._substitution(")")
        else:
            match = _NAME.match(self.text, self.position, self.limit)
            name = match[0] if match else "$"
            self._add(self._given(name), self.position)
            self.position += len(name)

    def _given(self, name: str) -> str:
        """Return the value that a script gave a name further up, or the name as written."""
        value = self.names.get(name.strip("${} \t").rpartition(".")[2].lower())
        return value.text if isinstance(value, Traced) else name

    def _add_decoded(self, body: str, at: int) -> None:
        """Append the inside of ``$'…'``; real line breaks in it keep their lines."""
        self.word = self.word or Weaver()
        for piece in re.split(r"(?<=\n)", body):
            self.word.add(ansi_c(piece), self.source.line_at(at))
            at += len(piece)

    def _substitution(self, closing: str) -> None:
        """Put in what ``$(cat <<EOF …)`` and the like write; keep any other as written: it is never executed."""
        start, depth = self.position, 0
        self.position += 1 if closing == "`" else 2
        while self.position < self.limit:
            char = self.text[self.position]
            self.position += 1
            if char == closing and depth == 0:
                break
            depth += (char == "(") - (char == ")") if closing == ")" else 0
        written = self._written(start) if closing == ")" else None
        if written is None:
            self.line.substitutions += 1
            self._add(self.text[start : self.position], start)
        else:
            self.word = self.word or Weaver()
            self.word.add(written.text, written.line_at(0))

    def _written(self, start: int) -> Traced | None:
        """Return what a substitution writes, if that can be told without executing it."""
        if self.depth >= _MOST_NESTED:
            return None
        inner = BashReader(self.source, start + 2, self.position - 1, self.names)
        inner.depth = self.depth + 1
        return output_of(inner.read(), self.names)

    def _redirect(self) -> None:
        here = _HEREDOC.match(self.text, self.position, self.limit)
        if self.word is not None and self.text[self.position - 1].isdigit():
            self.word = None
        self._close()
        if here:
            self.heredoc = next(name for name in here.groups()[1:] if name)
            self.expands = bool(here[4]) and "\\" not in here[0]
            self.position = here.end()
            return
        here_string = self.text.startswith("<<<", self.position)
        reads = self.text.startswith("<", self.position)
        self.position = (re.compile(r"[<>&|]{1,3}+[ \t]*+")).match(self.text, self.position).end()  # type: ignore[union-attr]
        count = len(self.line.words)
        while self.position < self.limit and self.text[self.position] not in " \t\r\n|;&<>)":
            self._piece(self.text[self.position])
        self._close()
        target = self.line.words[count:]
        del self.line.words[count:]
        if here_string and target:
            self.line.stdin = target[0]
        elif target and reads:
            self.line.reads_from = target[0].text
        elif target:
            self.line.writes_to = target[0].text

    def _read_heredoc(self, name: str) -> None:
        start = min(_end_of_line(self.text, self.position, self.limit) + 1, self.limit)
        match = re.compile(rf"^\t*{re.escape(name)}[ \t]*+\r?$", re.MULTILINE).search(self.text, start, self.limit)
        end = match.start() if match else self.limit
        body = self.source.slice(start, max(end - 1, start))
        self.line.stdin = self._expanded(body) if self.expands and self.names else body
        self.line.unclosed = self.line.unclosed or match is None
        self.position = match.end() if match else self.limit

    def _expanded(self, body: Traced) -> Traced:
        """Return a here-document with the names in it that were given values."""
        woven, position = Weaver(), 0
        for name in _NAME.finditer(body.text):
            woven.add_traced(body.slice(position, name.start()))
            woven.add(self._given(name[0]), body.line_at(name.start()))
            position = name.end()
        woven.add_traced(body.slice(position))
        return woven.build(body.line_at(0))


def _end_of_line(text: str, position: int, limit: int) -> int:
    end = text.find("\n", position, limit)
    return limit if end < 0 else end


def read_bash(source: Traced, position: int, end: int, names: Mapping[str, Value] | None = None) -> CommandLine:
    """Split the command that begins at ``position``, reading no further than ``end``; ``names`` were given values."""
    return BashReader(source, position, end, names or {}).read()
