"""Secrets by writings by carriers by outputs: which of them leak. ``python -m tests.secrets.matrix [ONE_IN [JOBS]]``.

The whole takes a tenth of a second of CPU for each cell, and three times that of waiting: so there are twice as many
jobs as cores by default. ``pairs`` in the place of ONE_IN takes a tenth of it, and plays every pair of a carrier and a
writing, of a carrier and a secret, and of a secret and a writing.

Everything is a list: a new secret, writing, carrier or format adds its cells by itself. Each cell is one call of the
command against a gateway over real HTTP; each of its outputs (files, their names, both streams) is one place to leak.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.cli.calling import Desk
from tests.secrets.carriers import AREAS, CONNECTION, Call
from tests.secrets.corpus import jwt
from tests.secrets.giveaway import given_away
from tests.secrets.repeating_gateway import repeating, world
from tests.secrets.saying_plugin import PLUGIN
from tests.secrets.writings import VISIBLE, WRITINGS

OUTPUTS = ("--json", "r.json", "--html", "r.html", "--markdown", "r.md", "--format", "junit=r.xml", "-v")
_DICE = random.Random(8)  # noqa: S311 - the same secrets each time
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _random(length: int, letters: str = _LETTERS) -> str:
    return "".join(_DICE.choices(letters, k=length))


TOLD: Mapping[str, str] = {
    "access token": jwt(_DICE),
    "access token with odd signs": f"{_random(9)}/{_random(8)}+&~{_random(9)}=\"<'{_random(9)}",
    "API key": f"filed_{_random(32)}",
    "proxy password": f"pw-{_random(24)}",
    "query of the endpoint": _random(30),
    "token in the ticket": f"{_random(20)}.{_random(22)}-{_random(9)}",
    "secret that a plugin names": _random(36),
}
"""Secrets of the run, by where it learns of them."""
LATE = {"token in the ticket", "secret that a plugin names"}
UNTOLD: Mapping[str, tuple[str, str]] = {
    "JWT": ("{}", jwt(_DICE)),
    "AWS key": ("{}", "AK" + "IA" + _random(16, "ABCDEFGHJKLMNPQRSTUVWXYZ234567")),
    "GitHub token": ("{}", "gh" + "p_" + _random(36)),
    "GitLab token": ("{}", "gl" + "pat-" + _random(22)),
    "Slack token": ("{}", "xo" + "xb-" + _random(12, "123456789") + "-" + _random(24)),
    "live key": ("{}", "sk" + "_live_" + _random(28)),
    "Google key": ("{}", "AI" + "za" + _random(35)),
    "signed address": ("https://f.example/a.pdf?se=2026&sig={}", _random(44)),
    "password": ('password: "{}"', f"{_random(9)}!{_random(9)}"),
    "bearer": ("Authorization: Bearer {}", _random(40)),
    "cookie": ("Cookie: JSESSIONID={}", _random(32)),
}
"""Secrets that nobody told the run of: the text that one comes in, and the secret."""


@dataclass(frozen=True)
class Cell:
    """One secret, in one writing, on one way in."""

    area: str
    carrier: str
    secret: str
    told: bool
    writing: str

    @property
    def value(self) -> str:
        return TOLD[self.secret] if self.told else UNTOLD[self.secret][1]

    @property
    def text(self) -> str:
        """The text that the carrier brings in."""
        return WRITINGS[self.writing](self.value if self.told else UNTOLD[self.secret][0].format(self.value))

    def __str__(self) -> str:
        return f"{self.area}: {self.secret} ({'told' if self.told else 'untold'}), {self.writing}, by {self.carrier}"


@dataclass(frozen=True)
class Outcome:
    """What came of a cell: its outputs, those that leak, and what else went wrong."""

    cell: Cell
    outputs: int
    leaks: tuple[str, ...]
    trouble: str = ""


def cells() -> Iterator[Cell]:
    """Yield the whole matrix."""
    for area, carriers in AREAS.items():
        for carrier in carriers:
            for told, secrets, writings in ((True, TOLD, WRITINGS), (False, UNTOLD, VISIBLE)):
                for secret in secrets:
                    yield from (Cell(area, carrier, secret, told, writing) for writing in writings)


def sample(number: int, seed: int) -> list[Cell]:
    """Return so many cells of the matrix; every part of it comes with every other sooner or later."""
    return random.Random(seed).sample([*cells()], number)  # noqa: S311


def pairs() -> list[Cell]:
    """Return the cells in which each two of carrier, secret and writing come together, shuffled."""
    chosen = []
    carriers = [(area, carrier) for area, several in AREAS.items() for carrier in several]
    for told, secrets, writings in ((True, [*TOLD], [*WRITINGS]), (False, [*UNTOLD], [*VISIBLE])):
        for row, (area, carrier) in enumerate(carriers):
            for column, writing in enumerate(writings):
                chosen.append(Cell(area, carrier, secrets[(row + column) % len(secrets)], told, writing))
    random.Random(4).shuffle(chosen)  # noqa: S311
    return chosen


def played(cell: Cell, upstream: str) -> Outcome:
    """Call the tool, and look at everything that it left."""
    call = AREAS[cell.area][cell.carrier](cell.text, upstream)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desk = Desk(folder / "desk")
        desk.path.mkdir()
        address = upstream if call.answer is None else stack.enter_context(repeating(call.answer))
        call = _placed(call, cell)
        if call.plugin is not None:
            stack.enter_context(_plugin(folder / "site"))
        for name, content in call.files.items():
            (desk.path / name).write_bytes(content)
        environ = {**_environ(cell, address, proxied=call.proxied), **call.environ}
        said = desk.call("run", *OUTPUTS, "--deadline", "1500ms", *call.argv, environ=environ)
        names = [str(path.relative_to(desk.path)) for path in desk.path.rglob("*")]
        files = {name: data for name, data in desk.files.items() if name not in call.files}
    outputs = {"stdout": said.out, "stderr": said.err.encode(), **files}
    outputs["file names"] = "\n".join(name for name in names if name not in call.files).encode("utf-8", "replace")
    leaks = tuple(f"{name}: {found}" for name, data in outputs.items() if (found := given_away(data, cell.value)))
    if said.code == 2 and cell.told and cell.secret in LATE:  # wrong usage: neither was looked at, so nobody knows it
        leaks = ()
    if cell.told and cell.secret == "query of the endpoint" and "FILED_ENDPOINT" in call.environ:  # noqa: S105
        leaks = ()  # that address has another query, so nobody told; the path of an endpoint is no secret
    if cell.told and cell.secret == "secret that a plugin names":  # noqa: S105 - its name
        if call.plugin == "error":
            leaks = ()  # it failed before it named anything
        if "--output-dir" in call.argv:  # the directory that the user named is there before the plugin is loaded
            leaks = tuple(leak for leak in leaks if not leak.startswith("file names"))
    trouble = "".join(line for line in said.err.splitlines() if "mistake in filed" in line or "not written" in line)
    return Outcome(cell, len(outputs), leaks, trouble)


def _environ(cell: Cell, address: str, *, proxied: bool) -> dict[str, str]:
    told = {**TOLD, **({cell.secret: cell.value} if cell.told else {})}
    odd = cell.secret == "access token with odd signs"  # noqa: S105 - its name
    target = "https://gateway.example/graphql" if proxied else address
    proxy = address.removeprefix("http://").removesuffix("/graphql") if proxied else "127.0.0.1:9"
    return {
        "FILED_ACCESS_TOKEN": told["access token with odd signs" if odd else "access token"],
        "FILED_API_KEY": told["API key"],
        "HTTPS_PROXY": f"http://me:{told['proxy password']}@{proxy}",
        "FILED_ENDPOINT": f"{target}?tenant={told['query of the endpoint']}",
    }


def _placed(call: Call, cell: Cell) -> Call:
    """Put what only some cells need beside the call: a ticket that has the secret, a plugin that names it."""
    if cell.told and cell.secret == "token in the ticket":  # noqa: S105 - its name
        pasted = (
            f"connection {CONNECTION}\ncurl -H 'Authorization: Bearer {cell.value}' https://gateway.filed.com/graphql\n"
        )
        call = replace(call, argv=("pasted.txt", *call.argv), files={**call.files, "pasted.txt": pasted.encode()})
    named = cell.value if cell.told and cell.secret == "secret that a plugin names" else ""  # noqa: S105 - its name
    if named or call.plugin:
        said = {"where": call.plugin, "text": cell.text, "secret": named}
        files = {**call.files, "said.json": json.dumps(said).encode()}
        call = replace(call, files=files, plugin=call.plugin or "nothing")
    return call


@contextmanager
def _plugin(folder: Path) -> Iterator[None]:
    """A package of somebody else's, installed."""
    info = folder / "saying_plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "saying_plugin.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: saying-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[diagnose.checks]\nsaying = saying_plugin:CHECKS\n")
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("saying_plugin", None)


def _all_played(some: list[Cell]) -> list[Outcome]:
    with world() as upstream:
        return [played(cell, upstream) for cell in some]


def main(one_in: str, jobs: int) -> int:
    """Play the cells and print the sums by area; every leak is a line of its own."""
    chosen = pairs() if one_in == "pairs" else sample(len([*cells()]) // int(one_in), 4)
    parts = [chosen[at : at + 50] for at in range(0, len(chosen), 50)]
    with ProcessPoolExecutor(jobs) as pool:
        outcomes = _reported(outcome for part in pool.map(_all_played, parts) for outcome in part)
    return 1 if any(outcome.leaks for outcome in outcomes) else 0


def _reported(outcomes: Iterable[Outcome]) -> list[Outcome]:
    kept, sums = [], Counter[tuple[str, str]]()
    for outcome in outcomes:
        kept.append(outcome)
        if len(kept) % 500 == 0:
            sys.stderr.write(f"{len(kept)} cells, {sum(sums[area, 'outputs'] for area in AREAS)} outputs\n")
        area = outcome.cell.area
        sums.update({(area, "cells"): 1, (area, "outputs"): outcome.outputs, (area, "leaks"): len(outcome.leaks)})
        sums[area, "refused"] += bool(outcome.trouble)
        if outcome.leaks or "mistake" in outcome.trouble:
            sys.stdout.write(f"{outcome.cell}: {'; '.join(outcome.leaks)} {outcome.trouble}\n")
            sys.stdout.flush()
    for area in (*AREAS, "all"):
        row = (sum(sums[one, what] for one in (AREAS if area == "all" else (area,)))
               for what in ("cells", "outputs", "leaks", "refused"))  # fmt: skip
        sys.stdout.write("{:12} {:7} cells {:8} outputs {:6} leaks {:6} not written\n".format(area, *row))
    return kept


if __name__ == "__main__":
    words = [*sys.argv[1:], *["1", str(2 * (os.cpu_count() or 1))][len(sys.argv) - 1 :]]
    sys.exit(main(words[0], int(words[1])))
