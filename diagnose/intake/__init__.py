"""Reads a ticket as the customer wrote it: bytes in, a :class:`Reading` out, nothing asked of any network.

Recognised by content: free text, e-mail, Markdown, curl (bash, Windows cmd, PowerShell), fetch(), Invoke-WebRequest,
HAR 1.2, HTTP as text (proxies, ``.http`` files, logs), exports of API clients (Postman, Insomnia, Bruno, Hoppscotch,
Thunder Client, Charles), links, JSON (requests, responses, ticket files, escaped in strings), GraphQL documents, TOML
ticket files; several of them in one text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.intake.model import (
    Ambiguity,
    AuthorizationForm,
    CustomerRequest,
    FoundId,
    FoundSecret,
    Grounds,
    Note,
    Reading,
    SavedResponse,
    SecretKind,
    Slots,
    Source,
    SourceInfo,
    ToldSymptom,
    UnreadableSourceError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "Ambiguity",
    "AuthorizationForm",
    "CustomerRequest",
    "FoundId",
    "FoundSecret",
    "Grounds",
    "Note",
    "Reading",
    "SavedResponse",
    "SecretKind",
    "Slots",
    "Source",
    "SourceInfo",
    "ToldSymptom",
    "UnreadableSourceError",
    "read_sources",
]


def read_sources(sources: Sequence[Source], *, late: Callable[[], bool] = lambda: False) -> Reading:
    """Read a ticket from its sources, in their order: :func:`diagnose.intake.reader.read_sources` with all forms."""
    # Loaded late: the forms take 0.1 s, and a ticket whose IDs are given as options needs none of them.
    from diagnose.intake import reader  # noqa: PLC0415

    return reader.read_sources(sources, late=late)
