"""A curl command, in the quoting of bash, cmd.exe or PowerShell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from diagnose.intake.content.curl_options import curl_requests
from diagnose.intake.content.document_extent import PARAGRAPH
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import deliver
from diagnose.intake.content.sightings import Remark, SecretSeen, Sighting, tell_anything
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.cmd import read_cmd
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.powershell import Value, read_words
from diagnose.intake.source import lenient_json
from diagnose.intake.source.limits import MAX_COMMAND, SHORT_COMMAND
from diagnose.intake.source.traced import Traced

_SHELLS: dict[str, Callable[[Traced, int, int, Mapping[str, Value]], CommandLine]] = {
    "curl-bash": read_bash,
    "curl-cmd": lambda source, start, end, _: read_cmd(source, start, end),
    "curl-powershell": read_words,
}
_CURLY_ARGUMENT = re.compile(r"(?:-[A-Za-z])?[\u201c\u201d\u201e\u2018\u2019]")
_WINDOWS_PROMPT = re.compile(r"[A-Za-z]:\\[^>\n]{0,200}>[ \t]{0,4}$")


def read_curl(stretch: Stretch) -> Claim | Vain:
    """Read the command that begins here, in the shell's quoting that it was written for."""
    text, start = stretch.source.text, stretch.start
    form = _dialect(text, start, stretch.after)
    source, cost, curly = stretch.source, 0, False
    line = _SHELLS[form](source, start, stretch.limit, stretch.assigned)
    if any(_CURLY_ARGUMENT.match(word.text) for word in line.words):
        source, cost = _straightened(stretch)
        curly = source is not stretch.source
        line = _SHELLS[form](source, start, stretch.limit, stretch.assigned)
    if line.unclosed and (paragraph := PARAGRAPH.search(source.text, start, stretch.limit)):
        cost += line.end - start
        line = _SHELLS[form](source, start, paragraph.start(), stretch.assigned)
        line.unclosed = True
    seen = tuple(_requests(line, form, curly=curly))
    if not tell_anything(seen):
        return Vain(line.end, tuple(secret for secret in seen if isinstance(secret, SecretSeen)), cost)
    return Claim(line.end, seen, cost)


def _dialect(text: str, start: int, after: int) -> str:
    """Tell from a command's first line which shell it was written for."""
    newline = text.find("\n", after, start + MAX_COMMAND)
    first = text[start : min(newline if newline >= 0 else start + 4_000, start + 4_000)].rstrip()
    before = text[max(start - 200, 0) : start].rpartition("\n")[2]
    if re.search(r"PS [A-Z]:\\[^>\n]{0,200}>[ \t]*$", before) or re.search(r"(?<!`)`$", first):
        return "curl-powershell"
    if first.endswith("^") or '^"' in first or _WINDOWS_PROMPT.search(before):
        return "curl-cmd"
    return "curl-cmd" if re.search(r'\w""|""\w|\{""', first) and "'" not in first else "curl-bash"


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


def _requests(line: CommandLine, form: str, *, curly: bool) -> Iterator[Sighting]:
    """Yield what a command line sends, and what is to be said of it if it is GraphQL."""
    at = line.words[0].line_at(0) if line.words else 1
    known = False
    problems = ("the command has curly quotes, which no shell treats as quotes",) if curly else ()
    for sent in curl_requests(line, form, problems):
        yield from sent.secrets
        seen = deliver(sent.request) if sent.request else ()
        yield from seen
        if tell_anything(seen):
            known = True
            for what in sent.not_given:
                text = f"A command takes {what} from elsewhere, which the ticket does not contain."
                yield Remark(at, text.replace("  ", " "))
    if known and line.substitutions:
        yield Remark(at, "A command contains a shell substitution; it was not executed, so its result is not known.")
    if known and line.unclosed:
        yield Remark(at, "A quote in a command is never closed, so the command may have been cut off.")
    if known and curly:
        yield Remark(at, "A command has curly quotes instead of straight ones; it was read as if they were straight.")


CURL = StretchForm(
    "curl",
    # Takes "curl 'https://…", "curl.exe -X", "$ curl \\" at a line's end; leaves "libcurl -", "curl is", "a.curl x".
    re.compile(
        r"curl(?:\.exe)?(?<![\w.\-]curl)(?<![\w.\-]curl\.exe)"
        r"(?=[ \t]+(?:[-\u2013\u2014'\"^$\\`\u2018\u201c]|https?:|\w{1,60}\.\w)|[ \t]{0,4}[\\^`][ \t]{0,4}\r?\n)"
    ),
    read_curl,
)
