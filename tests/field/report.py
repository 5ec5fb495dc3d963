"""How well tickets from the field are read, and what comes out: ``python -m tests.field.report``.

``--by kind`` or ``--by language`` groups the table in another way. ``--form NAME`` takes one form only, ``--ticket
NAME`` one ticket with all its differences; ``--keep`` adds the tickets that are right today to the lists that the
tests hold fast (``read_right.txt``, ``outcome_right.txt``) and takes none out of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.field.reading import Difference, Expected, FieldTicket, Wrong, load, misread, names, played, read
from tests.field.worlds import Gateways

READ_RIGHT = Path(__file__).parent / "read_right.txt"
OUTCOME_RIGHT = Path(__file__).parent / "outcome_right.txt"
_GROUPS: dict[str, Callable[[Expected], tuple[str, ...]]] = {
    "form": lambda expected: (expected.form,),
    "kind": lambda expected: expected.kinds,
    "language": lambda expected: expected.languages,
}
_COLUMNS = ("tickets", "read right", "read wrong", "outcome right", "false healthy", "false cause")


@dataclass(frozen=True)
class Result:
    """One ticket: what was misread, and what did not come out as it must."""

    ticket: FieldTicket
    misread: tuple[str, ...]
    wrong: tuple[Difference, ...]

    def has(self, wrong: Wrong) -> bool:
        """Tell whether the outcome is wrong in this way, against any of its worlds."""
        return any(difference.wrong is wrong for difference in self.wrong)

    @property
    def differences(self) -> Iterator[str]:
        """All differences, those of the reading first."""
        yield from (f"reading: {text}" for text in self.misread)
        yield from (f"{difference.wrong}: {difference.text}" for difference in self.wrong)


def results(chosen: Iterable[str], gateways: Gateways) -> Iterator[Result]:
    """Read and play the tickets."""
    for name in chosen:
        ticket = load(name)
        reading = read(ticket)
        yield Result(ticket, tuple(misread(ticket.expected, reading)), tuple(played(ticket, reading, gateways)))


def kept(path: Path) -> tuple[str, ...]:
    """Return the names that a list holds fast."""
    return tuple(path.read_text(encoding="utf-8").split()) if path.is_file() else ()


def table(found: Sequence[Result], by: str) -> Iterator[str]:
    """Yield the lines of the table, one a group and one for all; a ticket stands in every group that it belongs to."""
    groups = {result.ticket.name: _GROUPS[by](result.ticket.expected) for result in found}
    rows = [
        _row(group, [result for result in found if group in groups[result.ticket.name]])
        for group in sorted({group for several in groups.values() for group in several}, key=_natural)
    ]
    rows.append(_row("all", found))
    width = max(len(row[0]) for row in rows)
    yield f"{by:<{width}}  " + "  ".join(_COLUMNS)
    for group, *figures in rows:
        cells = (f"{figure:>{len(title)}}" for figure, title in zip(figures, _COLUMNS, strict=True))
        yield f"{group:<{width}}  " + "  ".join(cells)


def _natural(group: str) -> tuple[str, int]:
    """Sort B2 before B11."""
    letters = group.rstrip("0123456789")
    return letters, int(group.removeprefix(letters) or 0)


def _row(group: str, found: Sequence[Result]) -> tuple[str, int, int, int, int, int, int]:
    right = sum(1 for result in found if not result.misread)
    return (
        group,
        len(found),
        right,
        len(found) - right,
        sum(1 for result in found if not result.wrong),
        sum(1 for result in found if result.has(Wrong.FALSE_HEALTHY)),
        sum(1 for result in found if result.has(Wrong.FALSE_CAUSE)),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and the first difference of each ticket that is wrong; 0 when none is."""
    options = _parser().parse_args(arguments)
    chosen = [name for name in names() if _asked_for(name, options)]
    with Gateways() as gateways:
        found = list(results(chosen, gateways))
    lines = [*table(found, options.by), ""] if found else ["No ticket is like that."]
    for result in found:
        told = list(result.differences)
        if options.ticket:
            lines += [result.ticket.expected.why, ""]
        shown = told if options.ticket or options.all else told[:1]
        lines += [f"{result.ticket.name}: {text}" for text in shown]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.keep:
        _keep(READ_RIGHT, (result.ticket.name for result in found if not result.misread))
        _keep(OUTCOME_RIGHT, (result.ticket.name for result in found if not result.wrong))
    return 0 if all(not result.misread and not result.wrong for result in found) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.field.report", description=__doc__)
    parser.add_argument("--by", choices=[*_GROUPS], default="form", help="what the table's rows are")
    parser.add_argument("--form", help="only this form")
    parser.add_argument("--ticket", help="only this ticket, with all its differences")
    parser.add_argument("--all", action="store_true", help="all differences, not only the first of each ticket")
    parser.add_argument("--keep", action="store_true", help="add what is right to the lists that tests hold fast")
    return parser


def _asked_for(name: str, options: argparse.Namespace) -> bool:
    return options.ticket in {None, name} and options.form in {None, load(name).expected.form}


def _keep(path: Path, right: Iterable[str]) -> None:
    path.write_text("".join(f"{name}\n" for name in sorted({*kept(path), *right})), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
