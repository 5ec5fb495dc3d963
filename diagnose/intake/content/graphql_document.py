"""A GraphQL document, read for what it asks for: by its grammar, or by its words when that cannot be.

graphql-core reads the document, with its token limit on; it is imported only when there is a document to read.
"""

from __future__ import annotations

from functools import lru_cache

from diagnose.foreign_text import cut
from diagnose.graphql_text import MAX_TOKENS, Parsed, Unparsed, parse_text
from diagnose.intake.content.document_reading import DocumentReading, Use, by_words

__all__ = ["DocumentReading", "Use", "read_document"]


@lru_cache(maxsize=1024)
def read_document(text: str) -> DocumentReading:
    """Read a document. Never raises: one that is not GraphQL, or is too long, is read word by word."""
    match parse_text(text):
        case Parsed(document):
            # Loaded late: it costs 0.12 s of CPU, which a ticket without any document does not pay.
            from diagnose.intake.content.graphql_nodes import read_nodes  # noqa: PLC0415

            return read_nodes(document)
        case Unparsed("too-long"):
            return by_words(text, f"it has more than {MAX_TOKENS:,} tokens")
        case Unparsed("too-deep"):
            return by_words(text, "it is nested too deeply")
        case Unparsed(error=error):
            return by_words(text, f"it is not valid GraphQL ({cut(error.message, 200)})")
