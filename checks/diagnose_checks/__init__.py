"""The built-in checks: one file a check, named as its ID. They enter by the same entry point as anybody's."""

from __future__ import annotations

from diagnose.plugin import Check
from diagnose_checks._bearing import with_bearing
from diagnose_checks.artifact_presence import artifact_presence
from diagnose_checks.artifact_status import artifact_status
from diagnose_checks.authentication import authentication
from diagnose_checks.connection_id import connection_id
from diagnose_checks.connection_job import connection_job
from diagnose_checks.connection_status import connection_status
from diagnose_checks.creation_response import creation_response
from diagnose_checks.endpoint import endpoint
from diagnose_checks.external_ids import external_ids
from diagnose_checks.id_hygiene import id_hygiene
from diagnose_checks.job_work_ids import job_work_ids
from diagnose_checks.query_document import query_document
from diagnose_checks.request_headers import request_headers
from diagnose_checks.request_window import request_window
from diagnose_checks.saved_responses import saved_responses
from diagnose_checks.ticket import ticket
from diagnose_checks.workspace_access import workspace_access

CHECKS: tuple[Check, ...] = tuple(
    with_bearing(check)
    for check in (
        ticket,
        id_hygiene,
        request_headers,
        query_document,
        creation_response,
        endpoint,
        authentication,
        workspace_access,
        connection_id,
        connection_status,
        connection_job,
        job_work_ids,
        request_window,
        artifact_presence,
        artifact_status,
        external_ids,
        saved_responses,
    )
)
"""First those that read the ticket alone, then down the chain: what later ones build on comes first. Last, what the
customer was shown, which all of them may explain."""
