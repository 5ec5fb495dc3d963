"""Aliases: the same value the same word, numbered as they come, and back again."""

from __future__ import annotations

import pytest

from diagnose.redaction.aliases import AliasTable, NotAMap, PersonalKind, as_map, from_map, looks_like_alias, put_back

ENTRY = '{"alias": "id-1", "value": "x"}'


def test_the_same_value_is_the_same_alias_and_kinds_count_for_themselves() -> None:
    table = AliasTable()
    assert table.alias("Jane", PersonalKind.PERSON) == "person-1"
    assert table.alias("Will", PersonalKind.EXTERNAL_ID) == "external-id-1"
    assert table.alias("Jane", PersonalKind.EXTERNAL_ID) == "person-1"
    assert table.alias("Anna", PersonalKind.PERSON) == "person-2"
    assert table.counted == {"person": 2, "external-id": 1}


def test_a_value_that_looks_like_an_alias_is_not_taken_for_one() -> None:
    """The customer's own ``file-1`` stays what it is; a hidden file gets the next number."""
    table = AliasTable()
    table.keep_clear_of('{"id": "file-1", "other": "my-file-2", "more": "file-3-x"}')
    assert table.alias("Jane.pdf", PersonalKind.FILE) == "file-2"


def test_a_map_goes_on_where_it_ended() -> None:
    table = AliasTable.continued({"Jane": "person-1"})
    assert table.alias("Anna", PersonalKind.PERSON) == "person-2"
    assert table.alias("Jane", PersonalKind.PERSON) == "person-1"


def test_true_values_are_put_back_at_word_bounds_only() -> None:
    aliases = {"Jane Doe": "person-1", "w2.pdf": "file-1"}
    text = "person-1 sent file-1; file-12, my-file-1, file-1-a and person-1's file-1."
    assert put_back(text, aliases) == "Jane Doe sent w2.pdf; file-12, my-file-1, file-1-a and Jane Doe's w2.pdf."


def test_a_map_reads_back() -> None:
    aliases = {'Jane \U0001f600 \\ "x"': "person-1", "b": "file-2"}
    assert from_map(as_map(aliases, "0123abcd")) == ("0123abcd", aliases)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"alias_map": 2}', '{"alias_map": 1, "name": "../x", "aliases": []}', "[" * 100_000,
        '{"alias_map": 1, "name": "0123abcd", "aliases": [1]}',
        '{"alias_map": 1, "name": "0123abcd", "aliases": [{"alias": "the", "value": "x"}]}',
        '{"alias_map": 1, "name": "0123abcd", "aliases": [' + f"{ENTRY}, {ENTRY}]}}",
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused(text: str) -> None:
    with pytest.raises(NotAMap):
        from_map(text)


def test_an_alias_is_told_by_its_form() -> None:
    assert looks_like_alias("external-id-3")
    assert not looks_like_alias("external-id-x")
