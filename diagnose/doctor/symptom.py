"""What an examination of the machine says: rows in the report's own form, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from diagnose.json_value import Json
from diagnose.report_words import CheckOutcome, Status
from diagnose.version import __version__

SCHEMA = "1.0"


@dataclass(frozen=True)
class MachineCheck:
    """One thing that a run needs of this machine. ``remedy`` is empty where there is nothing to do."""

    id: str
    title: str
    """The good state, in one line."""
    outcome: CheckOutcome
    reason: str
    remedy: str = ""


@dataclass(frozen=True)
class Examined:
    """All rows, in the order in which a run meets them."""

    at: datetime
    checks: tuple[MachineCheck, ...]
    packages: Mapping[str, str] = field(default_factory=dict)
    """The versions of those that this tool stands on."""

    @property
    def status(self) -> Status:
        """The worst of the rows, as a report's verdict is: a fault, then what could not be told, then a warning."""
        outcomes = {check.outcome for check in self.checks}
        if CheckOutcome.FAIL in outcomes:
            return Status.PROBLEM
        if outcomes & {CheckOutcome.UNKNOWN, CheckOutcome.ERROR}:
            return Status.INCONCLUSIVE
        return Status.WARNING if CheckOutcome.WARN in outcomes else Status.HEALTHY

    def as_json(self) -> Json:
        """The same as one JSON value; its keys are those that a report has for a check."""
        return {
            "schema_version": SCHEMA,
            "tool": {"name": "filed-diagnose", "version": __version__},
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "packages": dict(self.packages),
            "status": self.status.value,
            "checks": [
                {
                    "id": check.id,
                    "title": check.title,
                    "outcome": check.outcome.value,
                    "reason": f"{check.reason}",
                    "remedy": check.remedy,
                }
                for check in self.checks
            ],
        }
