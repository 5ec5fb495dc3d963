r"""JSON that stands escaped in a text: in a literal of code, a log's message, an access log, a web page, a CSV cell.

``{\"query\": …}``, ``{\x22query\x22: …}``, ``{&quot;query&quot;: …}``, ``{""query"": …}`` and a document whose line
ends are written ``\n`` are unescaped and read again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from diagnose.intake.content.form import Claim, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.shell.bash import ansi_c
from diagnose.intake.source.traced import Traced

_BACKSLASHED = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_MOST_ENTITIES = 3
"""How often a web page's text may have been escaped."""
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_QUOT = r"&(?:amp;){0,3}(?:quot|#34|#x22);"
_DOCUMENT = (
    # Takes query Q($w: ID!) {\n, query {\r\n, {\n  me; leaves a document with line ends of its own.
    r"(?:query|mutation|subscription|fragment)\b[^{}\"\\\n]{0,400}[({][ ]{0,8}\\[nr]"
    r"|\{[ ]{0,8}\\[nr](?:\\[nrt]|[ ]){0,40}me\b"
)


def _unescaped(text: str) -> str:
    plain = _BACKSLASHED.sub(_character, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _LETTERS.get(code, code)


def _without_entities(text: str) -> str:
    for _ in range(_MOST_ENTITIES):
        text = html.unescape(text)
        if "&quot;" not in text:
            break
    return text


_JOINED = r"\"[ ]?[&+][ ]?(?:_[ \t]*\r?\n[ \t]*)?(?:[\w.()]{1,60}[ ]?[&+][ ]?)?(?:_[ \t]*\r?\n[ \t]*)?\""
"""Takes ``" & ws & "`` and ``" & _⏎ "`` between two strings of Visual Basic."""
_DOUBLED = re.compile(rf"\"\"|{_JOINED}")


def _undoubled(text: str) -> str:
    return _DOUBLED.sub(lambda mark: '"' if mark[0] == '""' else "${value}" if re.search(r"\w", mark[0]) else "", text)


_WAYS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[str], str]], ...] = (
    # how it begins, how far it may reach, how it is undone
    (
        re.compile(r"[{\[]\s{0,64}(?:\\[nrt]\s{0,64}){0,64}\\{1,15}\""),
        re.compile(r"(?:[^\"\\]++|\\.)*+", re.DOTALL),
        _unescaped,
    ),
    (re.compile(r"[{\[]\s{0,64}\\x22"), re.compile(r"[^\"\n]*+"), ansi_c),
    (re.compile(rf"[{{\[]\s{{0,64}}{_QUOT}"), re.compile(r"[^<]*+"), _without_entities),
    (re.compile(r"[{\[]\s{0,64}\"\"(?=\w)"), re.compile(rf"(?:[^\"]++|\"\"|{_JOINED})*+"), _undoubled),
    (re.compile(_DOCUMENT), re.compile(r"(?:[^\"'`\\]++|\\.)*+", re.DOTALL), _unescaped),
)


def read_escaped(stretch: Stretch) -> Claim | Vain | None:
    """Undo the escapes from here to where the string around it ends, and give the text back to be read."""
    text, start = stretch.source.text, stretch.start
    for begins, reach, undo in _WAYS:
        if begins.match(text, start):
            whole = reach.match(text, start, stretch.limit)
            end = whole.end() if whole else start
            line = stretch.line
            plain = undo(text[start:end])
            part = TextPart(Traced.on_line(plain, line) if "\n" not in text[start:end] else Traced.of(plain, line))
            return (
                Claim(end, (part,), cost=end - start) if end - start < stretch.budget else Vain(end, cost=end - start)
            )
    return None


ESCAPED_TEXT = StretchForm(
    "escaped",
    # Takes the beginnings in _WAYS; leaves {"a": 1} and {} to JSON.
    re.compile(rf"[{{\[]\s{{0,64}}(?:(?:\\[nrt]\s{{0,64}}){{0,64}}\\{{1,15}}\"|\\x22|{_QUOT}|\"\"(?=\w))|{_DOCUMENT}"),
    read_escaped,
    alone=False,
)
