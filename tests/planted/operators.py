"""The faults of cosmic-ray's operators: a comparison turned round, a number one off, ``and`` for ``or``."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import partial

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.planted.fault import Candidate, annotated_columns, lines_that_say_nothing

_USED = re.compile(
    r"core/(?:AddNot|NumberReplacer|ZeroIterationForLoop|Replace(?:True|False|And|Or|Break|Continue)With\w+"
    r"|ReplaceUnaryOperator_Delete_(?:Not|USub)|ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_Div|BitOr_BitAnd)"
    r"|ReplaceComparisonOperator_(?:Eq_NotEq|NotEq_Eq|Lt_(?:LtE|GtE)|LtE_(?:Lt|Gt)|Gt_(?:GtE|LtE)|GtE_(?:Gt|Lt)"
    r"|Is_IsNot|IsNot_Is|In_NotIn|NotIn_In))"
)
"""Takes ``Lt_LtE``; leaves ``Eq_Is``, which changes nothing for a text, and ``Add_Pow``, which any run trips over."""


def by_line(text: str) -> dict[int, list[Candidate]]:
    """Return every fault that the operators make of a module, by the line that it stands in."""
    tree = ast.parse(text)
    silent, annotated = lines_that_say_nothing(tree), annotated_columns(tree)
    found: dict[int, list[Candidate]] = defaultdict(list)
    nodes = [*ast_nodes(get_ast(text))]
    for name in filter(_USED.fullmatch, operator_names()):
        operator = get_operator(name)()
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if line not in silent and column not in annotated.get(line, ()):
                kind = name.removeprefix("core/")
                found[line].append(Candidate(kind, line, partial(mutate_code, text, operator, occurrence)))
    return found
