"""IDs as a dialect writes them, and as the world has them."""

from __future__ import annotations

import pytest

from diagnose.sandbox import Spelling
from diagnose.sandbox.spelled_ids import stored, written

UUID = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21"
ANSWER = {"id": UUID, "jobs": [{"workId": UUID, "connectionJobId": "job_7"}], "externalId": UUID, "name": "12"}


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [(Spelling.STORED, UUID), (Spelling.CAPITALS, UUID.upper()), (Spelling.BARE, UUID.replace("-", ""))],
)
def test_only_ids_of_the_gateways_own_are_respelled(spelling: Spelling, shown: str) -> None:
    """The customer's own IDs and other texts are as they were given."""
    said = written(ANSWER, spelling)
    assert said == {
        "id": shown, "jobs": [{"workId": shown, "connectionJobId": "job_7"}], "externalId": UUID, "name": "12",
    }  # fmt: skip


def test_numbers() -> None:
    """Digits alone become a number, in IDs alone."""
    said = written({"id": "12", "workId": "work_7", "externalId": "12", "limit": 3}, Spelling.NUMBERS)
    assert said == {"id": 12, "workId": "work_7", "externalId": "12", "limit": 3}


@pytest.mark.parametrize("spelled", [UUID, UUID.upper(), UUID.replace("-", ""), UUID.replace("-", "").upper()])
def test_a_filter_takes_any_spelling(spelled: str) -> None:
    """What is stored is meant; what is no UUID stays as it is."""
    assert stored({"ids": [spelled, "job_7"], "limit": 3}) == {"ids": [UUID, "job_7"], "limit": 3}
