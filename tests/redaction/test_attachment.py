"""The two faces of a report: at home everything, attached nothing of a person, and the same decisions in both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagnose.redaction.aliases import put_back
from diagnose.rehearsal import rehearse
from diagnose.report import Report
from diagnose.sandbox import scenario, scenario_names
from tests.diagnosis.playing import ALL, rehearsed
from tests.parts import parted
from tests.redaction.matrix import BARE, VALUES, cells, leaks, run
from tests.redaction.paths import NAMES, VALUES_ALONE, VALUES_IN_TEXTS

SAMPLE = [
    ("metadata reason", "e-mail"),
    ("GraphQL error", "phone"),
    ("page of a proxy", "person"),
    ("creation error", "SSN"),
    ("error of a saved answer", "URL"),
    ("work external ID", "firm"),
    ("nearly the same external ID", "file name"),
    ("external ID of an input", "slug"),
    ("type of an artifact", "EIN"),
    ("connection ID", "person"),
    ("ID in the variables", "bare digits"),
    ("ticket reference", "card"),
    ("name of the ticket", "person"),
    ("address of a request", "firm"),
    ("words around an ID", "person"),
    ("signature", "person"),
    ("name in an input", "person"),
]
"""One cell of each sort; the thorough part runs them all, as ``python -m tests.redaction.matrix`` does."""
EVERY = [(name, kind.removeprefix("known ")) for kind, name, _, _ in cells()]
PATHS = {**VALUES_IN_TEXTS, **VALUES_ALONE, **NAMES}


@pytest.mark.parametrize(("path", "kind"), parted(EVERY, SAMPLE))
def test_nothing_of_a_person_is_written(path: str, kind: str, tmp_path: Path) -> None:
    value = {**VALUES, **BARE}[kind]
    assert leaks(value, run(PATHS[path](value), tmp_path)) == []


def test_a_path_tells_where_nothing_is_masked(tmp_path: Path) -> None:
    """So that the sample above shows something: the value does get that far."""
    value = VALUES["person"]
    written = run(PATHS["connection ID"](value), tmp_path, "--show-personal-data")
    assert leaks(value, written)
    (report,) = (Report.model_validate_json(text) for name, text in written.items() if name.endswith(".json"))
    assert report.masked is not None
    assert not report.masked.personal_data


def decisions(report: Report) -> dict[str, object]:
    """What was decided, without any sentence."""
    whole = json.loads(report.model_dump_json())
    return {
        "status": whole["verdict"]["status"],
        "causes": [
            {key: cause[key] for key in ("code", "subject", "certainty")} for cause in whole["verdict"]["causes"]
        ],
        "suggestions": [finding["suggestion"] for finding in whole["findings"]],
        "outcomes": [(check["id"], check["outcome"]) for check in whole["checks"]],
    }


@pytest.mark.parametrize("name", scenario_names())
def test_masking_changes_no_decision(name: str) -> None:
    """With the true values put back, the attachment decides what the report at home does."""
    done = rehearsed(name).diagnosis
    back = json.loads(put_back(json.dumps(decisions(done.attachment)), done.aliases))
    assert back == json.loads(json.dumps(decisions(done.report)))


def test_no_mark_is_left_in_either() -> None:
    done = rehearsed("id-not-clean").diagnosis
    for report in (done.report, done.attachment):
        assert [sign for sign in report.model_dump_json() if ord(sign) & 0xFFFE == 0xFFFE] == []


def test_an_attachment_is_the_same_each_time() -> None:
    reused = scenario("external-id-reused")
    first, second = (rehearse(reused, ALL, run_id="test").diagnosis.attachment for _ in range(2))
    assert first.verdict == second.verdict
    assert first.masked == second.masked
