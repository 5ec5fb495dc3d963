"""Reads a ticket as the customer wrote it: bytes in, a :class:`Reading` out, nothing asked of any network.

Recognised by content: free text, e-mail, Markdown, curl (bash, Windows cmd, PowerShell), fetch(), Invoke-WebRequest,
HAR 1.2, HTTP as text (proxies, ``.http`` files, logs), exports of API clients (Postman, Insomnia, Bruno, Hoppscotch,
Thunder Client, Charles), links, JSON (requests, responses, ticket files, escaped in strings), GraphQL documents, TOML
ticket files; several of them in one text.
"""

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
from diagnose.intake.reader import read_sources

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
