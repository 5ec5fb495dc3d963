"""Hoppscotch's collections and environments."""

from __future__ import annotations

import json

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, DOCUMENT, ENDPOINT, TOKEN, VARIABLES, answer_of, only_request, read


def _collection(*requests: Json, **more: Json) -> dict[str, Json]:
    return {"v": 5, "name": "Filed", "folders": [], "requests": [*requests], **more}


def _rest(**more: Json) -> Json:
    return {
        "v": "12", "name": "rows", "method": "POST", "endpoint": ENDPOINT, "headers": [],
        "auth": {"authType": "inherit", "authActive": True},
        "body": {"contentType": "application/json", "body": BODY}, **more,
    }  # fmt: skip


def test_a_graphql_request_in_a_list_of_collections() -> None:
    """Document and variables are two texts; the token is inherited."""
    graphql: Json = {
        "v": 8, "url": ENDPOINT, "query": DOCUMENT, "variables": json.dumps(VARIABLES), "headers": [],
        "auth": {"authType": "inherit", "authActive": True},
    }  # fmt: skip
    auth: Json = {"authType": "bearer", "token": TOKEN, "authActive": True}
    request = only_request(read([_collection(graphql, auth=auth)]))
    assert request.authorization is not None
    assert request.authorization.scheme == "Bearer"


def test_a_rest_request_with_a_saved_example() -> None:
    """The example's body answers the request."""
    reading = read(_collection(_rest(responses={"empty": {"code": 200, "body": ANSWER}})))
    assert only_request(reading).headers == {"content-type": "application/json"}
    assert answer_of(reading) == (200, ("jobWorks",))


def test_an_environment_beside_it() -> None:
    """``<<name>>`` is replaced by what an exported environment says."""
    environment: Json = [{"v": 2, "name": "Prod", "variables": [
        {"key": "host", "initialValue": "https://gateway.filed.com", "currentValue": "", "secret": False},
    ]}]  # fmt: skip
    only_request(read(_collection(_rest(endpoint="<<host>>/graphql")), environment))


def test_folders() -> None:
    """Requests stand in folders of folders."""
    only_request(read(_collection(folders=[_collection(folders=[_collection(_rest())])])))
