"""What the scanner offers to whom, and what becomes of a claim that tells nothing."""

from __future__ import annotations

import re

from diagnose.ids import Kind
from diagnose.intake.content.form import Claim, Part, Stretch, StretchForm, Vain
from diagnose.intake.content.sightings import IdSeen, Remark, RequestSeen, SecretSeen, Sighting
from diagnose.intake.model import Grounds, SecretKind
from diagnose.intake.scanner import ScannedStretch, Scanner
from diagnose.intake.source.limits import WASTE
from diagnose.intake.source.traced import Traced


def as_they_are(found: tuple[Sighting | Part, ...], document: RequestSeen | None) -> tuple[Sighting, ...]:
    """Resolve nothing: these forms return no parts."""
    del document
    return tuple(item for item in found if isinstance(item, IdSeen | SecretSeen | Remark))


def named(value: str) -> IdSeen:
    return IdSeen(Kind.CONNECTION, value, value, Grounds.WORDS, 1, value)


def scan(text: str, *forms: StretchForm) -> list[ScannedStretch]:
    return list(Scanner(Traced.of(text), forms, as_they_are).run())


def form(name: str, pattern: str, length: int) -> StretchForm:
    """Return a form that claims so many characters wherever its pattern matches."""
    return StretchForm(
        name, re.compile(pattern), lambda stretch: Claim(stretch.start + length, (named(f"{name}-{stretch.start}"),))
    )


def values(found: list[ScannedStretch]) -> list[str]:
    return [seen.value for piece in found for seen in piece.seen if isinstance(seen, IdSeen)]


def test_at_one_place_the_earlier_row_is_asked_first() -> None:
    """Both match; the first of the table has the place, and the other one what comes behind its claim."""
    assert values(scan("ab ab", form("a", "ab", 2), form("b", "ab", 2))) == ["a-0", "a-3"]


def test_what_stands_inside_a_claim_is_offered_to_nobody() -> None:
    """A claim of four characters covers the place of the other form; the next one is behind it."""
    assert values(scan("axbx bx", form("a", "a", 4), form("b", "b", 2))) == ["a-0", "b-5"]


def test_a_claim_that_tells_nothing_is_none() -> None:
    """A remark alone claims nothing: the other form is offered the same place."""
    vague = StretchForm("vague", re.compile("b"), lambda stretch: Claim(stretch.start + 1, (Remark(1, "odd"),)))
    assert values(scan("b", vague, form("b", "b", 1))) == ["b-0"]


def test_secrets_of_what_was_read_in_vain_are_kept() -> None:
    """The stretch stays prose (an empty stretch comes out), and the secret is not lost."""
    secret = SecretSeen(SecretKind.PASSWORD, "made-up-word", 1, "curl --user")
    vain = StretchForm("vain", re.compile("b"), lambda stretch: Vain(stretch.start + 3, (secret,)))
    (piece,) = scan("..b..", vain)
    assert (piece.start, piece.end, piece.seen) == (2, 2, (secret,))


def test_after_something_vain_the_search_goes_on_behind_it() -> None:
    """A form is not offered each place inside what it has just read in vain."""
    offered: list[int] = []

    def read(stretch: Stretch) -> Vain:
        offered.append(stretch.start)
        return Vain(stretch.start + 4)

    scan("bbbb bbbb", StretchForm("vain", re.compile("b"), read))
    assert offered == [0, 4 + 1]


def test_too_much_in_vain_ends_the_search_with_a_remark() -> None:
    """Once the budget is spent, the rest is words, and the reading says so."""
    greedy = StretchForm("greedy", re.compile("b"), lambda stretch: Vain(stretch.after, cost=WASTE * 2))
    found = scan("b b b", greedy)
    assert [type(seen) for piece in found for seen in piece.seen] == [Remark]
