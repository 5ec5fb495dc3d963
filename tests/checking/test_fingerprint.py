"""A fingerprint tells whether somebody changed what he was handed, however deep."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.checking.fingerprint import fingerprint
from diagnose.report import Subject, SubjectKind
from tests.checking.making import context


@dataclass(frozen=True)
class Box:
    inside: dict[str, list[object]] = field(default_factory=lambda: {"a": [1, {2}]})


def test_a_change_shows_at_any_depth() -> None:
    box = Box()
    before = fingerprint((box,))
    assert fingerprint((box,)) == before
    box.inside["a"].append(3)
    assert fingerprint((box,)) != before


def test_what_is_only_remembered_is_no_change() -> None:
    handed = context()
    before = fingerprint(handed)
    assert handed.standings is handed.standings
    assert handed.looked_at is not None
    assert fingerprint(handed) == before


def test_models_and_circles_are_gone_through() -> None:
    subject = Subject(kind=SubjectKind.WORK, id="a")
    circle: list[object] = [subject]
    circle.append(circle)
    before = fingerprint(circle)
    object.__setattr__(subject, "id", "b")
    assert fingerprint(circle) != before
