"""Packages of other people, installed: wheels as any build backend writes them, laid out as pip lays them out."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 60
CHECKS = "diagnose.checks"
RENDERERS = "diagnose.reports"


@dataclass(frozen=True)
class Package:
    """A distribution: its files by path, and its entry points by group, each name to what it points at."""

    name: str
    files: Mapping[str, str]
    points: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def wheel(self, folder: Path) -> Path:
        """Write the package as a wheel."""
        package = self.name.replace("-", "_")
        info = f"{package}-1.2.dist-info"
        path = folder / f"{package}-1.2-py3-none-any.whl"
        points = [
            line
            for group, names in self.points.items()
            for line in (f"[{group}]", *(f"{name} = {target}" for name, target in names.items()))
        ]
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in self.files.items():
                archive.writestr(name, text)
            archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {self.name}\nVersion: 1.2\n")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{info}/entry_points.txt", "\n".join([*points, ""]))
            archive.writestr(f"{info}/RECORD", "")
        return path


def one_module(name: str, module: str, group: str, target: str) -> Package:
    """A package of one module, of the package's own name, that enters by one entry point."""
    package = name.replace("-", "_")
    return Package(name, {f"{package}.py": module}, {group: {package: f"{package}:{target}"}})


@dataclass(frozen=True)
class Site:
    """A place that packages were installed to, and a folder to work in."""

    packages: Path
    folder: Path

    def python(self, *argv: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run Python with the packages and with this source tree; a traceback on standard error is a failure."""
        roots = (self.packages, ROOT, ROOT / "checks", ROOT / "reports")
        done = subprocess.run(
            [sys.executable, *argv],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots)), "COLUMNS": "200", **(environ or {})},
            cwd=self.folder, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def diagnose(self, *argv: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        return self.python("-m", "diagnose", *argv, environ=environ)


def installed(folder: Path, packages: Iterable[Package]) -> Site:
    """Install the packages into a folder of their own: a pure wheel is unpacked, which saves starting pip each time."""
    target = folder / "site"
    for package in packages:
        with zipfile.ZipFile(package.wheel(folder)) as wheel:
            wheel.extractall(target)
    return Site(target, folder)
