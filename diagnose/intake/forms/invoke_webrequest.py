"""PowerShell's ``Invoke-WebRequest`` and ``Invoke-RestMethod``. Source: Microsoft's reference of the two commands."""

from __future__ import annotations

import re

from diagnose.intake.forms.http_request import Sent, deliver
from diagnose.intake.gathering.journal import Page
from diagnose.intake.shell.powershell import Shell, Value, join_surrogates, plain
from diagnose.intake.source.traced import Traced

_PARAMETER = re.compile(r"-([A-Za-z]{1,40}):?")
_BLANK = re.compile(r"(?:[ \t\u00a0]++|`[ \t]{0,8}+\r?\n)++")
_SWITCHES = frozenset({"usebasicparsing", "skipcertificatecheck", "skiphttperrorcheck", "verbose", "passthru"})
_WRAPPED = re.compile(
    r"[ \t]*+\r?\n[ \t]*+(?=-(?:Uri|Method|Headers|Body|ContentType|WebSession|UserAgent)\b)", re.IGNORECASE
)


def read_invoke(page: Page, shell: Shell) -> bool:
    """Read the command at the shell's position; False when it is no GraphQL request."""
    line = shell.source.line_at(shell.position)
    parameters = _parameters(shell)
    uri = parameters.get("uri") or parameters.get("")
    sent = Sent("powershell", line, url=uri.text if isinstance(uri, Traced) else None)
    method = parameters.get("method")
    body = parameters.get("body")
    sent.body = Traced(join_surrogates(body.text), body.starts, body.lines) if isinstance(body, Traced) else None
    sent.method = method.text.upper()[:32] if isinstance(method, Traced) else "GET"
    if sent.method == "POST":
        sent.default_content_type = "application/x-www-form-urlencoded"
    _headers(page, sent, parameters)
    if sent.url is None and sent.body is None:
        return False
    known = deliver(page, sent)
    if known and shell.substitutions:
        page.note(line, "A command has a subexpression in it; it was not executed, and its result is not known.")
    if known and isinstance(body, Traced) and body.text.startswith("$"):
        page.note(line, f"A command takes its body from {body.text[:60]}, which is not given.")
    return known


def _parameters(shell: Shell) -> dict[str, Value]:
    """Read ``-Name value`` pairs; the bare value is under the empty name."""
    found: dict[str, Value] = {}
    name = ""
    while shell.position < shell.limit:
        text = shell.source.text
        blank = _BLANK.match(text, shell.position, shell.limit) or _WRAPPED.match(text, shell.position, shell.limit)
        if blank:
            shell.position = blank.end()
        elif text[shell.position] in "\r\n;|)":
            break
        elif (parameter := _PARAMETER.match(text, shell.position, shell.limit)) is not None:
            shell.position = parameter.end()
            name = "" if parameter[1].lower() in _SWITCHES else parameter[1].lower()
        else:
            before = shell.position
            found[name] = shell.value()
            name = ""
            shell.position += shell.position == before
    return found


def _headers(page: Page, sent: Sent, parameters: dict[str, Value]) -> None:
    headers = parameters.get("headers")
    if isinstance(headers, dict):
        for key, value in headers.items():
            line = value.line_at(0) if isinstance(value, Traced) else sent.line
            text = plain(value)
            sent.headers.append((key, join_surrogates(text) if isinstance(text, str) else str(text), line))
    elif headers is not None:
        sent.headers_complete = False
        page.note(sent.line, "A command takes its headers from elsewhere; they were not given.")
    content_type = parameters.get("contenttype")
    if isinstance(content_type, Traced):
        sent.headers.append(("content-type", content_type.text, content_type.line_at(0)))
    if isinstance(token := parameters.get("token"), Traced):
        sent.headers.append(("authorization", f"Bearer {token.text}", token.line_at(0)))
