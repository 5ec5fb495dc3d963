"""Opaque IDs stay, whoever made them; what a person can be read from does not."""

from __future__ import annotations

import random

import pytest

from diagnose.redaction.opaque_shapes import is_card, is_key_like, is_known, is_opaque
from tests.redaction.look_alikes import OUR_IDS

STAY = """
    client-12345 file-w2-001 scan-96303-w2 return-2025-01 import-2025-01-31-7 clientDoc42 DOC-2025-000123 jw-101
    V1StGXR8_Z5jdHi6B-myT 507f1f77bcf86cd799439011 c68tlm429k0ciqh17pvksq7v 01ARZ3NDEKTSV4RRFFQ69G5FAV 12345
    1234567890123 connection_316602947 job_work_8812047193 {c20dbc21-0f8a-4abf-b2e9-1ac70b80a255} 9f86d08 w-2
""".split()  # noqa: SIM905
GO = """
    smith-12345 Will Jane_Doe jane.doe@example.com 123-45-6789 123456789 1234567890 client-123-45-6789 12-3456789
    client-123456789 client-12-3456789 555-123-4567 client-5551234567 4111111111111111 client-4111111111111111 jdoe1985
    abbe1985 19850312 client-1985-03-12 03121985 johnson-w2 W2_John_Smith_2023.pdf müller-1 household-2025-Smith
    returnSmith2024 clientJohnDoe beef-1985 deadbee1 decade1990 drake-12345 page-12345
""".split()  # noqa: SIM905


@pytest.mark.parametrize("some_id", STAY)
def test_an_opaque_id_stays(some_id: str) -> None:
    assert is_opaque(some_id)


@pytest.mark.parametrize("some_id", [*GO, "", "Jane Doe", "a b", "client 12", "client-12\u200b", "x" * 200])
def test_what_says_something_of_a_person_does_not(some_id: str) -> None:
    assert not is_opaque(some_id)


@pytest.mark.parametrize("sort", OUR_IDS)
def test_none_of_our_ids_is_lost(sort: str) -> None:
    dice = random.Random(7)  # noqa: S311
    assert [some_id for some_id in (OUR_IDS[sort](dice) for _ in range(500)) if not is_opaque(some_id)] == []


@pytest.mark.parametrize(
    "word", ["completed", "FAILED", "quarantined_for_review", "1099-INT", "W2", "google drive", "inProgress"]
)
def test_known_words_stay(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["", "Will", "rejected by Jane", "acme", "waiting for 123456789", "statusOfSmith"])
def test_others_do_not(word: str) -> None:
    assert not is_known(word)


def test_a_card_has_its_sum() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert not is_card("1111111111111117")


def test_what_may_as_well_be_a_key_is_told_apart() -> None:
    """Beside the ID that a quotation is about, it is left out of the quotation."""
    assert is_key_like("6mXFaXzR9LyMRR2PtTC939VyoeYLyGb7")
    for some_id in (
        "01890c1e-aaaa-7bbb-8ccc-123456789abc",
        "connection_790",
        "9d2710408ae146fc62282069bb91116b",
        "x7Q",
    ):
        assert not is_key_like(some_id)
