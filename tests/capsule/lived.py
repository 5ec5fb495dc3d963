"""Runs that were lived and recorded: a scenario against the embedded gateway, its capsule, and the replay of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from diagnose.capsule.contents import Capsule
from diagnose.capsule.keeping import capsule_of
from diagnose.capsule.members import capsule_file, capsule_in
from diagnose.capsule.recording import Recording
from diagnose.capsule.replaying import Replay, replay
from diagnose.checking.registry import Checks
from diagnose.checking.runner import Selection
from diagnose.diagnosis import Diagnosis, Listener, Settings, diagnose
from diagnose.plugin import RenderOptions
from diagnose.redaction.attachment import shown
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.report import Report
from diagnose.sandbox import DIALECTS, FAULTS, scenario, serve
from diagnose.secrets import Masker
from diagnose.ticket.ticket import Ticket
from diagnose_checks import CHECKS
from diagnose_reports import JSON

ALL = Checks(CHECKS)


@dataclass(frozen=True)
class Lived:
    """A run as it was: the ticket it began with, what came out, and what was heard meanwhile."""

    ticket: Ticket
    done: Diagnosis
    recording: Recording

    @property
    def openly(self) -> Lived:
        """The same as with ``--show-personal-data``."""
        return replace(self, done=replace(self.done, attachment=shown(self.done.report), resolver=None, aliases={}))

    @property
    def capsule(self) -> Capsule:
        """Its capsule."""
        return capsule_of(self.done, self.ticket, self.recording, Selection())

    @property
    def file(self) -> bytes:
        """Its capsule's file."""
        return capsule_file(self.capsule, JSON.render(self.done.attachment, RenderOptions()))

    @property
    def replayed(self) -> Replay:
        """What is judged from the file alone."""
        return replay(capsule_in(self.file), ALL, Masker())


def lived(ticket: Ticket, settings: Settings) -> Lived:
    """Diagnose a ticket for real, and record it."""
    recording = Recording()
    listener = recording.listening(Listener())
    return Lived(ticket, diagnose(ticket, settings, ALL, run_id="run", environ={}, listener=listener), recording)


@cache
def played(name: str, dialect: str | None = None, fault: str | None = None) -> Lived:
    """Diagnose a scenario; frozen, so that no test can change what the next one sees."""
    chosen = scenario(name)
    faults, behaviour = FAULTS[fault] if fault else None, DIALECTS[dialect] if dialect else None
    with serve(chosen, dialect=behaviour, faults=faults) as gateway:
        return lived(ticket_of(chosen), replace(settings_for(gateway), deadline=20.0))


def told(report: Report) -> list[object]:
    """What a replay must tell alike: the verdict, the causes, every finding with what it suggests."""
    verdict = report.verdict
    causes = [(cause.code, cause.subject, cause.certainty, cause.rivals) for cause in verdict.causes]
    findings = [
        (finding.code, finding.subject, finding.severity, finding.suggestion, finding.caused_by)
        for finding in report.findings
    ]
    rows = [(row.id, row.outcome, row.blocked_by) for row in report.checks]
    return [verdict.status, causes, findings, report.notices, rows]


def differences(run: Lived) -> Iterator[str]:
    """Yield what a replay tells otherwise; nothing where it tells the same."""
    replayed = run.replayed
    if replayed.missed:
        yield f"it asked what was not recorded: {replayed.missed}"
    for live, again in zip(told(run.done.attachment), told(replayed.diagnosis.attachment), strict=True):
        if live != again:
            yield f"{live}\nbecame\n{again}"
