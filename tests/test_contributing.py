"""The checklists of CONTRIBUTING, followed step by step: what its blocks say is made, installed and used."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import textwrap
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packages import Package, Site, installed

TEXT = Path(__file__).parents[1].joinpath("CONTRIBUTING.md").read_text(encoding="utf-8")
PLUGINS = ("Adding a check", "Adding a format")
"""The checklists whose blocks are a package of one's own."""

# A fenced block in a list: "   ```python acme/module.py", its lines, "   ```". The path may be left out.
BLOCK = re.compile(r"^ *```(\w+)(?: (\S+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Checklist:
    """A section's files by path, and the commands that it says to run."""

    files: dict[str, str]
    commands: list[list[str]]

    @property
    def package(self) -> Package:
        """The package that its files make: its project file is read as a build backend does."""
        project = tomllib.loads(self.files["pyproject.toml"])["project"]
        code = {path: text for path, text in self.files.items() if not path.startswith(("tests/", "pyproject"))}
        return Package(project["name"], code, project["entry-points"])


def checklist(title: str) -> Checklist:
    section = TEXT.split(f"## {title}\n")[1].split("\n## ")[0]
    blocks = [(kind, path, textwrap.dedent(text)) for kind, path, text in BLOCK.findall(section)]
    scripts = [text for kind, _, text in blocks if kind == "sh"]
    commands = [shlex.split(line) for script in scripts for line in script.splitlines()]
    return Checklist({path: text for _, path, text in blocks if path}, commands)


@pytest.mark.thorough
def test_pip_lays_the_packages_out_as_we_do(tmp_path: Path) -> None:
    """Elsewhere in the tests a wheel is unpacked; what pip adds is about itself."""
    (tmp_path / "ours").mkdir()
    packages = [checklist(title).package for title in PLUGINS]
    ours = installed(tmp_path / "ours", packages).packages
    wheels = [str(package.wheel(tmp_path)) for package in packages]
    command = ["-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile", "--target", "pip", *wheels]
    subprocess.run([sys.executable, *command], check=True, cwd=tmp_path)
    assert files_of(ours) - files_of(tmp_path / "pip") == {}


def files_of(folder: Path) -> Counter[tuple[str, bytes]]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "RECORD")
    return Counter((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A place where everything that the checklists make is installed, with their tests beside it."""
    folder = tmp_path_factory.mktemp("contributing")
    (folder / "tests").mkdir()
    for title in PLUGINS:
        for path, text in checklist(title).files.items():
            if path.startswith("tests/"):
                (folder / path).write_text(text, encoding="utf-8")
    return installed(folder, [checklist(title).package for title in PLUGINS])


@pytest.mark.parametrize("title", PLUGINS)
def test_the_steps_are_all_there(title: str) -> None:
    """A file, the line that lists it, the entry point, a test, and a command to look at it."""
    followed = checklist(title)
    assert len(followed.files) == 4
    assert [path for path in followed.files if path.startswith("tests/test_")]
    assert followed.package.points
    assert followed.commands


@pytest.mark.parametrize("title", PLUGINS)
def test_its_commands_work(site: Site, title: str) -> None:
    """What it says to run runs, one after the other, and knows what was added."""
    said = ""
    for program, *argv in checklist(title).commands:
        done = site.diagnose(*argv)
        assert program == "diagnose"
        assert done.returncode == 0, done.stderr
        said += done.stdout + done.stderr
    if title == "Adding a check":
        assert "Remedy: Ask for a ticket of at most <most> job works." in said
        assert "https://acme.example/tickets\n  acme-batch\n" in said
    else:
        assert "acme-batch,pass," in (site.folder / "checks.csv").read_text(encoding="utf-8")


def test_its_tests_pass(site: Site) -> None:
    """The tests that it shows are green, with both packages installed."""
    done = site.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout
