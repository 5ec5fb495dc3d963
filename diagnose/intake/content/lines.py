"""On which line of the customer's file each string of a JSON value stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json, walk


@dataclass(frozen=True)
class Lines:
    """The lines of a value's strings by their path; ``line`` stands for what has none of its own.

    ``places`` holds offsets in ``traced``, or lines where that is None. ``prefix`` leads to the value that is looked
    at, so that no copy is made for each of its members; ``wrapped`` leading keys of a path are none of the places'.
    ``left_out`` leads to what stood there in code and is in no value, since only running the code would tell it.
    """

    line: int
    places: Mapping[Path, int] = field(default_factory=dict)
    traced: Traced | None = None
    prefix: Path = ()
    wrapped: int = 0
    left_out: Collection[Path] = ()

    @property
    def complete(self) -> bool:
        """True when nothing is left out of the value that is looked at."""
        return not any(path[: len(self.prefix)] == self.prefix for path in self.left_out)

    def at(self, *path: str | int) -> int:
        """Return the line of the string at ``path``."""
        place = self.places.get((*self.prefix, *path[self.wrapped :]))
        if place is None:
            return self.line
        return place if self.traced is None else self.traced.line_at(place)

    def below(self, *path: str | int) -> Lines:
        """Return the lines as seen from the value at ``path``."""
        prefix = (*self.prefix, *path[self.wrapped :])
        return replace(self, prefix=prefix, wrapped=max(self.wrapped - len(path), 0))

    def under_key(self) -> Lines:
        """Return the lines of ``{key: value}`` in place of the value."""
        return replace(self, wrapped=self.wrapped + 1)

    def from_first_string_of(self, value: Json) -> Lines:
        """Return the lines with that of the value's first string in place of :attr:`line`."""
        path = next((path for path, part in walk(value) if isinstance(part, str)), None)
        return self if path is None else replace(self, line=self.at(*path))
