"""A command of HTTPie or xh: ``http POST URL Name:value field=text field:=json``. Source: HTTPie's documentation 3.2.

Data makes it a POST, declared as JSON unless ``--form`` is given.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_request import Header, HttpRequest, deliver
from diagnose.intake.content.shell_command import read_command
from diagnose.intake.content.sightings import Remark, SecretSeen, tell_anything
from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_WITH_VALUE = frozenset({
    "-a", "--auth", "-A", "--auth-type", "-p", "--print", "--pretty", "-s", "--style", "-o", "--output", "--timeout",
    "--verify", "--cert", "--cert-key", "--session", "--session-read-only", "--proxy", "--raw", "--max-redirects",
    "--boundary", "--default-scheme", "--bearer", "--format-options", "--response-charset", "--response-mime",
})  # fmt: skip
_ITEM = re.compile(
    # Takes Name:value, Name;, field=text, field:=json, name==value, field=@file and field:=@file, at the first sign.
    r"((?:[^\\:;=@]|\\.){1,200}?)(:=@|=@|:@|:=|==|@|:|=|;)(.*)",
    re.DOTALL,
)
_KEY = re.compile(r"\[([^\[\]]{0,100})\]")


@dataclass
class _Items:
    """What the items of a command add up to, while they are read."""

    headers: list[Header] = field(default_factory=list)
    data: dict[str, Json] = field(default_factory=dict)
    query: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    raw: Traced | None = None
    form: bool = False


_BEFORE = re.compile(r"(?:^|\n|\||&&|;|`)[ \t>]{0,20}(?:[\w@:~/\-]{0,60}[$#%][ \t]{1,4})?$")


def read_httpie(stretch: Stretch) -> Claim | Vain | None:
    """Read the command that begins here: behind a prompt or a pipe, or with the line."""
    if not _BEFORE.search(stretch.source.text[max(stretch.start - 200, 0) : stretch.start]):
        return None
    command = read_command(stretch)
    items, plain = _words(command.line)
    request = _request(stretch, command.line, items, plain)
    seen = deliver(request) if request else ()
    if not tell_anything(seen):
        secrets = tuple(secret for secret in seen if isinstance(secret, SecretSeen))
        return Vain(command.line.end, secrets, command.cost)
    texts = (f"A command takes {name} from elsewhere, which the ticket does not contain." for name in items.missing)
    return Claim(command.line.end, (*seen, *(Remark(stretch.line, text) for text in texts)), command.cost)


def _words(line: CommandLine) -> tuple[_Items, list[Traced]]:
    """Return the items and what is none: the method and the address."""
    items, plain = _Items(), list[Traced]()
    words = iter(line.words[1:])
    for word in words:
        if word.text.startswith("-") and len(word.text) > 1:
            name, equals, _ = word.text.partition("=")
            value = word.slice(len(name) + 1) if equals else next(words, None) if name in _WITH_VALUE else None
            _option(items, name, value)
        elif len(plain) < 1 or (len(plain) == 1 and plain[0].text in _METHODS):
            plain.append(word)
        else:
            _item(items, word, line)
    return items, plain


def _option(items: _Items, name: str, value: Traced | None) -> None:
    if name in {"-f", "--form"}:
        items.form = True
    elif value is None:
        return
    elif name == "--raw":
        items.raw = value
    elif name in {"-a", "--auth", "--bearer"}:
        scheme = "Bearer" if ":" not in value.text else "Basic"
        items.headers.append(("Authorization", f"{scheme} {value.text}", value.line_at(0)))


def _item(items: _Items, word: Traced, line: CommandLine) -> None:
    item = _ITEM.fullmatch(word.text)
    if item is None:
        return
    name, sign, value = item[1].replace("\\", ""), item[2], item[3]
    if sign in {"=@", ":=@"}:
        written = line.files.get(value.lower())
        if written is None:
            items.missing.append(f"the field {name} in the file {value[:100]!r}")
            return
        value, sign = written.text, sign.removesuffix("@")
    match sign:
        case ":" | ";":
            items.headers.append((name, value.strip(), word.line_at(0)))
        case "==":
            items.query.append(f"{name}={value}")
        case "=":
            _put(items.data, name, value)
        case ":=":
            _put(items.data, name, lenient_json.parse_kindly(value).value)
        case _:
            items.missing.append(f"the file {value[:100]!r}")


def _put(data: dict[str, Json], name: str, value: Json) -> None:
    """Put a value where ``variables[filters][ids][]`` says."""
    keys = [name.partition("[")[0], *_KEY.findall(name)]
    place: Json = data
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        inner: Json = value if following is None else [] if following == "" or following.isdecimal() else {}
        if isinstance(place, list):
            at = int(key) if key.isdecimal() and int(key) < len(place) else len(place)
            place[at:at] = [inner] if at == len(place) else []
            place = place[at]
        elif isinstance(place, dict):
            place = place.setdefault(key, inner)


def _request(stretch: Stretch, line: CommandLine, items: _Items, plain: list[Traced]) -> HttpRequest | None:
    given = plain[0].text if plain else ""
    method = given if given in _METHODS else None
    url = plain[-1].text if plain and plain[-1].text != method else ""
    if not url or (method is None and len(line.words) == len(plain) + 1):
        return None  # a mere address behind the word http is no command
    body = items.raw or line.stdin
    if items.data:
        body = Traced.on_line(json.dumps(items.data, ensure_ascii=False), _first_line(line, stretch))
    sends = body is not None or bool(items.missing)
    return HttpRequest(
        "httpie",
        stretch.line,
        url=_address(url, line.words[0].text, items.query),
        method=method or ("POST" if sends else "GET"),
        headers=tuple(items.headers),
        body=body,
        default_content_type="application/x-www-form-urlencoded" if items.form else "application/json",
    )


def _first_line(line: CommandLine, stretch: Stretch) -> int:
    """Return the line of the command's first field with variables, for the IDs in it."""
    return next((word.line_at(0) for word in line.words if word.text.startswith("variables")), stretch.line)


def _address(url: str, command: str, query: list[str]) -> str:
    if url.startswith(":"):
        port, slash, path = url[1:].partition("/")
        url = f"http://localhost{':' if port else ''}{port}{slash}{path}"
    elif "://" not in url:
        url = f"{'https' if command in {'https', 'xhs'} else 'http'}://{url}"
    return url if not query else f"{url}{'&' if '?' in url else '?'}{'&'.join(query)}"


HTTPIE = StretchForm(
    "httpie",
    # Takes "http POST …", "https -v gateway…", "xh --json :3000/graphql", "http gateway.filed.com/graphql query=…";
    # leaves "http://…" and "https is".
    re.compile(
        r"(?:https?|xhs?)"
        r"(?=[ \t]+(?:-{1,2}[A-Za-z]|(?:GET|POST|PUT)[ \t]+\S|[\"']?(?:https?://)?[\w.\-]{0,100}(?::\d{2,5})?/graphql\b))"
    ),
    read_httpie,
)
