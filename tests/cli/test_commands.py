"""The other commands, and what the tool prints to be run: demo, sandbox, checks, render, curl."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.checking.registry import load_checks
from diagnose.report import report_schema
from diagnose.sandbox import Gateway, scenario, scenario_names, serve
from tests.cli.calling import SECONDS, Desk

HEAVY = ("httpx", "pydantic", "jinja2", "rich", "graphql", "starlette", "uvicorn", "rapidfuzz", "truststore")


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


@pytest.mark.parametrize("name", scenario_names())
def test_the_demo_of_every_scenario_comes_out_as_it_must(desk: Desk, name: str) -> None:
    """Exit code 0, both reports in ./diagnosis, and the exit code that run would have given."""
    said = desk.call("demo", name)
    assert said.code == 0, said.err
    assert sorted(desk.files) == [f"diagnosis/{name}.html", f"diagnosis/{name}.json"]
    exit_code = scenario(name).expect.exit_code
    assert said.err.endswith(
        f"This is what the scenario {name} must give; 'diagnose run' would have exited with {exit_code}.\n"
    )


def test_the_demo_says_when_it_comes_out_differently(desk: Desk) -> None:
    """In a dialect that shows no artifacts, the scenario about a failed one cannot come out, and the demo says so."""
    said = desk.call("demo", "artifact-failed", "--dialect", "guarded", "-q")
    assert said.code == 1
    assert "Not as the scenario artifact-failed says it must be: the verdict is inconclusive, not problem" in said.err


def test_demo_lists_every_scenario_with_its_title(desk: Desk) -> None:
    """One line each, healthy first, on standard output."""
    said = desk.call("demo", "--list")
    lines = said.out.decode().splitlines()
    assert [line.split()[0] for line in lines] == list(scenario_names())
    assert all(scenario(line.split()[0]).title in line for line in lines)
    assert said.err == ""


@pytest.mark.parametrize("command", ["demo", "sandbox"])
def test_without_the_sandbox_extra_the_command_says_what_to_install(desk: Desk, command: str) -> None:
    """One sentence with the command to type, exit code 2."""
    blocked = "import sys; sys.modules['graphql'] = None; from diagnose.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", blocked, command],
        capture_output=True, text=True, cwd=desk.path, env=desk.process_environ(), check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'filed-diagnose[sandbox]'" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_the_command_that_the_sandbox_prints_really_works(desk: Desk) -> None:
    """Pasted into a shell as it stands, it diagnoses the scenario's ticket."""
    (desk.path / "diagnose").write_text(f'#!/bin/sh\nexec {sys.executable} -m diagnose "$@"\n')
    (desk.path / "diagnose").chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "diagnose", "sandbox", "wrong-connection", "--stop-after", "20s"],
        cwd=desk.path, env=desk.process_environ(), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    lines: list[str] = []
    while not lines or not lines[-1].startswith("  diagnose run"):
        lines.append(process.stderr.readline())
    pasted = "\n".join(line.strip() for line in lines if line.startswith("  "))
    said = desk.shell(f"PATH=$PWD:$PATH; {pasted} -q --json r.json")
    process.terminate()
    process.communicate(timeout=10)
    assert said.code == 1, said.err
    assert said.err == "Problem found: The job works are in connection_790, not in connection_789.\n"


def test_the_sandbox_stops_by_itself(desk: Desk) -> None:
    """--stop-after ends it, with exit code 0."""
    said = desk.call("sandbox", "healthy", "--stop-after", "100ms")
    assert said.code == 0
    assert "export FILED_ACCESS_TOKEN=" in said.err


def test_the_sandbox_takes_port_dialect_and_fault(desk: Desk) -> None:
    """A run against it sees the dialect and the fault that were asked for."""
    seen: list[int] = []

    def ask(port: int) -> None:
        environ = {"FILED_ACCESS_TOKEN": "wrong-token", "FILED_ENDPOINT": f"http://127.0.0.1:{port}/graphql"}
        done = subprocess.run(
            [sys.executable, "-m", "diagnose", "run", "--connection", "c", "--json", "-", "-q", "--deadline", "2s"],
            capture_output=True, cwd=desk.path, env=desk.process_environ(environ), check=False, timeout=SECONDS,
        )  # fmt: skip
        report = json.loads(done.stdout)
        seen.extend([done.returncode, report["evidence"][0]["status"]])

    with serve(scenario("healthy")) as probe:
        port = int(probe.url.split(":")[2].split("/")[0])
    thread = threading.Thread(target=ask, args=(port,))
    thread.start()
    said = desk.call("sandbox", "healthy", "--port", str(port), "--dialect", "http-401", "--stop-after", "4s")
    thread.join()
    assert said.code == 0
    assert seen == [3, 401]


def test_checks_lists_every_check_by_its_good_state(desk: Desk) -> None:
    """One line a check, in the order of the run."""
    lines = desk.call("checks").out.decode().splitlines()
    assert [line.split()[0] for line in lines] == [check.id for check in load_checks().checks]
    assert all(check.title in line for check, line in zip(load_checks().checks, lines, strict=True))


@pytest.mark.parametrize("check", [check.id for check in load_checks().checks])
def test_checks_explains_each(desk: Desk, check: str) -> None:
    """Rule, documentation, and every finding with its remedy."""
    said = desk.call("checks", check)
    text = " ".join(said.out.decode().split())
    declared = next(one for one in load_checks().checks if one.id == check)
    assert said.code == 0
    assert declared.docs_url in text
    for code in declared.codes:
        assert code.code in text
        for _, remedy in code.remedies_in_words():
            assert " ".join(remedy.split()) in text
    assert not re.search(r"\{\w+\}", text)


def test_the_published_schema_is_one_and_takes_a_written_report(desk: Desk, gateway: Gateway) -> None:
    """What --report-schema prints is a JSON Schema, the models' own, and a report satisfies it."""
    printed = json.loads(desk.call("checks", "--report-schema").out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == report_schema()
    jsonschema.validate(json.loads(desk.run(gateway, "--json", "-").out), printed)


def test_rendering_a_saved_report_gives_the_very_same_page(desk: Desk, gateway: Gateway) -> None:
    """HTML, Markdown and the words are those of the run, byte for byte; the exit code says that it could be read."""
    ran = desk.run(gateway, "--json", "r.json", "--html", "r.html", "--markdown", "r.md")
    said = desk.call("render", "r.json", "--html", "again.html", "--markdown", "again.md")
    files = desk.files
    assert said.code == 0
    assert files["again.html"] == files["r.html"]
    assert files["again.md"] == files["r.md"]
    assert said.err.partition("The reports are here")[0] == ran.err.partition("The reports are here")[0]
    assert desk.call("render", "r.json", "--html", "-").out == files["r.html"]
    assert desk.call("render", "r.json", "-q").err.startswith("Problem found: ")


def test_the_curl_commands_of_the_evidence_really_work(desk: Desk, gateway: Gateway) -> None:
    """Each one, run by bash and curl with the token in the variable, gets an answer with data."""
    evidence = desk.run(gateway, "--json", "-").report.evidence
    assert len(evidence) >= 2
    for one in evidence:
        said = desk.shell(one.curl, environ={"FILED_ACCESS_TOKEN": gateway.access_token})
        assert said.code == 0, said.err
        assert json.loads(said.out)["data"]["me"] is not None
        assert gateway.access_token not in one.curl


@pytest.mark.parametrize("argv", [("--version",), ("--help",)])
def test_version_and_help_load_nothing_heavy(desk: Desk, argv: tuple[str, ...]) -> None:
    """What answers at once must not import the client, the models, the templates or the server."""
    script = f"import sys; from diagnose.cli import main; main({list(argv)!r}); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, cwd=desk.path, env=desk.process_environ(), check=True, timeout=SECONDS,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_is_printed_for_every_command(desk: Desk) -> None:
    """Each command explains itself on standard output, with exit code 0; none without one."""
    for argv in (
        ("--help",),
        ("-h",),
        ("run", "-h"),
        ("demo", "-h"),
        ("sandbox", "-h"),
        ("checks", "-h"),
        ("render", "-h"),
    ):
        said = desk.call(*argv)
        assert said.code == 0
        assert said.out.startswith(b"Usage: diagnose")
        assert said.err == ""
    assert re.fullmatch(rb"filed-diagnose \d+\.\d+\.\d+\S*\n", desk.call("--version").out)
