"""The template for packages of other people: what one command makes of it is green at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from copier import run_copy

from tests.packages import ROOT, Package, installed
from tests.parts import parted

TEMPLATE = ROOT / "template"


def made(folder: Path, **answers: str) -> Package:
    """The package that the template makes, as a build backend reads it."""
    run_copy(str(TEMPLATE), folder, data=answers, defaults=True, quiet=True)
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = project["name"].replace("-", "_")
    code = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.glob(f"{module}/*.py")}
    return Package(project["name"], code, project["entry-points"])


ANSWERS: list[dict[str, str]] = [{}, {"name": "borealis-rules", "check": "borealis-ticket-size"}]


@pytest.mark.parametrize("answers", parted(ANSWERS, ANSWERS[1:]))
def test_a_package_from_the_template_is_green_at_once(tmp_path: Path, answers: dict[str, str]) -> None:
    site = installed(tmp_path, [made(tmp_path / "made", **answers)])
    check = answers.get("check", "acme-batch")
    tests = site.python("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", str(tmp_path / "made" / "tests"))
    assert tests.returncode == 0, tests.stdout
    assert "3 passed" in tests.stdout
    told = site.diagnose("checks", check)
    assert told.returncode == 0, told.stderr
    assert f"{check}-too-large" in told.stdout


@pytest.mark.parametrize(
    "answers",
    [{"name": "Acme Checks"}, {"name": "class"}, {"name": "json"}, {"name": "diagnose-checks"}, {"check": "batch"}],
)
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="words joined by hyphens"):
        made(tmp_path / "made", **answers)
