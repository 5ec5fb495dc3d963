"""What nobody looked at is said, with what to ask for."""

from __future__ import annotations

from dataclasses import replace

from diagnose.checking.context import Context
from diagnose.checking.not_judged import not_looked_at
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, OtherChain, Reading, SavedResponse
from diagnose.investigation.known.facts import Connection, Look
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.looks import Looks
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.json_value import Json
from diagnose.outside import unmarked
from diagnose.ticket.ticket import make_ticket
from tests.checking.making import context

DATA: Json = {"me": {"workspaces": [{"id": "workspace_1"}]}}
BARE = CustomerRequest("{ me { id } }", {}, "ticket.txt", 3, "graphql", response=0)
ANSWER = SavedResponse("ticket.txt", 9, "workspaces", DATA)


def told(reading: Reading, *unsorted: str, offline: bool = False) -> dict[str, str]:
    ticket = make_ticket({Kind.CONNECTION: ["connection_789"]}, reading=reading, unsorted=unsorted)
    sight = replace(context().sight, case=CaseFile(ticket), offline=offline)
    return {unmarked(item.what): item.why for item in not_looked_at(Context(sight))}


def test_their_credentials_are_judged_by_an_answer_of_theirs_alone() -> None:
    """Lack of access may show as an empty list; only an answer with data shows what theirs can see."""
    credentials = "whether the customer's own credentials see the workspace"
    assert "this run used yours, not theirs" in told(Reading())[credentials]
    assert "the gateway was not asked" in told(Reading(), offline=True)[credentials]
    refused = replace(ANSWER, data=None, errors=({"message": "No."},))
    assert credentials in told(Reading(requests=(BARE,), responses=(refused,)))
    nothing = replace(ANSWER, data={"me": {"workspaces": []}}, empty=("workspaces",))
    assert credentials in told(Reading(requests=(BARE,), responses=(nothing,)))
    assert credentials not in told(Reading(requests=(BARE,), responses=(ANSWER,)))


def test_the_request_and_its_headers_are_judged_where_they_are_shown() -> None:
    """A query alone has no headers; with them nothing of the request is left to ask for."""
    assert "the customer's own request" in told(Reading())
    without = replace(BARE, document=None, headers={"content-type": "application/json"})
    assert "the query of the request in ticket.txt, line 3" in told(Reading(requests=(without,), responses=(ANSWER,)))
    assert "the headers of the customer's request" in told(Reading(requests=(BARE,), responses=(ANSWER,)))
    whole = replace(BARE, headers={"content-type": "application/json"})
    assert told(Reading(requests=(whole,), responses=(ANSWER,))) == {}


def test_what_was_too_large_and_what_nothing_places_is_named() -> None:
    """Rows that were not kept, and an ID of which nothing tells what it is."""
    whole = replace(BARE, headers={"content-type": "application/json"})
    large = replace(ANSWER, data=None, left_out=True)
    found = told(Reading(requests=(whole,), responses=(large,)), "clx8k2v9q0001mp08a1b2c3d4")
    assert [*found] == ["the rows of the saved answer in ticket.txt, line 9", "clx8k2v9q0001mp08a1b2c3d4"]


def test_of_very_many_connections_it_is_said_how_many_were_not_listed_for_an_artifact() -> None:
    """Where all were, or none was, there is nothing to say; nor where the artifact was found."""
    places = {f"conn_{number}": Connection(f"conn_{number}", "ws_1", None, None, "E1") for number in range(4)}
    listed = Look(Kind.JOB_WORK, None, frozenset(), "E2", "ws_1", offset=0, limit=10)

    def why(*numbers: int) -> dict[str, str]:
        looks = Looks(tuple(replace(listed, connection_id=f"conn_{number}") for number in numbers))
        case = CaseFile(make_ticket({Kind.ARTIFACT: ["artifact_9"]}), Knowledge(connections=places, looks=looks))
        told = {unmarked(item.what): item.why for item in not_looked_at(Context(replace(context().sight, case=case)))}
        return {what: told[what] for what in told if "artifact_9" in what}

    assert why(1) == {
        "whether artifact_9 hangs on a job work in 3 other connections": "1 of 4 other connections were listed"
    }
    assert why() == why(0, 1, 2, 3) == {}


def test_another_customers_chain_comes_with_the_command_that_judges_it() -> None:
    """Quoted for a shell; an ID that begins with a hyphen is no option."""
    chain = OtherChain(((Kind.WORKSPACE, "workspace_9"), (Kind.CONNECTION, "-c 9")), "ticket.txt", 7)
    ticket = make_ticket({Kind.CONNECTION: ["connection_789"]}, reading=Reading(others=(chain,)))
    sight = replace(context().sight, case=CaseFile(ticket))
    (item,) = [item for item in not_looked_at(Context(sight)) if item.command]
    assert item.what == "the second chain of IDs, in ticket.txt, line 7: workspace workspace_9 and connection -c 9"
    assert item.command == "diagnose run --workspace=workspace_9 '--connection=-c 9'"


def test_ids_beyond_those_that_are_kept_are_told() -> None:
    """Otherwise the report would sound as if it spoke of all of them."""
    assert told(Reading(ids_left_out=900_001))["900,001 more IDs of the ticket"] == "so many are not kept of one ticket"


def test_what_was_set_aside_is_said() -> None:
    """Whether the customer took it back, or only seemed to; what is judged all the same is not."""
    said = told(Reading(set_aside=("connection_790", "connection_789")))
    assert said["connection_790"] == (
        "the ticket names another ID in place of it, or says that it is not meant, or that it works"
    )
    assert not any("connection_789" in what for what in said)
