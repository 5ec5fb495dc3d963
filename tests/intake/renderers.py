"""The same request as each tool writes it: the other direction of what the intake reads."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diagnose.json_value import Json


@dataclass(frozen=True)
class Wanted:
    """A request to render: what must come back out of the reading."""

    document: str
    variables: Mapping[str, Json]
    endpoint: str
    platform: str

    @property
    def body(self) -> str:
        """The request's JSON body."""
        return json.dumps({"query": self.document, "variables": dict(self.variables)}, ensure_ascii=False)

    @property
    def headers(self) -> dict[str, str]:
        """The request's headers."""
        return {"content-type": "application/json", "source-platform": self.platform}


def bash_single(text: str) -> str:
    """Quote as Firefox and people do: ``'…'``."""
    return "'" + text.replace("'", "'\\''") + "'"


def bash_double(text: str) -> str:
    """Quote as people do who need a variable: ``"…"``."""
    return '"' + re.sub(r'([\\"$`])', r"\\\1", text) + '"'


def bash_ansi(text: str) -> str:
    """Quote as Chrome does for anything odd: ``$'…'``."""

    def escape(match: re.Match[str]) -> str:
        char = match[0]
        plain = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "'": "\\'", "\\": "\\\\"}
        code = ord(char)
        return plain.get(char) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")

    return "$'" + re.sub(r"[^ -&(-\[\]-~]|!", escape, text) + "'"


def cmd(text: str) -> str:
    """Quote as Chrome's "Copy as cURL (cmd)" does."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.,?;()*`]", r"^\g<0>", escaped)
    return '^"' + re.sub(r"\r?\n|\r", "^\n\n", escaped) + '^"'


def powershell(text: str) -> str:
    """Quote as Chrome's "Copy as PowerShell" does: characters outside ASCII by their UTF-16 numbers."""
    units = [int.from_bytes(pair, "big") for pair in _pairs(text.encode("utf-16-be"))]
    pieces = [_powershell_unit(unit) for unit in units]
    return '"' + "".join(pieces) + '"'


def _pairs(data: bytes) -> list[bytes]:
    return [data[index : index + 2] for index in range(0, len(data), 2)]


def _powershell_unit(unit: int) -> str:
    if not 0x20 <= unit <= 0x7E:
        return f"$([char]{unit})"
    return "`" + chr(unit) if chr(unit) in '`$"' else chr(unit)


def curl(wanted: Wanted, quote: Callable[[str], str], continued: str = " \\\n  ") -> str:
    """Render as a curl command with one quoting and one way to continue lines."""
    options = [f"-H {quote(f'{name}: {value}')}" for name, value in wanted.headers.items()]
    return continued.join([f"curl {quote(wanted.endpoint)}", *options, f"--data-raw {quote(wanted.body)}"])


def invoke(wanted: Wanted) -> str:
    """Render as Chrome's "Copy as PowerShell"."""
    return (
        f'Invoke-WebRequest -UseBasicParsing -Uri {powershell(wanted.endpoint)} `\n-Method "POST" `\n-Headers @{{\n'
        f'  "source-platform"={powershell(wanted.platform)}\n}} `\n-ContentType "application/json" `\n'
        f"-Body {powershell(wanted.body)}"
    )


def har(wanted: Wanted, response: Json, *, base64_body: bool = False) -> str:
    """Render as a HAR of one entry."""
    text = json.dumps(response)
    content: dict[str, Json] = {"mimeType": "application/json", "text": text}
    if base64_body:
        content |= {"text": base64.b64encode(text.encode()).decode(), "encoding": "base64"}
    headers: Json = [{"name": name, "value": value} for name, value in wanted.headers.items()]
    request: Json = {
        "method": "POST", "url": wanted.endpoint, "headers": headers,
        "postData": {"mimeType": "application/json", "text": wanted.body},
    }  # fmt: skip
    entry: Json = {
        "startedDateTime": "2026-01-31T09:30:00.000Z", "request": request,
        "response": {"status": 200, "headers": [], "content": content},
    }  # fmt: skip
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}})
