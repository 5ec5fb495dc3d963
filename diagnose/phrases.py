"""Words for people, written once: counts, lists, ages, articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from diagnose.outside import like


def count(number: int, noun: str) -> str:
    """``1 job work``, ``5 job works``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def every(number: int, noun: str) -> str:
    """``1 artifact``, ``both artifacts``, ``all 5 artifacts``."""
    return f"both {noun}s" if number == 2 else f"{'all ' if number > 1 else ''}{count(number, noun)}"  # noqa: PLR2004


def listed(items: Sequence[str], most: int = 3) -> str:
    """``a, b and c``; beyond ``most``, ``a, b, c and 4 more``."""
    shown, rest = [f"{item}" for item in items[:most]], len(items) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def either(items: Sequence[str], most: int = 3) -> str:
    """``a, b or c``; beyond ``most``, ``a, b, c or 4 more``."""
    shown = [*(f"{item}" for item in items[:most]), *([f"{len(items) - most:,} more"] if len(items) > most else [])]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def sentence(clause: str) -> str:
    """End a clause, which may already end in a question or in a full stop."""
    return f"{clause}" if clause.endswith(("?", ".")) else f"{clause}."


def clause(text: str) -> str:
    """Somebody else's sentence as the rest of one's own: on one line, without its full stop."""
    return like(text, " ".join(text.split()).rstrip(".")) or "no words"


def age(span: timedelta) -> str:
    """A time span as people say it: ``40 seconds``, ``3 hours``, ``2 days``."""
    seconds = max(0, int(span.total_seconds()))
    for size, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return count(seconds // size, noun)
    return count(seconds, "second")


def with_article(words: str) -> str:
    """``a job work``, ``an artifact``."""
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def share(number: int, total: int, noun: str) -> str:
    """``the job work``, ``both job works``, ``all 5 job works``, ``3 of the 5 job works``."""
    if number < total:
        return f"{number:,} of the {total:,} {noun}s"
    match total:
        case 1:
            return f"the {noun}"
        case 2:
            return f"both {noun}s"
        case _:
            return f"all {total:,} {noun}s"


def opening(query: str) -> str:
    """A query's name at the beginning of a sentence: ``Query 1``; an operation's own name stays as it is."""
    return f"Q{query[1:]}" if query.startswith("query ") else query


_MASKED_NOUNS: Final = {
    "external-id": "external ID", "id": "ID", "file": "file name", "value": "unknown word", "email": "e-mail address",
    "header-value": "header value", "address": "address", "ticket": "ticket reference", "operation": "operation name",
    "platform": "platform", "url": "URL", "phone": "telephone number", "ssn": "SSN", "ein": "EIN",
    "card": "card number", "account": "account number", "birthday": "date of birth", "person": "personal name",
    "firm": "firm name", "text": "other text", "words of the ticket": "quoted word", "secret": "secret",
}  # fmt: skip


def masked_words(kinds: Mapping[str, int]) -> str:
    """``2 external IDs, 1 file name and 1 secret``: what was masked, by the kinds of the report's own list."""
    said = [count(number, _MASKED_NOUNS.get(kind, kind)) for kind, number in kinds.items() if number > 0]
    return listed([words.replace("addresss", "addresses") for words in said], 30)
