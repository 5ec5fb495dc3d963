"""The query documents, and the guard that lets nothing but queries and the login exchange out."""

from __future__ import annotations

from diagnose.gateway.documents.sendable import (
    DocumentError,
    MutationRefused,
    check_sendable,
    document,
    document_of,
    minified,
    operations,
    read_document,
)

__all__ = [
    "DocumentError",
    "MutationRefused",
    "check_sendable",
    "document",
    "document_of",
    "minified",
    "operations",
    "read_document",
]
