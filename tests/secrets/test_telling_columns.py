"""Secrets in tables: what stands below a telling heading, and nothing else."""

from __future__ import annotations

import pytest

from diagnose.secrets import Masker

TOKEN = "hT7qLw9ZrXbNc3VfKs8d"  # noqa: S105 - made up


@pytest.mark.parametrize(
    "table",
    [
        f"connection_id,api_key,note\nconnection_790,{TOKEN},ok\n",
        f'name;password;city\nimporter;"{TOKEN}";Bonn\n',
        f"id\tToken\nconnection_790\t{TOKEN}\n",
        f"| Connection | Client secret |\n| --- | --- |\n| connection_790 | `{TOKEN}` |\n",
    ],
)
def test_a_column_of_secrets_is_masked(table: str) -> None:
    masked = Masker().mask(table)
    assert TOKEN not in masked
    assert masked.count("[redacted ") == 1


@pytest.mark.parametrize(
    "dump",
    [
        "INSERT INTO users (id, api_token, city) VALUES ('1', 'it''s', 'Bonn'), ('connection_790', '{}', 'Ulm');",
        "insert into `users`(`password_hash`,`id`) values ('{}',7)",
        "COPY public.users (id, api_token) FROM stdin;\nconnection_790\t{}\n\\.\n",
        "COPY users (id, api_token) FROM stdin;\nconnection_790\t{}\n",
        "copy a (id,token) from stdin;\ncopy users (id, api_token) from stdin;\nconnection_790\t{}\n\nthanks",
    ],
)
def test_a_column_of_secrets_in_a_dump_is_masked(dump: str) -> None:
    """Whatever stands in the other columns stays."""
    masked = Masker().mask(dump.format(TOKEN))
    assert masked == dump.format(masked[masked.index("[redacted ") : masked.index("]") + 1])


def test_a_table_ends_where_its_columns_end() -> None:
    """And words in a telling column are words."""
    text = f"a,token\nx,none\n\nb,c,d\nsee,{TOKEN},there\n"
    assert Masker().mask(text) == text


def test_the_arguments_of_a_call_are_no_headings() -> None:
    """Nor is the next line of the code a row."""
    text = (
        'req.Header.Set("Authorization", "Bearer "+token)\nreq.Header.Set("X-Request-Id", "2f6d1c4e-9a7b-4c35-8e10")\n'
    )
    assert Masker().mask(text) == text
