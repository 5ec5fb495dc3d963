"""A document with its misspelt names put right, where the documented schema leaves no doubt which are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    NamedTypeNode,
    NameNode,
    ObjectFieldNode,
    Visitor,
    print_ast,
    visit,
)

from diagnose.customer.problems import NotJudged, Problem
from diagnose.customer.query import CustomerDocument

T = TypeVar("T", FieldNode, ArgumentNode, ObjectFieldNode, NamedTypeNode)


def respelled(document: DocumentNode, problems: Sequence[Problem] | NotJudged) -> tuple[DocumentNode, list[str]]:
    """Return the document with the names that are meant, and a clause for each that changed.

    Nothing changes where something else is certainly wrong as well, or comes to light then: it would still be refused.
    """
    certain = [problem for problem in problems if problem.certain] if not isinstance(problems, NotJudged) else []
    meant = {(each.line, each.column, each.name): each.suggestion for each in certain if each.suggestion}
    if len(meant) < len(certain):
        return document, []
    names = _Names(meant)
    spelled: DocumentNode = visit(document, names)
    whole = len(names.changes) == len(meant) and not _wrong(CustomerDocument(print_ast(spelled)).problems)
    return (spelled, names.changes) if whole else (document, [])


def _wrong(problems: Sequence[Problem] | NotJudged) -> bool:
    return isinstance(problems, NotJudged) or any(problem.certain for problem in problems)


class _Names(Visitor):
    """Changes the names at the places of problems."""

    def __init__(self, meant: dict[tuple[int, int, str], str]) -> None:
        super().__init__()
        self._meant = meant
        self.changes: list[str] = []

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode | None:
        """Change a field's name."""
        return self._named(node)

    def leave_argument(self, node: ArgumentNode, *_: object) -> ArgumentNode | None:
        """Change an argument's name."""
        return self._named(node)

    def leave_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode | None:
        """Change the name of an object's key."""
        return self._named(node)

    def leave_named_type(self, node: NamedTypeNode, *_: object) -> NamedTypeNode | None:
        """Change a type's name."""
        return self._named(node)

    def _named(self, node: T) -> T | None:
        start = node.loc.start_token if node.loc else None
        right = self._meant.get((start.line, start.column, node.name.value)) if start else None
        if right is None:
            return None
        self.changes.append(f"`{node.name.value}` is spelled `{right}`")
        return replace(node, name=NameNode(value=right))
