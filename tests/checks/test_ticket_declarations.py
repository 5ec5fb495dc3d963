"""The checks that read the ticket declare what the contract says, and need nothing else to run."""

from __future__ import annotations

import pytest

from diagnose.checking.check import Check
from diagnose_checks import CHECKS

ERROR, WARNING, INFO = "error", "warning", "info"
CONTRACT = {
    "ticket": {"ticket-ambiguous": (WARNING, "ticket"), "ticket-contains-secret": (WARNING, "ticket")},
    "request-headers": {
        "authorization-malformed": (ERROR, "request"),
        "content-type-wrong": (ERROR, "request"),
        "source-platform-missing": (INFO, "request"),
    },
    "query-document": {
        "query-invalid": (ERROR, "query"),
        "query-omits-artifacts": (WARNING, "query"),
        "query-variables-invalid": (ERROR, "query"),
    },
    "creation-response": {
        "job-work-creation-failed": (ERROR, "job_work"),
        "artifact-creation-failed": (ERROR, "artifact"),
        "job-work-id-not-in-response": (ERROR, "job_work artifact"),
    },
    "request-window": {
        "job-work-outside-window": (ERROR, "job_work"),
        "job-work-outside-filter": (ERROR, "job_work"),
    },
}
BY_ID = {check.id: check for check in CHECKS}


@pytest.mark.parametrize("check_id", CONTRACT)
def test_codes_are_declared_as_the_contract_has_them(check_id: str) -> None:
    """Each code with its severity and the kinds of subject that it is given on; no others."""
    declared = {
        one.code: (one.severity.value, " ".join(kind.value for kind in one.on)) for one in BY_ID[check_id].codes
    }
    assert declared == CONTRACT[check_id]


@pytest.mark.parametrize("check_id", sorted(set(CONTRACT) - {"request-window"}))
def test_what_reads_the_ticket_alone_runs_offline(check_id: str) -> None:
    """No network, no prerequisite."""
    assert (BY_ID[check_id].offline, BY_ID[check_id].requires) == (True, ())


def test_the_window_needs_the_live_chain() -> None:
    """Whether a filter leaves a job work out can only be told beside the job work."""
    assert BY_ID["request-window"].offline is False


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.id)
def test_every_check_is_documented(check: Check) -> None:
    """A title, a rule, a page of the vendor's, and for every code a meaning and a remedy, as sentences."""
    assert check.docs_url.startswith("https://docs.filed.com/apis/")
    assert check.title
    assert check.rule.endswith(".")
    for code in check.codes:
        assert code.meaning.endswith("."), code.code
        assert code.remedy.endswith("."), code.code
        assert code.on, code.code
