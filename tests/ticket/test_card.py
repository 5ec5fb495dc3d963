"""The card: what was understood, line by line."""

from __future__ import annotations

from diagnose.intake import Source, read_sources
from diagnose.outside import unmarked
from diagnose.ticket.card import card
from diagnose.ticket.from_reading import Options, ticket_from


def lines(*texts: str) -> list[str]:
    sources = [Source.of_bytes(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    return [unmarked(line) for line in card(ticket_from(Options(), read_sources(sources)))]


def test_where_each_id_stood_is_said_with_its_file_where_there_are_several() -> None:
    assert "  connection: connection_790 (line 2)" in lines("Hello,\nour connection is connection_790.")
    several = lines("connection: connection_790", "job work: job_work_20931")
    assert "  connection: connection_790 (1.txt, line 1)" in several
    assert "  job work: job_work_20931 (2.txt, line 1)" in several


def test_a_long_list_is_counted() -> None:
    ids = ", ".join(f"job_work_{number}" for number in range(20))
    assert any(line.endswith("and 15 more") for line in lines(f"connection: connection_790\njob works: {ids}"))
