"""The draft of an answer to the customer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from diagnose.checking.reply import draft_reply
from diagnose.checking.results import ReplyWords
from diagnose.checking.verdict import Judged
from diagnose.outside import unmarked
from diagnose.report import (
    Cause,
    Certainty,
    Coverage,
    NotLookedAt,
    ReportFinding,
    Rival,
    Severity,
    Status,
    Subject,
    SubjectKind,
    Verdict,
)
from diagnose.sandbox import scenario_names
from diagnose_checks import CHECKS
from tests.diagnosis.playing import played

GATEWAY = "https://gateway.example/graphql"
WORDS = {code.code: code.reply for check in CHECKS for code in check.codes if code.reply is not None}
NOTHING = Coverage.model_validate(dict.fromkeys(("selected", "pass", "warn", "fail", "unknown", "skip", "error"), 0))
_ENDS = re.compile(r"(?<=[.?!])(?:\s+(?=[A-Z])|$)")


def finding(number: int, code: str, **more: object) -> ReportFinding:
    base = dict.fromkeys(("expected", "observed", "docs_url"), "")
    given = {
        "id": f"F{number}",
        "check": "any",
        "code": code,
        "severity": Severity.ERROR,
        "subject": Subject(kind=SubjectKind.CONNECTION, id="connection_789"),
        "summary": "All 5 job works are in connection_790, not in connection_789.",
        "remedy": "Ask the gateway about it. It may know.",
        **base,
        **more,
    }
    return ReportFinding.model_validate(given)


def draft(*findings: ReportFinding, status: Status = Status.PROBLEM, **cause: object) -> str:
    causes = tuple(
        Cause.model_validate(
            {"finding": each.id, "code": each.code, "check": each.check, "severity": each.severity,
             "subject": each.subject, **cause}
        )
        for each in findings
    )  # fmt: skip
    verdict = Verdict(status=status, headline="", causes=causes)
    return unmarked(draft_reply(judged(verdict, findings), (), GATEWAY))


def judged(verdict: Verdict, findings: tuple[ReportFinding, ...], notices: tuple[str, ...] = ()) -> Judged:
    replies = {each.id: WORDS[each.code] for each in findings if each.code in WORDS}
    return Judged(findings, {}, verdict, NOTHING, notices, replies=replies)


@pytest.mark.parametrize("name", scenario_names())
def test_it_is_three_to_five_sentences_without_internal_detail(name: str) -> None:
    """For every scenario; no evidence, no option of the tool, nobody's credentials but in a warning."""
    report = played(name)
    assert 3 <= len([part for part in _ENDS.split(report.reply) if part.strip()]) <= 5
    assert not re.search(
        r"\bE\d+\b|\bF\d+\b|--\w|this tool|this run|live data|sandbox|127\.0\.0\.1|the customer\b", report.reply
    )
    asked = [part for part in _ENDS.split(report.reply) if re.search(r"send us|tell us", part)]
    assert not [
        part for part in asked if re.search("token|key|password|secret", part) and "without tokens or keys" not in part
    ]


@pytest.mark.parametrize("name", ["tie", "wrong-connection-one-job-work"])
def test_a_tie_is_a_question(name: str) -> None:
    """Neither side is stated as the one to change."""
    reply = played(name).reply
    assert reply.endswith("?")
    assert "Please" not in reply


def test_the_change_is_named() -> None:
    """What was found, and what to send."""
    said = draft(finding(1, "connection-mismatch", suggestion="connection_790"))
    assert "All 5 job works are in connection_790" in said
    assert "Please send the query with connection_790 as the connection ID." in said


def test_causes_that_are_alike_are_told_once() -> None:
    """The first, and how many more; what a template needs and a finding lacks is told in the finding's own words."""
    alike = [
        finding(number, "artifact-failed", subject=Subject(kind=SubjectKind.ARTIFACT, id=f"a_{number}"),
                remedy="Convert the file.", details={"reason": "Unsupported format"})
        for number in range(1, 4)
    ]  # fmt: skip
    said = draft(*alike)
    assert "The artifact a_1 could not be processed: Unsupported format (and 2 more like it)." in said
    assert said.count("Please convert the file.") == 1
    assert "All 5 job works are in" in draft(finding(1, "connection-job-mismatch"))


def test_a_code_of_another_package_is_told_in_its_own_words() -> None:
    """Its first sentences."""
    said = draft(finding(1, "acme-odd", summary="It is odd. Very odd.", remedy="Look again. And again."))
    assert "It is odd. Look again." in said
    assert "Very" not in said


def test_braces_in_a_value_stay_braces() -> None:
    """What comes from a gateway or a ticket is no template."""
    assert "{right}" in draft(finding(1, "connection-mismatch", summary="It is {right}.", suggestion="c_2"))


@pytest.mark.parametrize("kind", [SubjectKind.TOKEN, SubjectKind.ENDPOINT])
def test_what_stops_the_run_is_not_the_customers_affair(kind: SubjectKind) -> None:
    """They are told that it takes longer."""
    said = draft(
        finding(1, "token-expired", subject=Subject(kind=kind, id=GATEWAY), summary="SECRET"),
        status=Status.INCONCLUSIVE,
    )
    assert "will come back to you" in said
    assert "SECRET" not in said


def test_a_pasted_secret_is_to_be_revoked() -> None:
    """Said once, and not asked for again."""
    notice = finding(9, "ticket-contains-secret")
    verdict = Verdict(status=Status.WARNING, headline="")
    unseen = (NotLookedAt(what="it", why="so", ask_for="the answer that they got"),)
    said = draft_reply(judged(verdict, (notice,), ("F9",)), unseen, GATEWAY)
    assert "please revoke it" in said
    assert "the answer that you got, without tokens or keys" in said


def test_a_tie_with_another_cause_says_nothing_beyond_the_question() -> None:
    """What follows from the answer comes after the answer."""
    rival = Rival(subject=Subject(kind=SubjectKind.JOB_WORK, id="j_1"), tells_apart="Which did the customer mean?")
    said = draft(finding(1, "connection-mismatch"), certainty=Certainty.TIED, rivals=(rival,))
    assert said.endswith("Which did you mean?")


NOT_TOLD = {
    "source-platform-missing": "for analytics only",
    **dict.fromkeys(("token-expired", "token-rejected", "api-key-rejected"), "the run's own"),
    **dict.fromkeys(("endpoint-unreachable", "endpoint-not-graphql"), "the run's own"),
    "endpoint-wrong-surface": "the run's own, or in its own words",
    "connection-not-active": "in its own words, which are fit for a customer",
}


def test_every_code_that_a_customer_hears_of_declares_what_they_are_told() -> None:
    """In sentences, unless it is the finding's own."""
    codes = {code.code for check in CHECKS for code in check.codes}
    assert set(WORDS) == codes - set(NOT_TOLD)
    for words in WORDS.values():
        assert all(re.search(r"\.$|\{(summary|remedy)\}$", part) for part in (words.found, words.please) if part)


def test_a_plugins_code_has_its_own_words() -> None:
    """As a cause and as a notice; without any, the finding's own."""
    odd = finding(1, "acme-odd")
    cause = Cause(finding="F1", code="acme-odd", check="any", severity=odd.severity, subject=odd.subject)
    verdict = Verdict(status=Status.PROBLEM, headline="", causes=(cause,))
    told = replace(judged(verdict, (odd,)), replies={"F1": ReplyWords("Acme does not like {id}.")})
    assert "Acme does not like connection_789. If that" in unmarked(draft_reply(told, (), GATEWAY))
    assert "Ask the gateway about it." in unmarked(draft_reply(judged(verdict, (odd,)), (), GATEWAY))
    noticed = replace(told, verdict=Verdict(status=Status.WARNING, headline=""), notices=("F1",))
    assert "Acme does not like connection_789." in unmarked(draft_reply(noticed, (), GATEWAY))
