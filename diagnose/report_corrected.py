"""The customer's own requests with the fault put right, as a report shows them."""

from __future__ import annotations

from pydantic import Field, JsonValue

from diagnose.report_proof import Model
from diagnose.report_words import EditOf, TrialOutcome


class Tried(Model):
    """What running a corrected request once gave, kept as IDs and counts.

    What was sent is this tool's own rebuilding of it, to the run's endpoint, with the run's headers and credentials.
    """

    outcome: TrialOutcome
    text: str
    """What came of it as a clause about the request: ``returns all 5 job works``."""
    evidence: str | None = None
    """None where nothing was sent."""
    job_works: int = 0
    """Job works that came back."""
    missing: tuple[str, ...] = ()
    """The first of the job works that it should have brought and did not."""
    differences: tuple[str, ...] = ()
    """What was sent otherwise than it stands in the corrected request, in clauses."""


class Edit(Model):
    """One thing that is different in a corrected request."""

    of: EditOf
    text: str
    """A clause: ``connection_789 is now connection_790``."""


class Corrected(Model):
    """One request of the customer's as it should have been sent."""

    request: str
    """Its operation's name, or ``query N``."""
    cures: tuple[str, ...]
    """The findings, causes all of them, that it puts right."""
    changes: tuple[Edit, ...]
    document: str
    variables: dict[str, JsonValue] = Field(default_factory=dict)
    curl: str
    """The request as a command, sent to the gateway that this run asked; the token is a shell variable."""
    sent_document: str = ""
    """The query as they sent it, written in the same way; empty where nothing of it changes."""
    sent_variables: dict[str, JsonValue] = Field(default_factory=dict)
    """The variables as they sent them; empty where nothing of them changes."""
    reproduction: str = ""
    """Six lines for a shell: the request as they sent it, then corrected."""
    shown_by: tuple[str, ...] = ()
    """The evidence that has the missing rows already; empty where this run saw none."""
    tried: Tried | None = None
    """None where it was not to be tried: an answer showed the rows already, or nobody wanted it."""
