"""What can be an ID at all, wherever it stands: the one definition, used by every form and by the gathering.

A slot often holds something that only stands for an ID: a template's placeholder, a mask, a word of HTTP. None of them
names anything, and none is ever "cleaned" into an ID.
"""

from __future__ import annotations

import re
from typing import Literal

from diagnose.ids import MAX_ID_LENGTH

_TEMPLATE = re.compile(r"\$\{|\{\{|\{%|<%|#\{|%\(\w|\[\[|\$\(|<\?|\}\}|%>|@\{")
"""What only a template language writes, anywhere in a value: ``${process.env.X}``, ``{{ _.x }}``, ``<%= x %>``."""
_PLACEHOLDER = re.compile(
    r"""(?xi)
      < [^<>]* > | \{ [a-z_] [a-z_.\s-]* \} | \{\} | \$ [\w.:]* | % \w+ % | :[a-z_]\w* | @[a-z_]\w* | __\w+__
    | \? | %[sdv] | \[ [^\[\]\d]{2,80} \] | \\? \( [a-z_][\w.?!]{0,80} \)
    | [+&.]\s{0,2} [a-z_$][\w.$()?!>-]{0,80} \s{0,2}[+&.]
    | (?:your|my|the|our|insert|paste|some|ihre?|deine?|meine?|votre|mon|ma|su|tu|mi)[-_ ](?!\w*\d).*
    | (?:filed[-_ ])?(?:workspace|connection|connection[-_ ]?job|job|job[-_ ]?work|work|artifact)s?
      (?:[-_ ]?(?:uu)?ids?(?:[-_ ]?\d{1,2}|[-_ ][a-z])?)?(?:[-_ ]?here)?
    | (?:uu)?ids? | string | null | none | nil | undefined | nan | todo | tbd | n/?a | example | placeholder
    """
)
"""The whole of it: ``<workspace-id>``, ``$JOB_WORK_ID``, ``:id``, ``YOUR_ID``, ``job_id_1``, ``\\(ws.id)``,
``' + cfg.ws + '``; not ``connection_7``, and no dotted name alone: in quotes it may be an ID."""
_CONSTANT = re.compile(
    r"(?=(?:[A-Z\d]{1,20}_){0,6}(?:ID|IDS|UUID|HERE)(?:_|$))[A-Z]{1,20}(?:_[A-Z]{1,20}){0,6}(?:_\d{1,2})?"
)
"""A constant's name in code: ``WS_ID``, ``ID_DEL_WORKSPACE``, ``JW_ID_2``; not ``JOB_WORK_33001``."""
_MASK = re.compile(
    r"""(?xi) [*…•●█▓■◼]|\.{2,}|x{4,}|\#{3,}|_{4,}|-{4,}|\?{2,} | (?<![^\W_])x{3}(?![^\W_])
    | redact|masked|anonymi|geschw[aä]rzt|entfernt|ausgeblendet|masqu[eé]|supprim[eé]|ocult|eliminad"""
)
"""Anywhere in a value: ``dae35375-****-…``, ``96f7…7eff``, ``connection_XXXX``, ``[REDACTED]``."""
_HTTP_WORD = re.compile(r"(?i)keep-alive|close|upgrade|te|chunked|gzip|deflate|identity|trailers")

_SURELY_AN_ID = re.compile(r"(?:[a-z]{3,12}_){0,2}[0-9]{1,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Most IDs: ``job_work_17``, ``789``, a UUID. None of them stands for anything else, and it takes one look to tell."""

Nothing = Literal["a placeholder", "masked", "a word of HTTP"]
"""What a value is that names nothing, in words."""


def names_nothing(text: str) -> Nothing | None:
    """Tell what a value is that stands where an ID belongs and is none; None for what may be one."""
    if _SURELY_AN_ID.fullmatch(text):
        return None
    bare = text[:400].strip().strip("\"'`").strip()
    if is_template(bare) or _PLACEHOLDER.fullmatch(bare) or _CONSTANT.fullmatch(bare.strip("[]<>{}")):
        return "a placeholder"
    if _MASK.search(bare):
        return "masked"
    return "a word of HTTP" if _HTTP_WORD.fullmatch(bare) else None


def is_template(text: str) -> bool:
    """Tell whether a template's mark stands anywhere in a text, so that something else stands there in the end."""
    return _TEMPLATE.search(text) is not None


def can_be_id(text: str) -> bool:
    """Tell whether a value in an ID's slot may be an ID: there is something, not too long, that names something."""
    return bool(text.strip()) and len(text) <= MAX_ID_LENGTH and names_nothing(text) is None


_SHAPE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|c(?=[a-z]*\d)[a-z0-9]{24}"
    r"|0[0-9A-HJKMNP-TV-Z]{25}",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?i)(?:workspace|connection|job|work|artifact)_\w*\d[\w-]*")
_MOST = 20_000
"""Characters: a longer string in an ID's slot is no list of IDs."""
_BETWEEN_TWO = re.compile(r"\s*[,;|]\s*|\s+")


def has_id_shape(text: str) -> bool:
    """Tell whether a text has the shape that IDs have everywhere: a UUID, a CUID or a ULID."""
    return _SHAPE.fullmatch(text) is not None


def ids_in_one(text: str) -> tuple[str, ...]:
    """Return the IDs in one string of a slot: ``"a,b"`` where each is an ID by its shape; else the string itself."""
    if len(text) > _MOST or not _BETWEEN_TWO.search(text.strip()):
        return (text,)
    parts = tuple(part.strip("\"'[] ") for part in _BETWEEN_TWO.split(text.strip("[] ")))
    return parts if all(has_id_shape(part) or _PREFIXED.fullmatch(part) for part in parts) else (text,)
