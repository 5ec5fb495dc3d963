"""What files tell of people is the engineer's choice, and the aliases can be put back."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at

NAME = "Thandiwe Abernathy"


@pytest.fixture(scope="module")
def healthy() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def test_the_terminal_says_everything_and_the_file_does_not(desk: Desk, healthy: Gateway) -> None:
    said = desk.run(healthy, "--artifact", NAME, "--json", "a.json")
    assert NAME in said.err
    written = (desk.path / "a.json").read_text()
    assert NAME not in written
    assert json.loads(written)["masked"] == {"personal_data": True, "kinds": {"id": 1}, "map": None}


def test_on_request_the_file_says_everything_and_that_it_does(desk: Desk, healthy: Gateway) -> None:
    desk.run(healthy, "--artifact", NAME, "--json", "a.json", "--show-personal-data")
    written = (desk.path / "a.json").read_text()
    assert NAME in written
    assert json.loads(written)["masked"]["personal_data"] is False


def test_a_map_is_kept_continued_and_put_back(desk: Desk, healthy: Gateway) -> None:
    desk.run(healthy, "--artifact", NAME, "--json", "a.json", "--alias-map", "map.json")
    place = desk.path / "map.json"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    name = json.loads(place.read_text())["name"]
    desk.run(healthy, "--artifact", "Greta Halloran", "--artifact", NAME, "--json", "b.json", "--alias-map", "map.json")
    report = json.loads((desk.path / "b.json").read_text())
    assert report["masked"]["map"] == name
    assert report["ticket"]["artifact_ids"] == ["id-2", "id-1"]
    said = desk.call("unalias", "--map", "map.json", stdin=b"id-1 and id-2, not id-12")
    assert said.out.decode() == f"{NAME} and Greta Halloran, not id-12"


def test_a_reference_that_says_too_much_names_no_file(desk: Desk, healthy: Gateway) -> None:
    desk.run(healthy, "--ticket-ref", f"{NAME} urgent", "--output-dir", "out")
    assert sorted(path.name for path in (desk.path / "out").iterdir()) == ["ticket-1.html", "ticket-1.json"]


def test_mistakes_are_one_sentence(desk: Desk, healthy: Gateway) -> None:
    (desk.path / "no.json").write_text("{}")
    both = desk.run(healthy, "--alias-map", "m.json", "--show-personal-data")
    assert (both.code, "not both" in both.one_sentence()) == (2, True)
    wrong = desk.run(healthy, "--alias-map", "no.json")
    assert (wrong.code, "is not an alias map" in wrong.one_sentence()) == (2, True)
    none = desk.call("unalias", "--map", "nowhere.json", stdin=b"x")
    assert (none.code, "Cannot read the alias map" in none.one_sentence()) == (2, True)


def test_a_map_that_cannot_be_written_costs_neither_report_nor_verdict(desk: Desk, healthy: Gateway) -> None:
    """It is said, and the exit code says that something could not be written."""
    said = desk.run(healthy, "--json", "a.json", "--alias-map", "no/such/map.json")
    assert said.code == 3
    assert "No problem found" in said.err
    assert "Cannot write the alias map 'no/such/map.json'" in said.err
    assert (desk.path / "a.json").exists()


def test_the_draft_answer_stays_at_home_and_says_everything(desk: Desk, healthy: Gateway) -> None:
    """What a report file has of it is masked like the rest."""
    name = NAME.replace(" ", "-")
    desk.run(healthy, "--job-work", name, "--json", "a.json", "--reply", "answer.txt")
    assert name in (desk.path / "answer.txt").read_text()
    reply = json.loads((desk.path / "a.json").read_text())["reply"]
    assert name not in reply
    assert "id-1" in reply


def test_a_corrected_request_has_aliases_like_the_rest(desk: Desk) -> None:
    """A comment in the customer's query says who it is for, and so may a text in it."""
    query = (
        f'query Q {{ # for {NAME}\n me {{ workspaces(filters: {{ids: "workspace_310472"}}) {{ '
        'connections(filters: {ids: "connection_789"}) { jobWorks(filters: {ids: ["job_work_20931", "job_work_31846"]'
        f', name: "{NAME}"}}) {{ id }} }} }} }} }}'
    )
    (desk.path / "ticket.graphql").write_text(query)
    with serve(scenario("wrong-connection")) as gateway:
        desk.call("run", "ticket.graphql", "--json", "a.json", environ=pointed_at(gateway))
    (corrected,) = json.loads((desk.path / "a.json").read_text())["corrected"]
    assert "connection_790" in corrected["document"]
    assert NAME not in json.dumps(corrected)


def test_no_map_is_named_after_a_secret(desk: Desk, healthy: Gateway) -> None:
    """Whether it looks like one, or the ticket told it."""
    key, token = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "".join(("qTz7Lw0Rx", "YmKv3BnHs9dPc2Jf5"))
    curl = f"curl -H 'Authorization: Bearer {token}' https://gateway.filed.com/graphql"
    desk.path.joinpath("t.txt").write_text(f"connection {healthy.scenario.ticket.connection_id}\n{curl}\n")
    for secret in (key, token):
        said = desk.run(healthy, "t.txt", "--json", "a.json", "--alias-map", f"{secret}.json")
        assert (said.code, "contains a secret" in said.one_sentence()) == (2, True)
        assert secret not in said.err
        assert list(desk.files) == ["t.txt"]
