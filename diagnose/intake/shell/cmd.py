"""Words of a command as Windows splits them: cmd.exe takes its carets away, then the C runtime splits the quotes.

Sources: Microsoft's "Parsing C command-line arguments"; the order of the two is what Chrome's "Copy as cURL (cmd)"
relies on. Nothing is executed; ``%NAME%`` stays as it is.
"""

from __future__ import annotations

import re

from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.source.traced import Traced, Weaver

_RUN = re.compile(r'[^"^\r\n&|<>]++')
_BACKSLASHES = re.compile(r"(\\++)(\"?)")
_OPTION = re.compile(r"\r?\n[ \t]*+(?=-[A-Za-z]\b|--[a-z])")


def read_cmd(source: Traced, position: int, end: int) -> CommandLine:
    """Split the command that begins at ``position``, reading no further than ``end``."""
    line = CommandLine()
    plain, line.end = _without_carets(source, position, end)
    _split(plain, line, doubled='^"' in source.text[position : line.end])
    return line


def _without_carets(source: Traced, position: int, end: int) -> tuple[Traced, int]:
    """Do what cmd.exe does: drop carets outside quotes, join continued lines, stop at the command's end."""
    text, woven, quoted = source.text, Weaver(), False
    while position < end:
        char, line = text[position], source.line_at(position)
        if char == "^" and not quoted:
            position, literal = _caret(text, position + 1)
            woven.add(literal, source.line_at(position - 1))
        elif char in "\r\n":
            wrapped = _OPTION.match(text, position, end)
            if wrapped is None or quoted:
                break
            woven.add(" ", line)
            position = wrapped.end()
        elif char in "&|<>" and not quoted:
            break
        elif char == '"':
            quoted = not quoted
            woven.add(char, line)
            position += 1
        else:
            match = _RUN.match(text, position, end)
            run = match[0] if match else char
            woven.add(run, line)
            position += len(run)
    return woven.build(source.line_at(position)), position


def _caret(text: str, position: int) -> tuple[int, str]:
    """Return where to go on after a caret, and the character it keeps; a line break after it is dropped."""
    if text.startswith("\r\n", position) or text.startswith("\n", position):
        position += 2 if text[position] == "\r" else 1
        if text.startswith("\r\n", position):
            return position + 2, "\n"
    return position + 1, text[position : position + 1]


def _split(plain: Traced, line: CommandLine, *, doubled: bool) -> None:
    """Do what the C runtime does: blanks split, quotes join, backslashes count only before a quote.

    Chrome (known by its ``^"``) doubles every backslash, though the C runtime undoes that before quotes only. What
    the browser had sent matters here, so with ``doubled`` the doubling is undone everywhere.
    """
    text, position, quoted = plain.text, 0, False
    word: Weaver | None = None
    while position < len(text):
        char, at = text[position], plain.line_at(position)
        if char in " \t" and not quoted:
            _close(word, line, at)
            word = None
            position += 1
            continue
        word = word or Weaver()
        if char == "\\":
            literal, position = _backslashes(text, position, doubled=doubled)
            word.add(literal, at)
        elif char == '"' and quoted and text.startswith('""', position):
            word.add('"', at)
            position += 2
        elif char == '"':
            quoted = not quoted
            position += 1
        else:
            word.add(char, at)
            position += 1
    line.unclosed = quoted
    _close(word, line, plain.line_at(position))


def _backslashes(text: str, position: int, *, doubled: bool) -> tuple[str, int]:
    match = _BACKSLASHES.match(text, position)
    run, quote = (match[1], match[2]) if match else ("\\", "")
    if not quote:
        return (run[: (len(run) + 1) // 2] if doubled else run), position + len(run)
    if len(run) % 2:
        return "\\" * (len(run) // 2) + '"', position + len(run) + 1
    return "\\" * (len(run) // 2), position + len(run)


def _close(word: Weaver | None, line: CommandLine, at: int) -> None:
    if word is not None:
        line.words.append(word.build(at))
