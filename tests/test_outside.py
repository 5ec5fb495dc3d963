"""Values from outside carry where they came from into every sentence, and nothing else about them is special."""

from __future__ import annotations

import json
import pickle

import pytest

from diagnose.outside import ExternalId, FileName, Outside, Told, like, pieces, unmarked
from diagnose.phrases import clause, either, listed, sentence

WILL = ExternalId("Will")


def outside_of(text: str) -> list[tuple[type, str]]:
    """What a sentence holds from outside, by its sort."""
    return [(type(piece), str.__str__(piece)) for piece in pieces(text) if isinstance(piece, Outside)]


def test_a_sentence_tells_the_value_from_its_own_words() -> None:
    assert outside_of(f"Will {WILL} be found? Will's {FileName('Will.pdf')}.") == [
        (ExternalId, "Will"),
        (FileName, "Will.pdf"),
    ]


def test_it_reads_as_without_marks() -> None:
    assert unmarked(f"{WILL} and {WILL!r}") == "Will and 'Will'"
    assert "".join(map(str, pieces(f"a {WILL} b"))) == "a Will b"


def test_all_else_sees_the_plain_value() -> None:
    assert WILL == "Will"
    assert {"Will": 1}[WILL] == 1
    assert json.dumps(WILL) == '"Will"'
    assert sorted([WILL, "Anna"]) == ["Anna", "Will"]


@pytest.mark.parametrize(
    "form",
    [WILL.strip(), WILL[:2], WILL.replace("i", "e"), WILL.casefold(), clause(WILL), like(WILL, "x")],
)
def test_a_form_of_it_is_from_outside_too(form: str) -> None:
    assert type(form) is ExternalId


@pytest.mark.parametrize("words", [listed, either])
def test_lists_keep_the_marks(words: object) -> None:
    assert outside_of(words([WILL, "b", FileName("c")])) == [(ExternalId, "Will"), (FileName, "c")]  # type: ignore[operator]


def test_the_end_of_a_sentence_keeps_them() -> None:
    assert outside_of(sentence(WILL)) == [(ExternalId, "Will")]


def test_marks_cannot_be_forged() -> None:
    """Whoever sends the marks of another value gets them taken out with his own."""
    begin, end = f"{WILL}"[:2], f"{WILL}"[-1]
    told = Told(f"a{end}secret{begin}b")
    assert outside_of(f"x {told} y") == [(Told, "asecretb")]
    assert outside_of(f"{begin}{begin}plain")[-1] == (ExternalId, "plain")
    assert unmarked(f"{begin}plain{end}{end}") == "plain"


def test_what_was_cut_off_is_still_from_outside() -> None:
    assert outside_of(f"it says {Told('somebody')}"[:14]) == [(Told, "some")]


def test_it_survives_another_process() -> None:
    assert type(pickle.loads(pickle.dumps(WILL))) is ExternalId  # noqa: S301 - our own bytes
