"""Where reports go: by which option, under which name, whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from diagnose.carried_report import carried_json, packed
from diagnose.cli.output import Output, write_all
from diagnose.rendering import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.sandbox import Faults, Gateway, scenario, serve
from diagnose.secrets import Masker, Secret
from diagnose_reports import HTML, JSON
from tests.cli.calling import Desk, pointed_at
from tests.reports import examples


@pytest.fixture(scope="module")
def healthy() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


@pytest.mark.parametrize(
    ("form", "begins"), [("json", b'{\n  "schema_version": "1"'), ("html", b"<!doctype html>"), ("markdown", b"**")]
)
def test_a_dash_puts_the_report_and_nothing_else_on_standard_output(
    desk: Desk, healthy: Gateway, form: str, begins: bytes
) -> None:
    """A pipe gets one whole report; the words for people are on standard error, and no file is made."""
    said = desk.run(healthy, f"--{form}", "-")
    assert said.out.startswith(begins)
    assert "No problem found" in said.err
    assert desk.files == {}
    if form == "json":
        assert said.report.verdict.status == "healthy"


def test_the_draft_reply_goes_where_it_is_told(desk: Desk, healthy: Gateway) -> None:
    """A text for the customer, alone on standard output, or as a file beside no other."""
    said = desk.run(healthy, "--reply", "-")
    assert said.out.startswith(b"Thank you for your message. ")
    assert said.out.count(b"\n") == 1
    desk.run(healthy, "--reply", "answer.txt")
    assert list(desk.files) == ["answer.txt"]


def test_without_any_output_option_both_reports_lie_in_diagnosis(desk: Desk, healthy: Gateway) -> None:
    """The default is a pair of files named for the time in UTC, and standard output stays empty."""
    said = desk.run(healthy)
    html, json = sorted(desk.files)
    assert html.startswith("diagnosis/20")
    assert html.endswith("Z.html")
    assert json == html.removesuffix(".html") + ".json"
    assert said.out == b""
    assert html in said.err
    assert f"{html} .json" in " ".join(said.err.split())


HOSTILE_REFERENCES = {
    "../../x": "x",
    "/etc/passwd": "etc-passwd",
    "..": None,
    "a\\b:c": "a-b-c",
    "🦊": None,
    "Fall 7 🦊": "Fall-7",
    ".hidden": "hidden",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "x" * 200: "x" * 80,
    "-rf": "rf",
}
"""Ticket references and the file names made of them; None: the time."""


@pytest.mark.parametrize("reference", HOSTILE_REFERENCES)
def test_a_ticket_reference_names_the_files_and_stays_in_the_directory(
    desk: Desk, healthy: Gateway, reference: str
) -> None:
    """Whatever a reference holds, its files lie in --output-dir under harmless names, and the report has it whole."""
    said = desk.run(healthy, "--ticket-ref", reference, "--output-dir", "out", "--show-personal-data", "-q")
    expected = HOSTILE_REFERENCES[reference]
    names = sorted(desk.files)
    assert said.code == 0
    assert len(names) == 2
    assert all(name.startswith("out/") for name in names)
    if expected is not None:
        assert names == [f"out/{expected}.html", f"out/{expected}.json"]
    else:
        assert names[0].startswith("out/20")
    assert Report.model_validate_json(desk.files[names[1]]).ticket.reference == reference


def test_named_files_and_a_directory_may_be_combined(desk: Desk, healthy: Gateway) -> None:
    """Every output asked for is written."""
    desk.run(healthy, "--output-dir", "out", "--ticket-ref", "T-1", "--markdown", "summary.md", "-q")
    assert sorted(desk.files) == ["out/T-1.html", "out/T-1.json", "summary.md"]


def test_a_report_replaces_the_old_one_whole_and_leaves_nothing_beside_it(desk: Desk, healthy: Gateway) -> None:
    """The new report takes the place of the old one, with its permissions, and no temporary file stays."""
    old = desk.path / "r.json"
    old.write_text("x" * 1_000_000)
    old.chmod(0o640)
    desk.run(healthy, "--json", "r.json", "-q")
    assert list(desk.files) == ["r.json"]
    assert Report.model_validate_json(old.read_bytes()).verdict.status == "healthy"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_a_link(desk: Desk, healthy: Gateway) -> None:
    """The report goes to where the link points; replacing the link would leave the real file old."""
    (desk.path / "real").mkdir()
    (desk.path / "link.json").symlink_to("real/report.json")
    desk.run(healthy, "--json", "link.json", "-q")
    assert (desk.path / "link.json").is_symlink()
    assert Report.model_validate_json((desk.path / "real/report.json").read_bytes()).verdict.status == "healthy"


def test_a_pipe_is_written_into_and_not_replaced(desk: Desk, healthy: Gateway) -> None:
    """A device or a pipe given as a path takes the report; a file must not stand there afterwards."""
    os.mkfifo(desk.path / "pipe")
    said = desk.shell(
        "cat pipe > copy & $DIAGNOSE run --connection connection_790 --json pipe -q; code=$?; wait; exit $code",
        environ=pointed_at(healthy),
    )
    assert said.code == 0, said.err
    assert (desk.path / "pipe").is_fifo()
    assert Report.model_validate_json(desk.files["copy"]).verdict.status == "healthy"


def test_a_place_that_stops_being_writable_costs_its_own_report_only(desk: Desk, healthy: Gateway) -> None:
    """A disk that is full when the report is done: the others are there, the verdict is said, the exit code is 3."""
    (desk.path / "full").symlink_to("/dev/full")
    said = desk.run(healthy, "--json", "full", "--html", "r.html", "--markdown", "-", "-q")
    assert said.code == 3
    verdict, failure = said.err.splitlines()
    assert verdict.startswith("Healthy: ")
    assert failure == "Cannot write 'full': No space left on device."
    assert (desk.path / "full").is_symlink()
    assert desk.files["r.html"].endswith(b"</html>")
    assert said.out.startswith(b"**")


def test_a_standard_output_that_takes_nothing_costs_its_own_report_only(desk: Desk, healthy: Gateway) -> None:
    """The file is there all the same, and a problem that was found does not hide that a report is missing."""
    command = "$DIAGNOSE run --connection connection_790 --json - --html r.html -q > /dev/full"
    said = desk.shell(command, environ=pointed_at(healthy))
    assert said.code == 3
    assert said.err.splitlines()[1:] == ["Cannot write to standard output: No space left on device."]
    assert sorted(desk.files) == ["r.html"]


def test_a_directory_that_stops_being_writable_is_one_sentence_a_report(desk: Desk, healthy: Gateway) -> None:
    """It may go while the gateway is asked: here, while the first answer is awaited."""
    (desk.path / "out").mkdir()
    with serve(scenario("healthy"), faults=Faults(latency_ms=500)) as gateway:
        started = desk.start(gateway, "--output-dir", "out", "--ticket-ref", "T", "--json", "r.json", "-q")
        (desk.path / "out").rmdir()
        said = started.ended()
    assert said.code == 3
    assert said.err.splitlines()[1:] == [
        "Cannot write 'out/T.html': No such file or directory.",
        "Cannot write 'out/T.json': No such file or directory.",
    ]
    assert sorted(desk.files) == ["r.json"]


def test_a_second_run_leaves_the_reports_of_the_first(desk: Desk, healthy: Gateway) -> None:
    """Names that the tool picks are never taken from others; all reports of one run have the same number."""
    where = ("--ticket-ref", "T-1007", "--output-dir", "out")
    first = desk.run(healthy, *where)
    (desk.path / "out/T-1007-2.json").write_text("mine")
    second = desk.run(healthy, *where, "--format", "markdown")
    assert "so these are named" not in first.err
    assert "There are reports named T-1007 already, so these are named T-1007-3.\n" in second.err
    assert "out/T-1007-3.html" in second.err
    names = ["T-1007-2.json", "T-1007-3.html", "T-1007-3.json", "T-1007-3.md", "T-1007.html", "T-1007.json"]
    assert sorted(desk.files) == [f"out/{name}" for name in names]
    assert desk.files["out/T-1007-2.json"] == b"mine"


def test_runs_at_the_same_time_get_names_of_their_own(desk: Desk, healthy: Gateway) -> None:
    """Of the same second, too: nobody's reports are written over."""
    command = "for i in 1 2 3; do $DIAGNOSE run --connection connection_790 --ticket-ref T -q & done; wait"
    desk.shell(command, environ=pointed_at(healthy))
    assert sorted(desk.files) == [f"diagnosis/T{n}{suffix}" for n in ("-2", "-3", "") for suffix in (".html", ".json")]
    reports = {n: desk.files[f"diagnosis/T{n}.json"] for n in ("", "-2", "-3")}
    runs = {n: Report.model_validate_json(data).run.id for n, data in reports.items()}
    assert len({*runs.values()}) == 3
    assert all(run.encode() in desk.files[f"diagnosis/T{n}.html"] for n, run in runs.items())


def test_an_input_in_the_output_directory_keeps_its_name(desk: Desk, healthy: Gateway) -> None:
    """A saved answer called T-1.json is read, and is there afterwards."""
    (desk.path / "T-1.json").write_text('{"connectionId": "connection_790"}')
    said = desk.run(healthy, "T-1.json", "--output-dir", ".", "--ticket-ref", "T-1", "-q")
    assert said.code == 0
    assert sorted(desk.files) == ["T-1-2.html", "T-1-2.json", "T-1.json"]
    assert desk.files["T-1.json"].startswith(b'{"connectionId"')


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o600), (0o000, 0o600), (0o277, 0o400)])
def test_new_reports_are_for_their_owner_alone(desk: Desk, healthy: Gateway, mask: int, mode: int) -> None:
    """Whether the tool picks the name or an option gives it; a stricter umask makes it less."""
    (desk.path / "diagnosis").mkdir()  # made under such a mask, its owner could not write into it
    before = os.umask(mask)
    try:
        desk.run(healthy, "--json", "r.json", "--format", "html", "-q")
    finally:
        os.umask(before)
    files = [path for path in desk.path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {mode}


@pytest.mark.parametrize("name", ["json", "html", "markdown"])
def test_a_format_is_the_same_by_its_own_option_and_by_format(desk: Desk, name: str) -> None:
    """--html PATH and --format html=PATH are one thing."""
    with serve(scenario("wrong-connection")) as gateway:
        desk.run(gateway, "--json", "r.json", "-q")
    assert desk.call("render", "r.json", "-q", "--format", f"{name}=by-format").code == 0
    if name == "json":
        assert desk.files["by-format"] == desk.files["r.json"]
    else:
        desk.call("render", "r.json", "-q", f"--{name}", "by-option")
        assert desk.files["by-format"] == desk.files["by-option"]


def test_strict_reaches_the_file_for_the_build_server(desk: Desk) -> None:
    """A warning is green, and red with --strict; rendering the saved report again tells them apart too."""
    with serve(scenario("artifact-pending")) as gateway:
        lenient = desk.run(gateway, "--format", "junit=-", "-q", "--json", "r.json")
        strict = desk.run(gateway, "--format", "junit=-", "-q", "--strict")
    assert b'failures="0"' in lenient.out
    assert b'type="artifact-pending"' in strict.out
    assert b'failures="0"' in desk.call("render", "r.json", "-q", "--format", "junit=-").out
    assert b'type="artifact-pending"' in desk.call("render", "r.json", "-q", "--strict", "--format", "junit=-").out


PLACED = {
    "alone": (("--format", "junit"), ["diagnosis/T-1.junit.xml"]),
    "two-of-a-list": (("--format", "junit,markdown"), ["diagnosis/T-1.junit.xml", "diagnosis/T-1.md"]),
    "with-a-directory": (
        ("--format", "junit", "--output-dir", "out"), ["out/T-1.html", "out/T-1.json", "out/T-1.junit.xml"]
    ),
    "one-that-is-there-anyway": (("--format", "html", "--output-dir", "out"), ["out/T-1.html", "out/T-1.json"]),
    "a-path-with-signs": (("--format", "junit=a=b,c.xml"), ["a=b,c.xml"]),
    "twice": (("--format", "junit=a.xml", "--format", "junit=b.xml"), ["a.xml", "b.xml"]),
    "beside-a-named-file": (("--format", "junit", "--json", "r.json"), ["diagnosis/T-1.junit.xml", "r.json"]),
}  # fmt: skip
"""Options, and the files that they give."""


@pytest.mark.parametrize("name", PLACED)
def test_a_format_goes_where_it_is_told_to(desk: Desk, healthy: Gateway, name: str) -> None:
    """To its path, else into the output directory under the ticket's name and its own."""
    options, files = PLACED[name]
    assert desk.run(healthy, *options, "--ticket-ref", "T-1", "-q").code == 0
    assert sorted(desk.files) == files


def test_each_request_on_the_page_is_linked_to_its_logs(desk: Desk, healthy: Gateway) -> None:
    """Where the option says where they are kept."""
    desk.run(healthy, "--html", "a.html", "--log-link", "https://logs.example/?q={request_id}")
    page = desk.files["a.html"].decode()
    assert page.count('<a href="https://logs.example/?q=sandbox-') >= 1


def test_a_page_that_carries_a_secret_packed_is_not_written(tmp_path: Path) -> None:
    """In the page's bytes nobody sees it: the report that it carries is searched as well."""
    secret = Secret("kept-to-ourselves-4711-and-on", "access token")
    carried = packed(f'{{"note": "{secret.reveal()}", "more": "{"x" * 120_000}"}}'.encode())
    page = f'<!doctype html><div hidden id="report-json" data-form="{carried.form}">{carried.text}</div>'.encode()
    renderer = Renderer("html", ".html", "text/html", lambda _, __: page)
    report = examples.healthy()
    output = Output(renderer, tmp_path / "a.html", "a.html")
    written = write_all([output], report, RenderOptions(), Masker([secret]), home=report)
    assert carried.form == "gzip"
    assert written.failures == ("The html report was not written: it would have contained the access token.",)
    assert list(tmp_path.iterdir()) == []


def test_a_page_carries_the_very_json_that_is_written_beside_it(tmp_path: Path) -> None:
    """It is made once: what a page carries is what the format of that name gave."""
    once = b'{"made": "once"}\n'
    made = replace(JSON, render=lambda *_: once)
    outputs = [Output(each, tmp_path / f"r{each.suffix}", each.name) for each in (HTML, made)]
    assert write_all(outputs, examples.healthy(), RenderOptions(), Masker(), home=examples.healthy()).failures == ()
    assert carried_json((tmp_path / "r.html").read_bytes()) == once
