"""A veil as a run has it once its report is written: some aliases given out, some IDs of the gateway known."""

from __future__ import annotations

from diagnose.capsule.veil import Veil
from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.known_names import KnownNames
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.secrets import Masker, Secret

GATEWAY = "https://gateway.filed.com/graphql"
TOKEN = "made-up-token-of-nobody-4711"  # noqa: S105


def veil() -> Veil:
    """A veil that knows the person Ann Weatherby, the gateway's ID connection_790, and one secret."""
    masker = Masker([Secret(TOKEN, "access token")])
    table, names, ids = AliasTable(), KnownNames(), frozenset({"connection_790"})
    names.add("Ann Weatherby", PersonalKind.PERSON)
    return Veil(masker.mask, Resolver(table, Scrubber(table, names, ids), ids, GATEWAY, mask=masker.mask))


OPEN = Veil(Masker([Secret(TOKEN, "access token")]).mask)
"""As with ``--show-personal-data``: secrets are masked, people are not."""
