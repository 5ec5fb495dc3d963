"""What can be wrong with a customer's query, as values."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.outside import Told


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a query, as a clause; ``line`` and ``column`` count from 1 in the query's own text.

    ``certain`` is True only where the documentation is complete or a documented name is obviously meant: everything
    else may exist on the real gateway all the same. ``name`` is what it is about, such as the argument that is not
    known; empty where nothing has a name. ``left_over`` marks what is mostly left over from another mistake.
    """

    text: str
    line: int
    column: int
    certain: bool
    suggestion: str | None = None
    name: str = ""
    left_over: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", Told(self.text))

    @property
    def where(self) -> str:
        """The place, in words."""
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True)
class VariableProblem:
    """One thing wrong with the variables, as a clause; ``certain`` is False for what the gateway may well ignore."""

    text: str
    certain: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", Told(self.text))


@dataclass(frozen=True)
class NotJudged:
    """A query is too long or too deep to be held against the schema; ``why`` is a clause that says which."""

    why: str
