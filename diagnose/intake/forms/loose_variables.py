"""An object with IDs under telling keys, apart from any document: variables in code, a log line's fields, a config."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.graphql_json import loose_variables, sends_text
from diagnose.intake.content.named_ids import names_ids
from diagnose.intake.content.sightings import RequestSeen, Sighting
from diagnose.intake.shell.literal_entries import filters_name
from diagnose.json_value import Json

_FIELD = re.compile(r"(?:workspaces|connections|job_?[wW]orks)$")
_ARGUMENTS = frozenset({"filters", "limit", "offset", "sortBy", "sort_by"})
"""Arguments of the fields: what a query builder writes is called as these are."""


def looks_like_variables(part: JsonPart) -> bool:
    """Tell whether an object names IDs itself, or in its ``variables``."""
    if not isinstance(part.value, dict):
        return False
    wrapped = part.value.get("variables")
    if part.literal and sends_text(part.value, part.lines):
        return True
    inner = wrapped if isinstance(wrapped, dict) else part.value
    if inner and (part.caller == "variables" or (part.literal and inner is wrapped)):
        return True  # so it is named: the document that declares its keys may stand anywhere
    return names_ids(part.value) or names_ids(inner) or _is_declared(part.before, inner) or names_ids(_wrapped(part))


def _is_declared(before: RequestSeen | None, value: dict[str, Json]) -> bool:
    """Tell whether the document before it declares every key: ``client.query(`query Q($w: ID!) …`, { w: 'W' })``."""
    document = before.request.document if before else None
    return bool(value) and document is not None and value.keys() <= read_document(document).variables


def read_variables(part: JsonPart) -> Iterator[Sighting]:
    """Read the object, or the ``variables`` in it."""
    if not isinstance(part.value, dict):
        return
    wrapped = _wrapped(part)
    yield loose_variables(wrapped or part.value, part.lines.under_key() if wrapped else part.lines)


def _wrapped(part: JsonPart) -> dict[str, Json]:
    """Return the object of ``JobWorkFilters(ids: [J])`` under the name of its type, which tells what its IDs are."""
    name = filters_name(part.caller) if part.literal else None
    field = _FIELD.search(part.caller or "") if part.literal and isinstance(part.value, dict) else None
    if field and isinstance(part.value, dict) and part.value.keys() <= _ARGUMENTS:
        name = field[0]
    return {name: part.value} if name else {}


LOOSE_VARIABLES = JsonForm("loose-variables", looks_like_variables, read_variables, last=True, kind="variables")
