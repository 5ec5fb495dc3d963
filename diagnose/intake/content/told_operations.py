"""What words say that an answer near them answers: one of the creations.

GraphQL sends an error without data and without a path for a creation that could not even begin, so that nothing in
the answer tells what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 300
_MOST_TEXT = 40_000
_SENTENCE = re.compile(r"[^.!?\n]{1,300}+")
_NAMED = re.compile(r"\b(createJobWorkArtifacts|createJobWorks)\b", re.IGNORECASE)
_NAMES = {name.lower(): name for name in ("createJobWorks", "createJobWorkArtifacts")}
_CREATING = re.compile(
    r"(?i)\b(?:creat(?:e|es|ed|ing|ion)|add(?:ed|ing)|upload\w*|register(?:ed|ing)|anlegen|anzulegen|angelegt|anlage"
    r"|erstell\w*|hochlad\w*|hochgeladen|cr[ée]{1,2}(?:er|ation|ant|ons|es?)|ajout\w*|crea(?:r|ci[oó]n|ndo|mos|d[oa]s?)"
    r"|sub(?:ir|imos|iendo|ida)|creat[oaie]|crea(?:re|zione)|caricat[oaie]|cria(?:r|mos|d[oa]s?|[cç][aã]o)|envia(?:r|mos)"
    r"|aanmak\w*|aangemaakt\w*|toegevoegd\w*|ge[uü]pload)\b"
)
_ARTIFACTS = re.compile(r"(?i)\b(?:job[ -]?work[ -]?)?art[eéi]fa(?:c|k|ct)\w*")
_JOB_WORKS = re.compile(r"(?i)\bjob[ -]?works?\b")
_LISTING = re.compile(
    r"(?i)\b(?:quer(?:y|ies|ied|ying)|getjobworks|abfrag\w*|requ[eê]tes?|consult\w*|list(?:e|ing|ed)?|afterwards?"
    r"|after|nachdem|danach|ensuite|apr[eè]s|despu[eé]s)\b"
)
"""The sentence is about what was asked once they were created."""


def told_operations(text: str) -> Iterator[tuple[int, str | None]]:
    """Yield where a sentence names an operation, and which: ``createJobWorks``, ``createJobWorkArtifacts``.

    None stands for a query, so that a creation told before it is not taken for what the query's answer answers.
    """
    for match in _SENTENCE.finditer(text, 0, _MOST_TEXT):
        found, operation = _told(match[0])
        if found:
            yield match.start(), operation


def _told(sentence: str) -> tuple[bool, str | None]:
    if named := {name.lower() for name in _NAMED.findall(sentence)}:
        return True, _NAMES[named.pop()] if len(named) == 1 and not _LISTING.search(sentence) else None
    if _LISTING.search(sentence):
        return True, None
    if not _CREATING.search(sentence):
        return False, None
    if _ARTIFACTS.search(sentence):
        return True, "createJobWorkArtifacts"
    return (True, "createJobWorks") if _JOB_WORKS.search(sentence) else (False, None)
