"""An object with IDs under telling keys, apart from any document: variables in code, a log line's fields, a config."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.named_ids import names_ids
from diagnose.intake.content.sightings import LooseVariables, Sighting


def looks_like_variables(part: JsonPart) -> bool:
    """Tell whether an object names IDs itself, or in its ``variables``."""
    return isinstance(part.value, dict) and (
        names_ids(part.value) or (isinstance(inner := part.value.get("variables"), dict) and names_ids(inner))
    )


def read_variables(part: JsonPart) -> Iterator[Sighting]:
    """Read the object, or the ``variables`` in it."""
    if not isinstance(part.value, dict):
        return
    inner = part.value.get("variables")
    if isinstance(inner, dict):
        yield LooseVariables(inner, part.lines.below("variables"))
    else:
        yield LooseVariables(part.value, part.lines)


LOOSE_VARIABLES = JsonForm("loose-variables", looks_like_variables, read_variables, last=True, kind="variables")
