"""What customers say that they see: in four languages, and not in what merely sounds like it."""

from __future__ import annotations

import pytest

from diagnose.intake.content.complaints import complaints
from diagnose.report_words import Symptom


def told(text: str) -> list[tuple[Symptom, bool]]:
    return [(complaint.symptom, complaint.sure) for complaint in complaints(text)]


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("The query returns nothing.", Symptom.NOTHING),
        ("It comes back empty every time", Symptom.NOTHING),
        ("Our 5 job works do not show up", Symptom.NOTHING),
        ("jobWorks is []", Symptom.NOTHING),
        ("Bei uns kommt nichts zurück.", Symptom.NOTHING),
        ("Die jobWorks fehlen seit gestern.", Symptom.NOTHING),
        ("Wir bekommen eine leere Liste", Symptom.NOTHING),
        ("La liste est vide", Symptom.NOTHING),
        ("La requête ne renvoie rien.", Symptom.NOTHING),
        ("La consulta no devuelve nada", Symptom.NOTHING),
        ("Nos devuelve una lista vacía", Symptom.NOTHING),
        ("The artifacts are missing", Symptom.NO_ARTIFACTS),
        ("We are missing the W-2 of the client", Symptom.NO_ARTIFACTS),
        ("Die Artefakte fehlen.", Symptom.NO_ARTIFACTS),
        ("Il manque les artefacts", Symptom.NO_ARTIFACTS),
        ("No aparecen los artefactos.", Symptom.NO_ARTIFACTS),
        ("The artifacts have been pending since Monday", Symptom.UNFINISHED),
        ("Ein Artefakt hängt", Symptom.UNFINISHED),
    ],
)
def test_what_is_lacking(text: str, symptom: Symptom) -> None:
    """Two words of a sentence tell it: what is lacking, and of what."""
    assert told(text) == [(symptom, False)]


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("We get 403 for every call", Symptom.FORBIDDEN),
        ("It answers 405 Method Not Allowed", Symptom.REFUSED),
        ("wir bekommen Fehler 401", Symptom.SIGNED_OUT),
        ("Nous recevons une erreur 500", Symptom.NO_ANSWER),
        ("Recibimos un 403 siempre", Symptom.FORBIDDEN),
        ("status code: 403", Symptom.FORBIDDEN),
        ("HTTP 404 since this morning", Symptom.NO_ANSWER),
        ('The error is "Connection not found"', Symptom.NOT_FOUND),
        ("connexion introuvable", Symptom.NOT_FOUND),
        ("the token is expired", Symptom.SIGNED_OUT),
        ("Zugriff verweigert", Symptom.FORBIDDEN),
        ("Variable $x has invalid value", Symptom.REFUSED),
    ],
)
def test_an_error_that_they_report(text: str, symptom: Symptom) -> None:
    """By its status or by words that gateways use: this is worth a finding."""
    assert told(text) == [(symptom, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Everything works fine, thanks",
        "Client 403 has 500 rows",
        "We got 500 job works yesterday",
        "It returned 400 rows",
        "Please find our 401k documents attached",
        "Order 4031, phone +1 555 010 7788",
        "There is no error 403, it is all right now",
        "Ohne Fehler seit heute",
    ],
)
def test_what_is_no_complaint(text: str) -> None:
    """Numbers of other things, and what did not happen."""
    assert told(text) == []


def test_where_it_is_said() -> None:
    """The sentence, and where it begins."""
    (complaint,) = complaints("Hello,\n\n  the query returns nothing. Best regards")
    assert (complaint.start, complaint.words) == (10, "the query returns nothing.")


@pytest.mark.parametrize("word", ["10.0.0.7:5432", "SG.made_up-key.0123456789", "Sommer!2024", "a" * 300])
def test_a_word_is_whole_or_not_there(word: str) -> None:
    """It may be a secret: half of one would look like any other word."""
    said = f"{'and so it went on ' * 12}access denied for {word} {'and on ' * 60}, we get error 403 with {word}."
    for complaint in complaints(said):
        assert word in complaint.words or word[:5] not in complaint.words
    assert [complaint.words for complaint in complaints(f"{word * 200} access denied {word * 3000}")] in (
        [],
        ["access denied"],
    )


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('createJobWorks kommt nur mit der Meldung "Connection job is closed" zur\u00fcck', True),
        ("createJobWorkArtifacts \u00e9choue avec l'erreur \u00ab url is not reachable \u00bb", True),
        ('it fails with "Connection job is closed"', True),
        ('a button "Reload all job works" does nothing', False),
        ('the field "error" is missing', False),
        ("Fehlermeldung: \u201eVerbindung ist geschlossen\u201c", True),
        ('we have an error budget "of two percent per month"', False),
        ('You said the failing step is called "wait for all artifacts to arrive".', False),
        ('Your docs say "the job is late" is shown as an error "once a year has passed"', False),
        ('we fixed the error "job is closed now" last week', False),
        ('you said to send it again, and it fails with "Connection job is closed"', True),
        ('I followed the docs and get the error "Connection job is closed"', True),
        ('your guide says that it fails with "Connection job is closed"', False),
    ],
)
def test_a_message_in_quotes_is_an_error_that_was_shown(text: str, sure: bool) -> None:
    """Behind a word of error, or in a sentence about a creation."""
    assert any(complaint.sure for complaint in complaints(text)) is sure
