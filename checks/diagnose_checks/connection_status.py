"""Is the connection active?"""

from __future__ import annotations

from diagnose.plugin import (
    Acts,
    Certainty,
    Code,
    Connection,
    Context,
    Finding,
    Found,
    Passed,
    Result,
    Severity,
    Subject,
    SubjectKind,
    Unknown,
    check,
    proving,
)
from diagnose_checks._docs import DOCS_COLLECT, DOCS_CONNECTIONS
from diagnose_checks._nothing import no_connection

_REMEDIES = {
    "pending": "The collect step is not done: run collectProviderConnection. If it stays pending, check that the "
    "credentials of the start step are valid and that your platform's API answers Filed.",
    "failed": "The connection's credentials are invalid, expired or revoked: authenticate again with "
    "startProviderConnection, and check the provider's settings and permissions.",
    "disconnected": "Connect it again with startProviderConnection, then collectProviderConnection.",
}
"""By the documented statuses other than ``active``."""
_IN_WORDS = {"pending": "is pending, not active", "failed": "has failed", "disconnected": "is disconnected"}


@check(
    id="connection-status",
    title="The connection is active",
    rule="Tax preparation needs a provider connection with status active; pending means that setup is in progress, "
    "failed that the credentials are invalid.",
    docs_url=DOCS_CONNECTIONS,
    codes=(
        Code(
            "connection-not-active",
            (SubjectKind.CONNECTION,),
            "The connection's status is not active; an undocumented status is a warning.",
            "Ask Filed's support what this status means: support@filed.com.",
            otherwise=_REMEDIES,
            docs_url=DOCS_COLLECT,
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("connection-id",),
)
def connection_status(ctx: Context) -> Result:
    """Look at the status of the connection that the ticket really belongs to."""
    connection = ctx.connection
    if connection is None:
        return no_connection(ctx)
    if connection.status is None:
        return Unknown(f"the gateway did not show the status of {connection.id}")
    status = connection.status.casefold()
    if status == "active":
        return Passed(f"{connection.id} is active")
    return Found((_not_active(connection, status),))


def _not_active(connection: Connection, status: str) -> Finding:
    documented = status in _REMEDIES
    return Finding(
        code="connection-not-active",
        subject=Subject(kind=SubjectKind.CONNECTION, id=connection.id),
        summary=f"Connection {connection.id} {_IN_WORDS[status]}."
        if documented
        else f"Connection {connection.id} has the status {connection.status!r}, which is not documented.",
        expected="status active",
        observed=f"status {connection.status}",
        case=status if documented else "",
        details={"status": connection.status, "provider_key": connection.provider_key},
        docs_url=DOCS_COLLECT if status == "pending" else DOCS_CONNECTIONS,
        severity=Severity.ERROR if documented else Severity.WARNING,
        evidence=(connection.evidence,),
        proof=proving.has_status(
            Subject(kind=SubjectKind.CONNECTION, id=connection.id), connection.evidence, connection.status or ""
        ),
        certainty=Certainty.PROVEN,
        # What they call again is the customer's to call; what an undocumented status means, Filed's to say.
        acts=None if documented else Acts.SUPPORT,
    )
