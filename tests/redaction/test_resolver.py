"""What stays of a value, by its sort, and what an alias takes the place of."""

from __future__ import annotations

import pytest

from diagnose.outside import (
    Address,
    ExternalId,
    FileName,
    ForeignWord,
    HeaderValue,
    OperationName,
    Outside,
    OutsideId,
    Platform,
    Quote,
    Reference,
)
from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber

ENDPOINT = "https://gateway.acme.test/graphql"


def resolver() -> Resolver:
    table = AliasTable()
    ids = frozenset({"connection_790", "8812047193"})
    return Resolver(table, Scrubber(table, ids=ids), ids, ENDPOINT)


@pytest.mark.parametrize(
    "value",
    [
        OutsideId("connection_790"), OutsideId("conection_790"), OutsideId("8812047193"),
        OutsideId("\u200bconnection_790 "),
        ExternalId("client-12345"), FileName("ticket.eml (2)"), FileName("mail.eml/response.json"),
        ForeignWord("failed"),
        FileName("standard input"), HeaderValue("text/plain; charset=utf-8"), Address(ENDPOINT), Reference("T-1007"),
        Address("https://gateway.filed.com/graphql"), OperationName("GetJobWorks"), Platform("filed-diagnose"),
        Reference("#4711"), OutsideId("person-3"),
    ],
)  # fmt: skip
def test_what_says_nothing_of_a_person_stays(value: Outside) -> None:
    assert resolver().value(value) == value


@pytest.mark.parametrize(
    ("value", "alias"),
    [
        (OutsideId("Jane Doe"), "id-1"), (OutsideId("connection_790 (Jane Doe)"), "id-1"),
        (OutsideId("2190987654"), "id-1"),
        (ExternalId("doe-2023"), "external-id-1"), (FileName("Jane Doe.eml"), "file-1"),
        (ForeignWord("219-09-8765"), "value-1"),
        (HeaderValue("Doe/json"), "header-value-1"), (Address("https://acme.test/Doe"), "address-1"),
        (Reference("DOE-2023"), "ticket-1"), (OperationName("GetWorksOfDoe"), "operation-1"),
        (Platform("doe-tax"), "platform-1"),
        (FileName("219-09-8765.txt"), "file-1"),
    ],
)  # fmt: skip
def test_all_else_gets_an_alias(value: Outside, alias: str) -> None:
    assert resolver().value(value) == alias


def test_a_sentence_keeps_its_own_words() -> None:
    """The firm is called Connection Tax, the client Will: only the values change."""
    will, firm = ExternalId("Will"), ExternalId("Connection Tax")
    told = f"Will the connection of {will} be found? Connection Tax is not {firm}."
    assert resolver().sentence(told) == (
        "Will the connection of external-id-1 be found? Connection Tax is not external-id-2."
    )


def test_of_a_quotation_ids_and_plain_words_are_left() -> None:
    assert resolver().value(Quote("the connection of Jane Doe is connection_790, thanks")) == (
        "the connection of … is connection_790, thanks"
    )
    text = 'for Jane: "id": "Doe-1", x'
    quote, caret = resolver().quoted_at(text, text.index("Doe-1"))
    assert (quote, quote[caret:][:4]) == ('for …: "id": "id-1", x', "id-1")


def test_a_number_in_groups_is_no_row_of_short_ones() -> None:
    """Neither where it is quoted, nor where it is what the caret points at."""
    text = "ids: 4111 1111 1111 1111, thanks"
    assert "1111" not in resolver().quoted(text)
    assert "1111" not in resolver().quoted_at(text, text.index("4111"))[0]
