"""Every command line of the README and of the pages runs as it stands there: extracted, not copied."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from diagnose.cli import cli
from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk
from tests.cli.keyrings import InMemory, in_use

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(diagnose [^`\n]+)`")
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
STANDS_FOR = {
    "DIR": ".",
    "ID": "endpoint",
    "login": "login --api-key-file key.txt",
    "NAME=PATH": "markdown=PATH",
    "sandbox": "sandbox --stop-after 100ms",
}
"""What a reader puts in the place of a word, and what keeps a command from running for ever."""
OF_PLANTED = {"--each", "--seconds", "--seed", "--slips"}
"""Options of ``python -m tests.planted``."""
NO_USAGE_ERROR = {0, 1, 3}


def commands() -> list[str]:
    """The command lines, each once, without their comments."""
    found: dict[str, None] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in BLOCK.finditer(text) for line in block[1].splitlines()]
        inline = [span[1] for span in INLINE.finditer(text)]
        found |= dict.fromkeys(
            line.partition("  #")[0].strip() for line in (*lines, *inline) if line.startswith("diagnose ")
        )
    return list(found)


def options() -> dict[str, set[str]]:
    """The options of each command, as they are typed."""
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    given = {name: command.get_params(context) for name, command in found.items() if command}
    return {name: {typed for param in params for typed in param.opts} for name, params in given.items()} | {
        "diagnose": {typed for param in cli.get_params(context) for typed in param.opts}
    }


def test_every_option_that_is_documented_exists() -> None:
    """In tables and sentences as well: one that was renamed, or never came, sends a reader into an error."""
    real = {typed for typeds in options().values() for typed in typeds}
    for page in (*PAGES, ROOT / "CONTRIBUTING.md"):
        spans = re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
        ours = [span for span in spans if span.startswith(("--", "diagnose "))]
        assert {typed for span in ours for typed in re.findall(r"--[a-z][a-z-]+", span)} <= real | OF_PLANTED, page.name


def test_what_the_run_takes_is_documented() -> None:
    """Each option of the command that people type is told of, in the README or on a page."""
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [typed for typed in options()["run"] if typed.startswith("--") and typed not in told] == []


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


@pytest.fixture(scope="module")
def filled(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the files that the pages speak of."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.environ = {"FILED_ENDPOINT": gateway.url, "FILED_ACCESS_TOKEN": gateway.access_token}
    ticket = gateway.scenario.sources[0].data
    for name in ("ticket.eml", "mail.eml"):
        (desk.path / name).write_bytes(ticket)
    (desk.path / "recording.har").write_bytes(scenario("authorization-expired").sources[0].data)
    (desk.path / "key.txt").write_text(gateway.api_key)
    (desk.path / "answer.txt").write_text("Please look at external-id-1.")
    written = ("--json", "report.json", "--html", "report.html", "--alias-map", "PATH", "--capsule", "run.zip")
    assert desk.run(gateway, "--quiet", *written).code == 1
    (desk.path / "aliases.json").write_bytes((desk.path / "PATH").read_bytes())
    (desk.path / "diagnosis").mkdir()
    for name in ("before", "after"):
        for suffix in ("json", "html"):
            for place in (desk.path, desk.path / "diagnosis"):
                (place / f"{name}.{suffix}").write_bytes((desk.path / f"report.{suffix}").read_bytes())
    return desk


@pytest.mark.parametrize("command", commands())
def test_a_documented_command_runs(filled: Desk, command: str) -> None:
    for word, standing in STANDS_FOR.items():
        command = re.sub(rf"(?<=\s){word}(?=\s|$)", standing, command)
    command, _, given = command.partition(" < ")
    stdin = (filled.path / given).read_bytes() if given else b""
    with in_use(InMemory()):
        said = filled.call(*shlex.split(command)[1:], stdin=stdin)
    assert said.code in NO_USAGE_ERROR, said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "page", [page for page in PAGES if CODE.search(page.read_text(encoding="utf-8"))], ids=lambda page: page.name
)
def test_a_documented_program_runs(
    filled: Desk, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(filled.path)
    for name, value in filled.environ.items():
        monkeypatch.setenv(name, value)
    for example in CODE.finditer(page.read_text(encoding="utf-8")):
        exec(compile(example[1], page.name, "exec"), {})  # noqa: S102 - it is ours
    assert capsys.readouterr().out
