"""What every check declares, and that what it declares is what it does."""

from __future__ import annotations

import ast
import re
from importlib import resources
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

import diagnose_checks
from diagnose.checking.check import Check
from diagnose.checking.registry import load_checks
from diagnose.gateway.documents import operations
from diagnose.report import Report, SubjectKind, Symptom
from diagnose.sandbox import scenario, scenario_names
from diagnose_checks import CHECKS
from diagnose_checks._bearing import ANY, BEARING
from tests.checks.codes import ON_TEXTS, PUBLISHED, declared
from tests.diagnosis.playing import played

BY_ID = {check.id: check for check in CHECKS}
OUTCOMES = (("pass",), ("fail", "warn"), ("skip",), ("unknown",))
IMPOSSIBLE = {
    ("id-hygiene", "skip"): "there is always a ticket whose IDs can be read, if only to say that there is none",
    ("id-hygiene", "unknown"): "it reads the ticket alone, and all of it",
    ("request-headers", "unknown"): "what a ticket does not show of a header is left alone, and not called unknown",
    ("creation-response", "unknown"): "a response that cannot be read is none",
}
"""Outcomes that a check never has, and why."""


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The report of every scenario."""
    return {name: played(name) for name in scenario_names()}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_declaration(check: Check) -> None:
    """Each check says what is good, which rule it follows, where that is documented, and what it may find."""
    assert check.docs_url.startswith("https://docs.filed.com/apis/")
    assert check.title
    assert not check.title.endswith(".")
    assert len(check.rule) > 30
    assert check.rule.endswith(".")
    assert check.codes
    for code in check.codes:
        assert code.on, code.code
        assert code.meaning.endswith("."), code.code
        assert code.remedy.endswith("."), code.code
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code.code)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_prerequisites_exist(check: Check) -> None:
    """A check builds only on checks that there are."""
    assert {*check.requires, *check.after} <= BY_ID.keys()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_what_runs_offline_needs_nothing(check: Check) -> None:
    """Offline the checks of the gateway do not pass, so that nothing may wait for them."""
    assert not (check.offline and check.requires and check.id != "authentication")
    assert check.offline or "endpoint" in check.requires


@pytest.mark.parametrize("check", sorted(ON_TEXTS - {"request-window"}))
def test_what_reads_the_ticket_alone_runs_offline(check: str) -> None:
    """No network is needed to read; only the window is held against what is live."""
    assert BY_ID[check].offline
    assert not BY_ID["request-window"].offline


def test_one_file_a_check() -> None:
    """Each check stands in the file of its own name, and no file has none."""
    files = {path.name for path in resources.files(diagnose_checks).iterdir() if path.name.endswith(".py")}
    named = {f"{check.id.replace('-', '_')}.py" for check in CHECKS}
    assert {name for name in files if not name.startswith("_")} == named


def test_codes_are_unique() -> None:
    """No code is declared by two checks."""
    codes = [code.code for check in CHECKS for code in check.codes]
    assert len(codes) == len(set(codes))


def test_the_published_names_are_the_declared_ones() -> None:
    """Each check has the codes, subjects and severities that are published: a change is one on purpose, in a diff."""
    assert declared() == PUBLISHED.read_text(encoding="utf-8"), "on purpose? python -m tests.checks.regold"


def test_entry_point() -> None:
    """The built-in checks enter by the same entry point as anybody's."""
    loaded = load_checks()
    assert [check.id for check in loaded.checks][: len(CHECKS)] == [check.id for check in CHECKS]
    assert loaded.broken == ()


def test_every_code_says_what_it_bears_on() -> None:
    """One table has all codes and no other: who acts, and which symptoms it explains."""
    assert {code.code for check in CHECKS for code in check.codes} == BEARING.keys()
    for check in CHECKS:
        for code in check.codes:
            assert (code.shows, code.acts) == (BEARING[code.code].shows, BEARING[code.code].acts), code.code
            assert code.shows, code.code


def test_every_symptom_has_an_explanation() -> None:
    """The two that the documentation names have the checks that it names; no symptom is left without any."""
    assert Symptom.NOTHING in BEARING["connection-mismatch"].shows
    assert Symptom.NO_ARTIFACTS in BEARING["artifacts-absent"].shows
    assert Symptom.NOTHING not in BEARING["authorization-malformed"].shows
    for symptom in Symptom:
        specific = [code for code, bearing in BEARING.items() if symptom in bearing.shows and bearing.shows != ANY]
        assert specific, symptom


# -- what the checks' own tests show


def _words(check: str) -> set[str]:
    """Every text and every outcome in the assertions and tables of a check's own tests."""
    tree = ast.parse((Path(__file__).parent / f"test_{check.replace('-', '_')}.py").read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return texts | {name.attr.lower() for name in names if ast.unparse(name.value) == "CheckOutcome"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_code_is_in_the_checks_own_tests(check: Check) -> None:
    """Who wants to see a finding come out finds it in ``tests/checks/test_<id>.py``."""
    assert {code.code for code in check.codes} - _words(check.id) == set()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_outcome_is_in_the_checks_own_tests(check: Check) -> None:
    """The good state, the bad one, what does not apply, and what nobody could see."""
    words = _words(check.id)
    missing = {outcome[0] for outcome in OUTCOMES if not words.intersection(outcome)}
    assert missing == {outcome for some_id, outcome in IMPOSSIBLE if some_id == check.id}


# -- what the scenarios show


def test_every_code_is_produced(reports: dict[str, Report]) -> None:
    """Each code comes out of at least one scenario, from the check that declares it."""
    produced = {(finding.check, finding.code) for report in reports.values() for finding in report.findings}
    wanted = {(check.id, code.code) for check in CHECKS for code in check.codes}
    assert wanted - produced == set()


def test_findings_keep_their_declarations(reports: dict[str, Report]) -> None:
    """Every finding's subject is of a kind that its code declares, and its texts are whole sentences."""
    declared_on = {code.code: code.on for check in CHECKS for code in check.codes}
    for name, report in reports.items():
        for finding in report.findings:
            assert finding.subject.kind in declared_on[finding.code], (name, finding.code)
            assert finding.summary.endswith("."), (name, finding.summary)
            assert finding.remedy.endswith("."), (name, finding.remedy)
            assert finding.expected, name
            assert finding.observed, name
            assert finding.docs_url.startswith("https://docs.filed.com/"), name


def test_findings_cite_what_is_declared(reports: dict[str, Report]) -> None:
    """What 'diagnose checks --links' lists is complete: no finding cites a page that is not in the declarations."""
    declared = {code.code: {code.docs_url, check.docs_url} for check in CHECKS for code in check.codes}
    for name, report in reports.items():
        for finding in report.findings:
            assert finding.docs_url in declared[finding.code], (name, finding.code)


@pytest.mark.parametrize("check", sorted(BY_ID))
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
        for finding in report.findings:
            if finding.subject.kind in tuple(SubjectKind)[:6]:
                assert finding.subject.id in named | drawn or f"'{finding.subject.id}'" in world, (name, finding.code)
            if finding.suggestion and finding.code != "id-not-clean":
                assert f"'{finding.suggestion}'" in world, (name, finding.suggestion)


@pytest.mark.parametrize("document", operations())
def test_documents_are_valid(document: str) -> None:
    """Every query document is valid against the documented schema."""
    gateway = resources.files("diagnose.gateway")
    schema = build_schema((gateway / "schema.graphql").read_text(encoding="utf-8"))
    text = (gateway / "documents" / f"{document}.graphql").read_text(encoding="utf-8")
    assert validate(schema, parse(text)) == []
