"""An object with IDs under telling keys, apart from any document: variables in code, a log line's fields, a config."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.graphql_json import loose_variables
from diagnose.intake.content.named_ids import names_ids
from diagnose.intake.content.sightings import RequestSeen, Sighting
from diagnose.json_value import Json


def looks_like_variables(part: JsonPart) -> bool:
    """Tell whether an object names IDs itself, or in its ``variables``."""
    if not isinstance(part.value, dict):
        return False
    wrapped = part.value.get("variables")
    inner = wrapped if isinstance(wrapped, dict) else part.value
    return names_ids(part.value) or names_ids(inner) or _is_declared(part.before, inner)


def _is_declared(before: RequestSeen | None, value: dict[str, Json]) -> bool:
    """Tell whether the document before it declares every key: ``client.query(`query Q($w: ID!) …`, { w: 'W' })``."""
    document = before.request.document if before else None
    return bool(value) and document is not None and value.keys() <= read_document(document).variables


def read_variables(part: JsonPart) -> Iterator[Sighting]:
    """Read the object, or the ``variables`` in it."""
    if isinstance(part.value, dict):
        yield loose_variables(part.value, part.lines)


LOOSE_VARIABLES = JsonForm("loose-variables", looks_like_variables, read_variables, last=True, kind="variables")
