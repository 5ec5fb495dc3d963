"""A variable of a PowerShell script: ``$body = @{ … } | ConvertTo-Json``, for the commands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import json_secrets, text_secrets
from diagnose.intake.content.sightings import SecretSeen, VariableAssigned
from diagnose.intake.shell.powershell import Shell, Value, plain
from diagnose.intake.source.traced import Traced

_NAME = re.compile(r"\$(?:\w{1,10}:)?(\w{1,64}+)")


def read_variable(stretch: Stretch) -> Claim | Vain | None:
    """Read an assignment at the beginning of a line."""
    text = stretch.source.text
    before = text[max(stretch.start - 64, 0) : stretch.start].rpartition("\n")[2]
    name = _NAME.match(text, stretch.start)
    if before.strip(" \t>`") or name is None:
        return None
    shell = Shell(stretch.source, stretch.after, stretch.limit, stretch.assigned)
    value = shell.value()
    secrets = tuple(_secrets(name[1], value, stretch.line))
    if shell.unclosed:
        return Vain(shell.position, secrets)
    return Claim(shell.position, (VariableAssigned(name[1].lower(), value), *secrets))


def _secrets(name: str, value: Value, line: int) -> Iterator[SecretSeen]:
    """Find the secrets in a value, also those that only the variable's name tells."""
    yield from json_secrets({name: plain(value)}, Lines(line))
    if isinstance(value, Traced):
        yield from text_secrets(value)


POWERSHELL_VARIABLE = StretchForm(
    "powershell-variable",
    re.compile(r"\$(?:\w{1,10}:)?\w{1,64}+[ \t]{0,8}+=[ \t]{0,8}+(?=@[\"'{(]|[\"'])"),
    read_variable,
    alone=False,
)
