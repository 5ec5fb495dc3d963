"""Errors keep what is useful of them; what is personal becomes aliases, and the text says so."""

from __future__ import annotations

import pytest

from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.known_names import KnownNames
from diagnose.redaction.scrubber import PARTLY, Scrubber
from tests.redaction.corpus import PERSONAL
from tests.redaction.look_alikes import LOOK_ALIKES, OUR_IDS
from tests.redaction.recall import kept_share, masked_share


@pytest.mark.parametrize("kind", PERSONAL)
def test_nearly_all_of_each_kind_is_masked(kind: str) -> None:
    assert masked_share(PERSONAL[kind], 10) >= 0.98


@pytest.mark.parametrize("sort", OUR_IDS)
def test_no_id_of_ours_is_lost(sort: str) -> None:
    assert kept_share(OUR_IDS, sort, 10) == 1


@pytest.mark.parametrize("sort", LOOK_ALIKES)
def test_what_only_looks_alike_stays(sort: str) -> None:
    assert kept_share(LOOK_ALIKES, sort, 10) >= 0.99


@pytest.mark.parametrize(
    "text",
    [
        "403 Forbidden while fetching source URL",
        'Cannot query field "jobWork" on type "Connection". Did you mean "jobWorks"?',
        "job work job_work_8812047193 of connection_790 failed at 2026-01-31T09:30:00.000Z",
        "see https://docs.filed.com/apis/endpoint/get-job-works or write to support@filed.com",
    ],
)
def test_the_known_patterns_of_errors_stay(text: str) -> None:
    assert Scrubber(AliasTable()).told(text) == text


def test_the_text_says_that_something_was_masked() -> None:
    names = KnownNames()
    names.add("Jane Doe", PersonalKind.PERSON)
    told = Scrubber(AliasTable(), names).told("403 Forbidden while fetching https://a.test/x for Jane Doe")
    assert told == f"403 Forbidden while fetching url-1 for person-1{PARTLY}"


def test_an_id_of_the_gateway_is_never_taken_for_a_number_of_somebodys() -> None:
    scrubber = Scrubber(AliasTable(), ids=frozenset({"555-123-4567"}))
    assert scrubber.scrubbed("job work 555-123-4567") == "job work 555-123-4567"


def test_what_was_scrubbed_stays_as_it_is() -> None:
    scrubber = Scrubber(AliasTable())
    once = scrubber.scrubbed("mail jane@doe.test from person-7, client Doe")
    assert scrubber.scrubbed(once) == once
