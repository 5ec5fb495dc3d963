"""A command as it was pasted, in the quoting of the shell that it was written for: bash, cmd.exe or PowerShell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diagnose.intake.content.document_extent import PARAGRAPH
from diagnose.intake.content.form import Stretch
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.cmd import read_cmd
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.powershell import Value, read_words
from diagnose.intake.source import lenient_json
from diagnose.intake.source.limits import MAX_COMMAND, SHORT_COMMAND
from diagnose.intake.source.traced import Traced

PIPE = "|"
"""The name under which a script's variables hold what the command before a pipe writes."""
FILE = "@"
"""What such a name begins with where it is that of a file which a command wrote."""
_SHELLS: dict[str, Callable[[Traced, int, int, Mapping[str, Value]], CommandLine]] = {
    "bash": read_bash,
    "cmd": lambda source, start, end, _: read_cmd(source, start, end),
    "powershell": read_words,
}
_CURLY_ARGUMENT = re.compile(r"(?:-[A-Za-z])?[\u201c\u201d\u201e\u2018\u2019]")
_WINDOWS_PROMPT = re.compile(r"[A-Za-z]:\\[^>\n]{0,200}>[ \t]{0,4}$")
_PIPED = re.compile(r"\|[ \t]*+(?:\\?\r?\n[ \t]*+)?$")


@dataclass(frozen=True)
class ShellCommand:
    """A command's words; ``cost`` is what reading some of it twice took, ``curly`` says that its quotes were."""

    line: CommandLine
    shell: str
    curly: bool
    cost: int


def read_command(stretch: Stretch) -> ShellCommand:
    """Read the command that begins here, and what the script before it hands to it."""
    text, start = stretch.source.text, stretch.start
    shell = _dialect(text, start, stretch.after)
    source, cost, curly = stretch.source, 0, False
    line = _SHELLS[shell](source, start, stretch.limit, stretch.assigned)
    if any(_CURLY_ARGUMENT.match(word.text) for word in line.words):
        source, cost = _straightened(stretch)
        curly = source is not stretch.source
        line = _SHELLS[shell](source, start, stretch.limit, stretch.assigned)
    if line.unclosed and (paragraph := PARAGRAPH.search(source.text, start, stretch.limit)):
        cost += line.end - start
        line = _SHELLS[shell](source, start, paragraph.start(), stretch.assigned)
        line.unclosed = True
    _hand_over(line, text, start, stretch.assigned)
    return ShellCommand(line, shell, curly, cost)


def _hand_over(line: CommandLine, text: str, start: int, assigned: Mapping[str, Value]) -> None:
    """Give the command its standard input, and the files that the script wrote before it."""
    written = {name[1:]: value for name, value in assigned.items() if name[:1] == FILE and isinstance(value, Traced)}
    line.files = written
    piped = assigned.get(PIPE) if _PIPED.search(text[max(start - 200, 0) : start]) else None
    if line.stdin is None and isinstance(piped, Traced):
        line.stdin = piped
    elif line.stdin is None and line.reads_from is not None:
        line.stdin = written.get(line.reads_from.lower())


def _dialect(text: str, start: int, after: int) -> str:
    """Tell from a command's first line which shell it was written for."""
    newline = text.find("\n", after, start + MAX_COMMAND)
    first = text[start : min(newline if newline >= 0 else start + 4_000, start + 4_000)].rstrip()
    before = text[max(start - 200, 0) : start].rpartition("\n")[2]
    if re.search(r"PS [A-Z]:\\[^>\n]{0,200}>[ \t]*$", before) or re.search(r"(?<!`)`$", first):
        return "powershell"
    if first.endswith("^") or '^"' in first or _WINDOWS_PROMPT.search(before):
        return "cmd"
    return "cmd" if re.search(r'\w""|""\w|\{""', first) and "'" not in first else "bash"


def _straightened(stretch: Stretch) -> tuple[Traced, int]:
    """Return the source with the curly quotes of this paragraph made straight, while that is affordable, and its cost.

    The source itself comes back when it is not.
    """
    text, start = stretch.source.text, stretch.start
    limit = min(stretch.limit, start + SHORT_COMMAND)
    paragraph = PARAGRAPH.search(text, start, limit) if stretch.budget > 0 else None
    end = paragraph.start() if paragraph else limit
    cost = end - start + len(text) // 64
    if cost >= stretch.budget:
        return stretch.source, cost
    straight = text[:start] + text[start:end].translate(lenient_json.CURLY) + text[end:]
    return stretch.source.with_text(straight), cost
