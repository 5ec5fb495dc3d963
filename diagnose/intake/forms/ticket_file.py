"""A ticket file: the chain's IDs under their names, in TOML or JSON, for those who prefer to write one.

Keys are the contract's (``workspace_id``, ``connection_id``, ``connection_job_ids``, …); singular, plural, short
(``connection``) and camel-case spellings are read too, ``text`` is read as free text, other keys are noted.
"""

from __future__ import annotations

import re
import tomllib

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.forms import graphql_json
from diagnose.intake.forms.http_request import clean_url
from diagnose.intake.gathering.journal import Page
from diagnose.intake.gathering.weight import Weight
from diagnose.intake.model import Evidence, FoundId
from diagnose.json_value import Json

_KINDS: dict[str, Kind] = {
    "workspace": Kind.WORKSPACE, "connection": Kind.CONNECTION, "providerconnection": Kind.CONNECTION,
    "connectionjob": Kind.CONNECTION_JOB, "job": Kind.CONNECTION_JOB, "jobwork": Kind.JOB_WORK, "work": Kind.WORK,
    "artifact": Kind.ARTIFACT, "workartifact": Kind.ARTIFACT,
}  # fmt: skip
_REFERENCE = frozenset({"reference", "ref", "ticket", "ticketref", "ticketreference", "ticketid", "case", "title"})
_ENDPOINT = frozenset({"endpoint", "url", "gateway"})
_PROSE = frozenset({"text", "description", "notes", "body", "message"})
_IGNORED = frozenset({"sources", "sourceplatform", "customer", "schemaversion", "subject"})
_TOML = re.compile(r"(?m)^[ \t]{0,8}(?:\[ticket\]|[\w\"-]{1,60}[ \t]{0,8}=[ \t]{0,8}[\"'\[])")


def kind_of_ticket_key(key: str) -> Kind | None:
    """Tell the slot that a ticket file's key names, in any of its spellings."""
    letters = "".join(char for char in key.lower() if char.isalnum())
    for ending in ("ids", "id", "s", ""):
        stem = letters.removesuffix(ending) if ending else letters
        if stem in _KINDS and (ending == "" or letters.endswith(ending)):
            return _KINDS[stem]
    return None


def is_ticket(value: Json) -> bool:
    """Tell whether a value is a ticket file: an object with a slot's key and a plain value, or with ``ticket``."""
    if not isinstance(value, dict):
        return False
    if isinstance(ticket := value.get("ticket"), dict):
        return is_ticket(ticket)
    return graphql_json.looks_like_ids(value) or any(
        kind_of_ticket_key(key) and _strings(item) for key, item in value.items()
    )


def _strings(item: Json) -> list[tuple[tuple[int, ...], str]]:
    """Return the IDs in a slot's value with their paths: a string, a number, or a list of them."""
    if isinstance(item, str | int) and not isinstance(item, bool):
        return [((), str(item))] if str(item).strip() else []
    if isinstance(item, list):
        return [((index,), text) for index, member in enumerate(item) for path, text in _strings(member) if not path]
    return []


def read_ticket(page: Page, value: Json, lines: graphql_json.Lines, line: int) -> None:
    """Read a ticket file's object."""
    if not isinstance(value, dict):
        return
    if isinstance(ticket := value.get("ticket"), dict):
        read_ticket(page, ticket, graphql_json.under(lines, "ticket"), line)
        return
    page.form("ticket-file")
    page.secrets_in(value, line)
    for key, item in value.items():
        _read_key(page, key, item, lines, line)


def _read_key(page: Page, key: str, item: Json, lines: graphql_json.Lines, line: int) -> None:
    letters = "".join(char for char in key.lower() if char.isalnum())
    at = lines.get((key,), line)
    if letters in _REFERENCE and isinstance(item, str | int):
        page.journal.reference(str(item)[:200], Weight.TICKET.quoted(quoted=False))
    elif letters in _ENDPOINT and isinstance(item, str):
        page.journal.endpoint(clean_url(item), float(Weight.TICKET))
    elif kind := kind_of_ticket_key(key):
        for path, text in _strings(item):
            _keep(page, kind, text, key, lines.get((key, *path), line))
    elif letters == "filters" and isinstance(item, dict):
        for name, member in item.items():
            kind = Kind.JOB_WORK if name == "ids" else kind_of_ticket_key(name)
            for path, text in _strings(member) if kind else ():
                _keep(page, kind or Kind.JOB_WORK, text, f"filters.{name}", lines.get((key, name, *path), line))
    elif letters in _PROSE and isinstance(item, str):
        _read_text(page, item, at)
    elif letters not in _IGNORED and item not in (None, "", []):
        page.note(at, f"The ticket file's key {key[:60]!r} is not known, so it was not read.")


def _keep(page: Page, kind: Kind, text: str, key: str, line: int) -> None:
    if len(text) > MAX_ID_LENGTH:
        page.note(
            line, f"The {kind.words} ID under {key[:60]!r} has {len(text):,} characters, so it was not taken for one."
        )
        return
    found = FoundId(kind, text, text, Evidence.FIELD, page.source, line, key[:100])
    page.journal.found(found, float(Weight.TICKET))


def _read_text(page: Page, text: str, line: int) -> None:
    from diagnose.intake.source.traced import Traced  # noqa: PLC0415
    from diagnose.intake.text import read_text  # noqa: PLC0415  # a ticket file may hold text, and text a ticket file

    read_text(page, Traced.on_line(text, line))


def read_toml(text: str) -> tuple[dict[str, Json], dict[tuple[str | int, ...], int]] | None:
    """Parse TOML that is a ticket file, with the line of each key's values; None when it is none."""
    if len(text) > 1_000_000 or not _TOML.search(text):  # noqa: PLR2004
        return None
    try:
        value: Json = _jsonable(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    if not isinstance(value, dict) or not is_ticket(value):
        return None
    return value, _toml_lines(text, value)


def _jsonable(value: object) -> Json:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_jsonable(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _toml_lines(text: str, value: dict[str, Json]) -> dict[tuple[str | int, ...], int]:
    """Find the line of each string by looking for it from its key on."""
    lines: dict[tuple[str | int, ...], int] = {}
    inner = value["ticket"] if isinstance(value.get("ticket"), dict) else value
    prefix: tuple[str, ...] = ("ticket",) if inner is not value else ()
    for key, item in inner.items() if isinstance(inner, dict) else ():
        match = re.search(rf"(?m)^[ \t]*\"?{re.escape(key)}\"?[ \t]*=", text)
        position = match.end() if match else 0
        lines[*prefix, key] = text.count("\n", 0, position) + 1
        for path, member in _strings(item):
            position = max(text.find(member, position), position)
            lines[*prefix, key, *path] = text.count("\n", 0, position) + 1
            position += len(member) if text.startswith(member, position) else 0
    return lines
