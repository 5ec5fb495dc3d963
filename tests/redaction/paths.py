"""The ways in which personal data gets into a run: each a made-up ticket in a made-up world, with the value in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeAlias

from diagnose.sandbox import Credentials, Destination, Dialect, Expect, Faults, Scenario, ScenarioTicket, serve
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from tests.cli.calling import pointed_at

WS, CONNECTION, FIRST, SECOND = "workspace_310472", "connection_790", "job_work_31846", "job_work_31847"
IDS = ("--workspace", WS, "--connection", CONNECTION, "--job-work", FIRST)
QUERY = (
    "query($w: ID!, $c: ID!, $j: [ID!]) { me { workspaces(filters: {ids: [$w]}) { connections(filters: {ids: [$c]}) "
    "{ id jobWorks(filters: {ids: $j}) { id jobWorkArtifacts { id } } } } } }"
)


@dataclass(frozen=True)
class Planted:
    """One run: the world, the files of the ticket by name, the options; ``answer`` instead of a gateway."""

    options: tuple[str, ...] = IDS
    files: Mapping[str, str] = field(default_factory=dict)
    artifacts: tuple[WorldArtifact, ...] = (WorldArtifact("artifact_41013", "file-w2-40012"),)
    external_ids: tuple[str, str] = ("client-40012", "client-40013")
    connection: Mapping[str, str] = field(default_factory=dict)
    answer: tuple[int, str, str] | None = None
    """Status, content type and body of whatever stands where the gateway should."""

    @contextmanager
    def running(self) -> Iterator[Mapping[str, str]]:
        """Serve it; yield the variables that point the command at it."""
        if self.answer is not None:
            with _answering(*self.answer) as address:
                yield {"FILED_ENDPOINT": address, "FILED_ACCESS_TOKEN": "made-up-token-of-nobody-1"}
            return
        job_works = tuple(
            WorldJobWork(some_id, f"work_{some_id[-5:]}", "job_55120", external_id=external, artifacts=artifacts)
            for some_id, external, artifacts in zip(
                (FIRST, SECOND), self.external_ids, (self.artifacts, ()), strict=True
            )
        )
        connection = WorldConnection(CONNECTION, job_works=job_works, **self.connection)
        world = World((WorldWorkspace(WS, "Made up", connections=(connection,)),))
        scenario = Scenario(
            "planted", "Planted", "Made up.", ScenarioTicket(), world, Expect("healthy", 0), Credentials.TOKEN,
            Destination.GATEWAY, Dialect(), Faults(),
        )  # fmt: skip
        with serve(scenario) as gateway:
            yield pointed_at(gateway)


@contextmanager
def _answering(status: int, content_type: str, body: str) -> Iterator[str]:
    """Answer every request alike, on loopback."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            data = body.encode()
            self.send_response(status)
            self.send_header("content-type", content_type)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/graphql"
    finally:
        server.shutdown()
        server.server_close()


Path: TypeAlias = Callable[[str], Planted]


def _artifact(external_id: str = "file-w2-40012", **more: object) -> tuple[WorldArtifact, ...]:
    return (WorldArtifact("artifact_41013", external_id, **more),)  # type: ignore[arg-type]


def _saved(response: object, *, query: str = QUERY, variables: object = None, headers: str = "") -> str:
    body = json.dumps({"query": query, "variables": variables or {"w": WS, "c": CONNECTION, "j": [FIRST]}})
    return (
        "We sent this:\n\ncurl https://gateway.filed.com/graphql -H 'authorization: Bearer <token>' "
        f"-H 'content-type: application/json'{headers} --data-raw '{body.replace(chr(39), chr(92) + 'u0027')}'\n\n"
        f"and got\n\n{json.dumps(response)}\n"
    )


def _creation(error: str, external_id: str = "client-77") -> str:
    query = "mutation($inputs: [CreateJobWorkInput!]!) { createJobWorks(inputs: $inputs) { id workId } }"
    response = {"data": {"createJobWorks": None}, "errors": [{"message": error, "path": ["createJobWorks", 0]}]}
    return _saved(
        response, query=query, variables={"inputs": [{"externalId": external_id, "connectionJobId": "job_55120"}]}
    )


def _mail(name: str, body: str) -> str:
    return (
        f'From: "{name}" <someone@acme.test>\nTo: support@filed.com\nSubject: nothing comes back\n'
        "Date: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        f"Hello,\n\n{body}\n\nKind regards,\n{name}\n"
    )


def _errors(message: str) -> str:
    return json.dumps({"data": None, "errors": [{"message": message, "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]})


VALUES_IN_TEXTS: dict[str, Path] = {
    "metadata reason": lambda value: Planted(
        artifacts=_artifact(status="failed", metadata={"error": f"403 Forbidden while fetching {value}"})
    ),
    "GraphQL error": lambda value: Planted(answer=(200, "application/json", _errors(f"could not load {value}"))),
    "page of a proxy": lambda value: Planted(
        answer=(502, "text/html", f"<html><head><title>Bad gateway for {value}</title></head></html>")
    ),
    "creation error": lambda value: Planted(files={"ticket.txt": _creation(f"{value} was refused")}),
    "error of a saved answer": lambda value: Planted(
        files={"ticket.txt": _saved({"data": None, "errors": [{"message": f"no permission for {value}"}]})}
    ),
}
"""Free texts of others: what is personal in them is masked, the rest stays."""


def _named(value: str) -> str:
    return value.replace("/", "-")


VALUES_ALONE: dict[str, Path] = {
    "work external ID": lambda value: Planted(external_ids=(value, value)),
    "artifact external ID": lambda value: Planted(
        options=(*IDS, "--artifact", "file-w2-99999"), artifacts=_artifact(value, status="failed")
    ),
    "nearly the same external ID": lambda value: Planted(
        options=(*IDS, "--artifact", f"{value}x"), artifacts=_artifact(value)
    ),
    "external ID as a job work": lambda value: Planted(
        options=(*IDS[:4], "--job-work", value), external_ids=(value, "client-2")
    ),
    "external ID of an input": lambda value: Planted(files={"ticket.txt": _creation("not allowed", value)}),
    "status of an artifact": lambda value: Planted(artifacts=_artifact(status=value)),
    "type of an artifact": lambda value: Planted(artifacts=_artifact(status="failed", type=value)),
    "status of a connection": lambda value: Planted(connection={"status": value}),
    "provider of a connection": lambda value: Planted(connection={"status": "failed", "provider": value}),
    "connection ID": lambda value: Planted(options=(*IDS[:2], "--connection", value, "--job-work", FIRST)),
    "job work ID": lambda value: Planted(options=(*IDS[:4], "--job-work", value)),
    "work ID": lambda value: Planted(options=(*IDS[:4], "--work", value)),
    "workspace ID": lambda value: Planted(options=("--workspace", value, *IDS[2:])),
    "ID in the variables": lambda value: Planted(
        options=(), files={"ticket.txt": _saved({"data": None}, variables={"w": WS, "c": CONNECTION, "j": [value]})}
    ),
    "ID with a remark": lambda value: Planted(options=(*IDS[:2], "--connection", f"{CONNECTION} ({value})", *IDS[4:])),
    "expected artifact": lambda value: Planted(options=(*IDS, "--artifact", value)),
    "ticket reference": lambda value: Planted(options=(*IDS, "--ticket-ref", value)),
    "source platform": lambda value: Planted(options=(*IDS, "--source-platform", value)),
    "name of the ticket": lambda value: Planted(
        files={f"{_named(value)}.txt": _saved({"data": None, "errors": [{"message": "No."}]})}
    ),
    "header of a request": lambda value: Planted(
        files={"ticket.txt": _saved({"data": None}).replace("application/json", value.replace("'", ""))}
    ),
    "address of a request": lambda value: Planted(
        files={
            "ticket.txt": _saved({"data": None}).replace(
                "gateway.filed.com/graphql", f"files.test/{value.replace(' ', '%20')}"
            )
        }
    ),
    "words around an ID": lambda value: Planted(
        options=(), files={"ticket.txt": f"the connection of {value} is connection_999 in workspace {WS}, thanks"}
    ),
}
"""Values that stand for themselves: an alias takes their place."""
NAMES: dict[str, Path] = {
    "signature": lambda name: Planted(
        artifacts=_artifact(status="failed", metadata={"error": f"the document of {name.upper()} is locked"}),
        files={"ticket.eml": _mail(name, f"job work {FIRST} of connection {CONNECTION} lacks its documents")},
    ),
    "name in an input": lambda name: Planted(
        files={
            "ticket.txt": _creation(f"duplicate client {name}").replace(
                '"externalId"', f'"clientName": "{name}", "externalId"'
            )
        }
    ),
    "operation name": lambda name: Planted(
        files={
            "ticket.txt": _saved({"data": {"me": {"workspaces": []}}})
            .replace("query(", f"query Get{''.join(filter(str.isalnum, name))}(")
            .replace("jobWorkArtifacts { id }", "nothing")
        }
    ),
}
"""Names of people: known from the ticket's own lines and data."""
