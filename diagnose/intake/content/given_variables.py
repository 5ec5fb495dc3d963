"""Which members of an object are the variables of a document: those that it declares, also under a mistyped name.

``{"workspace_id": "W"}`` beside ``$workspaceId`` is a variable that the gateway never sees; the ``traceId`` of a log
line that shows the same IDs is none.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

from diagnose.intake.content.document_reading import DocumentReading

_LONGEST = 60
"""Characters of a name that is compared."""
_NEAR = 0.8
"""Of two names' letters, those that must be alike."""
_MOST = 40
"""Members of an object that are compared: variables are few."""


def variables_among(keys: Collection[str], document: DocumentReading) -> frozenset[str]:
    """Return the keys that are variables of a document; none unless one of them is declared, or nearly.

    A name that is not declared counts where one that is missing is much like it, or where it is the only one and the
    query cannot run for want of another.
    """
    declared = document.variables & set(keys)
    missing = document.variables - declared
    strays = [key for key in keys if key not in declared][:_MOST]
    mistyped = {key for key in strays if any(_alike(key, name) for name in missing)}
    if declared and len(strays) == 1 and document.required & missing:
        mistyped |= {*strays}
    return declared | mistyped


@lru_cache(maxsize=4096)
def _alike(key: str, name: str) -> bool:
    mine, its = _stem(key), _stem(name)
    if not mine or not its or max(len(mine), len(its)) > _LONGEST:
        return False
    return mine == its or SequenceMatcher(None, mine, its, autojunk=False).ratio() >= _NEAR


def _stem(name: str) -> str:
    """Return a name's letters without what plural and ``Id`` add: ``connection_ids`` is ``connection``."""
    letters = "".join(char for char in name[: _LONGEST * 2] if char.isalnum()).lower()
    for ending in ("ids", "id", "s"):
        if len(letters) > len(ending):
            letters = letters.removesuffix(ending)
    return letters
