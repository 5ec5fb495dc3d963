"""A variable of a PowerShell script: ``$body = @{ … } | ConvertTo-Json``, for the commands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import json_secrets, text_secrets, without_repeats
from diagnose.intake.content.sightings import SecretSeen, VariableAssigned
from diagnose.intake.shell.powershell import Shell, Value, plain
from diagnose.intake.source.traced import Traced

_NAME = re.compile(r"\$(?:\w{1,10}:)?(\w{1,64}+)")
_MOST_MEMBERS = 1_000
_PROMPT = re.compile(r"^PS [^>\n]{0,200}>")


def read_variable(stretch: Stretch) -> Claim | Vain | None:
    """Read an assignment at the beginning of a line."""
    text = stretch.source.text
    before = text[max(stretch.start - 64, 0) : stretch.start].rpartition("\n")[2]
    name = _NAME.match(text, stretch.start)
    if _PROMPT.sub("", before).strip(" \t>`") or name is None:
        return None
    shell = Shell(stretch.source, stretch.after, stretch.limit, stretch.assigned)
    value = shell.value()
    if not _is_small(value):
        return Vain(shell.position)
    secrets = tuple(_secrets(name[1], value, stretch.line))
    if shell.unclosed:
        return Vain(shell.position, secrets)
    # The text is left to other forms: it may hold the query, or the IDs.
    return Claim(stretch.start, (VariableAssigned(name[1].lower(), value), *secrets), shell.position - stretch.start)


def _is_small(value: Value) -> bool:
    """Tell whether a value is of a size that people write: tables that hold each other twice grow without end."""
    stack, count = [value], 0
    while stack and count <= _MOST_MEMBERS:
        item = stack.pop()
        count += 1
        stack.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return count <= _MOST_MEMBERS


def _secrets(name: str, value: Value, line: int) -> Iterator[SecretSeen]:
    """Find the secrets in a value, also those that only the variable's name tells."""
    told = tuple(text_secrets(value)) if isinstance(value, Traced) else ()
    yield from told
    yield from without_repeats(json_secrets({name: plain(value)}, Lines(line)), told)


POWERSHELL_VARIABLE = StretchForm(
    "powershell-variable",
    re.compile(r"\$(?:\w{1,10}:)?\w{1,64}+[ \t]{0,8}+=[ \t]{0,8}+(?=@[\"'{(]|[\"'])"),
    read_variable,
    alone=False,
)
