"""Objects as Ruby prints them."""

from __future__ import annotations

import pytest

from tests.intake.sent import read

ANSWER = (
    '=> #<OpenStruct data=#<OpenStruct me=#<OpenStruct workspaces=[#<OpenStruct id="ws-101", '
    'connections=[#<OpenStruct id="co-202", jobWorks=[]>]>]>>>'
)


def test_an_answer_is_read() -> None:
    """Its empty list is what the customer was shown."""
    (response,) = read(f"irb prints\n{ANSWER}\nfor connection co-202\n").responses
    assert response.empty == ("jobWorks",)


def test_an_object_of_their_own_names_ids() -> None:
    """By the names of its variables; a sign in a string closes nothing."""
    slots = read(
        '#<Filed::Query:0x000012ab @workspace_id="ws-101", @note="a > b", @connection_id="co-202", @ids={:a=>1}>'
    ).slots
    assert (slots.workspace_id, slots.connection_id) == ("ws-101", "co-202")


@pytest.mark.parametrize("text", ["#<Foo a=1", "#<div class='x'>", "#<OpenStruct>"])
def test_what_is_cut_off_or_no_object_is_left_alone(text: str) -> None:
    """The words behind it are read all the same."""
    assert read(f"{text}\n\nconnection co-202\n").slots.connection_id == "co-202"


@pytest.mark.parametrize(
    "nested",
    ["#<Ab @data=" * 200 + "1" + ">" * 200, "#<Ab @data=" * 2_000, "@a=" * 2_000, "{a: #<Ab @ids=[" * 300],
    ids=["closed", "open", "variables", "in literals"],
)
def test_deep_nesting_is_left_alone(nested: str) -> None:
    """However deep, and whatever is nested."""
    assert read(f"{nested}\n\nconnection co-202\n").slots.connection_id == "co-202"
