"""What every check declares, and that what it declares is what it does."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from graphql import build_schema, parse, validate

import diagnose_checks
from diagnose.checking.check import Check
from diagnose.checking.registry import Checks, load_checks
from diagnose.gateway.documents import operations
from diagnose.rehearsal import rehearse
from diagnose.report import Report, SubjectKind
from diagnose.sandbox import scenario, scenario_names
from diagnose_checks import CHECKS


def each(kind: str, *codes: str) -> dict[str, set[str]]:
    return {code: {kind} for code in codes}


CONTRACT: dict[str, dict[str, set[str]]] = {
    "endpoint": each("endpoint", "endpoint-unreachable", "endpoint-not-graphql", "endpoint-wrong-surface"),
    "authentication": each("token", "token-rejected", "token-expired", "api-key-rejected"),
    "workspace-access": each(
        "workspace", "workspace-not-visible", "workspace-id-mistyped", "workspace-id-wrong-kind", "workspace-mismatch"
    ),
    "connection-id": each(
        "connection",
        "connection-not-found",
        "connection-id-mistyped",
        "connection-id-wrong-kind",
        "connection-mismatch",
    ),
    "connection-status": {"connection-not-active": {"connection"}},
    "connection-job": each("connection_job", "connection-job-empty", "connection-job-mismatch"),
    "job-work-ids": {
        "job-work-not-found": {"job_work"},
        "job-work-in-other-connection": {"job_work"},
        "job-work-id-mistyped": {"job_work"},
        "job-work-id-wrong-kind": {"job_work"},
        "no-job-works": {"connection"},
    },
    "artifact-presence": {
        "artifacts-absent": {"job_work"},
        "artifact-not-attached": {"artifact"},
        "artifact-on-other-job-work": {"artifact"},
    },
    "artifact-status": each(
        "artifact",
        "artifact-pending",
        "artifact-stuck",
        "artifact-failed",
        "artifact-cancelled",
        "artifact-status-unknown",
        "artifact-completed-without-url",
    ),
    "id-hygiene": {"id-not-clean": {"workspace", "connection", "connection_job", "job_work", "work", "artifact"}},
    "external-ids": {"external-id-reused": {"work"}},
}
"""The checks that ask the gateway: code by code, the kinds of subject that it is given on (version 1)."""
WARNINGS = {"artifact-pending", "artifact-status-unknown", "artifact-completed-without-url", "external-id-reused"}
BY_ID = {check.id: check for check in CHECKS}
ALL = Checks(CHECKS)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The report of every scenario, played for real."""
    return {name: rehearse(scenario(name), ALL, run_id="run").diagnosis.report for name in scenario_names()}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_declaration(check: Check) -> None:
    """Each check says what is good, which rule it follows, where that is documented, and what it may find."""
    assert check.docs_url.startswith("https://docs.filed.com/")
    assert not check.title.endswith(".")
    assert len(check.rule) > 30
    assert check.codes
    for code in check.codes:
        assert code.on
        assert code.meaning.endswith(".")
        assert code.remedy.endswith(".")
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code.code)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_prerequisites_exist(check: Check) -> None:
    """A check builds only on checks that there are."""
    assert {*check.requires, *check.after} <= BY_ID.keys()


def test_one_file_a_check() -> None:
    """Each check stands in the file of its own name, and no file has none."""
    files = {one.name for one in resources.files(diagnose_checks).iterdir() if one.name.endswith(".py")}
    named = {f"{check.id.replace('-', '_')}.py" for check in CHECKS}
    assert {one for one in files if not one.startswith("_")} == named


def test_codes_are_unique() -> None:
    """No code is declared by two checks."""
    codes = [code.code for check in CHECKS for code in check.codes]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("check", CONTRACT)
def test_contract(check: str) -> None:
    """Each check declares the codes of the published contract, on the subjects that it names there."""
    declared = {code.code: {kind.value for kind in code.on} for code in BY_ID[check].codes}
    for code, kinds in CONTRACT[check].items():
        assert kinds <= declared[code]
    assert {code.code for code in BY_ID[check].codes if code.severity != "error"} == declared.keys() & WARNINGS


def test_entry_point() -> None:
    """The built-in checks enter by the same entry point as anybody's."""
    loaded = load_checks()
    assert [check.id for check in loaded.checks][: len(CHECKS)] == [check.id for check in CHECKS]
    assert loaded.broken == ()


def test_every_code_is_produced(reports: dict[str, Report]) -> None:
    """Each code of the contract comes out of at least one scenario, from the check that declares it."""
    produced = {(one.check, one.code) for report in reports.values() for one in report.findings}
    assert {(check, code) for check, codes in CONTRACT.items() for code in codes} <= produced


def test_findings_keep_their_declarations(reports: dict[str, Report]) -> None:
    """Every finding's subject is of a kind that its code declares, and its texts are whole sentences."""
    declared = {code.code: code for check in CHECKS for code in check.codes}
    for name, report in reports.items():
        for one in report.findings:
            assert one.subject.kind in declared[one.code].on, (name, one.code)
            assert one.summary.endswith("."), (name, one.summary)
            assert one.remedy.endswith("."), (name, one.remedy)
            assert one.expected, name
            assert one.observed, name
            assert one.docs_url.startswith("https://docs.filed.com/"), name


def test_findings_cite_what_is_declared(reports: dict[str, Report]) -> None:
    """What 'diagnose checks --links' lists is complete: no finding cites a page that is not in the declarations."""
    declared = {code.code: {code.docs_url, check.docs_url} for check in CHECKS for code in check.codes}
    for name, report in reports.items():
        for finding in report.findings:
            assert finding.docs_url in declared[finding.code], (name, finding.code)


@pytest.mark.parametrize("check", CONTRACT)
def test_every_check_passes_somewhere(check: str, reports: dict[str, Report]) -> None:
    """The good state that a check declares can be seen: it passes in some scenario."""
    rows = [row for report in reports.values() for row in report.checks if row.id == check]
    assert any(row.outcome == "pass" for row in rows)


def test_only_subjects_of_the_chain_are_named(reports: dict[str, Report]) -> None:
    """Subjects of the chain are IDs that the ticket names, as named or cleaned, or that are live."""
    for name, report in reports.items():
        named = {*report.ticket.connection_job_ids, *report.ticket.job_work_ids, *report.ticket.work_ids,
                 *report.ticket.artifact_ids, report.ticket.workspace_id, report.ticket.connection_id}  # fmt: skip
        drawn = {link.id for link in report.chain.links}
        world = repr(scenario(name).world)
        for one in report.findings:
            if one.subject.kind in tuple(SubjectKind)[:6]:
                assert one.subject.id in named | drawn or f"'{one.subject.id}'" in world, (name, one.code)
            if one.suggestion and one.code != "id-not-clean":
                assert f"'{one.suggestion}'" in world, (name, one.suggestion)


@pytest.mark.parametrize("document", operations())
def test_documents_are_valid(document: str) -> None:
    """Every query document is valid against the documented schema."""
    gateway = resources.files("diagnose.gateway")
    schema = build_schema((gateway / "schema.graphql").read_text(encoding="utf-8"))
    text = (gateway / "documents" / f"{document}.graphql").read_text(encoding="utf-8")
    assert validate(schema, parse(text)) == []
