"""The words for statuses, outcomes and kinds, so that every output says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from diagnose.plugin import masked_words
from diagnose.report import (
    Acts,
    Certainty,
    CheckOutcome,
    Coverage,
    LinkState,
    NotLookedAt,
    Report,
    ReportFinding,
    Severity,
    Status,
)


@dataclass(frozen=True)
class Word:
    """A state as people read it: the word, and a sign beside it, never the sign alone."""

    text: str
    sign: str
    ascii_sign: str
    tone: str
    """``good``, ``bad``, ``doubt``, ``unsure`` or ``quiet``: what colours it."""


_STATUS = {
    Status.HEALTHY: Word("Healthy", "✓", "+", "good"),
    Status.WARNING: Word("Healthy, with warnings", "!", "!", "doubt"),
    Status.PROBLEM: Word("Problem found", "✕", "x", "bad"),
    Status.INCONCLUSIVE: Word("Could not decide", "?", "?", "unsure"),
}

_OUTCOME = {
    CheckOutcome.PASS: Word("pass", "✓", "+", "good"),
    CheckOutcome.WARN: Word("warn", "!", "!", "doubt"),
    CheckOutcome.FAIL: Word("fail", "✕", "x", "bad"),
    CheckOutcome.UNKNOWN: Word("unknown", "?", "?", "unsure"),
    CheckOutcome.SKIP: Word("skip", "\u2013", "-", "quiet"),
    CheckOutcome.ERROR: Word("error", "*", "*", "unsure"),
}

_SEVERITY = {
    Severity.ERROR: Word("error", "✕", "x", "bad"),
    Severity.WARNING: Word("warning", "!", "!", "doubt"),
    Severity.INFO: Word("for information", "i", "i", "quiet"),
}

_LINK = {
    LinkState.CONFIRMED: Word("as the ticket says", "✓", "+", "good"),
    LinkState.RESOLVED: Word("not in the ticket", "○", "o", "quiet"),
    LinkState.WRONG: Word("does not fit", "✕", "x", "bad"),
    LinkState.UNKNOWN: Word("not known", "?", "?", "unsure"),
    LinkState.TROUBLED: Word("needs attention", "!", "!", "doubt"),
}

_KINDS = {"token": "credentials", "job_work": "job work", "connection_job": "connection job"}

_SLOTS = {
    "workspace_id": "the workspace ID",
    "connection_id": "the connection ID",
    "connection_job_id": "the connection job ID",
    "connection_job_ids": "the connection job IDs",
    "job_work_id": "the job work ID",
    "job_work_ids": "the job work IDs",
    "work_id": "the work ID",
    "work_ids": "the work IDs",
    "artifact_id": "the artifact ID",
    "artifact_ids": "the artifact IDs",
    "create_job_works_response": "the createJobWorks response",
    "create_job_work_artifacts_response": "the createJobWorkArtifacts response",
    "credentials": "working credentials",
    "id_kinds": "what each ID identifies",
    "import_triggered": "whether the import was triggered",
    "request": "the failing call",
    "saved_answer_origin": "where the saved answer comes from",
}


_PLAIN_WORD = re.compile(r"[a-z]+(?=[\s,;]|$)")


def _other(value: object) -> Word:
    return Word(str(value), "·", "-", "quiet")


def status_word(status: Status) -> Word:
    """Return the verdict's status in words."""
    return _STATUS.get(status) or _other(status)


def outcome_word(outcome: CheckOutcome) -> Word:
    """Return a check's outcome; the word is the contract's own."""
    return _OUTCOME.get(outcome) or _other(outcome)


def severity_word(severity: Severity) -> Word:
    """Return a finding's severity in words."""
    return _SEVERITY.get(severity) or _other(severity)


def link_word(state: LinkState) -> Word:
    """Return what is known of an ID of the chain, in words."""
    return _LINK.get(state) or _other(state)


def kind_words(kind: str) -> str:
    """Return a subject's kind as a sentence has it: ``connection job``."""
    return _KINDS.get(str(kind)) or str(kind).replace("_", " ")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 check``, ``1,200 checks``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ask_words(slot: str) -> str:
    """Return what to ask for in words; a slot's own name is kept when it is not one of the known ones."""
    return _SLOTS.get(slot) or slot.replace("_", " ")


def sentence(text: str) -> str:
    """Begin with a capital, so that a clause can stand alone; an ID or a name such as createJobWorks stays as it is."""
    return text[:1].upper() + text[1:] if _PLAIN_WORD.match(text) else text


_WHO = {Acts.CUSTOMER: "Customer", Acts.SUPPORT: "You", Acts.VENDOR: "Filed"}

_CERTAINTY = {Certainty.PROVEN: "Proof", Certainty.LIKELY: "Likely", Certainty.TIED: "Seen"}


def who(acts: Acts) -> str:
    """Return who acts, as a sentence begins: ``Customer``; ``You`` is whoever reads the report."""
    return _WHO.get(acts) or sentence(str(acts))


def certainty_words(certainty: Certainty) -> str:
    """Return what the reasons of a cause are: a proof, or what makes it likely."""
    return _CERTAINTY.get(certainty) or sentence(str(certainty))


_NOTICE = Word("notice", "·", "-", "quiet")


def finding_word(finding: ReportFinding, report: Report) -> Word:
    """Return how much a finding matters: its severity, or that it does not bear on what the customer came with."""
    return _NOTICE if finding.id in report.notices else severity_word(finding.severity)


def not_looked_at_words(item: NotLookedAt) -> str:
    """Return what was not judged, why, and what to ask for, as sentences."""
    ask = f" Ask the customer for {item.ask_for}." if item.ask_for else ""
    return f"{sentence(item.what)}: {item.why}.{ask}"


def coverage_sentence(coverage: Coverage) -> str:
    """Return how many checks came out how, in one sentence."""
    counts = (
        (coverage.passed, "passed"),
        (coverage.fail, "failed"),
        (coverage.warn, "gave a warning"),
        (coverage.unknown, "could not tell"),
        (coverage.error, "broke"),
    )
    parts = [f"{count:,} {word}" for count, word in counts if count]
    if coverage.skip:
        parts.append(f"{coverage.skip:,} {'was' if coverage.skip == 1 else 'were'} skipped")
    if not parts:
        return "No check was run."
    if coverage.passed == coverage.selected:
        return "The check passed." if coverage.selected == 1 else f"All {coverage.selected:,} checks passed."
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Of {plural(coverage.selected, 'check')}, {listed}."


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; a saved report may have it in another zone, one without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def size(number: int) -> str:
    """Return a number of bytes in words: ``812 bytes``, ``14 kB``, ``2.1 MB``."""
    if number < 1000:  # noqa: PLR2004 - of a kilobyte
        return plural(number, "byte")
    return f"{number / 1000:,.0f} kB" if number < 1_000_000 else f"{number / 1_000_000:,.1f} MB"  # noqa: PLR2004


def masked_facts(report: Report) -> dict[str, str]:
    """Say what was masked before the report was written: ``Masked``, ``2 external IDs and 1 file name``; and what not.

    Empty for a report that had nothing to mask, and for one that stays at home.
    """
    if report.masked is None:
        return {}
    masked = masked_words(report.masked.kinds)
    personal = {} if report.masked.personal_data else {"Not masked": "personal data (--show-personal-data)"}
    return {**({"Masked": masked} if masked else {}), **personal}
