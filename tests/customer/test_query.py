"""The customer's query as one concept: its name, its surface, its operation, and one parse for equal texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import FrameType

import pytest
from graphql import parse

from diagnose.customer.exchanges import exchanges
from diagnose.customer.query import queries_of
from diagnose.intake.model import Reading
from tests.checks.tickets import JOB_WORKS, LIST, body, curl, listing
from tests.cli.calling import Desk, put
from tests.customer.queries import query_of, request


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (LIST, "legacy"),
        ("query { me { ... on User { id } } }", "router"),
        ("query { health { id } }", "router"),
        ("mutation { loginViaPersonalApiToken(token: \"k\") { accessToken } }", "legacy"),
        ("query { me { id } }", None),
        ("query {", None),
    ],
)  # fmt: skip
def test_the_surface_a_query_was_written_for(document: str, expected: str | None) -> None:
    """Told from fields and types that only one of them has; None where nothing tells."""
    assert query_of(document).surface == expected


def test_a_query_has_a_name_or_a_number() -> None:
    """What was sent as operationName, else the only name in it, else its number."""
    assert query_of(LIST).name == "GetJobWorks"
    assert query_of("{ me { id } }").name == "query 1"
    assert query_of(LIST, operation_name="Other").name == "Other"


def test_requests_without_a_document_are_no_queries_but_count() -> None:
    """Numbers are those of the requests, as the report shows them."""
    asked = (request(None), request(""), request("{ me { id } }"))
    assert [query.name for query in queries_of(exchanges(Reading(requests=asked)))] == ["query 3"]


def test_equal_texts_share_one_document() -> None:
    """A recording that repeats one query a thousand times is judged once; each request keeps its own variables."""
    asked = tuple(request(LIST, listing(JOB_WORKS[number % 5])) for number in range(1_000))
    found = queries_of(exchanges(Reading(requests=asked)))
    assert len({id(query.document) for query in found}) == 1
    assert found[0].problems is found[999].problems
    assert [query.listings[0].filters["ids"] for query in found[:2]] == [(JOB_WORKS[0],), (JOB_WORKS[1],)]


@pytest.mark.parametrize(
    ("document", "login"),
    [
        ('mutation { token: loginViaPersonalApiToken(token: "k") { accessToken } }', True),
        ('mutation { loginViaPersonalApiToken(token: "k" ', True),
        ("{ me { id } } # not loginViaPersonalApiToken", False),
    ],
)
def test_a_login_is_known_by_its_root(document: str, login: bool) -> None:
    """A broken one need only mention it."""
    assert query_of(document).signs_in is login


def parses(ticket: str, folder: Path) -> int:
    """Count the parses of documents in a whole run: of those with a comment that no other document has."""
    parsed: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is parse.__code__:
            source = frame.f_locals["source"]
            parsed.append(getattr(source, "body", source))

    marker = f"marker-{folder.name}-{len(ticket)}"  # what an earlier call parsed may still be known in this process
    desk = Desk(folder)
    put(desk, ticket=ticket.replace("made-up-marker", marker))
    sys.setprofile(watch)
    try:
        said = desk.call("run", "ticket.txt", "--offline", "--json", "report.json")
    finally:
        sys.setprofile(None)
    assert "report.json" in desk.files, said.err
    return sum(marker in text for text in parsed)


def test_a_document_is_parsed_once_in_a_run(tmp_path: Path) -> None:
    """Read for its IDs, named, evaluated, validated: all from one parse, however often the same text was sent."""
    ask = curl(body(f"# made-up-marker\n{LIST}", listing(JOB_WORKS[0])), token=None, authorization="Bearer $TOKEN")
    assert parses(ask, tmp_path) == 1
    assert parses("\n\n".join([ask] * 3), tmp_path) == 1


def test_a_document_with_a_mistake_is_parsed_once_too(tmp_path: Path) -> None:
    """What was in the way is kept like a document."""
    ask = curl(body("# made-up-marker\nquery Q { me { workspaces( { id } }", {}), token=None, authorization="Bearer $T")
    assert parses(f"{ask}\n\nconnection: connection_790\n", tmp_path) == 1


def test_a_document_with_a_secret_is_parsed_twice(tmp_path: Path) -> None:
    """As it was written, for what it names; and as the report may show it, with the secret masked."""
    login = '# made-up-marker\nmutation { loginViaPersonalApiToken(token: "made-up-key-0123456789ab") { accessToken } }'
    assert parses(curl(body(login, {}), token=None), tmp_path) == 2


def test_graphql_is_not_loaded_before_there_is_a_query() -> None:
    """A run that is given IDs alone never pays for it."""
    modules = "diagnose.plugin, diagnose_checks, diagnose_reports, diagnose.ticket.ticket"
    counting = f"import sys, {modules}; print(sum(name.partition('.')[0] == 'graphql' for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", counting], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 0
