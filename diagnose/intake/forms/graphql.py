"""A GraphQL document that stands on its own in a text."""

from __future__ import annotations

import re

from diagnose.intake.content.document_extent import PARAGRAPH, document_end
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.graphql_json import Envelope, request_seen
from diagnose.intake.content.sightings import Remark, Sighting
from diagnose.intake.source.limits import VAIN

_SHORTHAND = r"\{\s{0,64}+(?:me|health|__schema|__typename|__type)\b(?!\s{0,8}+(?:[:=]|\"))"
_DOCUMENT = (
    r"(?:query|mutation|subscription)\b(?:[ \t]{1,8}+[A-Za-z_]\w{0,100}+)?\s{0,8}+(?=\{|@\w|\(\s{0,64}+\$)"
    r"|fragment[ \t]{1,8}+\w{1,100}+[ \t]{1,8}+on[ \t]{1,8}+\w{1,100}+\s{0,8}+(?=[{@])"
)


def read_graphql(stretch: Stretch) -> Claim | Vain | None:
    """Read the document that begins here; one that is cut off reaches to the end of its paragraph."""
    text, start = stretch.source.text, stretch.start
    if text[start] == "{":
        end, whole = document_end(text, start, start, stretch.limit)
        return Claim(end, _document(stretch, end, whole=True)) if whole else Vain(end)
    if start and (text[start - 1].isalnum() or text[start - 1] in "_-.$/:"):
        return None
    end, whole = document_end(text, start, stretch.after, stretch.limit)
    if whole:
        return Claim(end, _document(stretch, end, whole=True))
    cost = VAIN + end - start
    if cost >= stretch.budget:
        return Vain(end, cost=cost)
    paragraph = PARAGRAPH.search(text, stretch.after, end)
    end = paragraph.start() if paragraph else end
    return Claim(end, _document(stretch, end, whole=False), cost=cost)


def _document(stretch: Stretch, end: int, *, whole: bool) -> tuple[Sighting, ...]:
    traced = stretch.source.slice(stretch.start, end)
    line = traced.line_at(0)
    cut = () if whole else (Remark(line, "A GraphQL document ends before its last bracket."),)
    return *cut, *request_seen(Envelope("graphql", line), traced.text, traced)


GRAPHQL = StretchForm("graphql", re.compile(f"{_DOCUMENT}|{_SHORTHAND}"), read_graphql)
