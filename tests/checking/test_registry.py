"""Third-party plugins, installed for real: they do their work, and broken ones are told by name."""

from __future__ import annotations

import csv
import inspect
import io
import subprocess
import textwrap
from dataclasses import dataclass

import pytest

import diagnose.plugin
from diagnose.report import Report
from diagnose.sandbox import scenario, serve
from tests.packages import CHECKS, RENDERERS, Site, installed, one_module
from tests.parts import parted

HEAD = """
from diagnose.plugin import Check, Code, Found, Passed, check

def make(check_id, decide, title="Something of ours is good"):
    return Check(check_id, title, "A rule of ours.", "https://acme.example/docs", (), decide)
"""
FORMATS = """
from diagnose.plugin import Renderer

def make(name, render, suffix=".txt"):
    return Renderer(name, suffix, "text/plain", render)
"""


def example(begins: str) -> str:
    """One of the examples in the door's own documentation, which are whole modules."""
    documentation = inspect.getdoc(diagnose.plugin) or ""
    blocks = [block for block in documentation.split("::\n\n")[1:] if block.startswith(f"    {begins}")]
    lines = blocks[0].splitlines()
    ends = next((at for at, line in enumerate(lines) if line and not line.startswith(" ")), len(lines))
    return textwrap.dedent("\n".join(lines[:ends]))


GOOD_CHECK = example("from diagnose.plugin import Code")
GOOD_RENDERER = example("from diagnose.plugin import Renderer")
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


BROKEN_FORMATS = {
    "acme-shout": "raise RuntimeError('no licence for reports')",
    "acme-list": "RENDERERS = ['html']",
    "acme-number": "RENDERERS = {'acme-number': 5}",
    "acme-html": FORMATS + "RENDERERS = {'html': make('html', lambda report, options: b'mine')}",
    "acme-alias": FORMATS + "RENDERERS = {'acme-alias': make('other', lambda report, options: b'')}",
    "acme-suffix": FORMATS + "RENDERERS = {'acme-suffix': make('acme-suffix', lambda report, options: b'', '/../x')}",
}
"""What can be wrong with a package of renderers."""
RAISING = (
    "import os\nimport sys\n"
    + FORMATS
    + """
RENDERERS = {
    "acme-raises": make("acme-raises", lambda report, options: 1 / 0),
    "acme-leaves": make("acme-leaves", lambda report, options: sys.exit(0)),
    "acme-talks": make("acme-talks", lambda report, options: print("a word") or b"the file"),
    "acme-escape": make("acme-escape", lambda report, options: int("\\x1b[2J" + os.environ["FILED_ACCESS_TOKEN"])),
    "acme-text": make("acme-text", lambda report, options: "text"),
    "acme-strict": make("acme-strict", lambda report, options: str(options.strict).encode()),
}
"""
)


def run(site: Site, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command on the healthy ticket, with what is installed there."""
    with serve(scenario("healthy")) as gateway:
        ticket = gateway.scenario.ticket
        named = ["--workspace", ticket.workspace_id or "", "--connection", ticket.connection_id or ""]
        named += ["--job-work", ",".join(ticket.job_work_ids), "--endpoint", gateway.client_url]
        environ = {"FILED_ACCESS_TOKEN": gateway.access_token}
        return site.diagnose("run", *named, "--quiet", *more, environ=environ)


@dataclass(frozen=True)
class Ran:
    """A run of the command with the packages of a place, and the report that it wrote."""

    code: int
    out: str
    err: str
    report: Report


def reported(site: Site, *more: str) -> Ran:
    done = run(site, "--json", "report.json", *more)
    report = Report.model_validate_json((site.folder / "report.json").read_text(encoding="utf-8"))
    return Ran(done.returncode, done.stdout, done.stderr, report)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A place with a good check and good renderers, those of the door's own documentation among them."""
    packages = (
        one_module("acme-checks", GOOD_CHECK, CHECKS, "CHECKS"),
        one_module("acme-reports", GOOD_RENDERER, RENDERERS, "RENDERERS"),
        one_module("acme-raising", RAISING, RENDERERS, "RENDERERS"),
    )
    return installed(tmp_path_factory.mktemp("good"), packages)


@pytest.fixture(scope="module")
def broken_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A place with every broken package installed, and a good one among them."""
    checks = {**BROKEN, "acme-good": GOOD_CHECK}
    packages = [one_module(name, module, CHECKS, "CHECKS") for name, module in checks.items()]
    packages += [one_module(name, module, RENDERERS, "RENDERERS") for name, module in BROKEN_FORMATS.items()]
    return installed(tmp_path_factory.mktemp("broken"), packages)


@pytest.fixture(scope="module")
def broken(broken_site: Site) -> Ran:
    """A run with every broken package installed, and a good one among them; the page comes out as ever."""
    ran = reported(broken_site, "--html", "r.html")
    assert b"filed-diagnose" in (broken_site.folder / "r.html").read_bytes()
    return ran


@pytest.fixture(scope="module")
def ran(good: Site) -> Ran:
    """A run with every good package installed, in which each has something to do."""
    return reported(
        good, "--format", "acme-csv=out.csv", "--format", "acme-strict=strict.txt", "--format", "acme-talks=-"
    )


@pytest.fixture(scope="module")
def strict(good: Site) -> Ran:
    """A run in which warnings count, and the tool picks a file's name."""
    where = ("--output-dir", "out", "--ticket-ref", "T-1")
    return reported(good, "--strict", "--format", "acme-strict=-", "--format", "acme-csv", *where)


def test_third_party_check(ran: Ran) -> None:
    """A package with an entry point adds its row, its finding and its name to the report, and can decide the exit."""
    code, report = ran.code, ran.report
    row = next(row for row in report.checks if row.id == "acme-prefix")
    assert (row.outcome, code) == ("fail", 1)
    assert [(finding.code, finding.subject.id) for finding in report.findings] == [
        ("acme-prefix-missing", "connection_790")
    ]
    assert report.findings[0].remedy == "Look for acme_connection_790 instead."
    assert ("acme-checks", "1.2") in {(plugin.name, plugin.version) for plugin in report.tool.plugins}
    assert report.coverage.selected == len(report.checks)


@pytest.mark.usefixtures("strict")
def test_third_party_renderer(good: Site, ran: Ran) -> None:
    """A package with an entry point adds a format that can be asked for by name, with a path, as - or with neither."""
    rows = list(csv.reader(io.StringIO((good.folder / "out.csv").read_text(encoding="utf-8"))))
    assert rows == [["check", "outcome"], *([row.id, row.outcome] for row in ran.report.checks)]
    assert sorted(path.name for path in (good.folder / "out").iterdir()) == ["T-1.acme-csv.csv", "T-1.html", "T-1.json"]


@pytest.mark.usefixtures("ran")
def test_a_renderer_is_told_whether_warnings_count(good: Site, strict: Ran) -> None:
    """--strict reaches the renderers that want to know."""
    assert strict.out == "True"
    assert (good.folder / "strict.txt").read_text(encoding="utf-8") == "False"


def test_what_a_renderer_prints_is_not_in_the_report(ran: Ran) -> None:
    """Standard output holds the file that was asked for and nothing else."""
    assert ran.out == "the file"
    assert "a word" in ran.err


FAILING = {
    "acme-raises": "its renderer raised ZeroDivisionError: division by zero",
    "acme-leaves": "its renderer raised SystemExit: 0",
    "acme-text": "its renderer gave a str, not bytes",
}


def test_a_renderer_that_fails_costs_its_own_file_only(good: Site) -> None:
    """The other files are written and the verdict is printed; each that is missing is a sentence, and exit code 3."""
    formats = [option for name in FAILING for option in ("--format", f"{name}=r.{name}")]
    done = run(good, "--html", "r.html", *formats, "--json", "r.json", "--check", "endpoint")
    lines = done.stderr.splitlines()
    assert done.returncode == 3
    assert lines[0].startswith("Healthy: ")
    assert lines[1:] == [f"The {name} report was not written: {why}." for name, why in FAILING.items()]
    assert sorted(path.name for path in good.folder.glob("r.*")) == ["r.html", "r.json"]
    again = good.diagnose("render", "r.json", "-q", *formats)
    assert again.returncode == 3
    assert again.stderr.splitlines()[1:] == lines[1:]


def test_the_error_of_a_renderer_neither_acts_nor_tells_a_secret(good: Site) -> None:
    """What it raised may hold anything: control characters are shown as such, the token is masked."""
    done = run(good, "--format", "acme-escape=-", "--check", "endpoint")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "[access token]" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("package", "why"),
    [
        ("acme-shout", "loading acme_shout:RENDERERS raised RuntimeError: no licence for reports"),
        ("acme-list", "acme_list:RENDERERS is a list, not a mapping from format names to renderers"),
        ("acme-number", "acme_number:RENDERERS holds an int as acme-number, not a Renderer"),
        ("acme-html", "the format html is already taken by filed-diagnose"),
        ("acme-alias", "acme_alias:RENDERERS holds the format other under the name acme-alias"),
        ("acme-suffix", "format acme-suffix has the suffix '/../x'; one like .html is needed"),
    ],
)
def test_a_broken_package_of_renderers_is_told_by_name(broken: Ran, package: str, why: str) -> None:
    """The run goes on with the formats that there are, and says of each that cannot be used which it is and why."""
    assert package in BROKEN_FORMATS
    said = [line for line in broken.err.splitlines() if line.startswith(f"The report plugin {package} ")]
    assert len(said) == 1
    assert why in said[0]


UNUSABLE = (
    ("acme-number", "The format 'acme-number' of acme-number cannot be used: acme_number:RENDERERS holds an int"),
    ("acme-shout", "acme-shout could not be loaded (loading acme_shout:RENDERERS raised RuntimeError: no licence"),
    ("pdf", "Unknown format 'pdf': installed are html, json, markdown"),
)


@pytest.mark.parametrize(("named", "says"), parted(UNUSABLE, UNUSABLE[:1]))
def test_a_format_that_cannot_be_used_is_one_sentence_if_asked_for(broken_site: Site, named: str, says: str) -> None:
    """Exit code 2 before any request, and the sentence names the format, or those that there are."""
    done = run(broken_site, "--format", named)
    errors = done.stderr.strip().splitlines()
    assert done.returncode == 2
    assert errors[-1].startswith("Error: ")
    assert says in errors[-1]


@pytest.mark.parametrize(
    ("package", "row", "reason"),
    [
        ("acme-import", "acme-import:acme_import", "RuntimeError: no licence"),
        ("acme-exit", "acme-exit:acme_exit", "SystemExit: good bye"),
        ("acme-syntax", "acme-syntax:acme_syntax", "SyntaxError"),
        ("acme-no-tuple", "acme-no-tuple:acme_no_tuple", "is a str, not a tuple of checks"),
        ("acme-no-check", "acme-no-check:acme_no_check", "holds an int, not a Check"),
        ("acme-missing", "acme-missing:acme_missing", "AttributeError"),
        ("acme-raises", "acme-raises", "ZeroDivisionError"),
        ("acme-rubbish", "acme-rubbish", "it returned a dict instead of a result"),
        ("acme-taken", "acme-taken:connection-id", "is already taken by filed-diagnose"),
    ],
)
def test_broken_package_is_an_error_by_name(broken: Ran, package: str, row: str, reason: str) -> None:
    """Whatever is wrong with a package is a row of outcome error that names it and says why."""
    assert package in BROKEN
    found = {check.id: check for check in broken.report.checks}[row]
    assert found.outcome == "error"
    assert reason in found.reason


def test_the_rest_goes_on(broken: Ran) -> None:
    """Beside the broken ones all other checks decide as ever, and every row is counted."""
    code, report = broken.code, broken.report
    outcomes = {row.id: row.outcome for row in report.checks}
    assert outcomes["connection-id"] == outcomes["job-work-ids"] == outcomes["artifact-status"] == "pass"
    assert outcomes["acme-prefix"] == "fail"
    assert report.coverage.error == len(BROKEN)
    assert (report.verdict.status, code) == ("problem", 1)


def test_broken_alone_is_inconclusive(broken_site: Site) -> None:
    """With nothing else wrong, a broken check keeps the run from calling the ticket healthy."""
    ran = reported(broken_site, "--check", "acme-raises,connection-id")
    report = ran.report
    assert (report.verdict.status, ran.code) == ("inconclusive", 3)
    assert "acme-raises" in report.verdict.headline
    assert report.coverage.error == 1
