"""A wget command. Source: the manual of GNU Wget 1.24 (HTTP options); a body is declared as a form by default."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import Header, HttpRequest, deliver
from diagnose.intake.content.shell_command import read_command
from diagnose.intake.content.sightings import Remark, SecretSeen, tell_anything
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.source.traced import Traced

_WITH_VALUE = frozenset({
    "post-data", "post-file", "method", "body-data", "body-file", "header", "user-agent", "referer", "user",
    "password", "http-user", "http-password", "output-document", "output-file", "timeout", "tries", "wait",
    "max-redirect", "certificate", "private-key", "ca-certificate", "load-cookies", "save-cookies",
})  # fmt: skip
_SHORT_WITH_VALUE = frozenset("OoUTtwPie")
_BODY, _FILE = ("post-data", "body-data"), ("post-file", "body-file")


def read_wget(stretch: Stretch) -> Claim | Vain:
    """Read the command that begins here."""
    command = read_command(stretch)
    options, url = _options(command.line)
    body, missing = _body(options, command.line)
    seen = deliver(_request(stretch.line, url, options, body, missing=missing is not None))
    if not tell_anything(seen):
        secrets = tuple(secret for secret in seen if isinstance(secret, SecretSeen))
        return Vain(command.line.end, secrets, command.cost)
    text = f"A command takes the body in the file {missing!r} from elsewhere, which the ticket does not contain."
    remarks = (Remark(stretch.line, text),) if missing else ()
    return Claim(command.line.end, (*seen, *remarks), command.cost)


def _options(line: CommandLine) -> tuple[dict[str, list[Traced]], str | None]:
    """Return the values of each option by its long name, and the address."""
    found: dict[str, list[Traced]] = {}
    url: str | None = None
    words = iter(line.words[1:])
    for word in words:
        text = word.text
        if text.startswith("--"):
            name, equals, _ = text[2:].partition("=")
            value = word.slice(len(name) + 3) if equals else next(words, None) if name in _WITH_VALUE else None
            found.setdefault(name, []).extend([value] if value is not None else [])
        elif text.startswith("-") and len(text) > 1:
            if text[-1] in _SHORT_WITH_VALUE:
                next(words, None)
        else:
            url = url or text
    return found, url


def _body(options: Mapping[str, list[Traced]], line: CommandLine) -> tuple[Traced | None, str | None]:
    """Return the body, or the name of the file that it is in."""
    given = next((options[name][0] for name in _BODY if options.get(name)), None)
    if given is not None:
        return given, None
    name = next((options[name][0].text for name in _FILE if options.get(name)), None)
    if name is None:
        return None, None
    body = line.stdin if name in {"-", "/dev/stdin"} else line.files.get(name.lower())
    return body, None if body else name[:100]


def _request(
    line: int, url: str | None, options: Mapping[str, list[Traced]], body: Traced | None, *, missing: bool
) -> HttpRequest:
    posts = any(options.get(name) for name in ("post-data", "post-file"))
    method = options["method"][0].text.upper()[:32] if options.get("method") else "POST" if posts else "GET"
    return HttpRequest(
        "wget",
        line,
        url=url if url is None or "://" in url else f"http://{url}",
        method=method,
        headers=tuple(_header(value) for value in options.get("header", ())),
        body=body,
        default_content_type="application/x-www-form-urlencoded" if body or missing else None,
    )


def _header(value: Traced) -> Header:
    name, _, content = value.text.partition(":")
    return name, content.strip(), value.line_at(0)


WGET = StretchForm(
    "wget",
    # Takes "wget --post-data", "wget -qO-", "$ wget \" and "wget https://…"; leaves "wget is", "my-wget -q".
    re.compile(r"wget(?<![\w.\-]wget)(?:\.exe)?(?=[ \t]+(?:-|['\"]?https?:)|[ \t]{0,4}[\\^`][ \t]{0,4}\r?\n)"),
    read_wget,
)
