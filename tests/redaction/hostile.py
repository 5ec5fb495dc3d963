"""Hostile values by the ways in, with and without masking, by the outputs: ``python -m tests.redaction.hostile``."""

from __future__ import annotations

import json
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path as FilePath

from markdown_it import MarkdownIt

from tests.cli.calling import Desk
from tests.redaction.paths import NAMES, VALUES_ALONE, VALUES_IN_TEXTS, Path

VALUES: Mapping[str, str] = {
    "escape sequence": "a\x1b[2J\x1b]0;x\x07b",
    "script": "</script><script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "picture": "<img src=x onerror=alert(1)>",
    "link": "[here](https://evil.example/x) <https://evil.example> ![p](https://evil.example/p.png)",
    "address": "javascript:alert(1)",
    "turned round": "\u202egpj.exe\u2066x",
    "unseen": "a\u200bb\u3164c\ufeff",
    "markup of a console": "[/red][bold]x[link=https://evil.example]y",
    "template": "{{ 7*7 }}{% raw %}",
    "table": "a | b |\n| --- | ``` | x",
    "mention": "@everyone <!channel> #1 ~~x~~",
    "end of an element": "]]></failure><failure>&#0;&evil;",
    "way up": "../../../etc/passwd\\..\\x",
    "lone surrogate": "a\ud800b",
    "control characters": "\x07\x08\x7f\x85\u2028",
    "long": "x" * 5000,
    "formula": "=cmd|' /C calc'!A0",
}
OUTPUTS = ("html", "json", "markdown", "junit")
WAYS: Mapping[str, Path] = {**VALUES_IN_TEXTS, **VALUES_ALONE, **NAMES}
_ACTS: re.Pattern[str] = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\U000e0000-\U0010ffff]"
)
_ELEMENTS = frozenset({"script", "img", "iframe", "object", "embed", "form", "base", "link", "svg-script", "video"})
_OURS = re.compile(r"https://(?:docs|gateway|app)\.filed\.com[/\w.#-]*|#[\w-]*|mailto:support@filed\.com")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ELEMENTS:
            self.harm.append(f"an element {tag}")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "action"}:
                self.harm.append(f"an attribute {name}")
            if name in {"href", "src"} and not _OURS.fullmatch(value or ""):
                self.harm.append(f"an address {value}")


def _html(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    yield from page.harm
    yield from _text(text)


def _markdown(text: str) -> Iterator[str]:
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    for token in (each for block in blocks for each in (block, *(block.children or ()))):
        if token.type in {"html_block", "html_inline", "image"}:
            yield f"{token.type} {token.content[:40]}"
        if token.type == "link_open" and not _OURS.fullmatch(str(token.attrGet("href"))):
            yield f"a link to {token.attrGet('href')}"
    yield from _text(text)


def _junit(text: str) -> Iterator[str]:
    try:
        ET.fromstring(text)  # noqa: S314 - our own file
    except ET.ParseError as error:
        yield f"no XML: {error}"
    yield from _text(text)


def _json(text: str) -> Iterator[str]:
    try:
        json.loads(text).get("verdict")
    except (ValueError, AttributeError):
        yield "no JSON"
    yield from _text(text)


def _text(text: str) -> Iterator[str]:
    if found := _ACTS.search(text):
        yield f"U+{ord(found[0]):04X}"


JUDGES: Mapping[str, Callable[[str], Iterator[str]]] = {
    ".html": _html,
    ".md": _markdown,
    ".xml": _junit,
    ".json": _json,
}


def harm(way: Path, value: str, folder: FilePath, *options: str) -> tuple[int, list[str]]:
    """Run the command on the value; return the number of outputs, and what would act in one of them."""
    planted = way(value)
    desk = Desk(folder / "desk")
    desk.path.mkdir()
    for name, text in planted.files.items():
        try:
            name.encode()
            (desk.path / name.replace("\0", "")).write_text(text, encoding="utf-8", errors="replace")
        except (OSError, UnicodeEncodeError):
            return 0, []  # no file may be called so
    given = [word for output in OUTPUTS for word in ("--format", output)]
    words = (
        "run",
        *planted.files,
        *planted.options,
        *given,
        "--reply",
        "reply.txt",
        *options,
        "--output-dir",
        "out",
        "-v",
    )
    with planted.running() as environ:
        said = desk.call(*(word.replace("\0", "") for word in words), environ=environ)
    found = [f"stderr: {what}" for what in _text(said.err)]
    outputs = 1
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in planted.files:
            outputs += 1
            found += [f"{path.suffix}: {what}" for what in JUDGES.get(path.suffix, _text)(path.read_text("utf-8"))]
            found += [f"name: {what}" for what in _text(path.name)]
            found += [] if path.is_relative_to(desk.path) else [f"name: outside, {path}"]
    return outputs, found + (["a mistake"] if "mistake in filed-diagnose" in said.err else [])


def main() -> int:
    """Print what acts, then the sums."""
    sums = Counter[str]()
    for kind, value in VALUES.items():
        for name, way in WAYS.items():
            for options in ((), ("--show-personal-data",)):
                with tempfile.TemporaryDirectory() as folder:
                    outputs, found = harm(way, value, FilePath(folder), *options)
                sums.update(cells=1, outputs=outputs, harm=bool(found))
                if found:
                    sys.stdout.write(f"{kind}, {name}{', masking off' if options else ''}: {'; '.join(found[:5])}\n")
                    sys.stdout.flush()
    sys.stdout.write("{cells} cells, {outputs} outputs, {harm} cells with harm\n".format(**sums))
    return 1 if sums["harm"] else 0


if __name__ == "__main__":
    sys.exit(main())
