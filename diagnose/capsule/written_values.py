"""Frozen values as JSON and back, by their annotations alone: what they do not declare is refused.

What has its default value is left out, so that a field that is added later does not change what was written before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from diagnose.foreign_text import fit
from diagnose.json_value import Json
from diagnose.phrases import with_article
from diagnose.secrets import Secret

T = TypeVar("T")
_Read: TypeAlias = Callable[[Json, str], object]
_NOT_KEPT: Final = Secret("", "secret of the ticket")
_LONGEST_S: Final = 366 * 86400.0
_LARGEST: Final = 2**63
_FIRST_YEAR: Final = 1900


class BadRecord(ValueError):
    """What was read is not what was declared; the message is a clause that says where and what."""


class _AnyJson:
    """Stands for :data:`~diagnose.json_value.Json` in annotations, which says the same of itself without end."""


def written(value: object) -> Json:
    """Return a value as JSON; a secret is never written."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | float():
            return value
        case str():
            return str.__str__(value)
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Secret():
            return None
        case Mapping():
            return {str(written(key)): written(part) for key, part in value.items()}
        case tuple() | list():
            return [written(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {
                field.name: written(part) for field in fields(value) if (part := _told(value, field)) is not MISSING
            }
        case _:
            raise TypeError(f"{type(value).__name__} is nothing that is written")


def _told(value: object, field: Field[Any]) -> object:
    """Return a field's value, MISSING where it has its default."""
    part: object = getattr(value, field.name)
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return MISSING if default is not MISSING and part == default else part


def read(kind: type[T], value: Json, where: str = "it") -> T:
    """Return the value of a declared class. Raises BadRecord: nothing in what is read is trusted."""
    found = _record_of(kind)(value, where)
    if not isinstance(found, kind):
        raise BadRecord(f"{where} is no {kind.__name__}")
    return found


@cache
def _reader(annotation: Any) -> _Read:
    plain = _PLAIN.get(annotation)
    if plain is not None:
        return plain
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _either([_reader(part) for part in parts if part is not NoneType], NoneType in parts)
    if origin is tuple:
        return _list_of(_reader(parts[0])) if parts[-1] is Ellipsis else _row_of([*map(_reader, parts)])
    if origin is Mapping:
        return _mapping_of(_reader(parts[0]), _reader(parts[1]))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _member_of(annotation)
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _record_of(annotation)
    raise TypeError(f"{annotation!r} is nothing that is read")


def _of_type(kind: type[object], called: str) -> _Read:
    def reading(value: Json, where: str) -> object:
        if type(value) is not kind:
            raise BadRecord(f"{where} is {_shown(value)} instead of {called}")
        return value

    return reading


def _shown(value: Json) -> str:
    return (
        "missing" if value is None else with_article({"dict": "object", "str": "text"}.get(_name(value), _name(value)))
    )


def _name(value: object) -> str:
    return type(value).__name__


def _integer(value: Json, where: str) -> object:
    if type(value) is not int or not -_LARGEST < value < _LARGEST:
        raise BadRecord(f"{where} is {_shown(value)} instead of a whole number that can be")
    return value


def _number(value: Json, where: str) -> object:
    if type(value) is int:
        return float(int(str(_integer(value, where))))
    return _of_type(float, "a number")(value, where)


def _moment(value: Json, where: str) -> object:
    """A time with its zone; the years are those that a run, or a token of one, can name."""
    text = str(_of_type(str, "a time")(value, where))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRecord(f"{where} is no time") from error
    if moment.tzinfo is None or not _FIRST_YEAR < moment.year < 9999:  # noqa: PLR2004 - datetime's own limit
        raise BadRecord(f"{where} has no zone, or cannot be")
    return moment


def _span(value: Json, where: str) -> object:
    seconds = _number(value, where)
    if not isinstance(seconds, float) or not 0 <= seconds <= _LONGEST_S:
        raise BadRecord(f"{where} is no time span that can be")
    return timedelta(seconds=seconds)


_PLAIN: Final[Mapping[Any, _Read]] = {
    str: _of_type(str, "a text"),
    int: _integer,
    float: _number,
    bool: _of_type(bool, "true or false"),
    datetime: _moment,
    timedelta: _span,
    Secret: lambda _, __: _NOT_KEPT,
    _AnyJson: lambda value, _: value,
}


def _either(readers: list[_Read], nullable: bool) -> _Read:
    def reading(value: Json, where: str) -> object:
        if value is None and nullable:
            return None
        for reader in readers[:-1]:
            try:
                return reader(value, where)
            except BadRecord:
                continue
        return readers[-1](value, where)

    return reading


def _list_of(reader: _Read) -> _Read:
    def reading(value: Json, where: str) -> object:
        return tuple(reader(part, f"{where}[{index}]") for index, part in enumerate(_parts(value, where)))

    return reading


def _row_of(readers: list[_Read]) -> _Read:
    def reading(value: Json, where: str) -> object:
        parts = _parts(value, where)
        if len(parts) != len(readers):
            raise BadRecord(f"{where} has {len(parts):,} parts instead of {len(readers)}")
        return tuple(reader(part, where) for reader, part in zip(readers, parts, strict=True))

    return reading


def _parts(value: Json, where: str) -> list[Json]:
    if not isinstance(value, list):
        raise BadRecord(f"{where} is {_shown(value)} instead of a list")
    return value


def _members(value: Json, where: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise BadRecord(f"{where} is {_shown(value)} instead of an object")
    return value


def _mapping_of(key: _Read, part: _Read) -> _Read:
    def reading(value: Json, where: str) -> object:
        members = _members(value, where).items()
        return {key(name, where): part(inner, f"{where}.{fit(name, 60)}") for name, inner in members}

    return reading


def _member_of(kind: type[Enum]) -> _Read:
    def reading(value: Json, where: str) -> object:
        for member in kind:
            if member.value == value:
                return member
        raise BadRecord(f"{where} is none of {', '.join(str(member.value) for member in kind)}")

    return reading


def _record_of(kind: Any) -> _Read:
    """Read a frozen dataclass; its fields' readers are made when the first one is read, since some hold their like."""

    def reading(value: Json, where: str) -> object:
        members, declared = _members(value, where), _fields_of(kind)
        if strange := sorted(members.keys() - declared.keys()):
            raise BadRecord(f"{where} has the key {fit(strange[0], 60)!r}, which is not known")
        found = {
            name: reader(members[name], f"{where}.{name}") for name, (reader, _) in declared.items() if name in members
        }
        if lacking := sorted(name for name, (_, needed) in declared.items() if needed and name not in members):
            raise BadRecord(f"{where} lacks {lacking[0]!r}")
        return kind(**found)

    return reading


@cache
def _fields_of(kind: Any) -> dict[str, tuple[_Read, bool]]:
    """Return how each field is read, and whether it must be there."""
    hints = get_type_hints(kind, localns={"Json": _AnyJson})
    return {
        field.name: (_reader(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in _declared(kind)
    }


def _declared(kind: Any) -> Iterable[Field[Any]]:
    return (field for field in fields(kind) if field.init)
