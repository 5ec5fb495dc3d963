"""Personal data, by the ways in and the outputs: ``python -m tests.redaction.matrix`` prints the whole."""

from __future__ import annotations

import html
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path as FilePath

from tests.cli.calling import Desk
from tests.redaction.paths import NAMES, VALUES_ALONE, VALUES_IN_TEXTS, Path, Planted

VALUES = {
    "person": "Thandiwe Abernathy",
    "firm": "Ninebridges Tax LLC",
    "e-mail": "t.abernathy@ninebridges.test",
    "phone": "(555) 223-4567",
    "SSN": "219-09-8765",
    "EIN": "84-7654321",
    "card": "4111 1111 1111 1111",
    "file name": "Abernathy Thandiwe W2 2025.pdf",
    "URL": "https://ninebridges.test/abernathy/w2.pdf",
}
"""One valid value of each kind; they belong to nobody."""
BARE = {"slug": "abernathy-2023", "bare digits": "219098765"}
"""What only an ID can be."""
OUTPUTS = ("html", "json", "markdown", "junit")


def cells() -> Iterator[tuple[str, str, Path, str]]:
    """Yield every kind of value with every way in that it can take."""
    for kind, value in VALUES.items():
        for name, path in {**VALUES_IN_TEXTS, **VALUES_ALONE}.items():
            yield kind, name, path, value
    for kind, value in BARE.items():
        for name, path in VALUES_ALONE.items():
            yield kind, name, path, value
    for name, path in NAMES.items():
        yield "known person", name, path, VALUES["person"]


def run(planted: Planted, directory: FilePath, *options: str) -> dict[str, str]:
    """Run the command on it; return what was written, by the file's name."""
    for name, text in planted.files.items():
        (directory / name).write_text(text, encoding="utf-8")
    given = [word for output in OUTPUTS for word in ("--format", output)]
    with planted.running() as environ:
        said = Desk(directory).call(
            "run", *planted.files, *planted.options, *given, *options, "--output-dir", "out", "--quiet", environ=environ
        )
    assert said.code in {0, 1, 3}, said.err
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((directory / "out").iterdir())}


def leaks(value: str, written: dict[str, str]) -> list[str]:
    """Name each output that still tells the value, or a telling part of it, in whatever writing."""
    telling = {_plain(part) for part in re.findall(r"[^\W\d_]{6,}|\d[\d -]{5,}\d", value)} - {"number"}
    return [
        f"{name}: {part}"
        for name, text in written.items()
        for part in sorted(telling)
        if any(part in form for form in _forms(f"{name}\n{text}"))
    ]


def _forms(text: str) -> Iterator[str]:
    unescaped = html.unescape(re.sub(r"</?(?:wbr|span|b|code)[^>]*>", "", text))
    yield _plain(unescaped)
    try:
        yield _plain(json.dumps(json.loads(text.partition("\n")[2]), ensure_ascii=False))
    except ValueError:
        return


def _plain(text: str) -> str:
    """Without case, accents and what joins the digits of a number."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"(?<=\d)[ -](?=\d)", "", bare)


def main() -> None:
    """Print every leak, then the figures."""
    count = leaked = files = 0
    for kind, name, path, value in cells():
        with tempfile.TemporaryDirectory() as directory:
            written = run(path(value), FilePath(directory))
        found = leaks(value, written)
        count, files, leaked = count + 1, files + len(written), leaked + bool(found)
        for leak in found:
            sys.stdout.write(f"{name} with a {kind}: {leak}\n")
    sys.stdout.write(f"{count} cells, {files} outputs, {leaked} cells that leak\n")


if __name__ == "__main__":
    main()
