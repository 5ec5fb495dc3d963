"""Third-party checks, installed for real: their rows are in the report; broken ones are errors by name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from diagnose.report import Report
from diagnose.sandbox import scenario, serve

ROOT = Path(__file__).parents[2]
HEAD = """
from diagnose.plugin import Check, Code, Found, Passed, check

def make(check_id, decide, title="Something of ours is good"):
    return Check(check_id, title, "A rule of ours.", "https://acme.example/docs", (), decide)
"""
PREFIX = '''
from diagnose.plugin import Code, Context, Finding, Found, Passed, Result, Subject, SubjectKind, check


@check(
    id="acme-prefix",
    title="Connection IDs start with acme_",
    rule="Acme's own platform prefixes its connections.",
    docs_url="https://acme.example/docs",
    codes=(Code("acme-prefix-missing", (SubjectKind.CONNECTION,), "No prefix.", "Add it."),),
    after=("connection-id",),
)
def acme_prefix(ctx: Context) -> Result:
    """Look at the connection that the ticket hangs off."""
    if ctx.connection is None:
        return Passed("there is none")
    on = Subject(kind=SubjectKind.CONNECTION, id=ctx.connection.id)
    return Found((Finding("acme-prefix-missing", on, "It has no prefix.", "acme_…", ctx.connection.id, "Add it."),))


CHECKS = (acme_prefix,)
'''
BROKEN = {
    "acme-import": "raise RuntimeError('no licence')",
    "acme-exit": "raise SystemExit('good bye')",
    "acme-syntax": "def",
    "acme-no-tuple": "CHECKS = 'checks'",
    "acme-no-check": "CHECKS = (5,)",
    "acme-missing": "pass",
    "acme-raises": HEAD + "CHECKS = (make('acme-raises', lambda ctx: 1 / 0),)",
    "acme-rubbish": HEAD + "CHECKS = (make('acme-rubbish', lambda ctx: {'outcome': 'pass'}),)",
    "acme-taken": HEAD + "CHECKS = (make('connection-id', lambda ctx: Passed('mine')),)",
}
"""What can be wrong with a package of checks: by name of the package, its one module."""


def wheel(folder: Path, name: str, module: str) -> Path:
    """Write a wheel with one module and one entry point, as any build backend would."""
    package = name.replace("-", "_")
    info = f"{package}-1.2.dist-info"
    path = folder / f"{package}-1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{package}.py", module)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/entry_points.txt", f"[diagnose.checks]\n{package} = {package}:CHECKS\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def installed(folder: Path, modules: dict[str, str]) -> Path:
    """Install the packages into a folder of their own, with pip, without a network."""
    wheels = [wheel(folder, name, module) for name, module in modules.items()]
    target = folder / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile",
               "--disable-pip-version-check", "--target", str(target), *map(str, wheels)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target


def run(site: Path, folder: Path, *more: str) -> tuple[int, Report]:
    """Run the command on the healthy ticket, with what is installed in ``site``."""
    path = folder / "report.json"
    with serve(scenario("healthy")) as gateway:
        ticket = gateway.scenario.ticket
        named = ["--workspace", ticket.workspace_id or "", "--connection", ticket.connection_id or ""]
        named += ["--job-work", ",".join(ticket.job_work_ids), "--endpoint", gateway.client_url]
        done = subprocess.run(
            [sys.executable, "-m", "diagnose", "run", *named, "--json", str(path), "--quiet", *more],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (site, ROOT, ROOT / "checks", ROOT / "reports"))),
                 "FILED_ACCESS_TOKEN": gateway.access_token},
            cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, Report.model_validate_json(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Report]:
    """A run with every broken package installed, and a good one among them."""
    folder = tmp_path_factory.mktemp("broken")
    return run(installed(folder, {**BROKEN, "acme-good": PREFIX}), folder)


def test_third_party_check(tmp_path: Path) -> None:
    """A package with an entry point adds its row, its finding and its name to the report, and can decide the exit."""
    code, report = run(installed(tmp_path, {"acme-checks": PREFIX}), tmp_path)
    row = next(row for row in report.checks if row.id == "acme-prefix")
    assert (row.outcome, code) == ("fail", 1)
    assert [(one.code, one.subject.id) for one in report.findings] == [("acme-prefix-missing", "connection_790")]
    assert ("acme-checks", "1.2") in {(plugin.name, plugin.version) for plugin in report.tool.plugins}
    assert report.coverage.selected == len(report.checks)


@pytest.mark.parametrize(
    ("package", "row", "reason"),
    [
        ("acme-import", "acme-import:acme_import", "RuntimeError: no licence"),
        ("acme-exit", "acme-exit:acme_exit", "SystemExit: good bye"),
        ("acme-syntax", "acme-syntax:acme_syntax", "SyntaxError"),
        ("acme-no-tuple", "acme-no-tuple:acme_no_tuple", "is a str, not a tuple of checks"),
        ("acme-no-check", "acme-no-check:acme_no_check", "holds a int, not a Check"),
        ("acme-missing", "acme-missing:acme_missing", "AttributeError"),
        ("acme-raises", "acme-raises", "ZeroDivisionError"),
        ("acme-rubbish", "acme-rubbish", "it returned a dict instead of a result"),
        ("acme-taken", "acme-taken:connection-id", "is already taken by filed-diagnose"),
    ],
)
def test_broken_package_is_an_error_by_name(broken: tuple[int, Report], package: str, row: str, reason: str) -> None:
    """Whatever is wrong with a package is a row of outcome error that names it and says why."""
    assert package in BROKEN
    found = {one.id: one for one in broken[1].checks}[row]
    assert found.outcome == "error"
    assert reason in found.reason


def test_the_rest_goes_on(broken: tuple[int, Report]) -> None:
    """Beside the broken ones all other checks decide as ever, and every row is counted."""
    code, report = broken
    outcomes = {row.id: row.outcome for row in report.checks}
    assert outcomes["connection-id"] == outcomes["job-work-ids"] == outcomes["artifact-status"] == "pass"
    assert outcomes["acme-prefix"] == "fail"
    assert report.coverage.error == len(BROKEN)
    assert (report.verdict.status, code) == ("problem", 1)


def test_broken_alone_is_inconclusive(tmp_path: Path) -> None:
    """With nothing else wrong, a broken check keeps the run from calling the ticket healthy."""
    code, report = run(installed(tmp_path, {"acme-raises": BROKEN["acme-raises"]}), tmp_path)
    assert (report.verdict.status, code) == ("inconclusive", 3)
    assert "acme-raises" in report.verdict.headline
    assert json.loads(report.model_dump_json(by_alias=True))["coverage"]["error"] == 1
