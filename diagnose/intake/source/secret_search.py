"""Tokens, keys, cookies and passwords in what the customer pasted: found by where they stand and by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from diagnose.intake.model import AuthorizationForm, SecretKind
from diagnose.intake.source.id_text import is_template
from diagnose.literal_search import lowered, spots
from diagnose.secrets import Secret, token_times
from diagnose.secrets.telling_columns import secrets_in_columns, secrets_in_inserts
from diagnose.secrets.telling_words import is_placeholder as stands_for_one

MASK = "<masked>"

_EXAMPLE = re.compile(
    # Takes <accessToken>, <your token>, YOUR_ACCESS_TOKEN; leaves <token>, <masked>, ***, [REDACTED], $TOKEN.
    r"(?i)<?(?:(?:your|my|the|insert|paste)[-_ ]{0,2}(?:access|auth|bearer|api|jwt)?|access|auth|bearer|api|jwt)"
    r"[-_ ]{0,2}token(?:[-_ ]?here)?>?"
)
"""The words of an example in the token's place, which may have been sent as they are; other placeholders are masks."""


_SHELL_NAME = re.compile(r"\$\w{1,100}")
_FILLED_IN = re.compile(r"\$\{[^{}]{1,200}\}")
"""A name in code in the token's place: there was a token when it ran."""


def is_placeholder(value: str) -> bool:
    """Tell whether a value stands for a secret instead of being one, also by a template's mark anywhere in it."""
    return stands_for_one(value) or is_template(value[:400])


_SCHEME = re.compile(r"(?i)(bearer|basic|token|jwt|digest|apikey|api-key)\b[:\s]*")


def read_authorization(value: str) -> tuple[AuthorizationForm, tuple[SecretKind, str] | None]:
    """Read an Authorization header: its form, and the secret in it if there is one."""
    text = value.strip()
    if not text:
        return AuthorizationForm(None, has_token=False, problem="empty"), None
    match = _SCHEME.match(text)
    scheme, token = (match[1], text[match.end() :]) if match else (None, text)
    kind = SecretKind.PASSWORD if scheme and scheme.lower() == "basic" else SecretKind.ACCESS_TOKEN
    again = _SCHEME.match(token) if scheme else None
    bare = (token[again.end() :] if again else token).strip().strip("\"'<>\u201c\u201d\u2018\u2019")
    times = token_times(Secret(bare, "access token"))
    problem = _problem(scheme, token, bare, again is not None)
    form = AuthorizationForm(scheme, bool(bare), problem, times.exp if times else None)
    live = bare and not is_placeholder(token.strip()) and not is_placeholder(bare)
    return form, (kind, bare) if live else None


def _problem(scheme: str | None, token: str, bare: str, twice: bool) -> str | None:
    if not bare:
        return "no-token"
    if scheme is None and (not is_placeholder(token) or _SHELL_NAME.fullmatch(token)):
        return "no-scheme"
    if scheme is None:
        return _left_open(token)
    if scheme.lower() != "bearer":
        return "other-scheme"
    if twice:
        return "scheme-twice"
    if is_placeholder(token):
        return _left_open(token)
    if token[0] in "\"'\u201c\u2018<" or token[-1] in "\"'\u201d\u2019>":
        return "quoted"
    if any(char.isspace() for char in token):
        return "white-space"
    return None if token.isascii() and token.isprintable() else "not-ascii"


def _left_open(token: str) -> str | None:
    """Tell a name in code, which had a value when it ran, from an example's words and from a mask."""
    if _FILLED_IN.fullmatch(token.strip()):
        return None
    return "example" if _EXAMPLE.fullmatch(token.strip()) else "placeholder"


@dataclass(frozen=True)
class Hit:
    """A secret in a text: what it is, its stretch, and the words for where it stood."""

    kind: SecretKind
    start: int
    end: int
    where: str


_QUOTES = r"\"'`\u201c"
_ENDS = r"\s\"'`,;\u201c\u201d\u2018\u2019^"
_BEFORE = r"(?i)(?<![A-Za-z0-9$])"
_IS = rf"\b[\\{_QUOTES}]{{0,4}}+\s{{0,4}}+(?:is|ist|lautet|:|=)\s{{0,4}}+[\\{_QUOTES}]{{0,4}}+"
_VALUE = rf"[^{_ENDS}\\(){{}}]"
_SIGN = r"(?:[\w-]|=(?:\r?\n|(?:\\r)?\\n))"
"""A sign of a token, or the soft line break of an e-mail's source within it, as it stands or in JSON."""
_THREE_PARTS = rf"(?<![\w-])(eyJ{_SIGN}{{6,8192}}+\.{_SIGN}{{4,8192}}+(?:\.{_SIGN}{{0,8192}}+)?)"
_SCHEMES = r"(?:(?:bearer|basic|token|jwt)\s{1,4}+){0,2}"
_PASSWORDS = r"(?:password|passwort|kennwort|securityToken|client[-_ ]?secret)"


@dataclass(frozen=True)
class _SecretForm:
    """How one sort of secret looks in a text: the stems that it begins with, in lower case, and the pattern there."""

    kind: SecretKind
    where: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _form(kind: SecretKind, where: str, stems: tuple[str, ...], pattern: str) -> _SecretForm:
    return _SecretForm(kind, where, stems, re.compile(pattern))


_FORMS = (
    _form(SecretKind.ACCESS_TOKEN, "Authorization header", ("authorization",),
          rf"{_BEFORE}authorization[\"'`]?\s{{0,4}}+[:=]\s{{0,4}}+[{_QUOTES}]?{_SCHEMES}([^{_ENDS}]{{4,8192}}+)"),
    _form(SecretKind.ACCESS_TOKEN, "bearer token", ("bearer",), rf"{_BEFORE}bearer\s{{1,4}}+([^{_ENDS}]{{12,8192}}+)"),
    _form(SecretKind.ACCESS_TOKEN, "token", ("eyj",), _THREE_PARTS),
    _form(SecretKind.ACCESS_TOKEN, "access token", ("access",),
          rf"{_BEFORE}access[-_ ]?token{_IS}({_VALUE}{{8,8192}}+)"),
    _form(SecretKind.API_KEY, "API key", ("api",),
          rf"{_BEFORE}api[-_ ]?(?:key|token|schlüssel){_IS}({_VALUE}{{6,1024}}+)"),
    _form(SecretKind.API_KEY, "login argument", ("loginviapersonalapitoken",),
          r"loginViaPersonalApiToken\s{0,4}+\(\s{0,4}+token\s{0,4}+:\s{0,4}+\\{0,3}+\"([^\"\\\n]{4,1024}+)"),
    _form(SecretKind.PASSWORD, "password", ("passwor", "kennwort", "securitytoken", "client"),
          rf"{_BEFORE}{_PASSWORDS}{_IS}({_VALUE}{{4,1024}}+)"),
    _form(SecretKind.PASSWORD, "address", ("://",), r"://[^\s/@:\"'<>]{0,200}+:([^\s/@\"'<>]{4,400}+)@"),
    _form(SecretKind.COOKIE, "Cookie header", ("cookie",),
          r"(?i)(?<![A-Za-z0-9])cookie[\"'`]?[ \t]{0,4}+:[ \t]{0,4}+[\"'`]?"
          r"([\w.%-]{1,256}+=(?:[^\n\"'`<]|<(?![/a-zA-Z!])){4,16384}+)"),
    _form(SecretKind.COOKIE, "cookie of the web session", ("system.net.cookie",),
          r"System\.Net\.Cookie\(\"[^\"\n]{0,256}+\",\s{0,4}+\"([^\"\n]{4,8192}+)\""),
)  # fmt: skip
_HINTS = ("author", "bearer", "eyj", "token", "key", "schl", "pass", "kennw", "secret", "cookie")


def may_hold_secret(text: str) -> bool:
    """Tell quickly whether a search could find anything."""
    lower = text.lower()
    for hint in _HINTS:  # a loop, not any(): it is asked for each ID of a ticket
        if hint in lower:
            return True
    return "://" in lower and "@" in lower


def find(text: str) -> Iterator[Hit]:
    """Find what looks like a live secret in a text. Bounded patterns only: linear in the text's length."""
    if not may_hold_secret(text):
        return
    lower = lowered(text)
    for form in _FORMS:
        end = 0
        for spot in spots(lower, form.stems):
            match = form.pattern.match(text, spot) if spot >= end else None
            if match is not None:
                end = match.end()
                yield from _hit(form, match)
    if "\n" in text or "insert" in lower:
        for cell in (*secrets_in_columns(text, lower), *secrets_in_inserts(text, lower)):
            yield Hit(kind_of_key(cell.key) or SecretKind.PASSWORD, cell.start, cell.end, "a column for secrets")


def _hit(form: _SecretForm, match: re.Match[str]) -> Iterator[Hit]:
    value = match[1].rstrip(".)>]}")
    if not (is_placeholder(match[1]) or is_placeholder(value) or _is_word(form.kind, form.where, value)):
        yield Hit(form.kind, match.start(1), match.start(1) + len(value), form.where)


def _is_word(kind: SecretKind, where: str, value: str) -> bool:
    """Prose such as "the API key is invalid" or "Bearer authentication" names no secret."""
    if kind is SecretKind.COOKIE or where == "Authorization header":
        return False
    return value.isalpha() and len(value) < 24  # noqa: PLR2004


def mask_spans(text: str, hits: Iterable[Hit]) -> str:
    """Return the text with each stretch blanked out, at the same length, so that positions hold."""
    pieces, position = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.end <= position:
            continue
        start = max(hit.start, position)
        pieces += [text[position:start], _blank(hit.end - start)]
        position = hit.end
    return "".join([*pieces, text[position:]])


def _blank(length: int) -> str:
    return (MASK + " " * (length - len(MASK))) if length >= len(MASK) else "*" * length


_KEYS: dict[str, SecretKind] = {
    "accesstoken": SecretKind.ACCESS_TOKEN, "authtoken": SecretKind.ACCESS_TOKEN,
    "bearertoken": SecretKind.ACCESS_TOKEN,
    "authorization": SecretKind.ACCESS_TOKEN, "usertoken": SecretKind.ACCESS_TOKEN, "idtoken": SecretKind.ACCESS_TOKEN,
    "workspacetoken": SecretKind.ACCESS_TOKEN, "refreshtoken": SecretKind.API_KEY, "token": SecretKind.API_KEY,
    "apikey": SecretKind.API_KEY, "apitoken": SecretKind.API_KEY, "personalapitoken": SecretKind.API_KEY,
    "xapikey": SecretKind.API_KEY, "cookie": SecretKind.COOKIE, "setcookie": SecretKind.COOKIE,
    "password": SecretKind.PASSWORD, "passwort": SecretKind.PASSWORD, "securitytoken": SecretKind.PASSWORD,
    "secret": SecretKind.PASSWORD, "clientsecret": SecretKind.PASSWORD,
}  # fmt: skip


@lru_cache(maxsize=4096)
def kind_of_key(key: str) -> SecretKind | None:
    """Tell which secret a JSON key or header of this name holds, by its letters alone."""
    if len(key) >= 64:  # noqa: PLR2004 - longer than any such name
        return None
    letters = "".join(char for char in key.lower() if char.isalnum())
    return _KEYS.get(letters) or _KEYS.get(letters.removesuffix("s"))
