"""``python -m tests.diagnosis.generated_report``: what comes out of generated tickets, by form and by fault.

Everything is tried, what the tests leave out for now included. For each cluster of failures (what failed, in what
form, with what fault) the smallest ticket is shown with ``--show``.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.diagnosis.generated_faults import FAULTS
from tests.diagnosis.generated_forms import FORMS
from tests.diagnosis.generated_pairs import PAIRS
from tests.diagnosis.generated_tickets import RIGHT, Generated, Outcome, fits, generated_tickets, played

_TITLES = ("tried", "exact cause", "right status", "false healthy", "false cause")


@dataclass
class Tally:
    """How often what came out."""

    figures: list[int] = field(default_factory=lambda: [0] * len(_TITLES))

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        false_cause = bool(outcome.false_causes) or outcome.false_alarm
        counted = (True, outcome.exact, outcome.right_status, outcome.false_healthy, false_cause)
        self.figures = [figure + bool(one) for figure, one in zip(self.figures, counted, strict=True)]


def outcomes(examples: int, forms: Iterable[str], faults: Iterable[str]) -> Iterator[Outcome]:
    """Play so many tickets of every form with every fault that it can show, the same ones every time."""
    chosen = list(faults)
    for form in forms:
        for fault in chosen:
            if fits(form, fault):
                yield from _some(examples, form, fault)


def _some(examples: int, form: str, fault: str) -> list[Outcome]:
    found: list[Outcome] = []

    @seed(zlib.crc32(f"{form} {fault}".encode()))
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(generated_tickets({fault: [form]}))
    def play(generated: Generated) -> None:
        found.append(played(generated))

    play()
    return found


def table(title: str, found: Iterable[Outcome], name: Callable[[Outcome], str]) -> Iterator[str]:
    """Yield the lines of a Markdown table, one row a name."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for outcome in found:
        tallies[name(outcome)].add(outcome)
        tallies["**all**"].add(outcome)
    yield f"| {title} | {' | '.join(_TITLES)} |"
    yield f"|---|{'--:|' * len(_TITLES)}"
    for row, tally in sorted(tallies.items()):
        yield f"| {row} | {' | '.join(map(str, tally.figures))} |"


def clusters(found: Iterable[Outcome]) -> dict[tuple[str, ...], list[Outcome]]:
    """Sort the failures by what failed, fault, and form; each cluster begins with its smallest ticket."""
    sorted_out: dict[tuple[str, ...], list[Outcome]] = defaultdict(list)
    for outcome in found:
        for kind in _failures(outcome):
            sorted_out[kind, outcome.generated.fault, outcome.generated.form].append(outcome)
    for cluster in sorted_out.values():
        cluster.sort(key=lambda one: len(one.generated.text))
    return sorted_out


def _failures(outcome: Outcome) -> Iterator[str]:
    if outcome.false_healthy:
        yield "false healthy"
    if outcome.false_alarm:
        yield "false alarm"
    elif outcome.false_causes:
        yield "false cause beside a fault"
    if not (outcome.exact or outcome.false_healthy or outcome.false_causes or outcome.false_alarm):
        yield "weak"


def main() -> None:
    """Print the tables, and the clusters with the smallest ticket of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=3, help="tickets for each form with each fault")
    parser.add_argument("--form", action="append", choices=[*FORMS], help="only this form (repeatable)")
    parser.add_argument(
        "--fault", action="append", choices=[RIGHT, *FAULTS, *PAIRS], help="only this fault (repeatable)"
    )
    parser.add_argument("--show", action="store_true", help="show the smallest ticket of each cluster")
    chosen = parser.parse_args()
    found = list(outcomes(chosen.examples, chosen.form or FORMS, chosen.fault or [RIGHT, *FAULTS]))
    lines = [
        *table("form", found, lambda one: one.generated.form),
        "",
        *table("fault", found, lambda one: one.generated.fault),
        "",
        *table("envelope", found, lambda one: one.generated.envelope),
        "",
    ]
    for (kind, fault, form), cluster in sorted(clusters(found).items()):
        came_out = sorted({code for one in cluster for code, _ in one.false_causes})
        lines.append(f"{kind}: {fault} as {form}: {len(cluster)} {' '.join(came_out)}")
        if chosen.show:
            lines.append(f"{cluster[0]}\n")
    print("\n".join(lines))  # noqa: T201  (it is a command)


if __name__ == "__main__":
    main()
