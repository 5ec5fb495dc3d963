"""Artifacts that words name by the customer's own ID: ``the K-1 with external ID file-k1-001``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.ids import Kind
from diagnose.intake.content.id_labels import FILLER
from diagnose.intake.content.mentions import Mention, listed
from diagnose.intake.model import Grounds

_EXTERNAL = re.compile(
    r"(?i)\bextern(?:al|e[nrms]?|a|o)?[ _-]?(?:ids?|kennung(?:en)?|identifiers?)(?![a-z])"
    r"|\b(?:ids?|identifiants?|identificador(?:es)?)[ ]extern(?:es?|os?|as?)(?![a-z])"
)
"""Takes ``external ID``, ``externalId``, ``externe Kennung``, ``ID externe``, ``identificador externo``."""
_ARTIFACT = (
    r"art[eéi]fa(?:c|k|ct)\w*|documents?|documentos?|dokument\w*|beleg\w*|fichiers?|archivos?|ficheros?|recibos?|files?"
    r"|pdfs?|dateien|datei|statements?|receipts?|re[cç]us?|formular\w*|w-?2s?|k-?1s?|1099\w*|1040\w*"
)
_WORK = (
    r"job[ -]?works?|works?|clients?|customers?|households?|returns?|mandant\w*|kunde\w*|clientes?|hogar\w*|foyers?"
    r"|auftr[aä]g\w*"
)
_NOUN = re.compile(rf"(?i)(?<![^\W_])(?:(?P<artifact>{_ARTIFACT})|{_WORK})(?![^\W_])")
_REACH = 80
"""Characters before the label in which the noun stands that it belongs to."""


def external_artifacts(text: str) -> Iterator[Mention]:
    """Yield the IDs behind a label of an external ID whose nearest noun before it is an artifact's.

    A job work or a client has an external ID as well, which names no artifact.
    """
    for label in _EXTERNAL.finditer(text):
        before = re.split(r"[.!?;][ \n]|\n[ \t]*\n", text[max(label.start() - _REACH, 0) : label.start()])[-1]
        noun = next(reversed([*_NOUN.finditer(before)]), None)
        if noun is None or not noun["artifact"]:
            continue
        filler = FILLER.match(text, label.end())
        for start, end in listed(text, filler.end() if filler else label.end(), named=True):
            yield Mention(start, end, Kind.ARTIFACT, Grounds.WORDS)
