"""Which IDs a request and a response name."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.graphql_json import Envelope, request_seen, response_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import IdSeen, Remark, RequestSeen, SecretSeen
from diagnose.intake.gathering.naming import (
    Given,
    OwnId,
    ids_in_document,
    ids_in_response,
    ids_in_variables,
)
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def in_document(text: str) -> list[object]:
    (seen,) = request_seen(Envelope("graphql", 1), text, Traced.of(text))
    assert isinstance(seen, RequestSeen)
    return [
        (named.kind, named.value, named.line) if isinstance(named, IdSeen) else type(named)
        for named in ids_in_document(seen, read_document(text))
    ]


def in_variables(text: str, variables: dict[str, Json]) -> list[tuple[Kind | None, str]]:
    named = ids_in_variables(Given(variables, Lines(1)), read_document(text))
    return [(item.kind, item.value) for item in named if isinstance(item, IdSeen)]


def test_literals_by_their_argument_and_line() -> None:
    """``ids`` of ``connections`` are connections; a placeholder is a remark, an API key a secret."""
    assert in_document(
        '{ me { workspaces(filters: {ids: ["w"]}) {\nconnections(filters: {ids: ["c"]}) { id } } } }'
    ) == [
        (Kind.WORKSPACE, "w", 1),
        (Kind.CONNECTION, "c", 2),
    ]
    assert in_document('{ me { workspaces(filters: {ids: ["<workspace>"]}) { id } } }') == [Remark]
    assert in_document('mutation { loginViaPersonalApiToken(token: "made-up-key") { accessToken } }') == [SecretSeen]


def test_variables_by_the_argument_that_they_are_given_to() -> None:
    """The variable's own name tells only where no argument does; a default counts when nothing was given."""
    document = (
        'query($x: ID!, $y: [ID!] = ["jw"]) '
        "{ me { connections(filters: {ids: [$x]}) { jobWorks(filters: {ids: $y}) { id } } } }"
    )
    assert in_variables(document, {"x": "c-1", "workspaceId": 7}) == [
        (Kind.CONNECTION, "c-1"),
        (Kind.JOB_WORK, "jw"),
        (Kind.WORKSPACE, "7"),
    ]


def in_response(data: Json) -> list[object]:
    seen = response_seen({"data": data}, Lines(1), size=1)
    assert seen is not None
    found = ids_in_response(seen, {}, lambda *_: True)
    return [named.value if isinstance(named, OwnId) else (named.kind, named.value, named.inventory) for named in found]


def test_a_creation_names_and_a_listing_only_lists() -> None:
    """What was created is the customer's; what a listing shows is inventory."""
    assert in_response({"createJobWorks": [{"id": "jw", "workId": "w"}]}) == [
        (Kind.WORK, "w", True),
        (Kind.JOB_WORK, "jw", False),
    ]
    assert in_response({"me": {"workspaces": [{"id": "ws"}]}}) == [(Kind.WORKSPACE, "ws", True)]


def test_the_customers_own_artifact_id_is_told_apart() -> None:
    """An external ID beside the gateway's is no ID of the chain."""
    assert "own-1" in in_response({"createJobWorkArtifacts": [{"workArtifact": {"id": "a", "externalId": "own-1"}}]})
