"""Numbers of people are told by how they are written; ten bare digits are an ID's as likely."""

from __future__ import annotations

import pytest

from diagnose.redaction.personal_numbers import personal_numbers


def kinds(text: str) -> set[str]:
    return {stretch.kind.value for stretch in personal_numbers(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("219-09-9999", "ssn"), ("XXX-XX-6789", "ssn"), ("SSN 219099999", "ssn"),
        ("tax ID: 219099999", "ssn"),
        ("12-3456789", "ein"), ("EIN is 123456789", "ein"), ("4111 1111 1111 1111", "card"),
        ("378282246310005", "card"),
        ("DE89370400440532013000", "account"), ("account number 00123456", "account"),
        ("born 12 March 1985", "birthday"),
        ("(555) 223-4567", "phone"), ("+442079460958", "phone"), ("call 5552234567", "phone"),
        ("06 12 34 56 78", "phone"), ("01.42.68.53.00", "phone"),
        ("M. Dupont 06 12 34 56 78", "phone"), ("tél. 01 42 68 53 00", "phone"), ("(06 12 34 56 78)", "phone"),
        ("DOB: 03/12/1985", "birthday"),
    ],
)  # fmt: skip
def test_each_kind_is_found(text: str, kind: str) -> None:
    assert kind in kinds(f"for {text}, see above")


@pytest.mark.parametrize(
    "text",
    [
        "5552234567", "219099999", "000-12-3456", "4111111111111112", "2026-01-31T09:30:00+0100", "192.168.101.1234",
        "DE00370400440532013000", "v1.555.223.4567", "job-555-223-4567", "row 12 of 1,234,567", "card 12",
        "build 03 11 24 10 15 of today", "version 01 02 03 04 05 06", "times: 08 15 30 45 59", "pages 01 02 03 04 05",
        "01 02 03 04 05 06 07",
        "Build 03-11-24-10-15",
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_none(text: str) -> None:
    assert kinds(text) == set()
