"""Keys of somebody else's, beside the ticket's own IDs."""

from __future__ import annotations

import pytest

from diagnose.intake import Slots, Source, read_sources

WORDS = "Workspace workspace_204417, connection connection_860, job work job_work_33001 is missing."


def read(text: str) -> Slots:
    return read_sources([Source.of_bytes("ticket.txt", text.encode())]).slots


@pytest.mark.parametrize(
    "log",
    [
        '{"lvl":"warn","headers":{"workspace":"eu-central-1","job":"nightly-42"},"pool":{"connectionId":7781}}',
        '{\n "pool": {\n  "connectionId": 17,\n  "jobId": "cron-991"\n }\n}',
        "2026-11-19 08:12 WARN pool connectionId=17 jobId=nightly-7 workspace=eu-1",
        "HikariPool-1 - Added connection conn12, job_id=88120471",
    ],
)
@pytest.mark.parametrize("order", ["before", "behind"])
def test_a_log_of_something_else_names_nothing(log: str, order: str) -> None:
    """Neither in the place of the ticket's own IDs, nor for a kind that it does not name."""
    slots = read(f"{log}\n\n{WORDS}" if order == "before" else f"{WORDS}\n\n{log}")
    assert (slots.workspace_id, slots.connection_id, slots.connection_job_ids) == (
        "workspace_204417",
        "connection_860",
        (),
    )


def test_a_plain_id_beside_one_of_the_ticket_s_make_stays() -> None:
    """It is in the customer's own object, wrong as it may be."""
    assert (
        read('{"workspaceId": "workspace_204417", "connectionId": "17-b"}\n\nJob work job_work_33001').connection_id
        == "17-b"
    )


def test_plain_ids_of_a_ticket_without_others_stay() -> None:
    """Nothing shows that they are somebody else's."""
    assert read('{"workspaceId": "eu-1", "connectionId": "17-b"}\n\nJob work 3345-a').connection_id == "17-b"


def test_a_plain_id_in_words_stays() -> None:
    """The customer says themselves what it is."""
    slots = read("connection 17-b of workspace workspace_204417, job work job_work_33001")
    assert slots.connection_id == "17-b"
