"""The same request as a command to paste: for any POSIX shell (sh, bash, zsh) with curl 7.55 or later.

The secret is a shell variable that reaches curl through standard input, so it never stands in a process list or in
the shell's history; where it is not set, the shell says so and sends nothing. Everything else stands in single quotes,
and no single quote is ever inside them: JSON can write it as ``\\u0027``, as it writes everything that is not printable
ASCII.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from diagnose.gateway.documents.sendable import document_of, minified
from diagnose.gateway.exchange import LOGIN
from diagnose.json_value import Json, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diagnose.gateway.exchange import Question

__all__ = ["MAX_COMMAND", "curl_command", "curl_of", "reproduction"]

MAX_COMMAND = 100_000
"""Bytes. Linux refuses a single argument of more than 128 KiB, and nobody reads so long a command."""

_KEY_MARK = "[API key]"
_KEY = "${FILED_API_KEY:?is not set: put the API key in it}"
_TOKEN = "${FILED_ACCESS_TOKEN:?is not set: put the access token in it}"  # noqa: S105 - a variable's name
_END = "END"
_ACTS = re.compile(r"[\\$`]")
"""What a shell acts on in the lines that it hands to a command."""
_ROOM = 1_000  # for the command around the body
_Path = tuple[str, ...]


def curl_command(question: Question, endpoint_shown: str, source_platform: str) -> str:
    """Return the command. Where the variables are too long, their longest lists are cut and a comment says so."""
    login = question.operation == LOGIN
    asked: dict[str, Json] = {"apiKey": _KEY_MARK} if login else dict(question.variables)
    text = document_of(question)
    variables, cut = _fitting(asked, MAX_COMMAND - len(text) - _ROOM)
    body = _body(text, question.operation, variables)
    command = _command(_login(body) if login else _query(_quoted(body)), endpoint_shown, source_platform)
    return "".join(f"# {remark}\n" for remark in cut) + command


def curl_of(
    text: str, operation: str | None, variables: Mapping[str, Json], endpoint_shown: str, source_platform: str
) -> str:
    """Return the command for a query that is none of ours; empty where no command line takes anything so long."""
    body = _quoted(_body(minified(text), operation, variables))
    return _command(_query(body), endpoint_shown, source_platform) if len(body) < MAX_COMMAND else ""


def reproduction(
    sent: tuple[str, Mapping[str, Json]],
    corrected: tuple[str, Mapping[str, Json]],
    operation: str | None,
    endpoint_shown: str,
) -> str:
    """Return six lines that ask a question as it was sent, then as it should have been; empty where they are too long.

    Each question is a document and its variables.
    """
    asked = (_quoted(_body(minified(text), operation, variables)) for text, variables in (sent, corrected))
    begin = f"ask() {{ curl -sS {shlex.quote(endpoint_shown)} -H 'content-type: application/json' -H @-"
    lines = (
        f'{begin} --data-raw "$1" <<{_END}',
        f"Authorization: Bearer {_TOKEN}",
        _END,
        "}",
        *(f"echo '{words}:'; ask {body}; echo" for words, body in zip(("As sent", "Corrected"), asked, strict=True)),
    )
    told = "\n".join(lines)
    return told if len(told) < MAX_COMMAND else ""


def _command(request: list[str], endpoint_shown: str, source_platform: str) -> str:
    lines = [
        f"curl --silent --show-error {shlex.quote(endpoint_shown)}",
        "--header 'content-type: application/json'",
        f"--header {shlex.quote(f'source-platform: {_one_line(source_platform)}')}",
        *request,
    ]
    return " \\\n  ".join(lines)


def _query(body: str) -> list[str]:
    return ["--header @-", f"--data-raw {body} <<{_END}\nAuthorization: Bearer {_TOKEN}\n{_END}"]


def _login(body: str) -> list[str]:
    """The key belongs in the body, so here the body comes through standard input."""
    lines = _ACTS.sub(r"\\\g<0>", body).replace(_KEY_MARK, _KEY)
    return [f"--data-binary @- <<{_END}\n{lines}\n{_END}"]


def _body(text: str, operation: str | None, variables: Mapping[str, Json]) -> str:
    named = {"operationName": operation} if operation else {}
    return json.dumps({**named, "query": text, "variables": variables}, separators=(",", ":"))


def _quoted(body: str) -> str:
    """Pure ASCII already; a quote within a JSON text may be written as its code, and no quote stands outside of one."""
    return "'" + body.replace("'", "\\u0027") + "'"


def _one_line(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def _fitting(variables: dict[str, Json], room: int) -> tuple[dict[str, Json], list[str]]:
    """Halve the longest list until the variables fit; say which and how many of it are left."""
    originals: dict[_Path, int] = {}
    while len(json.dumps(variables, separators=(",", ":"))) > room:
        longest = max(_lists(variables), key=lambda found: len(json.dumps(found[1])), default=None)
        if longest is None:
            return {}, ["The variables are too long to be shown."]
        path, values = longest
        originals.setdefault(path, len(values))
        variables = _with(variables, path, values[: len(values) // 2])
    left = {path: len(values) for path, values in _lists(variables)}
    return variables, [
        f"Cut: {left.get(path, 0)} of the {count} values of {_one_line('.'.join(path))}."
        for path, count in originals.items()
    ]


def _lists(variables: dict[str, Json]) -> Iterator[tuple[_Path, list[Json]]]:
    """Every list that is not empty and not within another one, with where it stands."""
    for path, value in walk(variables):
        names = tuple(step for step in path if isinstance(step, str))
        if isinstance(value, list) and value and len(names) == len(path):
            yield names, value


def _with(variables: dict[str, Json], path: _Path, value: Json) -> dict[str, Json]:
    """A copy with the value at this path replaced."""
    head, *rest = path
    inner = variables[head]
    return {**variables, head: _with(inner, tuple(rest), value) if rest and isinstance(inner, dict) else value}
