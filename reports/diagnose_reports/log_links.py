"""Links from an exchange to the places where its logs are kept, from the templates that ``--log-link`` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from diagnose_reports.safe import link_target
from diagnose_reports.words import utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagnose.report import Evidence


def log_links(templates: tuple[str, ...], evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield host and address for each template; none for one that wants a request ID where there is none.

    What is filled in is percent-encoded whole, so that it can end neither the parameter nor the address.
    """
    values = {"{request_id}": evidence.request_id, "{at}": utc(evidence.at).isoformat(timespec="milliseconds")}
    for template in templates:
        address = template
        for mark, value in values.items():
            address = address.replace(mark, quote(value or "", safe=""))
        if target := link_target(address) if evidence.request_id or "{request_id}" not in template else None:
            yield urlsplit(target).hostname or "", target
