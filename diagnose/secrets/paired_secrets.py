"""Secrets that no sign gives to their name, but markup, code, a command or a sentence does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from diagnose.literal_search import spots
from diagnose.secrets.secret_likeness import (
    Shaped,
    called,
    is_chosen_password,
    is_given_secret,
    is_no_secret,
    is_paired_secret,
    is_password_name,
    stands_alone,
)
from diagnose.secrets.telling_words import is_placeholder, is_telling

_TEXT: Final = r"[^\s\"'`<>]{4,16384}+"

# A name and a value that are apart: ``name="csrf-token" content="…"``, ``{"key": "token", "value": "…"}``,
# ``- name: API_KEY⏎  value: …``, ``<add key="ApiKey" value="…"/>``. Leaves what lies behind another object's bracket.
_NAMED: Final = re.compile(
    r"(?i)(?:name|key|id|property|header|field|type)[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?P<key>[\w.-]{3,64}+)[\"']?"
    r"[^<>{}]{0,80}?\b(?:value|content|val)[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?P<value>[^\s\"'`<>,]{4,16384}+)"
)
# ``<Password>…</Password>``, ``<th>API key</th><td>…</td>``, ``<b>Token:</b> …``.
_TAGGED: Final = re.compile(
    r"[<>](?:\w{1,20}:)?(?P<key>[^\W\d](?:[\w.-]| (?![\w:-]{1,40}=)){2,40}+):?(?: [^<>]{0,200})?"
    r"(?:>|(?:</[a-zA-Z]{1,10}>\s{0,3}){1,3}:?\s{0,3}(?:<[a-zA-Z]{1,10}(?: [^<>]{0,200})?>\s{0,3}){0,3})"
    r"(?P<value>[^\s<>\"'`]{4,16384}+)"
)
# Two quoted texts side by side: ``define('AUTH_KEY', '…')``, ``.header("X-Api-Key", "…")``; a call that is named after
# it: ``setApiKey("…")``; a typed or wrapped one: ``API_KEY: string = "…"``, ``secretKey = []byte("…")``. Leaves the
# next key of an object: ``{"file": "/etc/passwd", "workspaceId": "…"}``.
_QUOTED: Final = re.compile(
    r"(?P<key>[^\W\d][\w.-]{2,64}+)(?:[\"'`]\s{0,3},\s{0,3}|\(\s{0,3}"
    r"|\s{0,3}:\s{0,3}[\w.<>\[\]]{1,30}+\s{0,3}=\s{0,3}"
    r"|\s{0,3}(?::=|=>|[=:])\s{0,3}(?:(?!\w{0,20}(?:get|env|fetch|config|param|read|load|lookup))"
    r"[\w.\[\] ]{1,30}+\(\s{0,3}|[brfu@]))"
    rf"[\"'`](?P<value>{_TEXT})[\"'`](?!\s{{0,3}}:)"
)
_ASKS: Final = re.compile(r"(?i)(?:get|has|is|find|require|read|load|fetch|env|verify|check|reset|test|lookup)[\w.]*")
# The last argument of what signs in or signs: ``SetBasicAuth("me", "…")``, ``new PDO("mysql:…", "me", "…")``,
# ``jwt.sign(payload, "…")``, ``auth=("me", "…")``.
_CALL: Final = re.compile(
    r"(?i)(?:basic_?auth|pdo|mysqli\w{0,20}|log_?in|connect|sign_?in|authenticate|jwt\.\w{4,8}|createhmac|hmac\.new|hash_hmac"
    r"|auth\s{0,3}[=:]\s{0,3})\(\s{0,3}(?:(?:[\"'`][^\"'`\n]{0,200}[\"'`]|[\w.]{1,60}+)\s{0,3},\s{0,3}){1,3}"
    rf"[\"'`](?P<value>{_TEXT})[\"'`]"
)
_USER: Final = re.compile(
    r"\s(?:-u|-U|--user|--proxy-user)[ =]{1,3}[\"']?(?P<user>[^\s:\"']{1,200}+):(?P<value>[^\s\"']{4,400}+)"
)
"""``curl -u me:…``; leaves ``docker run -u 1000:1000`` and ``chown -u www:www``."""
# ``password for the portal is …``, ``token of our account: …``, ``Passwort für den Zugang lautet …``.
_SENTENCE: Final = re.compile(
    r"(?i)(?<![\w-])(?P<key>(?:\w{0,20}?)(?:password|passwort|kennwort|passphrase|pass(?= for)|pwd|pw|passcode"
    r"|contraseña|senha|wachtwoord|mot de passe|mdp|clave|hasło|heslo|jelszó|lösenord(?:et)?|passord(?:et)?"
    r"|adgangskoden?|salasana|api key|token|jeton|secret|schlüssel|(?:cl[eé]|chiave|chave|klucz|nyckel|sleutel)"
    r"(?= (?:d['\u2019]|de |di |da |do |för )?(?:l['\u2019]|la |a )?(?:api|acc|secr|priv))))"
    r"(?: [^\W\d](?:[^\W\d]|['\u2019]){0,20}){1,6}(?: ?:? {1,2}|:)"
    r"[\"'`\u201c\u201e(]?(?P<value>[^\s\"'`<>,;(){}\u201c\u201d]{7,400}+)"
)
# ``CREATE USER 'me' IDENTIFIED BY '…'``, ``IDENTIFIED WITH caching_sha2_password BY '…'``.
_IDENTIFIED: Final = re.compile(
    r"(?i)identified(?: with [\w\"'`]{1,40})? (?:by|as)(?: password)? [\"'](?P<value>[^\"'\n]{4,400}+)[\"']"
)
# A field of a form: ``name="password"``, an empty line, what was typed.
_FIELD: Final = re.compile(
    r"(?i)name=\"(?P<key>[\w.\[\]-]{3,64}+)\"[^\n]{0,200}\r?\n(?:[\w-]{1,40}:[^\n]{0,200}\n){0,3}\r?\n(?P<value>[^\s\"<>]{4,16384}+)"
)
# What is within a telling name: ``"db_password": {"value": "…"``, ``variable "db_password" { … default = "…"``.
_NESTED: Final = re.compile(
    r"(?i)(?P<key>[\w.-]{3,64}+)[\"']?\s{0,3}[:=]?\s{0,3}\{[^{}]{0,200}?[\s\"'{,]"
    r"(?:value|default|content|data|plain_?text\w{0,8}|secret_?string)[\"']?\s{0,3}[:=]\s{0,3}[\"'](?P<value>[^\s\"'`<>]{4,16384}+)"
)
# ``PIN: 123456``, ``OTP 123456``, ``verification code is 123456``; leaves ``pin 7 of the plug``, ``error code 500``.
_PIN: Final = re.compile(
    r"(?i)(?<![\w-])(?P<key>pin|otp|totp|m?tan|2fa|mfa"
    r"|(?:one[- ]?time|verification|security|login|sign-?in|confirmation|recovery|backup"
    r"|pin|sicherheits|bestätigungs|einmal)[ -]?codes?)"
    r"[\"']{0,2}(?: is| lautet| ist)?\s{0,2}[:=]?\s{0,2}[\"']?(?P<value>\d{4,8})(?![\w/-]|[.,]\d)"
)
# ``credentials: me / …``, ``Zugangsdaten: me / …``, ``login: me/…``.
_BOTH: Final = re.compile(
    r"(?i)(?:credentials?|log-?in|access data|zugangsdaten|zugang|identifiants|credenciales|user ?/ ?pass\w{0,4})"
    r"(?: [^\W\d]{1,20}){0,4}+\s{0,2}[:=]\s{0,2}(?P<user>[^\s/|:,;\"']{1,80}+)\s{0,2}[/|:,]\s{0,2}"
    r"(?P<value>[^\s\"'`<>,;()]{6,200}+)"
)


def paired_secrets(text: str, lower: str, *, named: bool) -> Iterator[Shaped]:
    """Yield the secrets of a readable text that stand in a pair with a name, or where a call or a sentence says so.

    ``named`` tells that a telling name stands somewhere in the text.
    """
    if named and ("value" in lower or "content" in lower):
        yield from _keyed(_NAMED, text, lower, ("name", "key", "id", "property", "header", "field", "type"))
    if named and "</" in text:
        yield from _keyed(_TAGGED, text, lower, ("<", ">"))
    if named:
        yield from _quoted(text)
        yield from _nested(text)
    if named and 'name="' in lower:
        yield from _keyed(_FIELD, text, lower, ('name="',), told=True)
    for pattern, name, stems in _PLACED:
        for spot in spots(lower, stems):
            match = pattern.match(text, spot)
            if match is not None and not _is_user_again(match):
                yield from _shaped(match, name or match["key"], _likeness(pattern, match))
    for spot in spots(lower, _PINS):
        if (match := _PIN.match(text, spot)) is not None:
            yield _at(match, match["key"])


def _likeness(pattern: re.Pattern[str], match: re.Match[str]) -> Callable[[str, str], bool]:
    if pattern in _GUESSED:
        return _is_chosen
    given = pattern is _SENTENCE and _GIVES.search(match.string, match.end("key"), match.start("value"))
    return _is_given_apart if given else _is_told_apart


# What a sentence gives a value with: ``… for the portal is``, ``… de la cuenta es``, ``… of our account:``.
_GIVES: Final = re.compile(
    r"(?:(?<= )(?:is|was|ist|lautet|est|es|\u00e8|\u00e9|jest|\u00e4r|er|on)|:) {0,2}[\"'`\u201c\u201e(]?\Z"
)


def _is_given_apart(key: str, value: str) -> bool:
    """One digit is enough then, of a password: ``contrase\u00f1a de la cuenta es caballo-verde-9``."""
    return _is_told_apart(key, value) or (
        is_password_name(key) and not is_no_secret(value) and stands_alone(value, digits=1)
    )


def _is_chosen(_: str, value: str) -> bool:
    return is_chosen_password(value)


def _is_told_apart(_: str, value: str) -> bool:
    """Where a sentence or a command says that a password follows, it may be made of words: ``Monsun-copper-58``."""
    return is_chosen_password(value) or (not is_no_secret(value) and stands_alone(value))


_PINS: Final = (
    "pin", "otp", "totp", "tan", "mtan", "2fa", "mfa", "one time", "one-time", "onetime", "verification", "security",
    "login", "signin", "sign-in", "confirmation", "recovery", "backup", "sicherheits", "best\u00e4tigungs", "einmal",
)  # fmt: skip


_PLACED: Final = (
    (_CALL, "password", (
        "basic", "pdo", "mysqli", "login", "log_in", "connect(", "signin", "sign_in", "authenticate", "jwt.",
        "createhmac", "hmac.new", "hash_hmac", "auth=", "auth =", "auth:")),
    (_USER, "password", (" -u", "\n-u", " --user", " --proxy-user")),
    (_BOTH, "password", (
        "credential", "login", "log-in", "access data", "zugang", "identifiants", "credenciales", "user/", "user /")),
    (_SENTENCE, "", (
        "passwor", "kennwort", "passphrase", "pass for", "pwd", "pw ", "passcode", "contrase", "senha", "wachtwoord",
        "mot de passe", "mdp ", "clave", "has\u0142o", "heslo", "jelsz", "l\u00f6senord", "passord", "adgangskod",
        "salasana", "api key", "token", "jeton", "secret", "schl\u00fcssel", "cl\u00e9 ", "cle ", "chiave ", "chave ",
        "klucz ", "nyckel ", "sleutel ")),
    (_IDENTIFIED, "password", ("identified by", "identified with", "identified as")),
)  # fmt: skip
"""Patterns by where they may begin, and what to call what they find; a sentence names it itself."""


_GUESSED: Final = (_CALL,)
"""Patterns that take what is none as well: ``connect("name", "orders-2024-05")``."""


def _keyed(
    pattern: re.Pattern[str], text: str, lower: str, stems: tuple[str, ...], *, told: bool = False
) -> Iterator[Shaped]:
    """``told`` says that the place leaves no doubt that the value is the name's."""
    end = 0
    for spot in spots(lower, stems):
        match = pattern.match(text, spot) if spot >= end else None
        if match is not None and is_telling(match["key"]):
            end = match.end()
            yield from _shaped(match, match["key"], _is_told if told else is_paired_secret)


def _is_told(key: str, value: str) -> bool:
    return is_given_secret(key, "=", "", value)


_OPENED: Final = re.compile(r"(?<![\w.-])[\w.-]{3,64}(?=[\"']?\s{0,3}[:=]?\s{0,3}\{\Z)")
_LONGEST_OPENING: Final = 80


def _nested(text: str) -> Iterator[Shaped]:
    for spot in spots(text, ("{",)):
        begin = max(0, spot - _LONGEST_OPENING)
        opened = _OPENED.search(text[begin : spot + 1])
        match = _NESTED.match(text, begin + opened.start()) if opened and is_telling(opened[0]) else None
        if match is not None:
            yield from _shaped(match, match["key"], _is_told)


def _quoted(text: str) -> Iterator[Shaped]:
    """The call around a pair looks like one itself: ``define('AUTH_KEY', '…')``; so go on behind each key."""
    match = _QUOTED.search(text)
    while match is not None:
        key, value = match["key"], match["value"]
        if is_telling(key) and not _ASKS.fullmatch(key) and not is_telling(value):
            yield from _shaped(match, key, is_paired_secret)
        match = _QUOTED.search(text, match.end("key"))


def _is_user_again(match: re.Match[str]) -> bool:
    user = match.groupdict().get("user")
    return user is not None and (user == match["value"] or match["value"].isdigit())


def _shaped(match: re.Match[str], key: str, is_secret: Callable[[str, str], bool]) -> Iterator[Shaped]:
    value = match["value"].rstrip(".,:;!?)]}\\")
    if not is_placeholder(value, in_code=False) and is_secret(key, value):
        yield _at(match, key, len(value))


def _at(match: re.Match[str], key: str, length: int | None = None) -> Shaped:
    start = match.start("value")
    end = match.end("value") if length is None else start + length
    return Shaped(called(key), match.string[start:end], start, end, key)
