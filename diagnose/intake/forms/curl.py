"""A curl command, in the quoting of bash, cmd.exe or PowerShell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.curl_options import curl_requests
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import deliver
from diagnose.intake.content.shell_command import read_command
from diagnose.intake.content.sightings import Remark, SecretSeen, Sighting, tell_anything
from diagnose.intake.shell.command_line import CommandLine


def read_curl(stretch: Stretch) -> Claim | Vain:
    """Read the command that begins here, in the shell's quoting that it was written for."""
    command = read_command(stretch)
    line = command.line
    seen = tuple(_requests(line, f"curl-{command.shell}", curly=command.curly))
    if not tell_anything(seen):
        return Vain(line.end, tuple(secret for secret in seen if isinstance(secret, SecretSeen)), command.cost)
    return Claim(line.end, seen, command.cost)


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
