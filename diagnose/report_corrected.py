"""The customer's own requests with the fault put right, as a report shows them."""

from __future__ import annotations

from pydantic import Field, JsonValue

from diagnose.report_proof import Model


class Corrected(Model):
    """One request of the customer's as it should have been sent."""

    request: str
    """Its operation's name, or ``query N``."""
    cures: tuple[str, ...]
    """The findings, causes all of them, that it puts right."""
    changes: tuple[str, ...]
    """What is different, in clauses: ``connection_789 is now connection_790``."""
    document: str
    variables: dict[str, JsonValue] = Field(default_factory=dict)
    curl: str
    """The request as a command, sent to the gateway that this run asked; the token is a shell variable."""
    shown_by: tuple[str, ...] = ()
    """The evidence that has the missing rows already; empty where this run saw none."""
