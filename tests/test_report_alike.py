"""What a long report says once, and how it is read back."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose import report_alike
from diagnose.cli.options import Wrong
from diagnose.cli.saved_report import report_in
from diagnose.report import Report, report_schema
from diagnose.report_alike import Unlike, folded, unfolded
from diagnose.report_digest import digest_of
from diagnose_reports.json_ import render
from tests.reports import examples


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report with a hundred findings that differ in their IDs alone, and one that does not fit."""
    monkeypatch.setattr(report_alike, "LONG", 50)
    base = examples.rich()
    cause = base.verdict.causes[0]
    finding = base.finding(cause.finding)
    findings, causes = [*base.findings], [*base.verdict.causes]
    for number in range(100):
        subject = finding.subject.model_copy(update={"id": f"artifact_{number:03d}"})
        texts = {"summary": f"Artifact {subject.id} failed.", "observed": "FAILED" if number != 50 else "GONE"}
        own = {"id": f"L{number}", "subject": subject, "details": {"job_work_id": f"job_work_{number}", "type": "W2"}}
        findings.append(finding.model_copy(update={**texts, **own, "code": "artifact-failed", "caused_by": None}))
        said = {"finding": f"L{number}", "subject": subject, "code": "artifact-failed", "proof": (), "explains": ()}
        causes.append(cause.model_copy(update=said))
    verdict = base.verdict.model_copy(update={"causes": tuple(causes)})
    return base.model_copy(update={"findings": tuple(findings), "verdict": verdict})


def test_a_long_report_is_short_and_reads_back_whole(long: Report) -> None:
    """Each finding refers to one that is written out; what differs stands where it differs."""
    written = json.loads(render(long))
    like = [finding for finding in written["findings"] if finding.get("like", "").startswith("L")]
    assert like[0] == {
        "id": "L1",
        "like": "L0",
        "subject": {"kind": long.findings[-1].subject.kind.value, "id": "artifact_001"},
        "details": {"job_work_id": "job_work_1"},
    }
    # The 51st is written out; those behind it would be like it, were they not like the first, so one more is.
    assert {"L0", "L50", "L51"}.isdisjoint(finding["id"] for finding in like)
    assert len(like) == 97
    whole = json.loads(render(long.model_copy(update={"findings": (), "verdict": long.verdict})))
    assert unfolded(written)["verdict"]["causes"] == whole["verdict"]["causes"]
    back = report_in(render(long), "long.json")
    assert back.model_copy(update={"digest": None}) == Report.model_validate(
        long.model_dump(mode="json", by_alias=True)
    )


def test_requests_of_one_operation_are_written_once(long: Report) -> None:
    """What differs stays, and so does a command that does not follow from the variables."""
    first = long.evidence[0].model_copy(
        update={
            "id": "R0",
            "operation": "Alone",
            "variables": {"ids": ["it's"]},
            "curl": 'curl --data-raw \'{"variables":{"ids":["it\\u0027s"]}}\'',
        }
    )
    second = {"variables": {"ids": ["b", "ü"]}, "curl": 'curl --data-raw \'{"variables":{"ids":["b","\\u00fc"]}}\''}
    evidence = (
        first,
        first.model_copy(update={"id": "R1", "status": 503, **second}),
        first.model_copy(update={"id": "R2", "curl": "# The list of ids is cut.", "variables": {"ids": ["c"] * 9}}),
    )
    report = long.model_copy(update={"evidence": (*long.evidence, *evidence)})
    written = json.loads(render(report))
    assert written["evidence"][-2:] == [
        {"id": "R1", "like": "R0", "variables": {"ids": ["b", "ü"]}, "status": 503},
        {"id": "R2", "like": "R0", "variables": {"ids": ["c"] * 9}, "curl": "# The list of ids is cut."},
    ]
    back = report_in(render(report), "long.json")
    assert back.evidence == Report.model_validate(report.model_dump(mode="json", by_alias=True)).evidence
    jsonschema.Draft202012Validator(report_schema()).validate(written)


def test_what_is_written_is_sealed_and_fits_the_published_schema(long: Report) -> None:
    """The digest is that of the file's own JSON, short or long."""
    written = json.loads(render(long))
    assert written["digest"] == digest_of(written)
    jsonschema.Draft202012Validator(report_schema()).validate(written)


def test_a_short_report_is_written_out() -> None:
    """Nobody has to look anything up in a report of a few findings."""
    tree = examples.rich().model_dump(mode="json", by_alias=True)
    assert folded(tree) == tree
    assert unfolded(tree) is tree


@pytest.mark.parametrize(
    "finding",
    [
        {"id": "F9", "like": "F8", "subject": {"kind": "artifact", "id": "a"}},
        {"id": "F9", "like": "F1"},
        {"id": "F9", "like": ["F1"], "subject": {"kind": "artifact", "id": "a"}},
        {"id": "F9", "like": "F1", "subject": {"kind": "artifact", "id": "a"}, "details": 4},
    ],
)
def test_what_leads_nowhere_is_refused(finding: dict[str, object]) -> None:
    """A reference to nothing, or without what it takes, is no report of ours."""
    tree = json.loads(render(examples.rich()))
    tree["findings"].append(finding)
    with pytest.raises(Wrong, match="not a report of filed-diagnose"):
        report_in(json.dumps(tree).encode(), "r.json")


def test_a_small_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand references to one long finding stay within a bound."""
    monkeypatch.setattr(report_alike, "MOST_UNFOLDED", 100_000)
    tree = json.loads(render(examples.rich()))
    first = tree["findings"][0]
    first["summary"] = "x" * 1000
    tree["findings"] += [{"id": f"L{at}", "like": first["id"], "subject": first["subject"]} for at in range(1000)]
    with pytest.raises(Unlike, match="too long"):
        unfolded(tree)
