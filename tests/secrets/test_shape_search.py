"""Secrets that nobody told us: by their shape, by their place; and what must not be taken for one."""

from __future__ import annotations

import base64
import random

import pytest

from diagnose.secrets import Masker
from diagnose.secrets.shape_search import is_certain, search
from tests.secrets.corpus import HARMLESS, OUR_IDS, PLANTED, jwt


@pytest.mark.parametrize("sort", PLANTED)
def test_each_sort_is_found_whole(sort: str) -> None:
    """In a sentence, a header, a query string, a quotation: wherever the sort stands."""
    for text, secret in PLANTED[sort](0):
        found = [hit.value for hit in search(text)]
        assert any(secret in value or value in secret for value in found), text


@pytest.mark.parametrize("sort", [*OUR_IDS, *HARMLESS])
def test_nothing_harmless_is_taken_for_one(sort: str) -> None:
    """IDs in any shape, times, hashes, words of an enumeration, phrases."""
    for text, kept in {**OUR_IDS, **HARMLESS}[sort](0):
        assert [hit for hit in search(text) if hit.value in kept or kept in hit.value] == [], text


def test_some_shapes_are_secrets_wherever_they_stand() -> None:
    """So that none of them is asked for as an ID."""
    assert is_certain("AKIA" + "MADEUP0123456789")
    assert not is_certain("01890c1e-aaaa-7bbb-8ccc-123456789abc")


@pytest.mark.parametrize(
    "secret",
    [
        base64.b64encode(b"-----BEGIN RSA PRIVATE KEY-----\nMIIEow" + b"m4d3Up" * 12).decode(),
        base64.b64encode(base64.b64encode(b'{"alg":"HS256"}') + b".bTRkM1Vw" * 9).decode(),
        "$2b$12$" + "m4d3Up/." * 6 + "m4d3U",
        "fRz1Made-up:APA91b" + "m4d3Up_9" * 16,
        "filed_" + "m4d3Up" * 5,
    ],
)
def test_some_are_known_by_their_beginning(secret: str) -> None:
    """Keys in base64, as clusters keep them, hashes of passwords, tokens for push messages."""
    assert [hit.value for hit in search(f"we have {secret} there")] == [secret]


@pytest.mark.parametrize("what", ["CERTIFICATE", "PUBLIC KEY"])
def test_what_everybody_may_have_stays(what: str) -> None:
    written = base64.b64encode(f"-----BEGIN {what}-----\nMIIEow{'m4d3Up' * 12}".encode()).decode()
    assert search(f"certificate-authority-data: {written}") == []


@pytest.mark.parametrize("torn", [" ", "\n", "\n> ", "\r\n    "])
@pytest.mark.parametrize("at", [40, 70, 120, 160])
def test_a_token_in_pieces_is_masked_whole(at: int, torn: str) -> None:
    """A cell has a blank where the line broke; what stands behind the token stays."""
    token = jwt(random.Random(7))  # noqa: S311 - the same each time
    text = f"connection_790,{token[:at]}{torn}{token[at:]} connection_791,see 01890c1e-aaaa-7bbb-8ccc-123456789abc"
    masked = Masker().mask(text)
    assert masked.endswith(" connection_791,see 01890c1e-aaaa-7bbb-8ccc-123456789abc")
    left = masked.replace(token.partition(".")[0][:at], "").replace(token[at : token.index(".")], "")
    assert not [at for at in range(len(token) - 9) if token[at : at + 9] in left]


ULID = "01HZX3V9K2M4N5P6Q7R8S9T0V1"


@pytest.mark.parametrize("between", [" ", "\n", "\n> ", " | "])
@pytest.mark.parametrize(
    "some_id",
    [ULID, f"jw_{ULID}", f"job_work_{ULID}", "01890C1E-AAAA-7BBB-8CCC-123456789ABC", "Import-Client2024-West"],
)
def test_what_stands_behind_a_token_without_signature_stays(some_id: str, between: str) -> None:
    """Its payload is whole, so nothing is missing; an ID is none of its pieces even where something is."""
    token = jwt(random.Random(7), signed=False).rstrip(".")  # noqa: S311 - the same each time
    assert Masker().mask(f"{token}{between}{some_id} is the job work").endswith(f"{between}{some_id} is the job work")
    torn = token[:-7]
    if some_id != "Import-Client2024-West":
        assert f"{some_id} is it" in Masker().mask(f"{torn}{between}{some_id} is it")
