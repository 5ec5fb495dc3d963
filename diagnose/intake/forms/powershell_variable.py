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
_LARGEST = 64 * 1024
"""Characters of a value that is remembered, a member counted as :data:`_MEMBER`."""
_MEMBER = 64
_ENDS = re.compile(r"[ \t]{0,80}+(?:[\r\n;|#`>&)]|$)")
"""What may follow a value: behind a string that another language escapes, as PHP does, stands something else."""
_PROMPT = re.compile(r"^PS [^>\n]{0,200}>")


def read_variable(stretch: Stretch) -> Claim | Vain | None:
    """Read an assignment at the beginning of a line."""
    text = stretch.source.text
    before = text[max(stretch.start - 64, 0) : stretch.start].rpartition("\n")[2]
    name = _NAME.match(text, stretch.start)
    if _PROMPT.sub("", before).strip(" \t>`") or name is None:
        return None
    shell = Shell(stretch.source, stretch.after, stretch.limit, stretch.assigned)
    value = shell.expression()
    if not _ENDS.match(text, shell.position):
        return None
    size = _size(value)
    if size > _LARGEST:
        return Vain(shell.position, cost=size)
    secrets = tuple(_secrets(name[1], value, stretch.line))
    if shell.unclosed:
        return Vain(shell.position, secrets)
    # The text is left to other forms: it may hold the query, or the IDs.
    assigned = VariableAssigned(name[1].lower(), value)
    return Claim(stretch.start, (assigned, *secrets), shell.position - stretch.start + size)


def _size(value: Value) -> int:
    """Count a value's characters, as far as people write any: values that hold one another twice grow without end."""
    stack, size = [value], 0
    while stack and size <= _LARGEST:
        item = stack.pop()
        size += len(item.text) if isinstance(item, Traced) else _MEMBER
        stack.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return size


def _secrets(name: str, value: Value, line: int) -> Iterator[SecretSeen]:
    """Find the secrets in a value, also those that only the variable's name tells."""
    told = tuple(text_secrets(value)) if isinstance(value, Traced) else ()
    yield from told
    yield from without_repeats(json_secrets({name: plain(value)}, Lines(line)), told)


POWERSHELL_VARIABLE = StretchForm(
    "powershell-variable",
    # Takes $ids = @(…, $q = '…, $body = [ordered]@{…, $json = $body | ConvertTo-Json, $json = ConvertTo-Json $body.
    re.compile(
        r"(?i)\$(?:\w{1,10}:)?\w{1,64}+[ \t]{0,8}+=[ \t]{0,8}+"
        r"(?=@[\"'{(]|[\"'(]|\[[a-z][\w.]{0,60}+\][ \t]{0,4}+[@\"'(]|\$\w{1,64}+[ \t]{0,8}+\||ConvertTo-Json\b)"
    ),
    read_variable,
    alone=False,
)
