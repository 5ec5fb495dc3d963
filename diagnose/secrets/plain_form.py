r"""The one form in which secrets are looked for, whatever way a text writes them.

``%54ok``, ``&#84;ok``, ``T\u006fk``, ``To\u200bk``, ``T o k`` and base64 of ``Tok`` are one text here. The same steps
lead from a finished file (quick, without positions) and from a text that is to be masked (with the place that each
character came from), so that the masker masks whatever the gate would find.
"""

from __future__ import annotations

import binascii
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from diagnose.invisible import CONTROLS, NO_WIDTH, UNWRITABLE

_ROUNDS: Final = 4
"""Times that escapes are undone: JSON in a URL in HTML in JSON; deeper nesting stays as it is."""
_SHORTEST_RUN: Final = 16
"""Base64 characters that may hide a short secret: 12 bytes."""
_TOP: Final = 0x10FFFF
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "sol": "/", "bsol": "\\",
                 "plus": "+", "equals": "=", "period": ".", "lowbar": "_", "hyphen": "-", "dash": "-", "colon": ":",
                 "num": "#", "percnt": "%", "commat": "@", "excl": "!", "dollar": "$", "quest": "?", "semi": ";",
                 "ast": "*", "lpar": "(", "rpar": ")", "tilde": "~", "shy": "", "zwj": "", "zwnj": "", "lrm": "",
                 "rlm": "", "NewLine": "\n", "Tab": "\t", "ensp": " ", "emsp": " ", "thinsp": " "}  # fmt: skip
_SPACES: Final = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class _Step:
    """One way to make a text plainer: every match of the pattern is written anew."""

    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str]
    may_be_in: Callable[[str], bool] = lambda _: True
    """A quick look that saves the search."""
    whole: Callable[[str], str] | None = None
    """A quicker way to do the same to a whole text, for which no positions are kept."""


@dataclass(frozen=True)
class Plain:
    """A text in a plainer form. ``starts`` and ``ends`` say where each character stood in the text it was read from.

    They are None where nobody wants to know: a finished file of ten megabytes is only searched.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the first text that a stretch of this one came from."""
        if self.starts is None or self.ends is None:
            raise ValueError("a text that was read without positions has none")
        return self.starts[start], self.ends[end - 1]

    def rewritten(self, step: _Step) -> Plain:
        """Return the text after one step; itself when there is nothing to do."""
        if not step.may_be_in(self.text):
            return self
        if step.whole and self.starts is None:
            written = step.whole(self.text)
            return self if written == self.text else Plain(written)
        if step.pattern.search(self.text) is None:
            return self
        if self.starts is None or self.ends is None:
            return Plain(step.pattern.sub(step.write, self.text))
        pieces: list[str] = []
        starts, ends, at = array("L"), array("L"), 0
        for match in step.pattern.finditer(self.text):
            written, (begin, end) = step.write(match), match.span()
            if written == match[0]:  # left as it is: each character keeps its own place
                continue
            pieces += [self.text[at:begin], written]
            starts.extend(self.starts[at:begin])
            ends.extend(self.ends[at:begin])
            first, last = self.place(begin, end)
            starts.extend([first] * len(written))
            ends.extend([last] * len(written))
            at = end
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Plain("".join([*pieces, self.text[at:]]), starts, ends)

    def lowered(self) -> Plain:
        """Return the text in small letters, character by character."""
        lower = self.text.lower()
        if len(lower) != len(self.text):  # a capital I with a dot becomes two characters
            lower = "".join(small if len(small := sign.lower()) == 1 else sign for sign in self.text)
        return Plain(lower, self.starts, self.ends)

    def decoded(self, octets: bytes, start: int, signs: int, of: int) -> Plain:
        """Return the joined form of bytes that a stretch of the text stands for, ``signs`` characters ``of`` bytes."""
        if self.starts is None or self.ends is None:
            return Plain(octets.translate(None, _GAPS).lower().decode("latin-1"))
        kept = [at for at, octet in enumerate(octets) if octet not in _GAPS]
        firsts = array("L", (self.starts[start + at * signs // of] for at in kept))
        lasts = array("L", (self.ends[start - (-(at + 1) * signs // of) - 1] for at in kept))
        return Plain(bytes(octets[at] for at in kept).lower().decode("latin-1"), firsts, lasts)


def with_places(text: str) -> Plain:
    """Return a text whose characters remember where they stood."""
    return Plain(text, range(len(text)), range(1, len(text) + 1))


# Each of the ways to write one character, with what it takes: ``%2F%c3%a9``, ``&#x2f;`` and ``&#0047``, ``&amp;``,
# ``\u{2f}``, ``\u002f``, ``\U0000002f``, ``\x2f``, ``\n``, ``\"``; what our own outputs write for characters that
# nobody sees; and tags that stand within words, ``<wbr>``, ``<code class="id">``. It leaves ``100% of``, ``AT&T``.
# The sign comes first and is looked back at, for then the search skips all else quickly.
_ESCAPE: Final = re.compile(
    "[%&\\\\<\u2039](?:"
    r"(?<=%)(?P<percent>[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*)"
    r"|(?<=&)(?:\#[xX](?P<hex>[0-9a-fA-F]{1,8});?|\#(?P<decimal>[0-9]{1,9});?|(?P<named>[a-zA-Z]{2,7});)"
    r"|(?<=\\)(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|U(?P<eight>[0-9a-fA-F]{8})"
    r"|x(?P<octets>[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*)|(?P<space>[nrt])|(?P<bare>.))"
    "|(?<=[\u2039<])U\\+(?P<shown>[0-9A-F]{4,6})[\u203a>]"
    r"|(?<=<)(?P<tag>/?(?:wbr|bdi|code|span|b|i|em|strong|mark|tspan|u|br)(?: class=\"[\w -]{0,40}\")? ?/?>))",
    re.DOTALL,
)
_CODES: Final = {"hex": 16, "decimal": 10, "braced": 16, "four": 16, "eight": 16, "shown": 16}


def _unescaped(match: re.Match[str]) -> str:
    name = match.lastgroup or ""
    written = match[name]
    if name in _CODES:
        code = int(written, _CODES[name])
        return chr(code) if code <= _TOP else match[0]
    match name:
        case "percent":
            return _text_of(written.replace("%", ""))
        case "octets":
            return _text_of(written.replace("\\x", ""))
        case "named":
            return _NAMED.get(written, match[0])
        case "space":
            return _SPACES[written]
        case "bare":
            return written
        case _:
            return ""


def _text_of(digits: str) -> str:
    octets = bytes.fromhex(digits)
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _nothing(_: re.Match[str]) -> str:
    return ""


_CONTROLS_BUT_BREAKS: Final = CONTROLS.replace("\x00-\x1f", "\x00-\x08\x0b\x0c\x0e-\x1f")
_UNSEEN_ASCII: Final = _Step(re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"), _nothing)
_UNSEEN_SIGNS: Final = re.compile(f"[{NO_WIDTH}{_CONTROLS_BUT_BREAKS}{UNWRITABLE}]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7e]+")


def _without_unseen_signs(text: str) -> str:
    return _BEYOND_ASCII.sub(lambda found: _UNSEEN_SIGNS.sub("", found[0]), text)


_UNSEEN: Final = _Step(_UNSEEN_SIGNS, _nothing, lambda text: not text.isascii(), _without_unseen_signs)
_ESCAPES: Final = _Step(_ESCAPE, _unescaped)
_BARE_EQUALS: Final = re.compile(r"=(?![0-9A-F]{2}|[ \t]{0,8}(?:\r?\n|\Z)|[ \t\u2026])")
_LONGEST_LINE: Final = 76
"""Characters of a line of quoted-printable; each ``=`` in it begins a code, or ends it (RFC 2045, 6.7)."""


def _unquoted(match: re.Match[str]) -> str:
    """Leave ``sig=4A…`` of an address and the padding of base64, which only look like it."""
    text, (start, end) = match.string, match.span()
    before = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1 or max(0, start - _LONGEST_LINE)
    after = text.find("\n", end, end + _LONGEST_LINE)
    if _BARE_EQUALS.search(text, before, end + _LONGEST_LINE if after < 0 else after + 1):
        return match[0]
    return _text_of(match["octets"].replace("=", "")) if match["octets"] else ""


_QUOTED_PRINTABLE: Final = _Step(
    re.compile(r"=(?:[ \t]{0,8}\r?\n|[ \t]{1,8}|\u2026)|(?P<octets>(?:=[0-9A-F]{2})+)"), _unquoted
)
"""A line that goes on ends in ``=``; a clause that was made of the text has a blank, or its end, for the line break."""
_QUOTATION: Final = _Step(re.compile(r"\n[ \t]{0,8}[>|][\s>|]*|\s[>|]{1,8}\s(?:[>|]{1,8}\s)*"), lambda _: "\n")
"""What stands before each line of a quotation, also where a clause was made of its lines."""
_BLANKS: Final = _Step(re.compile(r"\s+"), _nothing, whole=lambda text: "".join(text.split()))
_GAPS: Final = b" \t\n\r\x0b\x0c\0"
"""White space; and NUL, every second byte of UTF-16."""
_HEX_SIGNS: Final = b"0123456789abcdefABCDEF"
_BASE64_SIGNS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGITS: Final = bytes(sign if sign in _HEX_SIGNS else ord("0") for sign in range(256))
_SEXTETS: Final = bytes({45: 43, 95: 47}.get(sign, sign if sign in _BASE64_SIGNS else 65) for sign in range(256))
"""``-`` and ``_`` of the alphabet for addresses are ``+`` and ``/``; anything else is an ``A``."""


def readable(text: Plain) -> Iterator[Plain]:
    """Yield the text with its escapes undone, words still apart; once more as quoted-printable where it may be that."""
    for _ in range(_ROUNDS):
        before, text = text, _without_unseen(text).rewritten(_ESCAPES)
        if text is before:
            break
    else:
        text = _without_unseen(text)
    yield text
    quoted = text.rewritten(_QUOTED_PRINTABLE)
    if quoted.text != text.text:
        yield _without_unseen(quoted)


def _without_unseen(text: Plain) -> Plain:
    return text.rewritten(_UNSEEN_ASCII).rewritten(_UNSEEN)


def joined(text: Plain) -> Plain:
    """Return a readable text without white space and in small letters: the form in which windows are compared."""
    return _as_one_word(text).lowered()


def _as_one_word(text: Plain) -> Plain:
    """A key that was wrapped, in a quotation too, is one word again."""
    return text.rewritten(_QUOTATION).rewritten(_BLANKS)


def hidden(text: Plain) -> Iterator[Plain]:
    """Yield, in the joined form, what a readable text holds as hexadecimal digits or base64, at every offset.

    All runs are read at once: what is no digit counts as one, so that each run is read right at one of the offsets.
    """
    word = _as_one_word(text)
    signs = word.text.encode("ascii", "replace")
    if len(signs) < _SHORTEST_RUN:
        return
    digits = signs.translate(_DIGITS)
    for skipped in (0, 1):
        yield word.decoded(binascii.a2b_hex(digits[skipped : _whole(len(digits), skipped, 2)]), skipped, 2, 1)
    sextets = signs.translate(_SEXTETS)
    for skipped in range(4):
        yield word.decoded(binascii.a2b_base64(sextets[skipped : _whole(len(sextets), skipped, 4)]), skipped, 4, 3)


def _whole(length: int, skipped: int, group: int) -> int:
    return skipped + (length - skipped) // group * group


def spelled(text: str) -> tuple[str, ...]:
    """Return the joined forms of a secret: as it stands, as a form writes it, and as it comes out of base64."""
    octets = text.encode("utf-8", "surrogatepass").translate(None, _GAPS).lower().decode("latin-1")
    forms = [joined(next(readable(Plain(text)))), joined(Plain(text)), Plain(octets)]
    if " " in text:
        forms.append(joined(Plain(text.replace(" ", "+"))))
    return tuple(dict.fromkeys(form.text for form in forms))


def most_lost(text: str, length: int) -> int:
    """Return how many of so many characters in a row the joined form of a secret may lose at most."""
    gone = [0]
    for sign in text:
        gone.append(gone[-1] + (sign.isspace() or sign == "\\"))
    return max((after - before for before, after in zip(gone, gone[length:], strict=False)), default=gone[-1])
