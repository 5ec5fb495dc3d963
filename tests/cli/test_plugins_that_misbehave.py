"""Checks and renderers of other packages, installed for real: whatever they do costs themselves, and nobody else."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.report import CheckOutcome, Report, report_schema
from diagnose.sandbox import scenario, serve
from tests.cli.calling import Desk, Said, pointed_at, source_roots, ticket_options
from tests.packages import CHECKS, RENDERERS, installed, one_module

CHECK_MISDEEDS = {
    "exits": ("sys.exit(0)", "SystemExit: 0"),
    "ends-the-process": ("os._exit(0)", "exit code 0"),
    "kills-itself": ("os.kill(os.getpid(), 9)", "SIGKILL"),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "raises-anything": ("raise BaseException('x')", "BaseException: x"),
    "raises-mutely": ("raise Mute", "cannot say what is wrong"),
    "gives-nothing": ("return None", "a NoneType instead of a result"),
    "gives-a-bool": ("return True", "a bool instead of a result"),
    "gives-the-class": ("return Passed", "instead of a result"),
    "gives-a-number-for-text": ("return Passed(5)", "its reason is an int, not a text"),
    "gives-bytes-for-text": ("return Passed(b'x')", "its reason is a bytes, not a text"),
    "gives-an-object": ("return found(details={'a': object()})", "holds an object"),
    "gives-nan-as-a-key": ("return found(details={float('nan'): 1})", "key is a float, not a text"),
    "gives-an-endless-list": ("return Found(iter(int, 1))", "not a tuple"),
    "gives-a-finding-of-its-own": ("return found(code='made-up')", "which it does not declare"),
    "changes-the-ticket": ("ctx.ticket.named.clear(); return Passed('x')", "it changed what it was handed"),
    "recurses": ("return (lambda f: f(f))(lambda f: f(f))", "RecursionError"),
    "never-ends": ("while True: pass", "did not come back within"),
    "asks-the-keyboard": ("return Passed(input())", "EOFError"),
}
"""What a check may do: its last statements, and what its row says."""
QUIET_MISDEEDS = {
    "leaves-the-directory": "os.chdir('/'); return Passed('x')",
    "prints": "print('a word\\x1b[2J of ' + os.environ['FILED_ACCESS_TOKEN']); return Passed('x')",
    "writes-to-the-streams": "os.write(1, b'{'); os.close(1); os.close(2); return Passed('x')",
    "replaces-the-streams": "sys.stdout = sys.stderr = None; return Passed('x')",
    "leaves-a-thread": "threading.Thread(target=time.sleep, args=(600,)).start(); return Passed('x')",
    "ignores-signals": "signal.signal(signal.SIGTERM, signal.SIG_IGN); return Passed('x')",
    "changes-the-verdict": "import diagnose.exit_codes as e; e.exit_code = lambda *_, **__: 0; return Passed('x')",
    "sets-an-ending": "atexit.register(os._exit, 0); return Passed('x')",
}
"""What a check may do and still be right: it passes, and nothing else is different."""
HEAD = """
import atexit, os, signal, sys, threading, time
from diagnose.plugin import Check, Code, Finding, Found, Passed, Subject, SubjectKind
class Mute(BaseException):
    def __str__(self): raise RuntimeError
CODE = Code("acme-code", on=(SubjectKind.TICKET,), meaning="It is so.", remedy="Change it.")
def found(code="acme-code", **more):
    subject = Subject(kind=SubjectKind.TICKET, id="ticket")
    return Found((Finding(code=code, subject=subject, summary="s", expected="e", observed="o", **more),))
def make(name, decide):
    return Check(name, "A thing of ours is good", "A rule of ours.", "https://acme.example/", (CODE,), decide)
CHECKS = []
"""


def checks_that(misdeeds: dict[str, str]) -> str:
    """A module of checks, one for each."""
    each = (
        f"def decide(ctx):\n    {body}\nCHECKS.append(make('acme-{name}', decide))\n" for name, body in misdeeds.items()
    )
    return f"{HEAD}{''.join(each)}CHECKS = tuple(CHECKS)\n"


@dataclass(frozen=True)
class Rendering:
    """What a renderer does, and what is said of it; None where its file is made all the same."""

    body: str
    says: str | None


RENDER_MISDEEDS = {
    "raises": Rendering("return 1 / 0", "its renderer raised ZeroDivisionError: division by zero"),
    "raises-mutely": Rendering("raise Mute", "its renderer raised Mute, which cannot say what is wrong"),
    "exits": Rendering("sys.exit(0)", "its renderer raised SystemExit: 0"),
    "ends-the-process": Rendering("os._exit(0)", "its renderer ended its process with exit code 0"),
    "changes-the-report": Rendering(
        "report.checks[0].__dict__['outcome'] = 'pass'; report.findings[0].details.update(x=1); return b'x'",
        "its renderer changed the report that it was handed",
    ),
    "gives-text": Rendering("return 'text'", "its renderer gave a str, not bytes"),
    "gives-nothing": Rendering("pass", "its renderer gave a NoneType, not bytes"),
    "never-ends": Rendering("while True: pass", "its renderer did not come back within 10 s, and was ended"),
    "tells-the-secret": Rendering(
        "return os.environ['FILED_ACCESS_TOKEN'].encode()", "it would have contained the access token"
    ),
    "gives-bytes-of-its-own": Rendering("return Bytes(b'x')", None),
    "leaves-the-directory": Rendering("os.chdir('/'); return b'x'", None),
    "prints": Rendering("print('a word of ' + os.environ['FILED_ACCESS_TOKEN']); return b'x'", None),
    "writes-to-the-streams": Rendering("os.write(1, b'{'); return b'x'", None),
}
RENDER_HEAD = """
import os, sys
from diagnose.plugin import Renderer
class Mute(BaseException):
    def __str__(self): raise RuntimeError
class Bytes(bytes):
    def __reduce__(self): return print, ("loaded",)
RENDERERS = {}
"""


def renderers() -> str:
    each = (
        f"def render(report, options):\n    {does.body}\n"
        f"RENDERERS['acme-{name}'] = Renderer('acme-{name}', '.txt', 'text/plain', render)\n"
        for name, does in RENDER_MISDEEDS.items()
    )
    return RENDER_HEAD + "".join(each)


AT_LOADING = """
import atexit, os, signal, sys, threading, time
print("a word while loading")
os.chdir("/")
atexit.register(os._exit, 0)
threading.Thread(target=time.sleep, args=(600,)).start()
from diagnose.plugin import Check, Passed
CHECKS = (Check("acme-loud", "A thing is good", "A rule.", "https://acme.example/", (), lambda ctx: Passed("x")),)
"""


def desk_with(folder: Path, name: str, module: str, group: str, target: str) -> Desk:
    """A desk at which a package is installed."""
    (folder / "desk").mkdir()
    site = installed(folder, [one_module(name, module, group, target)])
    return Desk(folder / "desk", {"PYTHONPATH": os.pathsep.join([str(site.packages), source_roots()])})


@dataclass(frozen=True)
class Ran:
    """A run with misbehaving plugins, and what it left."""

    said: Said
    report: Report
    token: str


def run(desk: Desk, name: str, *options: str) -> Ran:
    with serve(scenario(name)) as gateway:
        argv = ("run", *ticket_options(gateway.scenario.ticket), "--json", "r.json", *options)
        said = desk.spawn(*argv, environ=pointed_at(gateway))
        assert "Traceback" not in said.err, said.err
        jsonschema.Draft202012Validator(report_schema()).validate(json.loads(desk.files["r.json"]))
        return Ran(said, Report.model_validate_json(desk.files["r.json"]), gateway.access_token)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    module = checks_that({name: body for name, (body, _) in CHECK_MISDEEDS.items()})
    return desk_with(tmp_path_factory.mktemp("bad"), "acme-bad", module, CHECKS, "CHECKS")


@pytest.fixture(scope="module")
def healthy(bad: Desk) -> Ran:
    return run(bad, "healthy")


@pytest.mark.parametrize("name", CHECK_MISDEEDS)
def test_a_check_that_misbehaves_is_an_error_row_of_its_name(healthy: Ran, name: str) -> None:
    (row,) = [row for row in healthy.report.checks if row.id == f"acme-{name}"]
    assert row.outcome is CheckOutcome.ERROR
    assert CHECK_MISDEEDS[name][1] in row.reason


def test_broken_checks_never_look_healthy(healthy: Ran) -> None:
    """The ticket is healthy, and nobody may say so: exit code 3; all rows of our own are as ever."""
    own = {row.outcome for row in healthy.report.checks if not row.id.startswith("acme-")}
    assert healthy.said.code == 3
    assert healthy.report.verdict.status == "inconclusive"
    assert healthy.report.coverage.error == len(CHECK_MISDEEDS)
    assert own == {CheckOutcome.PASS, CheckOutcome.SKIP}


def test_broken_checks_hide_no_problem(bad: Desk) -> None:
    """The cause is the scenario's, alone, and the exit code a problem's."""
    ran = run(bad, "wrong-connection")
    assert ran.said.code == 1
    assert [cause.code for cause in ran.report.verdict.causes] == ["connection-mismatch"]


@pytest.mark.parametrize(("played", "code"), [("healthy", 0), ("wrong-connection", 1)])
def test_a_check_that_is_right_changes_nothing_else_whatever_it_does(tmp_path: Path, played: str, code: int) -> None:
    """The report is where it was asked for, the exit code is the verdict's, and what was printed is harmless."""
    desk = desk_with(tmp_path, "acme-quiet", checks_that(QUIET_MISDEEDS), CHECKS, "CHECKS")
    ran = run(desk, played, "--html", "-")
    rows = {row.id: row.outcome for row in ran.report.checks if row.id.startswith("acme-")}
    assert rows == dict.fromkeys((f"acme-{name}" for name in QUIET_MISDEEDS), CheckOutcome.PASS)
    assert ran.said.code == code
    assert ran.said.out.startswith(b"<!doctype html>")
    assert ran.said.out.endswith(b"</html>")
    assert "acme-prints printed:\n  a word" in ran.said.err
    assert "\x1b" not in ran.said.err
    assert ran.token not in ran.said.err


def test_a_package_that_misbehaves_while_loading_changes_nothing_else(tmp_path: Path) -> None:
    """It left the directory, left a thread, and asked for exit code 0 at the end."""
    desk = desk_with(tmp_path, "acme-loud", AT_LOADING, CHECKS, "CHECKS")
    ran = run(desk, "wrong-connection", "--output-dir", "out", "--ticket-ref", "T")
    assert ran.said.code == 1
    assert ran.said.out == b""
    assert sorted(desk.files) == ["out/T.html", "out/T.json", "r.json"]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Ran]:
    desk = desk_with(tmp_path_factory.mktemp("render"), "acme-formats", renderers(), RENDERERS, "RENDERERS")
    formats = [option for name in RENDER_MISDEEDS for option in ("--format", f"acme-{name}={name}.txt")]
    return desk, run(desk, "artifact-pending", *formats, "--markdown", "-")


@pytest.mark.parametrize("name", RENDER_MISDEEDS)
def test_a_renderer_that_misbehaves_costs_its_own_file(rendered: tuple[Desk, Ran], name: str) -> None:
    desk, ran = rendered
    says = RENDER_MISDEEDS[name].says
    if says is None:
        assert desk.files[f"{name}.txt"] == b"x"
        assert f"The acme-{name} report" not in ran.said.err
    else:
        assert f"{name}.txt" not in desk.files
        assert f"The acme-{name} report was not written: {says}.\n" in ran.said.err


def test_what_others_are_asked_for_is_there_and_the_exit_code_says_that_something_is_not(
    rendered: tuple[Desk, Ran],
) -> None:
    """The verdict would have been exit code 0; it is printed all the same."""
    _, ran = rendered
    assert ran.said.code == 3
    assert ran.said.out.startswith(b"**")
    assert ran.report.verdict.status == "warning"
    assert "Artifact not processed yet" in ran.said.err
    assert "acme-prints printed:\n  a word of " in ran.said.err
    assert ran.token not in ran.said.err
