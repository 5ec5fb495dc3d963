"""A fault: a module's text with one thing changed in it."""

from __future__ import annotations

import ast
import difflib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """The text of the module at ``path`` (below the root) after one change: of what ``kind``, and in which line."""

    path: str
    kind: str
    line: int
    text: str

    def difference(self, before: str) -> str:
        """Return the lines that were changed, with ``-`` and ``+``."""
        lines = difflib.unified_diff(before.splitlines(), self.text.splitlines(), n=0, lineterm="")
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


@dataclass(frozen=True)
class Candidate:
    """A change that can be made: what it does to the module's text, or None where it does nothing."""

    kind: str
    line: int
    changed: Callable[[], str | None]


def drawn(path: str, candidates: Mapping[int, Sequence[Candidate]], each: int, seed: str) -> list[Planted]:
    """Return ``each`` faults of a module in different lines, drawn by chance: first a line, then what happens there."""
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again
    found: list[Planted] = []
    for line in chance.sample(sorted(candidates), len(candidates)):
        candidate = chance.choice(candidates[line])
        if len(found) < each and (text := candidate.changed()) is not None:
            found.append(Planted(path, candidate.kind, line, text))
    return found


def lines_that_say_nothing(tree: ast.AST) -> frozenset[int]:
    """Return the lines in which a change changes nothing that runs: annotations, imports, decorators, docstrings,
    what is written for the type checker.
    """
    return frozenset(line for lines in _silent(tree) for line in lines)


def annotated_columns(tree: ast.AST) -> dict[int, range]:
    """Return the columns of annotations of assignments, by their line."""
    assigned = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)]
    return {note.lineno: range(note.col_offset, note.end_col_offset or 0) for note in assigned}


def _silent(tree: ast.AST) -> Iterator[range]:
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                yield _lines(node)
            case ast.FunctionDef(decorator_list=decorators) | ast.AsyncFunctionDef(decorator_list=decorators):
                yield from map(_lines, decorators)
                yield from (_lines(annotation) for annotation in _annotations(node) if annotation.lineno > node.lineno)
                yield range(node.lineno, node.body[0].lineno) if node.body[0].lineno > node.lineno else range(0)
            case ast.ClassDef(decorator_list=decorators):
                yield from map(_lines, decorators)
                yield range(node.lineno, node.lineno + 1)
            case ast.AnnAssign(value=None):
                yield _lines(node)
            case ast.Expr(value=ast.Constant(value=str())):
                yield _lines(node)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield _lines(node)
            case _:
                pass


def _annotations(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    yield from (argument.annotation for argument in every if argument.annotation)
    if node.returns:
        yield node.returns


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
