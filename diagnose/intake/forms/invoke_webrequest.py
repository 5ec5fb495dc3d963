"""PowerShell's ``Invoke-WebRequest`` and ``Invoke-RestMethod``. Source: Microsoft's reference of the two commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import Header, HttpRequest, deliver
from diagnose.intake.content.sightings import Remark, SecretSeen, tell_anything
from diagnose.intake.shell.powershell import Shell, Value, join_surrogates, plain
from diagnose.intake.source.traced import Traced

_PARAMETER = re.compile(r"-([A-Za-z]{1,40}):?")
_SPLAT = re.compile(r"@([A-Za-z_]\w{0,64}+)")
_BLANK = re.compile(r"(?:[ \t\u00a0]++|`[ \t]{0,8}+\r?\n)++")
_SWITCHES = frozenset({"usebasicparsing", "skipcertificatecheck", "skiphttperrorcheck", "verbose", "passthru"})
# Takes the line break before "-Method" where a mail client ate the backtick; leaves one before any other word.
_WRAPPED = re.compile(
    r"[ \t]*+\r?\n[ \t]*+(?=-(?:Uri|Method|Headers|Body|ContentType|WebSession|UserAgent)\b)", re.IGNORECASE
)


def read_invoke(stretch: Stretch) -> Claim | Vain | None:
    """Read the command that begins here."""
    if stretch.start and stretch.source.text[stretch.start - 1].isalnum():
        return None
    shell = Shell(stretch.source, stretch.after, stretch.limit, stretch.assigned)
    parameters = _parameters(shell)
    uri, body = parameters.get("uri") or parameters.get(""), parameters.get("body")
    if not isinstance(uri, Traced) and not isinstance(body, Traced):
        return Vain(shell.position)
    seen = deliver(_request(stretch.line, uri, body, parameters))
    if not tell_anything(seen):
        return Vain(shell.position, tuple(secret for secret in seen if isinstance(secret, SecretSeen)))
    remarks = tuple(Remark(stretch.line, text) for text in _remarks(shell, parameters))
    return Claim(shell.position, (*seen, *remarks))


def _request(line: int, uri: Value, body: Value, parameters: dict[str, Value]) -> HttpRequest:
    named = parameters.get("method")
    method = named.text.upper()[:32] if isinstance(named, Traced) else "GET"
    headers = parameters.get("headers")
    return HttpRequest(
        "powershell",
        line,
        url=uri.text if isinstance(uri, Traced) else None,
        method=method,
        headers=tuple(_headers(parameters, line)),
        headers_complete=headers is None or isinstance(headers, dict),
        body=Traced(join_surrogates(body.text), body.starts, body.lines) if isinstance(body, Traced) else None,
        default_content_type="application/x-www-form-urlencoded" if method == "POST" else None,
    )


def _remarks(shell: Shell, parameters: dict[str, Value]) -> Iterator[str]:
    headers, body = parameters.get("headers"), parameters.get("body")
    if headers is not None and not isinstance(headers, dict):
        yield "A command takes its headers from elsewhere; the ticket does not contain them."
    if shell.substitutions:
        yield "A command contains a subexpression; it was not executed, so its result is not known."
    if isinstance(body, Traced) and body.text.startswith("$"):
        yield f"A command takes its body from {body.text[:60]}, which the ticket does not contain."


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
        elif splat := _SPLAT.match(text, shell.position, shell.limit):
            shell.position = splat.end()
            table = shell.variables.get(splat[1].lower())
            found |= {key.lower(): value for key, value in table.items()} if isinstance(table, dict) else {}
        else:
            before = shell.position
            found[name] = shell.argument()
            name = ""
            shell.position += shell.position == before
    return found


def _headers(parameters: dict[str, Value], line: int) -> Iterator[Header]:
    headers = parameters.get("headers")
    for key, value in headers.items() if isinstance(headers, dict) else ():
        text = plain(value)
        at = value.line_at(0) if isinstance(value, Traced) else line
        yield key, join_surrogates(text) if isinstance(text, str) else str(text), at
    if isinstance(content_type := parameters.get("contenttype"), Traced):
        yield "content-type", content_type.text, content_type.line_at(0)
    if isinstance(token := parameters.get("token"), Traced):
        yield "authorization", f"Bearer {token.text}", token.line_at(0)


INVOKE_WEBREQUEST = StretchForm(
    "powershell",
    re.compile(r"[Ii](?:nvoke-(?:WebRequest|RestMethod)|wr|rm)(?=[ \t`]+(?:[-\"'$`@]|https?:))"),
    read_invoke,
    alone=False,
)
