"""What is wrong with how variables were sent, whatever the query: several IDs in one string, ``{"ids": "a,b"}``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diagnose.customer.problems import VariableProblem
from diagnose.intake.kinds import kind_of_path
from diagnose.intake.source.id_text import ids_in_one
from diagnose.json_value import Json, walk

AS_TEXT = VariableProblem("they were sent as a string, not as an object")


def joined_ids(variables: Mapping[str, Json]) -> Iterator[VariableProblem]:
    """Yield for each string in the variables that holds several IDs; the gateway takes it for a single one."""
    for path, value in walk(dict(variables)):
        keys = tuple(step for step in path if isinstance(step, str))
        if isinstance(value, str) and (many := len(ids_in_one(value))) > 1 and kind_of_path(keys, variables):
            yield VariableProblem(f"in `{'.'.join(keys)}`, {many:,} IDs stand in one string: each needs its own")
