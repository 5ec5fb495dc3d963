"""What curl sends for its options. Source: curl's manual page; only options that say what is sent matter here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from diagnose.intake.content.http_request import Header, HttpRequest
from diagnose.intake.content.secret_places import cookie_secrets
from diagnose.intake.content.sightings import SecretSeen
from diagnose.intake.model import SecretKind
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.source.traced import Traced, Weaver
from diagnose.secrets.telling_words import is_placeholder

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


@dataclass(frozen=True)
class CurlRequest:
    """One request of a command: what it sends (None when no address and no body is told), and what is not given."""

    request: HttpRequest | None
    secrets: tuple[SecretSeen, ...]
    not_given: tuple[str, ...]


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
    files: Mapping[str, Traced] = field(default_factory=dict)
    not_given: list[str] = field(default_factory=list)
    secrets: list[SecretSeen] = field(default_factory=list)


def curl_requests(line: CommandLine, form: str, problems: tuple[str, ...]) -> Iterator[CurlRequest]:
    """Yield what a command line sends, whose first word is ``curl``; ``problems`` are those of the command."""
    words = [_straight(word) for word in line.words[1:]]
    at = line.words[0].line_at(0) if line.words else 1
    for group in _groups(words):
        command = _Command(form, at, stdin=line.stdin, files=line.files)
        _read_options(command, group)
        yield _sent(command, problems)


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
    elif written := command.files.get(value.text[1:].lower()):
        command.bodies.append((name, written))
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


def _sent(command: _Command, problems: tuple[str, ...]) -> CurlRequest:
    """Put the request together as curl would."""
    body, url, headers = _joined(command), command.url, command.headers
    if command.get and body is not None:
        url = f"{url or ''}{'&' if '?' in (url or '') else '?'}{body.text}"
        body = None
    if command.json and not any(name.strip().lower() == "accept" for name, _, _ in headers):
        headers.append(("accept", "application/json", command.line))
    request = HttpRequest(
        command.form,
        command.line,
        url,
        _method(command, body),
        tuple(headers),
        command.headers_complete,
        body,
        "application/json" if command.json else "application/x-www-form-urlencoded",
        problems,
    )
    told = _is_address(url) or body is not None
    return CurlRequest(request if told else None, tuple(command.secrets), tuple(command.not_given))


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
