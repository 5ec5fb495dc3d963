"""Who wrote and who is written to: names in the headers of e-mails, behind a salutation, below a closing line.

Nobody is judged here: what a report must not tell is decided where it is written, and it asks for these names.
"""

from __future__ import annotations

import email.header
import re
from collections.abc import Iterator

MOST_PEOPLE = 300
"""Names of one ticket that are kept."""
_MOST_TEXT = 1_000_000
_LONGEST = 80
# ``From: "Doe, Jane" <jane@acme.test>, Will <w@acme.test>``, also within a quotation.
_HEADER = re.compile(
    r"^[>|\s]{0,8}\*{0,2}(?:from|to|cc|bcc|sender|reply-to|von|an|de|para|author|reporter|requester|assignee|contact)"
    r"\*{0,2}[ \t]{0,3}:[ \t]{0,3}(?P<who>[^\r\n]{1,400})",
    re.IGNORECASE | re.MULTILINE,
)
# ``Jane Doe``, ``"Doe, Jane"`` before an address in angle brackets, or alone;
# leaves the end of an address that stands alone.
_WHO = re.compile(
    r"\"(?P<quoted>[^\"<>@]{2,80})\"|(?<![\w@.+-])(?P<bare>[^\s\"<>@,;:][^\"<>@,;:]{0,79})(?=\s*(?:<|,|;|$))"
)
_ON_WROTE = re.compile(
    r"^[>|\s]{0,8}(?:On|Am) [^\r\n]{4,80}?[,\d] "
    r"(?P<who>[^\r\n<>\d,]{2,60}?) "
    r"(?:<[^>\r\n]{1,100}> )?(?:wrote|schrieb)",
    re.MULTILINE,
)
_SALUTATION = re.compile(
    r"^[>|\s]{0,8}(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|hallo|liebe[r]?|guten tag|bonjour|hola)"
    r"[ \t,]{1,3}(?P<who>[^\r\n,!.:;]{2,60})",
    re.IGNORECASE | re.MULTILINE,
)
# A closing line, then up to four lines of whoever wrote it.
_CLOSING = re.compile(
    r"^[>|\s]{0,8}(?:(?:kind|best|warm|many|with|all|yours|sincerely|mit|viele|beste|freundliche|cordialement|saludos)?"
    r"[ \t]{0,2}(?:kind|best|warm|freundlichen|freundliche)?[ \t]{0,2}"
    r"(?:regards|wishes|thanks|thank you(?: [a-z ]{1,30})?"
    r"|cheers|sincerely|truly|gr(?:ü|ue)(?:ß|ss)en?|the best|best|br|rgds|vg|mfg|cordialement|saludos)[ \t]{0,2}[,.!]?"
    r"|--|—|__{1,40})[ \t]*\r?\n(?P<lines>(?:[^\r\n]{0,120}\r?\n?){1,5})",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_IN_NAMES = "@:=<>{}[]0123456789"
_PART = re.compile(r"[|•·,/\u2013\u2014]| - ")


def people_in(text: str) -> Iterator[str]:
    """Yield the names of people and firms that a text's headers, salutations and signatures hold, as written."""
    text = text[:_MOST_TEXT]
    for found in (*_HEADER.finditer(text), *_ON_WROTE.finditer(text)):
        yield from _addressees(found["who"])
    yield from (name for found in _SALUTATION.finditer(text) if _is_called(name := found["who"].strip()))
    for closing in _CLOSING.finditer(text):
        yield from _signature(closing["lines"])


def _addressees(who: str) -> Iterator[str]:
    names = ((found["quoted"] or found["bare"]).strip() for found in _WHO.finditer(_decoded(who)))
    yield from (name for name in names if not any(sign in _NOT_IN_NAMES for sign in name))


def _decoded(text: str) -> str:
    """Decode the encoded words of a header (RFC 2047); as it stands when they are broken."""
    try:
        return str(email.header.make_header(email.header.decode_header(text))) if "=?" in text else text
    except (LookupError, ValueError):
        return text


def _signature(lines: str) -> Iterator[str]:
    """Yield the parts of the lines below a closing, up to an empty one that follows the first; no addresses."""
    begun = False
    for line in lines.splitlines():
        bare = line.strip().lstrip(">| \t").strip("*_ ")
        if not bare and begun:
            return
        begun = begun or bool(bare)
        parts = (part.strip(" .,") for part in _PART.split(bare))
        yield from (part for part in parts if _may_be_a_name(part))


def _is_called(name: str) -> bool:
    """``Jane``, ``Mr Doe``; leaves ``our call returns nothing``, which follows a greeting as well."""
    words = name.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() for word in words) and _may_be_a_name(name)  # noqa: PLR2004


def _may_be_a_name(part: str) -> bool:
    return 1 < len(part) <= _LONGEST and part[0].isupper() and not any(sign in part for sign in _NOT_IN_NAMES)
