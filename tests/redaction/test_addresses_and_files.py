"""Addresses of others go, ours stay; a file's name goes where it says more than what it is."""

from __future__ import annotations

import pytest

from diagnose.redaction.addresses_and_files import addresses, is_our_address, is_plain_file


def found(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in addresses(text)]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("write to jane.doe@acme.test.", "jane.doe@acme.test"),
        ("see (https://acme.test/a_(b)?c=d).", "https://acme.test/a_(b)?c=d"),
        ("could not read Jane Doe W2 2023.pdf: no password", "Jane Doe W2 2023.pdf"),
        ("the file 'Doe_1040.xlsx' is broken", "Doe_1040.xlsx"),
        ("GET /users?email=jane.doe%40acme.test&page=2", "jane.doe%40acme.test"),
        ("-x http://me:[redacted password 5]@acme.test:3128 then", "http://me:[redacted password 5]@acme.test:3128"),
    ],
)
def test_addresses_and_files_are_found_whole(text: str, stretch: str) -> None:
    assert found(text) == [stretch]


@pytest.mark.parametrize(
    "text",
    [
        "support@filed.com", "https://gateway.filed.com/graphql", "http://127.0.0.1:8080/graphql", "document.pdf",
        "could not read scan-12.png", "@ sign", "a@", "main.py", "e.g. this", "://",
    ],
)  # fmt: skip
def test_ours_and_plain_ones_stay(text: str) -> None:
    assert found(text) == []


def test_an_address_of_ours_with_more_in_it_is_not_only_ours() -> None:
    assert is_our_address("https://gateway.filed.com/graphql")
    assert not is_our_address("https://gateway.filed.com/graphql?client=Doe")
    assert not is_our_address("https://doe@gateway.filed.com/graphql")
    assert not is_our_address("https://gateway.filed.com/Jane-Doe")
    assert not is_our_address("https://filed.com.evil.test/graphql")
    assert not is_our_address("http://[")


def test_plain_files() -> None:
    assert is_plain_file("ticket.eml")
    assert is_plain_file("w2-2025.pdf")
    assert not is_plain_file("Doe.pdf")
