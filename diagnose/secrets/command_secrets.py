"""Passwords in commands: behind the option, or at the place, where a tool takes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from diagnose.literal_search import spots
from diagnose.secrets.secret_likeness import Shaped
from diagnose.secrets.telling_words import is_placeholder

_REST: Final = r"(?:[^\n|;&<>]|\n(?=[ \t]{1,8}-)){0,600}?[ \t]"
"""What stands between a command and its option: no other command, but the next line where this one goes on there."""
_WORD: Final = (
    r"(?:\"(?P<quoted>[^\"\n]{3,400}+)\"|'(?P<single>[^'\n]{3,400}+)'|(?P<bare>[^\s\"'`|;&<>-][^\s\"'`|;&<>]{2,400}+))"
)


def _option(option: str) -> re.Pattern[str]:
    return re.compile(rf"[\w-]{{2,20}}+(?:\.exe)?(?= ){_REST}{option}{_WORD}", re.IGNORECASE)


_TOOLS: Final = (
    (("mysql", "mariadb", "mycli"), _option(r"-(?-i:p)")),
    (("redis-cli", "valkey-cli"), _option(r"(?:-a|--pass) ")),
    (("ldapsearch", "ldapmodify", "ldapadd", "ldapwhoami", "ldappasswd"), _option(r"-(?-i:w) ")),
    (("sshpass",), _option(r"-p ?")),
    (("docker login", "podman login", "buildah login", "skopeo login", "registry login", "oc login", "az login"),
     _option(r"(?:-p|--creds) ")),
    (("twine ", "snowsql", "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport", "cqlsh"),
     _option(r"-(?-i:p) ")),
    (("sqlcmd", "bcp ", "isql"), _option(r"-(?-i:P) ?")),
    (("net use",), _option(r"/user:\S{1,80} ")),
    (("smbclient", "rpcclient"), _option(r"-(?-i:U) ?[^\s%]{1,80}%")),
    (("openssl",), _option(r"-pass(?:in|out)? pass:")),
    (("curl ", "wget ", "http "), _option(r"(?:-u|--user|--proxy-user|-(?-i:U)|-a)[ =]{1,2}[\"']?[^\s:\"']{1,200}:")),
    (("zip ", "7z ", "unzip", "unrar"), _option(r"-(?:(?-i:P) |p(?=\S))")),
)  # fmt: skip
"""By the beginnings of commands, and how each takes a password. Leaves ``docker run -p 8080:80``, ``mkdir -p a``."""
_PIPED: Final = re.compile(
    rf"(?:echo|printf|print)(?: -n| -e| '%s'| \"%s\"){{0,3}} {_WORD}[ \t]*\|[ \t]*"
    r"(?:[^\n|]{0,200}--password-stdin|[^\n|]{0,80}--stdin\b|sudo[^\n|]{0,40} -S\b|[^\n|]{0,80}(?:chpasswd|passwd)\b)"
)
# ``ConvertTo-SecureString "…" -AsPlainText``.
_SECURED: Final = re.compile(
    rf"(?:convertto-securestring|securestring)\s{{1,4}}(?:-string\s{{1,4}})?{_WORD}", re.IGNORECASE
)
# ``machine api.example login me password …`` on one line.
_NETRC: Final = re.compile(rf"login\s{{1,4}}\S{{1,200}}\s{{1,4}}password\s{{1,4}}{_WORD}")
# ``Authorization: Digest username="me", …, response="…"``: whoever has it can try passwords at home.
_DIGEST: Final = re.compile(r"digest\s[^\n]{0,600}?\bresponse=\\?\"(?P<quoted>[0-9a-f]{32,128}+)", re.IGNORECASE)
_PLACES: Final = (
    *_TOOLS,
    (("echo ", "printf ", "print "), _PIPED),
    (("convertto-securestring",), _SECURED),
    (("login ", "login\n"), _NETRC),
    (("digest ",), _DIGEST),
)
_LONGEST_PORT: Final = 5


def secrets_in_commands(text: str, lower: str) -> Iterator[Shaped]:
    """Yield the passwords that commands are given; ``lower`` is the text in small letters."""
    for stems, pattern in _PLACES:
        end = 0
        for spot in spots(lower, [stem for stem in stems if stem in lower]):
            match = pattern.match(text, spot) if spot >= end else None
            if match is None:
                continue
            group = match.lastgroup or "bare"
            value, end = match[group].rstrip("\\"), match.end()
            if not is_placeholder(value, in_code=False) and not (value.isdigit() and len(value) <= _LONGEST_PORT):
                yield Shaped("password", value, match.start(group), match.start(group) + len(value), "password")
