"""How far the documentation goes: what is obviously meant, and what no page states."""

from __future__ import annotations

import pytest

from diagnose.customer.documented import holders_of, need_inferred, obvious
from tests.checks.tickets import LIST, listing
from tests.customer.queries import query_of
from tests.customer.test_validation import around


@pytest.mark.parametrize(
    ("name", "meant", "expected"),
    [
        ("filter", "filters", True),
        ("jobworks", "jobWorks", True),
        ("jobWorkArtefacts", "jobWorkArtifacts", True),
        ("state", "status", False),
        ("jobIds", "ids", False),
        ("anything", None, False),
    ],
)
def test_only_a_slip_is_obviously_meant(name: str, meant: str | None, expected: bool) -> None:
    """Letter case, a plural, a keystroke or two in a long word; another short word is another word."""
    assert obvious(name, meant) is expected


def test_an_unknown_field_is_sought_elsewhere() -> None:
    """Named where one or two types have it; a field of many, or of none, leads nowhere."""
    assert holders_of("jobWorks") == " (it is a field of ProviderConnection)"
    assert (holders_of("id"), holders_of("nonsense")) == ("", "")


def test_whether_a_key_is_needed_may_be_inferred_too() -> None:
    """The pages say so of some, and show others only in examples."""
    assert need_inferred("CreateJobWorksInput", "externalId")
    assert not need_inferred("CreateJobWorkArtifactsInput", "type")


def test_what_is_inferred_is_found_in_the_text_and_in_the_variables() -> None:
    """A filter key that no page states, inline or given as a variable."""
    inline = around('jobWorks(filters: { workIds: ["w"] }) { id } provider { name }')
    assert query_of(inline).inferred == {"JobWorkFilters.workIds", "Provider.name"}
    assert query_of(LIST, listing(filters={"workIds": ["w"]})).inferred == {"JobWorkFilters.workIds"}
    assert query_of(LIST, listing(filters={"ids": ["j"]})).inferred == frozenset()
    assert query_of("no query {").inferred == frozenset()
