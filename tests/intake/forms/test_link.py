"""What links say."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

import pytest

from tests.intake.sent import DOCUMENT, VARIABLES, read

_ID = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21"
_QUERY, _VARIABLES = quote(DOCUMENT), quote('{"w":"ws-101","c":"co-202"}')


@pytest.mark.parametrize(
    "text",
    [
        f"See https://gateway.filed.com/graphql?query={_QUERY}&variables={_VARIABLES}.",
        f"(https://gateway.filed.com/graphql?variables={_VARIABLES}&query={quote_plus(DOCUMENT)})",
        f"https://explorer.example/graphql#query={_QUERY}&variables={_VARIABLES}",
        f'<a href="https://gateway.filed.com/graphql?query={_QUERY}&amp;variables={_VARIABLES}">here</a>',
        f'203.0.113.9 "GET /graphql?query={_QUERY}&variables={_VARIABLES} HTTP/1.1" 200 131',
        f"https://eur.safelinks.example/?url={quote_plus(f'https://gateway.filed.com/graphql?query={_QUERY}')}&data=05%7C",
    ],
)
def test_a_query_in_a_link(text: str) -> None:
    """The document is decoded; of how it was sent an access log alone tells, and that only the method."""
    (request,) = read(text).requests
    assert request.document == DOCUMENT
    assert request.variables in (VARIABLES, {})
    assert (request.method, request.headers) == ("GET" if "HTTP/1.1" in text else None, None)


def test_ids_in_a_path_and_slugs() -> None:
    """A segment names the kind of the one behind it; a word behind it is a slug, and other parameters are no IDs."""
    reading = read(f"https://app.filed.com/workspaces/{_ID}/connections/connection_17/job-works/acme?ref=4500018231")
    assert (reading.slots.workspace_id, reading.slots.connection_id) == (_ID, "connection_17")
    assert reading.slots.job_work_ids == ()
    assert not read("https://app.filed.com/w/acme-tax-2024 shows nothing").ids


def test_ids_in_a_path_alone() -> None:
    """As the line of an access log has it; a folder of a disk is none."""
    named = read("GET /firms/7/connections/connection_790/job-works/job_work_456?full=1 HTTP/1.1 200").slots
    assert (named.connection_id, named.job_work_ids) == ("connection_790", ("job_work_456",))
    assert read("see /home/ci/workspace/build-1234/connections/db-12/x.log").slots.connection_id is None


def test_other_hosts() -> None:
    """Paths of other applications name nothing here."""
    assert not read(f"https://crm.acme.example/connections/{_ID}").slots.connection_id


def test_every_kind_but_a_workspace_is_told_by_the_path_alone() -> None:
    """A workspace has a slug besides; a page's number is no ID."""
    slots = read("https://app.filed.com/workspaces/acme-2024/connections/co-22/job-works/jw_901?page=2\n").slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == (None, "co-22", ("jw_901",))
    listed = read("https://app.filed.com/connections?connectionId=co-22&jobWorkIds=jw_901,jw_902\n").slots
    assert listed.job_work_ids == ("jw_901", "jw_902")
