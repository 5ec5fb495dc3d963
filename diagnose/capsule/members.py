"""A capsule as the members of its file, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, TypeVar

from pydantic import ValidationError

from diagnose.capsule.archive import NotACapsule, json_of, packed, unpacked
from diagnose.capsule.contents import Aliases, Capsule, Exchanged, RecordedRun, RecordedTicket
from diagnose.capsule.written_values import BadRecord, read, written
from diagnose.gateway.documents.sendable import DocumentError, document_of
from diagnose.json_value import Json
from diagnose.redaction.aliases import aliases_in, put_back
from diagnose.report import SCHEMA_VERSION, Report

T = TypeVar("T")
_LONGEST_STAND_IN: Final = 300


def capsule_file(capsule: Capsule, report: bytes) -> bytes:
    """Return the capsule's file; ``report`` is its report as the JSON renderer writes it.

    Raises NotACapsule for one that :func:`capsule_in` would not read: over its bounds, say.
    """
    members = {
        "report.json": report,
        "ticket.json": _as_json(written(capsule.ticket)),
        "run.json": _as_json(written(capsule.run)),
        "exchanged.json": _as_json(written(capsule.exchanged)),
        "aliases.json": _as_json(written(capsule.aliases)),
    }
    tool = capsule.report.tool
    plugins: list[Json] = [{"name": plugin.name, "version": plugin.version} for plugin in tool.plugins]
    versions: dict[str, Json] = {
        "tool": {"name": tool.name, "version": tool.version},
        "report_schema": capsule.report.schema_version,
        "python": capsule.run.python,
        "plugins": plugins,
    }
    data = packed(members, {"versions": versions, "recorded_at": capsule.run.started_at.isoformat()})
    capsule_in(data)
    return data


def _as_json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def capsule_in(data: bytes) -> Capsule:
    """Return the capsule that a file holds. Raises NotACapsule: nothing in the file is trusted."""
    members = unpacked(data)
    aliases = _read(Aliases, members["aliases.json"], "aliases.json", {})
    stand_ins = _checked(aliases)
    capsule = Capsule(
        report=report_of(members),
        ticket=_read(RecordedTicket, members["ticket.json"], "ticket.json", stand_ins),
        run=_read(RecordedRun, members["run.json"], "run.json", stand_ins),
        exchanged=_read(Exchanged, members["exchanged.json"], "exchanged.json", stand_ins),
        aliases=aliases,
    )
    _check_places(capsule.ticket)
    _check_questions(capsule.exchanged)
    return capsule


def _read(kind: type[T], data: bytes, name: str, stand_ins: Mapping[str, str]) -> T:
    """Read a member in which each alias is what stands in for it."""
    if stand_ins:
        data = put_back(data.decode("utf-8", "replace"), stand_ins).encode()
    try:
        return read(kind, json_of(data, name))
    except BadRecord as error:
        raise NotACapsule(f"{name!r} in it does not fit: {error}") from error


def _checked(aliases: Aliases) -> dict[str, str]:
    """Return the aliases by stand-in, once none of them can break the JSON that it is put into."""
    found = {each.value: each.alias for each in aliases.stand_ins}
    for value, alias in found.items():
        plain = value.isascii() and value.isprintable() and not set(value) & set('"\\')
        if aliases_in(alias) != {alias} or not plain or not 0 < len(value) <= _LONGEST_STAND_IN:
            raise NotACapsule("'aliases.json' in it does not fit: one of its entries is not an alias with a stand-in")
    if len(found) != len(aliases.stand_ins) or len({*found.values()}) != len(found):
        raise NotACapsule("'aliases.json' in it does not fit: two of its entries are alike")
    return found


def report_of(members: Mapping[str, bytes]) -> Report:
    """Return the report among the members. Raises NotACapsule."""
    data = members["report.json"]
    json_of(data, "report.json")
    try:
        return Report.model_validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["loc"] == ("schema_version",):
            raise NotACapsule(f"its report is not of schema version {SCHEMA_VERSION}") from error
        where = ".".join(str(step) for step in first["loc"]) or "the member"
        raise NotACapsule(f"'report.json' in it does not fit: at {where}, {first['msg'].lower()}") from error


def _check_places(ticket: RecordedTicket) -> None:
    """Requests point at their responses: at such as there are, each at one of its own."""
    reading = ticket.reading
    for request in reading.requests:
        if request.response is not None and not 0 <= request.response < len(reading.responses):
            raise NotACapsule("'ticket.json' in it does not fit: a request has a response that is not there")


def _check_questions(exchanged: Exchanged) -> None:
    """Questions are ours, or corrected requests under the name that those have: a report has a command for each."""
    for answer in (*exchanged.answers, *exchanged.logins, *exchanged.trials):
        try:
            document_of(answer.question)
        except DocumentError as error:
            raise NotACapsule("'exchanged.json' in it does not fit: one of its questions is none of ours") from error
