"""What each code bears on: who acts on it, and what a customer can have seen go wrong because of it.

One table, so that the codes can be compared. The documentation names two symptoms, no job works returned and no
artifacts returned (https://docs.filed.com/apis/endpoint/get-job-works), and for each the rules to check; the rest is
reasoning, given beside the row. A code that could have shown anything has :data:`ANY`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diagnose.plugin import Acts, Check, Symptom

ANY = frozenset(Symptom)
_EMPTY = frozenset({Symptom.NOTHING, Symptom.NO_ARTIFACTS})
"""An empty list, or one without the rows; who looks for artifacts then says that these are missing."""
_ID = _EMPTY | {Symptom.NOT_FOUND, Symptom.FORBIDDEN, Symptom.ERROR}
"""Gateways answer a wrong ID with an empty list, or with an error of either kind."""
_MALFORMED_ID = _ID | {Symptom.REFUSED}
"""An ID of another form may also be refused as no ID at all."""
_ARTIFACTS = frozenset({Symptom.NO_ARTIFACTS})
_UNFINISHED = frozenset({Symptom.UNFINISHED, Symptom.NO_ARTIFACTS})
_SIGN_IN = frozenset({Symptom.SIGNED_OUT, Symptom.FORBIDDEN, Symptom.ERROR})
"""A header that does not sign anybody in gives an error, or ``me`` is null: never a list without rows."""
_REFUSED = frozenset({Symptom.REFUSED, Symptom.ERROR, Symptom.NO_ANSWER})
_FAR = frozenset({Symptom.NO_ANSWER, Symptom.REFUSED, Symptom.SIGNED_OUT, Symptom.ERROR, Symptom.NOT_FOUND})
"""Another surface has another schema, and other tokens: it cannot list anything, not even nothing."""


@dataclass(frozen=True)
class Bearing:
    """Who does what the remedy says, and which symptoms the code explains."""

    shows: frozenset[Symptom]
    acts: Acts = Acts.CUSTOMER


BEARING: Mapping[str, Bearing] = {
    # the ticket: nothing that is written down decides what the gateway answers
    "ticket-ambiguous": Bearing(ANY, Acts.SUPPORT),
    "id-not-placed": Bearing(ANY, Acts.SUPPORT),
    "ticket-contains-secret": Bearing(ANY),
    "id-not-clean": Bearing(_MALFORMED_ID),
    # the request as it was sent
    "authorization-malformed": Bearing(_SIGN_IN),
    "authorization-expired": Bearing(_SIGN_IN),
    "method-wrong": Bearing(_REFUSED),
    "content-type-wrong": Bearing(_REFUSED),
    "source-platform-missing": Bearing(ANY),
    "query-invalid": Bearing(frozenset({Symptom.REFUSED, Symptom.ERROR})),
    "query-variables-invalid": Bearing(_EMPTY | {Symptom.REFUSED, Symptom.ERROR}),  # a misspelled one is left out
    "query-omits-artifacts": Bearing(_ARTIFACTS | {Symptom.UNFINISHED}),  # without artifacts there is no status
    "job-work-outside-window": Bearing(_EMPTY),
    "job-work-outside-filter": Bearing(_EMPTY),
    # what the customer saved
    "job-work-creation-failed": Bearing(_ID),
    "artifact-creation-failed": Bearing(_ARTIFACTS | {Symptom.ERROR, Symptom.NOTHING}),
    "job-work-id-not-in-response": Bearing(_ID),
    "response-unauthenticated": Bearing(frozenset({Symptom.SIGNED_OUT})),
    "response-forbidden": Bearing(frozenset({Symptom.FORBIDDEN, Symptom.NOTHING, Symptom.NO_ARTIFACTS})),
    "response-not-reproduced": Bearing(_EMPTY, Acts.SUPPORT),
    "response-error": Bearing(_REFUSED | {Symptom.NOT_FOUND}),
    # the run: whatever keeps it from looking is the engineer's to mend
    "endpoint-unreachable": Bearing(ANY, Acts.SUPPORT),
    "endpoint-not-graphql": Bearing(ANY, Acts.SUPPORT),
    "endpoint-wrong-surface": Bearing(_FAR),
    "token-rejected": Bearing(ANY, Acts.SUPPORT),
    "token-expired": Bearing(ANY, Acts.SUPPORT),
    "api-key-rejected": Bearing(ANY, Acts.SUPPORT),
    # the chain of IDs
    "workspace-not-visible": Bearing(_MALFORMED_ID),
    "workspace-id-mistyped": Bearing(_MALFORMED_ID),
    "workspace-id-wrong-kind": Bearing(_MALFORMED_ID),
    "workspace-mismatch": Bearing(_ID),
    "connection-not-found": Bearing(_MALFORMED_ID),
    "connection-id-mistyped": Bearing(_MALFORMED_ID),
    "connection-id-wrong-kind": Bearing(_MALFORMED_ID),
    "connection-mismatch": Bearing(_ID),
    "connection-not-active": Bearing(ANY - {Symptom.REFUSED, Symptom.SIGNED_OUT}),
    "connection-job-empty": Bearing(_ID),
    "connection-job-mismatch": Bearing(_ID),
    "connection-job-id-mistyped": Bearing(_MALFORMED_ID),
    "connection-job-id-wrong-kind": Bearing(_MALFORMED_ID),
    "job-work-not-found": Bearing(_ID),
    "job-work-in-other-connection": Bearing(_ID),
    "job-work-id-mistyped": Bearing(_MALFORMED_ID),
    "job-work-id-wrong-kind": Bearing(_MALFORMED_ID),
    "no-job-works": Bearing(_ID),
    "external-id-reused": Bearing(_EMPTY),  # the newer import may take the place of the older one
    # the artifacts
    "artifacts-absent": Bearing(_ARTIFACTS),
    "artifact-not-attached": Bearing(_ARTIFACTS),
    "artifact-on-other-job-work": Bearing(_ARTIFACTS),
    "artifact-pending": Bearing(_UNFINISHED),
    "artifact-stuck": Bearing(_UNFINISHED),
    "artifact-failed": Bearing(_UNFINISHED),
    "artifact-cancelled": Bearing(_UNFINISHED),
    "artifact-status-unknown": Bearing(_UNFINISHED, Acts.SUPPORT),
    "artifact-completed-without-url": Bearing(_UNFINISHED, Acts.SUPPORT),
}


def with_bearing(check: Check) -> Check:
    """Return a check whose codes have their bearing; KeyError for a code that the table lacks."""
    codes = (replace(code, shows=BEARING[code.code].shows, acts=BEARING[code.code].acts) for code in check.codes)
    return replace(check, codes=tuple(codes))
