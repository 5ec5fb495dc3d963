"""The debug output of Python's ``http.client``, which other libraries of Python use.

``send: b'POST …\\r\\n'``, ``reply: 'HTTP/1.1 200 OK\\r\\n'`` and ``header: …`` are put together to the HTTP that
they show, which is then read again. Source: the documentation of ``HTTPConnection.set_debuglevel``.
"""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.shell.bash import ansi_c
from diagnose.intake.source.traced import Traced, Weaver

_LINE = re.compile(
    # Takes send: b'POST / HTTP/1.1\r\n…', reply: 'HTTP/1.1 200 OK\r\n' and header: Content-Type: application/json.
    r"[ \t]{0,8}(?:(send|reply):[ \t]{0,4}(?:b?'((?:[^'\\\n]++|\\.)*+)'|b?\"((?:[^\"\\\n]++|\\.)*+)\")"
    r"|header:[ \t]{0,4}([^\r\n]*+))[ \t]*+\r?(?:\n|$)"
)
_MOST = 5_000
"""Lines of one conversation."""


def read_debug(stretch: Stretch) -> Claim | Vain | None:
    """Put the conversation together that begins here, up to the first line that is none of it."""
    text, position = stretch.source.text, stretch.start
    woven, said = Weaver(), ""
    for _ in range(_MOST):
        line = _LINE.match(text, position, stretch.limit)
        if line is None:
            break
        at = stretch.source.line_at(position)
        if line[4] is not None:
            woven.add(f"{line[4]}\n", at)
        else:
            woven.add("\n\n" * (said == "send" and line[1] == "reply"), at)
            woven.add(_plain(line[2] or line[3] or ""), at)
        said, position = line[1] or "header", line.end()
    if not said:
        return None
    position = _with_answer(stretch.source, woven, position) if said == "header" else position
    return Claim(position, (TextPart(woven.build(stretch.line)),))


def _plain(literal: str) -> str:
    return ansi_c(literal).replace("\r\n", "\n")


def _with_answer(source: Traced, woven: Weaver, position: int) -> int:
    """Take the line behind the headers along when it is the body that the script printed."""
    end = source.text.find("\n", position)
    end = len(source.text) if end < 0 else end
    if source.text[position : position + 1] not in {"{", "["}:
        return position
    woven.add("\n" + source.text[position:end] + "\n", source.line_at(position))
    return end


HTTP_CLIENT_DEBUG = StretchForm("http-client-debug", re.compile(r"(?m)^[ \t]{0,8}send:[ \t]{0,4}b?['\"]"), read_debug)
