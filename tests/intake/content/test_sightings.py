"""What a sighting says of its stretch."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake.content.graphql_json import Envelope, request_seen, response_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import FormSeen, IdSeen, Remark, SecretSeen, Sighting, form_of, tell_anything
from diagnose.intake.model import Grounds, SecretKind
from diagnose.intake.source.traced import Traced

(REQUEST,) = request_seen(Envelope("curl-bash", 1), "{ me { id } }", Traced.of("{ me { id } }"))
RESPONSE = response_seen({"data": None}, Lines(1), size=1)
assert RESPONSE is not None
ID = IdSeen(Kind.WORK, "w", "w", Grounds.WORDS, 1, "w")
REMARK, SECRET = Remark(1, "odd"), SecretSeen(SecretKind.API_KEY, "made-up", 1, "here")


@pytest.mark.parametrize(
    ("sighting", "form"),
    [(REQUEST, "curl-bash"), (RESPONSE, "json-response"), (FormSeen("har"), "har"), (ID, None), (REMARK, None)],
)
def test_the_form_that_a_sighting_shows(sighting: Sighting, form: str | None) -> None:
    """A request names its own, a response is one by itself."""
    assert form_of(sighting) == form


@pytest.mark.parametrize(
    ("seen", "tell"), [([REQUEST], True), ([SECRET, ID], True), ([SECRET, REMARK], False), ([], False)]
)
def test_a_secret_or_a_remark_does_not_say_what_a_stretch_is(seen: list[Sighting], tell: bool) -> None:
    """Anything else does, whatever is beside it."""
    assert tell_anything(seen) is tell
