"""The report's models: what may be in a report, and how it is found again."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from diagnose.report import Report, report_schema
from tests.diagnosis.playing import played


def test_a_finding_is_found_by_its_id() -> None:
    """And a name that no finding has is a KeyError, not another finding."""
    report = played("wrong-connection")
    assert report.finding("F1") is report.findings[0]
    with pytest.raises(KeyError):
        report.finding("F99")


@pytest.mark.parametrize("spoiled", [{"schema_version": "2"}, {"checks": 5}, {"verdict": None}])
def test_what_is_no_report_is_not_read(spoiled: dict[str, object]) -> None:
    """Another version, another type, nothing where something must be."""
    written = played("healthy").model_dump(mode="json", by_alias=True)
    assert Report.model_validate(written) == played("healthy")
    with pytest.raises(ValidationError):
        Report.model_validate({**written, **spoiled})


def test_a_key_that_a_later_edition_adds_is_no_obstacle() -> None:
    """Keys may be added within a version: an older tool reads what it knows."""
    written = played("healthy").model_dump(mode="json", by_alias=True)
    assert Report.model_validate({**written, "made_up": 1}) == played("healthy")


def test_times_are_in_utc() -> None:
    """Whoever reads them need not know where it was run."""
    written = played("healthy").model_dump(mode="json", by_alias=True)
    assert written["run"]["started_at"].endswith("Z")


def test_the_schema_names_its_dialect_and_every_key() -> None:
    """A program can be written against it without this package."""
    schema = report_schema()
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12/")
    assert set(schema["properties"]) == set(played("healthy").model_dump(by_alias=True))
