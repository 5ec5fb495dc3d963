"""Calling the command line as people do: in this process for speed, as a real process where that is the point."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from diagnose.cli import main
from diagnose.report import Report
from diagnose.sandbox import Gateway, Scenario, ScenarioTicket

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

OWN_VARIABLES = ("FILED_", "NO_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "COLUMNS", "TERM", "NO_COLOR")
WIDTH = "100"
SECONDS = 60
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Said:
    """What a call left behind: its exit code, and all that it wrote to its standard streams."""

    code: int
    out: bytes
    err: str

    @property
    def report(self) -> Report:
        """The JSON report on standard output."""
        return Report.model_validate_json(self.out)

    def one_sentence(self) -> str:
        """Return the error, having made sure that it is a single line and not a traceback."""
        shown = self.err.strip().splitlines()
        errors = [line for line in shown if line.startswith("Error: ")]
        assert len(errors) == 1, self.err
        assert shown[-1] == errors[0], self.err
        assert "Traceback" not in self.err
        return errors[0]


@dataclass(frozen=True)
class Started:
    """A call that goes on."""

    process: subprocess.Popen[bytes]

    def ended(self) -> Said:
        """Wait for its end."""
        out, err = self.process.communicate(timeout=SECONDS)
        return Said(self.process.returncode, out, err.decode())


@dataclass
class Desk:
    """A directory to work in, the environment of the calls, and the way to make them."""

    path: Path
    environ: dict[str, str] = field(default_factory=dict)

    def call(self, *argv: str, stdin: bytes = b"", environ: Mapping[str, str] = NOTHING) -> Said:
        """Run the command line in this process, in the desk's directory and with its environment alone."""
        with _place(self.path, {**self.environ, **environ}), _streams(stdin) as (out, err):
            code = main(argv)
        return Said(code, out.getvalue(), err.getvalue().decode())

    def run(self, gateway: Gateway, *options: str, stdin: bytes = b"", environ: Mapping[str, str] = NOTHING) -> Said:
        """Diagnose the gateway's own ticket with its own credential; options come after and win."""
        argv = ("run", *ticket_options(gateway.scenario.ticket), *options)
        return self.call(*argv, stdin=stdin, environ={**pointed_at(gateway), **environ})

    def spawn(self, *argv: str, stdin: bytes = b"", environ: Mapping[str, str] = NOTHING) -> Said:
        """Run the command line as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "diagnose", *argv],
            input=stdin, capture_output=True, cwd=self.path, env=self.process_environ(environ), timeout=SECONDS,
            check=False,
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr.decode())

    def start(self, gateway: Gateway, *options: str) -> Started:
        """Start a run as a process of its own, and come back when the gateway has its first request."""
        argv = [sys.executable, "-m", "diagnose", "run", *ticket_options(gateway.scenario.ticket), *options]
        environ, before = self.process_environ(pointed_at(gateway)), len(gateway.requests)
        pipe = subprocess.PIPE
        started = Started(subprocess.Popen(argv, cwd=self.path, env=environ, stdout=pipe, stderr=pipe))
        until = time.monotonic() + SECONDS
        while len(gateway.requests) == before and started.process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        return started

    def shell(self, script: str, environ: Mapping[str, str] = NOTHING) -> Said:
        """Run a line of bash, in which ``$DIAGNOSE`` is the command."""
        done = subprocess.run(
            ["bash", "-c", script],
            capture_output=True, cwd=self.path, timeout=SECONDS, check=False,
            env=self.process_environ({"DIAGNOSE": f"{sys.executable} -m diagnose", **environ}),
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr.decode())

    def process_environ(self, environ: Mapping[str, str] = NOTHING) -> dict[str, str]:
        """The environment of a process of its own: this one's, without what would change a diagnosis."""
        own = {"PYTHONPATH": source_roots(), "COLUMNS": WIDTH, **_nobodys(self.path)}
        return {**_foreign(), **own, **self.environ, **environ}

    @property
    def files(self) -> dict[str, bytes]:
        """Everything that lies in the directory, by its path."""
        found = (path for path in sorted(self.path.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.path)): path.read_bytes() for path in found}


def pointed_at(gateway: Gateway) -> dict[str, str]:
    """The variables that point a call at a gateway, with the scenario's own credential."""
    kind, secret = gateway.credential
    name = "FILED_API_KEY" if kind == "api-key" else "FILED_ACCESS_TOKEN"
    return {"FILED_ENDPOINT": gateway.client_url, name: secret}


def ticket_options(ticket: ScenarioTicket) -> list[str]:
    """Spell a scenario's ticket as options."""
    single = (("--workspace", ticket.workspace_id), ("--connection", ticket.connection_id))
    lists = (
        ("--connection-job", ticket.connection_job_ids),
        ("--job-work", ticket.job_work_ids),
        ("--work", ticket.work_ids),
        ("--artifact", ticket.artifact_ids),
    )
    options = [word for option, one in single if one is not None for word in (option, one)]
    return options + [word for option, ids in lists for one in ids for word in (option, one)]


def causes(report: Report) -> list[tuple[str, str, str]]:
    """The causes as a scenario writes them."""
    return [(cause.code, cause.subject.kind.value, cause.subject.id) for cause in report.verdict.causes]


def expected_causes(gateway: Gateway) -> list[tuple[str, str, str]]:
    """What must come out, with the gateway's real address in it."""
    return [(cause.code, cause.kind, cause.id) for cause in gateway.expect.causes]


def saved(path: Path) -> dict[str, Json]:
    """Read a written JSON report as a program would."""
    value: Json = json.loads(path.read_bytes())
    assert isinstance(value, dict)
    return value


def named(scenario: Scenario) -> list[str]:
    """Spell a scenario's ticket as options."""
    return ticket_options(scenario.ticket)


def source_roots() -> str:
    """The three roots of the source tree."""
    root = Path(__file__).parents[2]
    return os.pathsep.join(str(root / part) for part in ("", "checks", "reports"))


def _foreign() -> dict[str, str]:
    own = tuple(name.upper() for name in OWN_VARIABLES)
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(own)}


def _nobodys(path: Path) -> dict[str, str]:
    """Keep the settings and the keyring of whoever runs the tests out of them."""
    return {"XDG_CONFIG_HOME": str(path / "nobody"), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


@contextmanager
def _place(path: Path, environ: Mapping[str, str]) -> Iterator[None]:
    before, here = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update(
        {**{k: v for k, v in before.items() if k in _foreign()}, "COLUMNS": WIDTH, **_nobodys(path), **environ}
    )
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace", write_through=True)
    mine = sys.stdin, sys.stdout, sys.stderr
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        for stream in mine[1:]:
            stream.flush()
            stream.detach()


def put(desk: Desk, **files: str | bytes) -> None:
    """Write the ticket's files, by their names without ``.txt``."""
    for name, content in files.items():
        (desk.path / f"{name}.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
