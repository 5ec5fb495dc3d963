"""Addresses and files in a text: e-mail addresses, URLs, the names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.opaque_shapes import has_few_digits, is_known, is_opaque
from diagnose.redaction.plain_words import is_plain
from diagnose.redaction.stretches import PersonalStretch
from diagnose.redaction.vocabulary import words

_OUR_MAIL: Final = frozenset({"support@filed.com", "help@filed.com", "hello@filed.com"})
_OUR_HOSTS: Final = re.compile(
    r"(?:[a-z0-9-]+\.)*filed\.com|localhost|127\.\d+\.\d+\.\d+|::1|\[::1\]|example\.(?:com|org|net)"
)
_OUR_PAGES: Final = frozenset({"docs.filed.com", "docs.apps.filed.com"})
_AT: Final = re.compile("@|%40")
"""As it stands, and as an address has it in its query."""
_LOCAL: Final = re.compile(r"[\w.+%'-]")
_DOMAIN: Final = re.compile(
    r"(?:\[[\d.:a-fA-F]{3,40}\]|[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w-]{0,62}[^\W_])?){1,8})"
)
_MOST_LOCAL: Final = 64
"""Signs before the @: RFC 5321, 4.5.3.1.1."""

_URL: Final = re.compile(
    r"(?<![\w+])(?:[a-zA-Z][a-zA-Z0-9+.-]{1,15}://|www\.(?=[\w-]+\.))"
    r"(?:[^\s<>\"`\u2018-\u201f|\[]|\[(?:[\w.-]{1,20} ){1,4}\d{1,6}\]|\[){1,4096}"
)
"""A secret in it may be masked already: ``https://me:[redacted password 5]@host``."""
_AFTER_URL: Final = ".,;:!?'*"
_SHUT: Final = {")": "(", "]": "[", "}": "{"}

_ENDINGS: Final = (
    "pdf|docx?|xlsx?|xlsm|pptx?|csv|tsv|txt|rtf|odt|ods|jpe?g|png|gif|tiff?|bmp|heic|webp|zip|rar|7z|eml|msg|har|qbo|qfx"
    "|qbw|ofx|tax|t[12]\\d|numbers|pages|key|mov|mp4|m4a|html?|json|xml"
)
_FILE_END: Final = re.compile(rf"\.(?:{_ENDINGS})(?![\w]|\.\w)", re.IGNORECASE)
_IN_NAME: Final = re.compile(r"[\w.()&'\u2019+,%~#@\[\]-]")
_BETWEEN: Final = re.compile(r"[ \u00a0]")
_BEFORE_FILE: Final = words(
    """
    a an the of for from to in into on at by with without as is was are were be been called named file files document
    documents attachment attachments image scan upload uploading uploaded download downloading downloaded read reading
    open opening opened parse parsing parsed process processing processed fetch fetching fetched load loading loaded
    convert converting import importing imported extract extracting extracted find found found: see get getting save
    saving saved write writing send sending sent attach attached attaching rename copy move could not cannot can't
    couldn't failed error errors invalid corrupt corrupted encrypted unsupported missing broken empty damaged source
    path name filename key object resource artifact input output that which this while and or but has have had does
    because processed skip skipped skipping delete deleted replace replaced use using used unreadable password protected
    s3 line lines
    """
)
_MOST_WORDS: Final = 8
_MOST_SIGNS: Final = 200


def addresses(text: str) -> Iterator[PersonalStretch]:
    """Yield the e-mail addresses and URLs that are not ours, and the names of files that say more than their kind."""
    yield from _mails(text)
    yield from _urls(text)
    yield from _files(text)


def _mails(text: str) -> Iterator[PersonalStretch]:
    for sign in _AT.finditer(text):
        start = sign.start()
        while start > 0 and sign.start() - start < _MOST_LOCAL and _LOCAL.match(text, start - 1):
            start -= 1
        while start < sign.start() and text[start] in "'.-":
            start += 1
        domain = _DOMAIN.match(text, sign.end())
        if domain and start < sign.start() and text[start : domain.end()].casefold() not in _OUR_MAIL:
            yield PersonalStretch(start, domain.end(), PersonalKind.EMAIL)


def _urls(text: str) -> Iterator[PersonalStretch]:
    for found in _URL.finditer(text):
        end = _url_end(found[0])
        if not is_our_address(found[0][:end]):
            yield PersonalStretch(found.start(), found.start() + end, PersonalKind.URL)


def _url_end(address: str) -> int:
    """A full stop or a bracket behind an address belongs to the sentence."""
    end = len(address)
    while end > 1:
        last = address[end - 1]
        if last in _AFTER_URL or (last in _SHUT and address.count(last, 0, end) > address.count(_SHUT[last], 0, end)):
            end -= 1
        else:
            break
    return end


def is_our_address(address: str) -> bool:
    """Tell whether an address is the gateway's, its documentation's or this machine's, and says no more than that."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return False
    if not _OUR_HOSTS.fullmatch(host) or parts.username or parts.query:
        return False
    return host in _OUR_PAGES or all(_is_plain_step(step) for step in unquote(parts.path).split("/") if step)


def _is_plain_step(step: str) -> bool:
    return is_opaque(step) or is_known(step) or all(is_plain(word) for word in re.split(r"[-_.]", step))


def _files(text: str) -> Iterator[PersonalStretch]:
    for ending in _FILE_END.finditer(text):
        start = _file_start(text, ending.start())
        if start < ending.start() and not is_plain_file(text[start : ending.end()]):
            yield PersonalStretch(start, ending.end(), PersonalKind.FILE)


def _file_start(text: str, end: int) -> int:
    """Go back from the dot: over the word, and over words before it, as far as they can belong to the name."""
    bound = max(0, end - _MOST_SIGNS)
    start = _word_start(text, end, bound)
    for _ in range(_MOST_WORDS):
        if start <= bound or not _BETWEEN.match(text, start - 1):
            break
        before = _word_start(text, start - 1, bound)
        word = text[before : start - 1]
        if not word or word[-1] in ".,;:" or word.casefold().strip("'\"(") in _BEFORE_FILE:
            break
        start = before
    while start < end and text[start] in "'(.,[":
        start += 1
    return start


def _word_start(text: str, end: int, bound: int) -> int:
    start = end
    while start > bound and _IN_NAME.match(text, start - 1):
        start -= 1
    return start


def is_plain_file(name: str) -> bool:
    """Tell whether a file's name says nothing but what it is: ``document.pdf``, ``scan-12.png``, ``ticket.eml``."""
    stem, _, ending = name.rpartition(".")
    if not stem:
        stem = ending
    words = [word for word in re.split(r"[\s_.-]+", stem) if word]
    if is_opaque(stem) or is_known(stem):
        return True
    return 0 < len(words) <= _MOST_WORDS and all(map(_is_plain_part, words)) and has_few_digits(stem)


def _is_plain_part(word: str) -> bool:
    return is_plain(word) or (word.isdigit() and len(word) <= 4) or is_opaque(word)  # noqa: PLR2004 - a year
