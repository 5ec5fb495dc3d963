"""What a shell is told to suggest: by the protocol of each, and in the one shell that every machine here has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diagnose.sandbox import scenario_names
from tests.cli.calling import Desk


def suggested(desk: Desk, *words: str) -> list[str]:
    """Ask as bash asks, with the last word half typed."""
    asked = {"COMP_WORDS": " ".join(["diagnose", *words]), "COMP_CWORD": str(len(words))}
    said = desk.call(environ={"_DIAGNOSE_COMPLETE": "bash_complete", **asked})
    assert (said.code, said.err) == (0, "")
    return said.out.decode().split()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("ru",), ["plain,run"]),
        (("checks", "artifact-"), ["plain,artifact-presence", "plain,artifact-status"]),
        (("run", "--check", "endpoint,authent"), ["plain,endpoint,authentication"]),
        (("run", "--format", "jun"), ["plain,junit"]),
        (("run", "--html", "out"), ["file,out"]),
        (("run", "tick"), ["file,tick"]),
        (("completion", "f"), ["plain,fish"]),
    ],
)
def test_what_is_half_typed_is_completed(desk: Desk, words: tuple[str, ...], wanted: list[str]) -> None:
    assert suggested(desk, *words) == wanted


def test_scenarios_dialects_and_faults_are_known(desk: Desk) -> None:
    assert suggested(desk, "demo", "") == [f"plain,{name}" for name in scenario_names()]
    assert "plain,rate-limited" in suggested(desk, "sandbox", "--fault", "rate")
    assert suggested(desk, "demo", "--dialect", "zzz") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_lines(desk: Desk, shell: str) -> None:
    said = desk.call("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert b"_DIAGNOSE_COMPLETE" in said.out


def test_bash_completes_with_them(desk: Desk) -> None:
    lines = desk.call("completion", "bash").out.decode()
    words = "COMP_WORDS=(diagnose checks artifact-p); COMP_CWORD=2; _diagnose_completion diagnose"
    folder = desk.path / "bin"
    folder.mkdir()
    (folder / "diagnose").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m diagnose "$@"\n')
    (folder / "diagnose").chmod(0o755)
    environ = desk.process_environ({"PATH": f"{folder}:/usr/bin:/bin"})
    told = f"{lines}\n{words}; echo ${{COMPREPLY[*]}}"
    done = subprocess.run(["bash", "-c", told], capture_output=True, text=True, env=environ, timeout=60, check=True)
    assert done.stdout.strip() == "artifact-presence"
