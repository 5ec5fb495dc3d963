"""A curl command's options. Source: curl's manual page; only options that say what is sent matter here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from diagnose.intake.content.document_extent import PARAGRAPH
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import Header, HttpRequest, deliver
from diagnose.intake.content.secret_places import cookie_secrets
from diagnose.intake.content.sightings import Remark, RequestSeen, SecretSeen, Sighting, tell_anything
from diagnose.intake.model import SecretKind
from diagnose.intake.shell.bash import read_bash
from diagnose.intake.shell.cmd import read_cmd
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.shell.powershell import read_words
from diagnose.intake.source import lenient_json
from diagnose.intake.source.limits import MAX_COMMAND, SHORT_COMMAND
from diagnose.intake.source.secret_search import is_placeholder
from diagnose.intake.source.traced import Traced, Weaver

_SHORT: dict[str, str] = {
    "X": "request", "H": "header", "d": "data", "u": "user", "b": "cookie", "A": "user-agent", "e": "referer",
    "F": "form", "K": "config", "x": "proxy", "U": "proxy-user", "T": "upload-file", "G": "get", "I": "head",
}  # fmt: skip
_SHORT_WITH_VALUE = frozenset("AbcCdDeEFHhKmoPQrtTuUwxXYyz")
_WITH_VALUE = frozenset({
    "abstract-unix-socket", "aws-sigv4", "cacert", "capath", "cert", "cert-type", "ciphers", "config",
    "connect-timeout",
    "connect-to", "cookie", "cookie-jar", "create-file-mode", "data", "data-ascii", "data-binary", "data-raw",
    "data-urlencode", "dns-servers", "doh-url", "dump-header", "engine", "form", "form-string", "header", "hsts",
    "interface", "json", "keepalive-time", "key", "key-type", "limit-rate", "local-port", "max-filesize", "max-redirs",
    "max-time", "netrc-file", "noproxy", "oauth2-bearer", "output", "output-dir", "pass", "pinnedpubkey", "proto",
    "proxy", "proxy-header", "proxy-user", "range", "rate", "referer", "request", "request-target", "resolve", "retry",
    "retry-delay", "retry-max-time", "socks5", "socks5-hostname", "speed-limit", "speed-time", "stderr", "tls-max",
    "tls13-ciphers", "trace", "trace-ascii", "unix-socket", "upload-file", "url", "url-query", "user", "user-agent",
    "variable", "write-out",
})  # fmt: skip
_DATA = frozenset({"data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json"})
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2212": "-"})


@dataclass
class _Command:
    """What the options of one request add up to, while they are read."""

    form: str
    line: int
    url: str | None = None
    method: str | None = None
    headers: list[Header] = field(default_factory=list)
    headers_complete: bool = True
    bodies: list[tuple[str, Traced]] = field(default_factory=list)
    get: bool = False
    head: bool = False
    json: bool = False
    stdin: Traced | None = None
    not_given: list[str] = field(default_factory=list)
    secrets: list[SecretSeen] = field(default_factory=list)


def read_curl(stretch: Stretch) -> Claim | Vain:
    """Read the command that begins here, in the shell's quoting that it was written for."""
    text, start = stretch.source.text, stretch.start
    form = _dialect(text, start, stretch.after)
    source, cost, curly = stretch.source, 0, False
    line = _SHELLS[form](source, start, stretch.limit)
    if any(_CURLY_ARGUMENT.match(word.text) for word in line.words):
        source, cost = _straightened(stretch)
        curly = source is not stretch.source
        line = _SHELLS[form](source, start, stretch.limit)
    if line.unclosed and (paragraph := PARAGRAPH.search(source.text, start, stretch.limit)):
        cost += line.end - start
        line = _SHELLS[form](source, start, paragraph.start())
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
    """Yield what a command line sends (its first word is ``curl``), and what is to be said of it if it is GraphQL."""
    words = [_straight(word) for word in line.words[1:]]
    at = line.words[0].line_at(0) if line.words else 1
    known = False
    for group in _groups(words):
        command = _Command(form, at, stdin=line.stdin)
        _read_options(command, group)
        problem = "the command has curly quotes, which no shell takes for quotes"
        seen = _sent(command, problems=(problem,) if curly else ())
        known = known or tell_anything(seen)
        yield from seen
    if known and line.substitutions:
        yield Remark(at, "A command has a shell substitution in it; it was not executed, and its result is not known.")
    if known and line.unclosed:
        yield Remark(at, "A quote in a command is never closed, so the command may have been cut off.")
    if known and curly:
        yield Remark(at, "A command has curly quotes instead of straight ones; it was read as if they were straight.")


def _straight(word: Traced) -> Traced:
    """Undo a dash that a word processor made of an option's hyphens."""
    head = word.text[:2]
    if not head or head[0] not in "\u2013\u2014\u2011\u2212":
        return word
    name = word.text.lstrip("\u2013\u2014\u2011\u2212-")
    hyphens = (
        "-" if len(name) == 1 or (head[0] == "\u2013" and head[1:] not in "\u2013-" and name[:1].isupper()) else "--"
    )
    return Traced.on_line(hyphens + name, word.line_at(0))


def _groups(words: list[Traced]) -> list[list[Traced]]:
    """Split at ``--next``, which begins another request."""
    groups: list[list[Traced]] = [[]]
    for word in words:
        if word.text in {"--next", "-:"}:
            groups.append([])
        else:
            groups[-1].append(word)
    return [group for group in groups if group]


def _read_options(command: _Command, words: list[Traced]) -> None:
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word.text.startswith("--") and len(word.text) > 2:  # noqa: PLR2004
            name = word.text[2:]
            value = words[position] if name in _WITH_VALUE and position < len(words) else None
            position += value is not None
            _option(command, name, value)
        elif word.text.startswith("-") and len(word.text) > 1:
            position += _short(command, word, words[position] if position < len(words) else None)
        elif command.url is None and word.text:
            command.url = word.text


def _short(command: _Command, word: Traced, following: Traced | None) -> int:
    """Read ``-sSXPOST`` and the like; return how many words after it were its value."""
    for index, letter in enumerate(word.text[1:], start=1):
        name = _SHORT.get(letter, "")
        if letter not in _SHORT_WITH_VALUE:
            _option(command, name, None)
            continue
        if index + 1 < len(word.text):
            _option(command, name, word.slice(index + 1))
            return 0
        _option(command, name, following)
        return 1 if following is not None else 0
    return 0


def _option(command: _Command, name: str, value: Traced | None) -> None:
    if name == "get":
        command.get = True
    elif name == "head":
        command.head = True
    elif value is None:
        return
    elif name in _DATA:
        command.json = command.json or name == "json"
        _data(command, name, value)
    elif name == "header":
        _header(command, value)
    elif name == "request":
        command.method = value.text.strip().upper()[:32]
    elif name == "url":
        command.url = value.text
    elif name == "oauth2-bearer":
        command.headers.append(("Authorization", f"Bearer {value.text}", value.line_at(0)))
    else:
        _other_option(command, name, value)


def _other_option(command: _Command, name: str, value: Traced) -> None:
    line = value.line_at(0)
    if name in {"user", "proxy-user", "pass"}:
        password = value.text.partition(":")[2] if name != "pass" else value.text
        if password and not is_placeholder(password):
            command.secrets.append(SecretSeen(SecretKind.PASSWORD, password, line, f"curl --{name}"))
    elif name == "cookie":
        if "=" in value.text:
            command.secrets.extend(cookie_secrets(value.text, line))
        else:
            command.not_given.append(f"the cookies in the file {value.text[:100]!r}")
    elif name == "config":
        command.headers_complete = False
        command.not_given.append(f"the options in the file {value.text[:100]!r}")
    elif name == "user-agent":
        command.headers.append(("user-agent", value.text, line))
    elif name in {"form", "form-string"}:
        command.not_given.append("a multipart form, which is not read")


def _header(command: _Command, value: Traced) -> None:
    if value.text.startswith("@"):
        command.headers_complete = False
        command.not_given.append(f"the headers in the file {value.text[1:101]!r}")
        return
    name, colon, content = value.text.partition(":")
    if not colon:
        name, _, content = value.text.partition(";")
    command.headers.append((name, content, value.line_at(0)))


def _data(command: _Command, name: str, value: Traced) -> None:
    if name == "data-urlencode":
        _urlencoded(command, value)
    elif not value.text.startswith("@") or name == "data-raw":
        command.bodies.append((name, value))
    elif value.text == "@-" and command.stdin is not None:
        command.bodies.append((name, command.stdin))
    elif value.text in {"@-", "@/dev/stdin"}:
        command.not_given.append("the body on the standard input (-d @-)")
    else:
        command.not_given.append(f"the body in the file {value.text[1:101]!r}")


def _urlencoded(command: _Command, value: Traced) -> None:
    name, equals, content = value.text.partition("=")
    if not equals and "@" in value.text:
        command.not_given.append(f"the form field in the file {value.text.partition('@')[2][:100]!r}")
        return
    text = f"{name}={quote(content)}" if equals and name else quote(content if equals else value.text)
    command.bodies.append(("data-urlencode", Traced.on_line(text, value.line_at(0))))


def _sent(command: _Command, problems: tuple[str, ...]) -> tuple[Sighting, ...]:
    """Put the request together as curl would, and read it."""
    body, url, headers = _joined(command), command.url, command.headers
    if command.get and body is not None:
        url = f"{url or ''}{'&' if '?' in (url or '') else '?'}{body.text}"
        body = None
    if command.json and not any(name.strip().lower() == "accept" for name, _, _ in headers):
        headers.append(("accept", "application/json", command.line))
    if not _is_address(url) and body is None:
        return tuple(command.secrets)
    request = HttpRequest(
        command.form,
        command.line,
        url,
        _method(command, body),
        tuple(headers),
        command.headers_complete,
        body,
        "application/json" if command.json else "application/x-www-form-urlencoded",
    )
    seen = (*command.secrets, *deliver(request))
    seen = tuple(_with_problems(sighting, problems) for sighting in seen) if problems else seen
    missing = command.not_given if tell_anything(seen) else []
    return *seen, *(
        Remark(command.line, f"A command takes {what} from elsewhere; it was not given.".replace("  ", " "))
        for what in missing
    )


def _with_problems(sighting: Sighting, problems: tuple[str, ...]) -> Sighting:
    """Add to a request's problems."""
    if not isinstance(sighting, RequestSeen):
        return sighting
    return replace(sighting, request=replace(sighting.request, problems=(*sighting.request.problems, *problems)))


def _method(command: _Command, body: Traced | None) -> str:
    if command.not_given and not command.get and command.method in {None, "GET"} and not command.head:
        return "POST"
    return command.method or ("HEAD" if command.head else "POST" if body is not None else "GET")


def _is_address(url: str | None) -> bool:
    return bool(url) and ("://" in (url or "") or "." in (url or "") or (url or "").startswith(("$", "localhost")))


def _joined(command: _Command) -> Traced | None:
    """Join the pieces of the body: with ``&``, or with nothing for ``--json``."""
    if not command.bodies:
        return None
    if len(command.bodies) == 1:
        return command.bodies[0][1]
    woven = Weaver()
    for index, (name, piece) in enumerate(command.bodies):
        if index and name != "json":
            woven.add("&", piece.line_at(0))
        ends = [*piece.starts[1:], len(piece.text)]
        for start, end, line in zip(piece.starts, ends, piece.lines, strict=True):
            woven.add(piece.text[start:end], line)
    return woven.build()


_SHELLS: dict[str, Callable[[Traced, int, int], CommandLine]] = {
    "curl-bash": read_bash,
    "curl-cmd": read_cmd,
    "curl-powershell": read_words,
}
_CURLY_ARGUMENT = re.compile(r"(?:-[A-Za-z])?[\u201c\u201d\u201e\u2018\u2019]")
_WINDOWS_PROMPT = re.compile(r"[A-Za-z]:\\[^>\n]{0,200}>[ \t]{0,4}$")

CURL = StretchForm(
    "curl",
    # Takes "curl 'https://…", "curl.exe -X", "$ curl \\" at a line's end; leaves "libcurl -", "curl is", "a.curl x".
    re.compile(
        r"curl(?:\.exe)?(?<![\w.\-]curl)(?<![\w.\-]curl\.exe)"
        r"(?=[ \t]+(?:[-\u2013\u2014'\"^$\\`\u2018\u201c]|https?:|\w{1,60}\.\w)|[ \t]{0,4}[\\^`][ \t]{0,4}\r?\n)"
    ),
    read_curl,
)
