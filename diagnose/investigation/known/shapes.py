"""How heavy the documents are: what a gateway that refuses one of them will refuse besides.

Guards count differently; what is compared here is one document with another, never with a gateway's own figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.investigation.known.facts import Detail


@dataclass(frozen=True, slots=True)
class QueryShape:
    """Depth as it is counted plainly, aliased fields, and the cost by the usual formula of guards.

    A field costs 1; an object 2, and one and a half times what is in it.
    """

    depth: int
    aliases: int
    cost: int


SHAPES = {
    "Search": QueryShape(7, 4, 678),
    "TicketChain": QueryShape(7, 2, 282),
    "JobWorks": QueryShape(7, 0, 228),
    "JobWorksShallow": QueryShape(6, 0, 114),
    "ArtifactDetails": QueryShape(7, 0, 105),
    "ArtifactStatuses": QueryShape(7, 0, 94),
    "JobWorkArtifacts": QueryShape(6, 0, 60),
    "JobWorkExternalIds": QueryShape(6, 0, 45),
    "JobWorkRows": QueryShape(5, 0, 49),
    "JobWorkRowsAnywhere": QueryShape(5, 0, 49),
    "Connections": QueryShape(4, 0, 23),
    "NamedConnections": QueryShape(4, 0, 22),
    "NamedWorkspaces": QueryShape(3, 0, 7),
}
"""Every document but the login exchange, by its operation."""

DETAIL_OF = {
    "JobWorkRows": Detail.BARE,
    "JobWorkRowsAnywhere": Detail.BARE,
    "JobWorksShallow": Detail.SHALLOW,
    "JobWorkExternalIds": Detail.WORK,
    "JobWorkArtifacts": Detail.ARTIFACTS,
    "ArtifactStatuses": Detail.STATUSES,
    "ArtifactDetails": Detail.DETAILS,
}
"""What an operation shows of job works, where that is not everything."""

PARTS = ("JobWorkExternalIds", "JobWorkArtifacts", "ArtifactStatuses", "ArtifactDetails")
"""The operations that show a part of job works, whose rows another answer shows (``JobWorkRows``)."""
