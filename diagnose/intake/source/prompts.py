"""Prompts of interactive consoles, taken off the lines that were typed at them: ``>>> `` is no quote mark of a mail.

Read: Python (``>>> ``, ``... ``) and IPython, PowerShell's ``>> `` below a ``PS C:\\>``, Ruby's irb, Elixir's iex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TYPED = re.compile(
    # Takes irb(main):002:1* and irb(main):001>, iex(3)> and ...(3)>, In [4]: and Out[4]:, pry(main)>; leaves the rest.
    r"(?:(?:irb|pry)\([\w.]{1,40}\)(?:[:\d]{1,12})?[>*]|\[\d{1,4}\] pry\([\w.]{1,40}\)>|(?:iex|\.\.\.)\([\w@.]{1,40}\)>"
    r"|(?:In |Out)\[\d{1,4}\]:)(?: |$)"
)
_PYTHON = re.compile(r">>>(?: |\r?$)")
_MORE = re.compile(r"\.\.\.(?: |\r?$)")
_POWERSHELL = re.compile(r"PS [^>]{0,200}>")
_CONTINUED = re.compile(r">>(?!>)(?: |\r?$)")
_QUOTED = re.compile(r"[ \t]{0,3}>")


def without_prompts(lines: Sequence[str]) -> list[str]:
    """Return the lines without prompts; ``>>>`` is one only where no line is quoted less deeply."""
    bare = _without_continued(lines)
    python = not any(_QUOTED.match(line) and not _PYTHON.match(line) for line in bare)
    kept, inside = list[str](), False
    for line in bare:
        prompt = _TYPED.match(line)
        if python and (prompt is None):
            prompt = _PYTHON.match(line) or (_MORE.match(line) if inside else None)
            inside = prompt is not None
        kept.append(line[prompt.end() :] if prompt else line)
    return kept


def _without_continued(lines: Sequence[str]) -> list[str]:
    """Take ``>>`` off the lines by which a command in PowerShell goes on."""
    kept, inside = list[str](), False
    for line in lines:
        more = _CONTINUED.match(line) if inside else None
        inside = more is not None or _POWERSHELL.match(line) is not None
        kept.append(line[more.end() :] if more else line)
    return kept
