"""Values from outside: texts that know, wherever a sentence takes them up, where they came from.

Nothing is masked before the checks decide, and no finished text is searched for what must not leave: a client may be
called Will, a firm Connection Tax. So the values themselves carry it. They compare, hash and sort like any text; put
into a sentence (``f"{value}"``, ``listed(values)``) they bring marks along, which say where the value begins, where it
ends and of what sort it is. The one boundary where reports are written resolves the marks (:func:`pieces`). They are
noncharacters of Unicode, taken out of what comes from outside when it is marked, and never leave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, SupportsIndex, TypeVar

__all__ = [
    "Address",
    "ExternalId",
    "FileName",
    "ForeignWord",
    "HeaderValue",
    "OperationName",
    "Outside",
    "OutsideId",
    "Platform",
    "Quote",
    "Reference",
    "Told",
    "as_marked",
    "like",
    "pieces",
    "unmarked",
]

_BEGIN: Final = "\U0010fffe"
_END: Final = "\U0010ffff"
_SORTS: Final = "".join(chr((plane << 16) + last) for plane in range(1, 13) for last in (0xFFFE, 0xFFFF))
_ANY: Final = re.compile(f"[{_BEGIN}{_END}{_SORTS}]")
_STRETCH: Final = re.compile(f"{_BEGIN}([{_SORTS}])([^{_BEGIN}{_END}]*){_END}?")

T = TypeVar("T", bound="Outside")


class Outside(str):
    """Free text from outside; the subclasses are texts of a known sort."""

    __slots__ = ()

    def __format__(self, spec: str, /) -> str:
        return as_marked(self, str.__format__(self, spec))

    def __repr__(self) -> str:
        shown = str.__repr__(self)
        return f"{shown[0]}{as_marked(self, self if self.isprintable() else shown[1:-1])}{shown[-1]}"

    def __str__(self) -> str:
        return self

    def __getitem__(self: T, key: SupportsIndex | slice, /) -> T:
        return type(self)(str.__getitem__(self, key))

    def __reduce__(self) -> tuple[type[Outside], tuple[str]]:
        return type(self), (str.__str__(self),)


def _staying(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def same_sort(self: Outside, *args: Any) -> Outside:
        return type(self)(method(self, *args))

    same_sort.__name__ = name
    return same_sort


for _name in (
    "strip",
    "lstrip",
    "rstrip",
    "removeprefix",
    "removesuffix",
    "replace",
    "casefold",
    "lower",
    "capitalize",
):
    # A part or a form of such a text is from outside as well.
    setattr(Outside, _name, _staying(_name))


class Told(Outside):
    """Somebody else's sentence: an error, a reason. What is useful of it stays."""

    __slots__ = ()


class Quote(Outside):
    """The ticket's own words."""

    __slots__ = ()


class OutsideId(Outside):
    """What stood where an ID belongs."""

    __slots__ = ()


class ExternalId(Outside):
    """The customer's own ID of a work or an artifact."""

    __slots__ = ()


class FileName(Outside):
    """The name of a file."""

    __slots__ = ()


class ForeignWord(Outside):
    """A status, a type, a key, the name of an operation: one of a set that is not documented."""

    __slots__ = ()


class HeaderValue(Outside):
    """What a header of the customer's says."""

    __slots__ = ()


class Address(Outside):
    """The address that the customer sent a request to."""

    __slots__ = ()


class OperationName(Outside):
    """The name that the customer gave a query."""

    __slots__ = ()


class Platform(Outside):
    """What the run calls itself to the gateway."""

    __slots__ = ()


class Reference(Outside):
    """The ticket's reference."""

    __slots__ = ()


_ALL_SORTS: Final[tuple[type[Outside], ...]] = (
    Told,
    Quote,
    OutsideId,
    ExternalId,
    FileName,
    ForeignWord,
    HeaderValue,
    Address,
    Reference,
    OperationName,
    Platform,
)
_BY_SORT: Final = dict(zip(_SORTS, _ALL_SORTS, strict=False))
_SORT_OF: Final = {kind: sort for sort, kind in _BY_SORT.items()}


def as_marked(value: Outside, shown: str) -> str:
    """Return a writing of the value with the marks of its sort; marks within it were somebody else's."""
    return "".join((_BEGIN, _SORT_OF.get(type(value), _SORT_OF[Told]), _ANY.sub("", shown), _END))


def like(value: str, form: str) -> str:
    """Return another form of a value, from outside as it is."""
    return type(value)(form) if isinstance(value, Outside) else form


def pieces(text: str) -> Iterator[str | Outside]:
    """Take a text apart: what stands between marks as a value of its sort, the rest as plain text, in order.

    A stretch that was cut off before its end goes as far as the text does; single marks are left out.
    """
    if isinstance(text, Outside):
        yield text
        return
    at = 0
    for stretch in _STRETCH.finditer(text):
        yield _ANY.sub("", text[at : stretch.start()])
        yield _BY_SORT.get(stretch[1], Told)(stretch[2])
        at = stretch.end()
    yield _ANY.sub("", text[at:])


def unmarked(text: str) -> str:
    """Return the text as it reads: without any marks."""
    return _ANY.sub("", text)
