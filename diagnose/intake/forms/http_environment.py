"""Environments of ``.http`` files: ``http-client.env.json``, values by environment. Source: the HTTP client's pages.

``{"dev": {"host": "…"}, "prod": {"host": "…"}}``: what they name is filled in in the requests of other files. Of
several environments that of production counts, else the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.exported import as_object
from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.named_ids import names_ids
from diagnose.intake.content.placeholders import flat_values
from diagnose.intake.content.sightings import FormSeen, LooseVariables, Sighting, ValuesGiven

_MOST = 20
_ADDRESS = re.compile(r"https?://\S{3,2000}")
_NAMED = re.compile(
    r"(?i)(?:\$?shared|common|default|base|local|dev|test|qa|stag|uat|int(?:egration)?|sandbox|demo|pre|prod|live|ci)\w{0,20}"
)
"""What environments are called; an object of objects may be anything else."""
_PRODUCTION = re.compile(r"(?i)prod|live|\$?shared|common")


def looks_like_environments(part: JsonPart) -> bool:
    """Tell an object of flat objects, one of whose values is an address."""
    value = part.value
    if part.literal or not isinstance(value, dict) or not 0 < len(value) <= _MOST or {"data", "errors"} & value.keys():
        return False
    if not all(isinstance(values, dict) and _is_flat(list(values.values())) for values in value.values()):
        return False
    return all(map(_NAMED.fullmatch, value)) and any(
        isinstance(item, str) and _ADDRESS.fullmatch(item)
        for values in value.values()
        for item in as_object(values).values()
    )


def _is_flat(values: list[object]) -> bool:
    return bool(values) and not any(isinstance(value, dict | list) for value in values)


def read_environments(part: JsonPart) -> Iterator[Sighting]:
    """Give the values of the environment that was most likely meant, and the IDs among them."""
    named = sorted(as_object(part.value).items(), key=lambda item: _PRODUCTION.search(item[0]) is None)
    yield FormSeen("http-environment")
    for name, values in named[:1]:
        yield ValuesGiven(flat_values(values))
        if names_ids(as_object(values)):
            yield LooseVariables(as_object(values), part.lines.below(name))


HTTP_ENVIRONMENT = JsonForm("http-environment", looks_like_environments, read_environments, kind="http-environment")
