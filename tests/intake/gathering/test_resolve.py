"""From what was found to one chain: which of several IDs fills a slot, and what is masked."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.intake import CustomerRequest, FoundId, Grounds, Reading, SecretKind
from diagnose.intake.gathering.resolve import finish
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.model import OtherChain
from diagnose.intake.source.voices import Voice


def found(kind: Kind | None, value: str, grounds: Grounds = Grounds.WORDS, *, inventory: bool = False) -> FoundId:
    return FoundId(kind, value, value, grounds, "a", 1, value, inventory)


def resolved(*said: tuple[FoundId, Say]) -> Reading:
    store = Store()
    for item, say in said:
        store.found(item, say)
    return finish(store)


def test_the_heaviest_place_fills_the_slot_and_the_rest_is_told() -> None:
    """The request that failed goes before the words, with the reason."""
    reading = resolved(
        (found(Kind.CONNECTION, "c-1"), Say(Voice.NOW, Weight.WORDS)),
        (found(Kind.CONNECTION, "c-2", Grounds.ARGUMENT), Say(Voice.NOW, Weight.FAILED)),
    )
    assert reading.slots.connection_id == "c-2"
    (ambiguity,) = reading.ambiguities
    assert (ambiguity.others, "the request that failed" in ambiguity.why) == (("c-1",), True)


def test_a_quotation_goes_behind_the_newest_words() -> None:
    """Of two mentions of one weight the customer's own one is taken."""
    reading = resolved(
        (found(Kind.CONNECTION, "c-1"), Say(Voice.EARLIER, Weight.WORDS)),
        (found(Kind.CONNECTION, "c-2"), Say(Voice.NOW, Weight.WORDS)),
    )
    assert reading.slots.connection_id == "c-2"


def test_stronger_grounds_tell_the_kind() -> None:
    """An argument says what it is; a prefix that says otherwise is dropped."""
    reading = resolved(
        (found(Kind.CONNECTION_JOB, "job_1", Grounds.PREFIX), Say(Voice.NOW, Weight.PREFIX)),
        (found(Kind.JOB_WORK, "job_1", Grounds.ARGUMENT), Say(Voice.NOW, Weight.ASKED)),
    )
    assert reading.slots.job_work_ids == ("job_1",)
    assert reading.slots.connection_job_ids == ()


def test_a_listing_names_only_when_nothing_else_does() -> None:
    """Its job works in trouble come alone; a named one goes before all of them."""
    store = Store(troubled={"jw-2"})
    for value in ("jw-1", "jw-2"):
        store.found(found(Kind.JOB_WORK, value, Grounds.FIELD, inventory=True), Say(Voice.NOW, Weight.INVENTORY))
    assert finish(store).slots.job_work_ids == ("jw-2",)
    store.found(found(Kind.JOB_WORK, "jw-3"), Say(Voice.NOW, Weight.WORDS))
    assert finish(store).slots.job_work_ids == ("jw-3",)


def test_secrets_are_masked_everywhere_and_are_no_ids() -> None:
    """In documents, variables and contexts; also those that only their key tells."""
    store = Store()
    store.secret(SecretKind.API_KEY, "made-up-key", "a", 1, "here")
    store.found(found(Kind.CONNECTION, "made-up-key"), Say(Voice.NOW, Weight.WORDS))
    request = CustomerRequest("# made-up-key", {"x": ["made-up-key"], "password": "word-99"}, "a", 1, "graphql")
    store.request(request, OtherChain(((Kind.CONNECTION, "made-up-key"),), "a", 1), Say(Voice.NOW, Weight.ASKED))
    reading = finish(store)
    assert "made-up-key" not in repr(reading)
    assert reading.slots.connection_id is None
    assert reading.requests[0].variables == {"x": ["<masked>"], "password": "<masked>"}
