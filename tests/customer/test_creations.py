"""What a saved creation response says was asked for and given."""

from __future__ import annotations

import pytest

from diagnose.customer.creations import created_kind, creations
from diagnose.customer.exchanges import CustomerAnswer
from diagnose.ids import Kind
from diagnose.intake.model import SavedResponse
from diagnose.json_value import Json
from tests.checks.tickets import CREATE, CREATE_ARTIFACTS, JOB, JOB_WORKS, LIST
from tests.customer.queries import reading, request


def test_creations_know_what_was_asked_and_given() -> None:
    """External IDs from the request, IDs from the response, and where they were to hang."""
    variables: dict[str, Json] = {
        "jobWorkId": JOB_WORKS[0],
        "inputs": [{"name": "a", "type": "w2", "externalId": "x1"}, {"name": "b", "type": "w2", "externalId": "x2"}],
    }
    row: Json = {"id": "ja", "artifactId": "a1", "workArtifact": {"id": "a1", "externalId": "x1"}}
    data: Json = {"createJobWorkArtifacts": [row, None]}
    response = SavedResponse(
        "t", 2, "createJobWorkArtifacts", data, ({"message": "no", "path": ["createJobWorkArtifacts", 1]}, 5)
    )
    (creation,) = creations(reading(request(CREATE_ARTIFACTS, variables), response))
    assert (creation.kind, creation.given, creation.asked) == (
        Kind.ARTIFACT,
        frozenset({"ja", "a1", "x1"}),
        ("x1", "x2"),
    )
    assert (creation.under, creation.identifies, creation.empty) == (JOB_WORKS[0], True, False)
    assert creation.errors == (("no", ("createJobWorkArtifacts", 1)), ("an error without a message", ()))


def test_the_work_of_a_job_work_is_known_by_both_its_ids() -> None:
    """Whoever asks for the workId can be told the id; a row without an id names nothing."""
    variables: dict[str, Json] = {"connectionJobId": JOB, "inputs": []}
    rows: Json = [{"id": "j1", "workId": "w1"}, {"workId": "w2"}]
    response = SavedResponse("t", 7, "createJobWorks", {"createJobWorks": rows})
    (creation,) = creations(reading(request(CREATE, variables), response))
    assert (creation.kind, creation.work_ids, creation.given) == (Kind.JOB_WORK, {"w1": "j1"}, frozenset({"j1"}))
    assert (creation.operation, creation.where, creation.under) == ("createJobWorks", "t, line 7", JOB)
    assert creation.identifies is False


def test_a_listing_creates_nothing() -> None:
    """Only the responses to the two mutations are creations."""
    assert creations(reading(request(LIST), SavedResponse("t", 2, "jobWorks", {"me": None}))) == ()


@pytest.mark.parametrize(
    ("document", "response"),
    [
        (CREATE, SavedResponse("t", 2, errors=({"message": "No."},))),
        (CREATE, SavedResponse("t", 2, errors=({"message": "No.", "path": ["createJobWorks"]},))),
        (None, SavedResponse("t", 2, errors=({"message": "No.", "path": ["createJobWorks"]},))),
        (None, SavedResponse("t", 2, errors=({"message": "createJobWorks failed"},))),
        (None, SavedResponse("t", 2, "createJobWorks", {"createJobWorks": None})),
        (CREATE.replace("{ createJobWorks", "{ made: createJobWorks"), SavedResponse("t", 2, "made", {"made": None})),
    ],
)
def test_a_creation_is_known_without_its_data(document: str | None, response: SavedResponse) -> None:
    """By its field, by the path of an error, by the request with its aliases, or by what the error says."""
    asked = request(document) if document else None
    assert created_kind(CustomerAnswer(1, response, asked)) is Kind.JOB_WORK


@pytest.mark.parametrize(
    ("document", "response"),
    [
        (LIST, SavedResponse("t", 2, errors=({"message": "No."},))),
        (CREATE, SavedResponse("t", 2, errors=({"message": "No.", "path": ["me", "workspaces"]},))),
        (None, SavedResponse("t", 2, errors=({"message": "No."},))),
    ],
)
def test_any_other_failure_is_no_creation(document: str | None, response: SavedResponse) -> None:
    """A path through me is a query's, whatever request stands before it."""
    assert created_kind(CustomerAnswer(1, response, request(document) if document else None)) is None


def test_a_creation_that_gave_nothing_failed_without_a_word() -> None:
    """A null field without any error created nothing all the same; of a list, the rows that are null were refused."""
    (silent,) = creations(reading(request(CREATE), SavedResponse("t", 2, "createJobWorks", {"createJobWorks": None})))
    assert (silent.errors, silent.empty) == ((("the response has neither data nor an error", ()),), True)
    variables: dict[str, Json] = {"jobWorkId": "j", "inputs": [{"externalId": "x1"}, {"externalId": "x2"}]}
    partly = SavedResponse("t", 2, "createJobWorkArtifacts", {"createJobWorkArtifacts": [{"id": "a"}, None]})
    (creation,) = creations(reading(request(CREATE_ARTIFACTS, variables), partly))
    assert creation.refused == ("x2",)
