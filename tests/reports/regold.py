"""Rewrite the golden files: ``python -m tests.reports.regold``."""

from __future__ import annotations

from tests.reports.golden import FOLDER, golden_files


def main() -> None:
    """Write each golden file afresh, and remove those that nothing makes any more."""
    files = golden_files()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        if path.name not in files:
            path.unlink()
    for name, make in files.items():
        FOLDER.joinpath(name).write_bytes(make())


if __name__ == "__main__":
    main()
