"""Scenarios whose IDs are options, as a customer would write of them: with their request and its answer."""

from __future__ import annotations

from diagnose.diagnosis import diagnose
from diagnose.ids import Kind
from diagnose.intake import Source, read_sources
from diagnose.json_value import Json
from diagnose.rehearsal import settings_for
from diagnose.report import Report
from diagnose.sandbox import Gateway, scenario
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.slots import ids_by_kind
from tests.checks.tickets import CONNECTION, LIST, WORKSPACE, answer, body, curl, listed
from tests.diagnosis.playing import ALL

WRONG = (
    "connection-is-a-workspace",
    "connection-job-mistyped",
    "connection-job-wrong-kind",
    "connection-mistyped",
    "job-work-is-a-connection-job",
    "job-work-is-a-work",
    "job-work-mistyped",
    "other-firm",
    "workspace-is-a-connection",
    "workspace-mistyped",
    "wrong-connection-and-failed-artifact",
    "wrong-connection-job",
    "wrong-workspace",
    "wrong-workspace-and-no-artifacts",
)
"""Scenarios with an ID that is wrong, and of which the right one can be found."""


def written(name: str, document: str = LIST) -> str:
    """The ticket of a scenario with the request that its IDs would have been sent in, and an empty answer."""
    ids = ids_by_kind(scenario(name).ticket)
    keys = {Kind.JOB_WORK: "ids", Kind.CONNECTION_JOB: "connectionJobIds"}
    filters: dict[str, Json] = {key: list(ids[kind]) for kind, key in keys.items() if ids.get(kind)}
    workspace, connection = (ids.get(Kind.WORKSPACE) or [WORKSPACE])[0], (ids.get(Kind.CONNECTION) or [CONNECTION])[0]
    variables: dict[str, Json] = {"workspaceId": workspace, "connectionId": connection, "filters": filters or None}
    return f"Ticket T-1\n\nThe query returns nothing:\n\n{curl(body(document, variables))}\n\n{answer(listed())}\n"


def diagnosed(gateway: Gateway, name: str, document: str = LIST) -> Report:
    """The report of that ticket."""
    ticket = ticket_from(Options(), read_sources([Source.of_bytes("ticket.txt", written(name, document).encode())]))
    return diagnose(ticket, settings_for(gateway), ALL, run_id="run", environ={}).report
