"""What is kept, and how much of it."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.intake import FoundId, Grounds, SecretKind
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.source.limits import MAX_KEPT_RESPONSE, MAX_NOTES
from diagnose.intake.source.voices import Voice


def test_equal_notes_of_a_source_are_one() -> None:
    """The first line stands; another source has its own."""
    store = Store()
    for source, line in (("a", 3), ("a", 9), ("b", 1)):
        store.note(source, line, "It is odd.")
    assert [(note.source, note.line) for notes in store.notes.values() for note in notes.values()] == [
        ("a", 3),
        ("b", 1),
    ]


def test_what_is_too_much_is_counted() -> None:
    """Notes beyond the limit are left out, and their number is known."""
    store = Store()
    for number in range(MAX_NOTES + 5):
        store.note("a", 1, f"{number}")
    assert store.left_out == {"notes": 5}


def test_an_id_keeps_its_first_place_and_its_best_weight() -> None:
    """Two mentions of one kind and value are one ID."""
    store = Store()
    for line, weight in ((1, Weight.PREFIX), (2, Weight.ASKED), (3, Weight.WORDS)):
        store.found(FoundId(Kind.WORK, "w", "w", Grounds.WORDS, "a", line, ""), Say(Voice.NOW, weight))
    assert [item.line for item in store.ids.values()] == [1]
    assert store.weights == {(Kind.WORK, "w"): Say(Voice.NOW, Weight.ASKED)}


def test_a_secret_is_kept_once_a_source() -> None:
    """Its first place; blanks are none."""
    store = Store()
    for value, line in (("made-up", 1), ("made-up", 2), ("  ", 3)):
        store.secret(SecretKind.API_KEY, value, "a", line, "here")
    assert [item.line for item in store.secrets.values()] == [1]


def test_room_for_responses_is_used_up() -> None:
    """One that is too large never fits; small ones do until there is no room."""
    store = Store()
    assert not store.fits(MAX_KEPT_RESPONSE + 1)
    assert [store.fits(MAX_KEPT_RESPONSE) for _ in range(4)] == [True, True, True, False]
