"""Bruno's files and exports."""

from __future__ import annotations

import json

from diagnose.json_value import Json
from tests.intake.sent import BODY, DOCUMENT, TOKEN, VARIABLES, only_request, read

_GRAPHQL = (
    "meta {\n  name: rows\n  type: graphql\n}\n\n"
    "post {\n  url: {{base}}/graphql\n  body: graphql\n  auth: bearer\n}\n\n"
    "headers {\n  source-platform: a\n  ~x-debug: 1\n}\n\nauth:bearer {\n  token: {{token}}\n}\n\n"
    f"body:graphql {{\n  {DOCUMENT}\n}}\n\nbody:graphql:vars {{\n  {json.dumps(VARIABLES)}\n}}\n"
)
_VARS = "vars {\n  base: https://gateway.filed.com\n}\nvars:secret [\n  token\n]\n"


def test_a_graphql_request_and_an_environment_beside_it() -> None:
    """Document and variables stand in blocks; the address comes from the environment's file."""
    request = only_request(read(_GRAPHQL, _VARS))
    assert request.headers == {"content-type": "application/json", "source-platform": "a"}
    assert request.authorization is not None
    assert request.authorization.problem == "placeholder"


def test_a_json_body_whose_authorization_is_inherited() -> None:
    """What stands in the collection's own file is not missing."""
    text = "post {\n  url: https://gateway.filed.com/graphql\n  body: json\n  auth: inherit\n}\n\n"
    request = only_request(read(f"{text}body:json {{\n  {BODY}\n}}\n"))
    assert not request.headers_complete


def test_among_words() -> None:
    """A file that is pasted into a mail leaves the words around it to be read."""
    text = f"Hello, this is ticket SUP-4711\n\n{_GRAPHQL}\njob work ID: jw-902\n"
    reading = read(text, _VARS)
    assert reading.slots.reference == "SUP-4711"
    assert set(reading.slots.job_work_ids) == {"jw-901", "jw-902"}


def test_an_exported_collection() -> None:
    """The export as JSON has the same parts."""
    request: Json = {
        "url": "{{base}}/graphql", "method": "POST", "headers": [{"name": "a", "value": "b", "enabled": True}],
        "body": {"mode": "graphql", "graphql": {"query": DOCUMENT, "variables": json.dumps(VARIABLES)}},
        "auth": {"mode": "bearer", "bearer": {"token": TOKEN}},
    }  # fmt: skip
    items: Json = [{"type": "folder", "items": [{"type": "graphql", "name": "rows", "request": request}]}]
    variables: Json = [{"name": "base", "value": "https://gateway.filed.com", "enabled": True}]
    reading = read({"version": "1", "items": items, "environments": [{"name": "Prod", "variables": variables}]})
    authorization = only_request(reading).authorization
    assert authorization is not None
    assert authorization.problem is None
