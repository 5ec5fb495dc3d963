"""Reads a GraphQL request out of an HTTP body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Incoming:
    """A GraphQL request as sent. ``problem`` is the sentence of the refusal when it could not be read."""

    query: str = ""
    variables: Mapping[str, object] = field(default_factory=dict)
    operation_name: str | None = None
    problem: str | None = None


def read(body: bytes, content_type: str) -> Incoming:
    """Read a body; what is wrong with it is in ``problem``."""
    if not content_type.lower().startswith("application/json"):
        return Incoming(problem="Content-Type must be application/json")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return Incoming(problem="The body is not JSON")
    if isinstance(content, list):
        return Incoming(problem="Batches of operations are not supported")
    if not isinstance(content, dict) or not isinstance(content.get("query"), str):
        return Incoming(problem="Must provide a query string")
    variables, name = content.get("variables") or {}, content.get("operationName")
    if not isinstance(variables, dict) or not isinstance(name, str | None):
        return Incoming(problem="variables must be an object, operationName a string")
    return Incoming(content["query"], variables, name or None)
