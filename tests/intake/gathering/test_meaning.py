"""Whose words count, and which requests are superseded."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake import Source, read_sources
from diagnose.intake.gathering.meaning import meant, requests_meant
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.model import CustomerRequest, FoundId, Grounds, OtherChain, SavedResponse
from diagnose.intake.source.voices import Voice

NO_IDS = OtherChain((), "a", 1)
ASKED, EARLIER = Say(Voice.NOW, Weight.ASKED), Say(Voice.EARLIER, Weight.ASKED)


def store_of(*said: tuple[str, Kind | None, Voice]) -> Store:
    """Return a store with IDs named in words."""
    store = Store()
    for value, kind, voice in said:
        store.found(FoundId(kind, value, value, Grounds.WORDS, "a", 1, ""), Say(voice, Weight.WORDS))
    return store


def values(store: Store) -> list[str]:
    """Return the IDs that are meant."""
    return [found.value for found in meant(store, [*store.ids.values()])]


def test_support_names_nothing_beside_the_customer() -> None:
    """And everything when nobody else does."""
    assert values(store_of(("c1", Kind.CONNECTION, Voice.EARLIER), ("c2", Kind.CONNECTION, Voice.SUPPORT))) == ["c1"]
    assert values(store_of(("c2", Kind.CONNECTION, Voice.SUPPORT))) == ["c2"]


def test_what_is_taken_back_gives_way_to_another_only() -> None:
    """The only ID of a kind stays."""
    store = store_of(("c1", Kind.CONNECTION, Voice.NOW), ("c2", Kind.CONNECTION, Voice.NOW))
    store.taken_back.add((Kind.CONNECTION, "c2"))
    assert values(store) == ["c1"]
    store.taken_back.add((Kind.CONNECTION, "c1"))
    assert values(store) == ["c1", "c2"]


def test_a_superseded_request_goes_with_its_answer() -> None:
    """The answers that stay are still those of their requests."""
    store = store_of(("c1", Kind.CONNECTION, Voice.NOW))
    store.responses += [SavedResponse("a", 2, data="old"), SavedResponse("a", 1, data="new")]
    store.request(CustomerRequest(None, {}, "a", 1, "curl", response=1), NO_IDS, ASKED)
    store.request(CustomerRequest(None, {}, "a", 2, "curl", response=0), NO_IDS, EARLIER)
    requests, responses = requests_meant(store, ())
    assert [request.response for request in requests] == [0]
    assert [response.data for response in responses] == ["new"]


def test_a_request_about_another_customer_goes_with_its_answer() -> None:
    """Also where it is as new as the others."""
    store = store_of(("c1", Kind.CONNECTION, Voice.NOW))
    store.responses += [SavedResponse("a", 2, data="theirs"), SavedResponse("a", 1, data="ours")]
    store.request(CustomerRequest(None, {}, "a", 1, "curl", response=1), NO_IDS, ASKED)
    store.request(CustomerRequest(None, {}, "a", 2, "curl", response=0), NO_IDS, ASKED)
    requests, responses = requests_meant(store, {1})
    assert [(request.response, response.data) for request, response in zip(requests, responses, strict=True)] == [
        (0, "ours")
    ]


@pytest.mark.parametrize("cue", ["We see wrong results.", "Actually,", "Correction:"])
def test_a_correction_sets_aside_what_was_named_before_it(cue: str) -> None:
    """What is named behind it stays a rival."""
    text = f"{cue} connection connection_790 shows rows. connection_789 shows none."
    reading = read_sources([Source.of_bytes("t", text.encode())])
    assert [found.others for found in reading.ambiguities] == [("connection_789",)]
    corrected = read_sources([Source.of_bytes("t", b"connection connection_789\n\n\nCorrection: connection_790")])
    assert (corrected.ambiguities, corrected.set_aside) == ((), ("connection_789",))
