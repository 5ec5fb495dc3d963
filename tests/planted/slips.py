"""The faults of people's hands: arguments in the wrong order, the neighbouring field, a line that was forgotten."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from tests.planted.fault import Candidate, lines_that_say_nothing

Change: TypeAlias = tuple[str, ast.expr | ast.stmt, str]
"""Of what kind, what is replaced, and by what text."""
_BRACKETS: Mapping[type[ast.AST], tuple[str, str]] = {ast.Tuple: ("(", ")"), ast.Set: ("{", "}"), ast.List: ("[", "]")}


def by_line(text: str) -> dict[int, list[Candidate]]:
    """Return every such fault of a module, by the line that it stands in."""
    tree = ast.parse(text)
    silent = lines_that_say_nothing(tree)
    found: dict[int, list[Candidate]] = defaultdict(list)
    for kind, node, instead in _changes(tree, text):
        if node.lineno not in silent:
            found[node.lineno].append(Candidate(kind, node.lineno, partial(_replaced, text, node, instead)))
    return found


def _changes(tree: ast.Module, text: str) -> Iterator[Change]:
    notes = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)]
    patterns = [node for node in ast.walk(tree) if isinstance(node, ast.pattern)]
    left_alone = {inner for node in (*notes, *patterns) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in left_alone or isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.expr):
            yield from _of_an_expression(node, text)
        elif isinstance(node, ast.stmt):
            yield from _of_a_statement(node, text)
    yield from _neighbouring_fields(tree, text)


def _of_an_expression(node: ast.expr, text: str) -> Iterator[Change]:
    said = partial(_said, text)
    match node:
        case ast.Call(args=[first, second, *others], keywords=keywords) if not _starred(first, second):
            rest = [*map(said, others), *map(said, keywords)]
            yield "arguments swapped", node, f"{said(node.func)}({', '.join([said(second), said(first), *rest])})"
        case ast.IfExp():
            yield "branches swapped", node, f"({said(node.orelse)} if {said(node.test)} else {said(node.body)})"
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", node, said(node.operand)
        case ast.Compare(comparators=[ast.Constant(value=str() as value) as constant]) if len(value) > 1:
            yield "wrong constant", constant, repr(value[:-1])
        case ast.Constant(value=str() as value) if "|" in value and said(node).startswith(("r'", 'r"')):
            yield from _alternatives_dropped(node, said(node))
        case _:
            yield from _of_several(node, text)


def _of_several(node: ast.expr, text: str) -> Iterator[Change]:
    """Leave one out."""
    said = partial(_said, text)
    match node:
        case ast.Tuple(elts=[_, _, *_], ctx=ast.Load()) | ast.Set(elts=[_, _, *_]) | ast.List(elts=[_, _, *_]):
            opening, closing = _BRACKETS[type(node)]
            for left_out in node.elts:
                kept = ", ".join(said(element) for element in node.elts if element is not left_out)
                yield "element dropped", node, f"{opening}{kept},{closing}"
        case ast.Dict(keys=[_, _, *_]) if None not in node.keys:
            for left_out in node.values:
                both = zip(node.keys, node.values, strict=True)
                kept = ", ".join(f"{said(key)}: {said(value)}" for key, value in both if key and value is not left_out)
                yield "element dropped", node, f"{{{kept}}}"
        case ast.BoolOp(values=[_, _, *_]):
            joined = f" {'and' if isinstance(node.op, ast.And) else 'or'} "
            for left_out in node.values:
                kept = joined.join(said(value) for value in node.values if value is not left_out)
                yield "condition dropped", node, f"({kept})"
        case _:
            pass


def _said(text: str, part: ast.AST) -> str:
    return ast.get_source_segment(text, part) or ""


def _alternatives_dropped(node: ast.expr, literal: str) -> Iterator[Change]:
    for found in re.finditer(r"(?<=[(:|])[\w -]+\||\|[\w -]+(?=[)|])", literal):
        yield "alternative dropped", node, literal[: found.start()] + literal[found.end() :]


def _of_a_statement(node: ast.stmt, text: str) -> Iterator[Change]:
    match node:
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign():
            yield "statement dropped", node, "pass"
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield "statement dropped", node, "yield from ()"
        case ast.If(orelse=[], body=[ast.Return() | ast.Continue() | ast.Raise()]):
            yield "guard dropped", node, "pass"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "nothing returned", value, "None"
        case ast.Raise():
            yield "nothing raised", node, "pass"
        case _:
            pass


def _neighbouring_fields(tree: ast.Module, text: str) -> Iterator[Change]:
    """Take the field that is asked for nearby of the value of the same name."""
    asked = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)]
    fields: dict[str, list[ast.Attribute]] = defaultdict(list)
    for node in asked:
        fields[_said(text, node.value)].append(node)
    for base, nodes in fields.items():
        for one, other in pairwise(nodes):
            if one.attr != other.attr and base not in {"re", "ast", "json"}:
                yield "wrong field", one, f"{base}.{other.attr}"


def _starred(*arguments: ast.expr) -> bool:
    return any(isinstance(argument, ast.Starred) for argument in arguments)


def _replaced(text: str, node: ast.expr | ast.stmt, instead: str) -> str | None:
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    before, after = lines[node.lineno - 1][: node.col_offset], lines[(node.end_lineno or 1) - 1][node.end_col_offset :]
    middle = before + instead.encode() + after
    changed = b"".join((*lines[: node.lineno - 1], middle, *lines[node.end_lineno :])).decode()
    try:
        compile(changed, "planted", "exec")
    except SyntaxError:
        return None
    return changed
