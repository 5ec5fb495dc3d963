"""GraphQL's rules for documents, each with the words for breaking it.

graphql-core's own rule classes find the mistakes; the words come from the rule that is broken and from the nodes that
break it, never from a message. Where the nodes do not tell enough, the rule is one of ours. Who breaks the rules of
GraphQL itself is certainly wrong; fields, keys, values and types of which no page has the whole list may exist all the
same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import graphql as core
from graphql import FieldNode, GraphQLError, Node, ValidationContext, ValidationRule

from diagnose.customer.documented import WHOLE_ARGUMENTS, WHOLE_TYPES, holders_of, obvious
from diagnose.customer.values import Misfit, hint, meant_by, misfits


@dataclass(frozen=True)
class Said:
    """A mistake in words; the fields are those of :class:`~diagnose.customer.problems.Problem`."""

    text: str
    certain: bool = True
    suggestion: str | None = None
    name: str = ""
    left_over: bool = False


class Mistake(GraphQLError):
    """A mistake that one of our own rules reports, in words already."""

    def __init__(self, said: Said, node: Node | None) -> None:
        super().__init__(said.text, node)
        self.said = said


Words: TypeAlias = Callable[[Sequence[Node], ValidationContext], Said]


# -- rules of ours


class BracesRule(ValidationRule):
    """Objects have fields in braces, values have none, and braces are not empty (which graphql-core lets pass)."""

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Compare the field's type with what follows the field."""
        kind, name, braces = self.context.get_type(), node.name.value, node.selection_set
        if kind and braces and core.is_leaf_type(core.get_named_type(kind)):
            self.report_error(Mistake(Said(f"`{name}` has no fields of its own", name=name), braces))
        elif braces and not braces.selections:
            self.report_error(Mistake(Said(f"the braces after `{name}` are empty", name=name), node))
        elif kind and not braces and not core.is_leaf_type(core.get_named_type(kind)):
            self.report_error(Mistake(Said(f"`{name}` needs fields of its own, in braces", name=name), node))


class NeededArgumentsRule(ValidationRule):
    """Every argument that is required is given."""

    def leave_field(self, node: FieldNode, *_: object) -> None:
        """Look on leaving, so that what is wrong further inside is said first."""
        declared = self.context.get_field_def()
        self._missing(node, node.name.value, declared.args if declared else {})

    def leave_directive(self, node: core.DirectiveNode, *_: object) -> None:
        """The same for ``@include`` and ``@skip``, which need their condition."""
        declared = self.context.schema.get_directive(node.name.value)
        self._missing(node, f"@{node.name.value}", declared.args if declared else {})

    def _missing(
        self, node: FieldNode | core.DirectiveNode, holder: str, declared: dict[str, core.GraphQLArgument]
    ) -> None:
        given = {argument.name.value for argument in node.arguments or ()}
        for name, argument in declared.items():
            if name not in given and core.is_required_argument(argument):
                self.report_error(Mistake(Said(f"{holder} needs the argument `{name}`", name=name), node))


class FittingValuesRule(ValidationRule):
    """Literals fit the arguments that they are given to, and defaults their variables."""

    def enter_argument(self, node: core.ArgumentNode, *_: object) -> None:
        """Hold the whole value against the argument's type."""
        declared = self.context.get_argument()
        if declared:
            self._hold(node.value, declared.type)

    def enter_variable_definition(self, node: core.VariableDefinitionNode, *_: object) -> None:
        """Hold a default against the type that is declared."""
        kind = core.type_from_ast(self.context.schema, node.type)
        if node.default_value and core.is_input_type(kind):
            self._hold(node.default_value, kind)

    def _hold(self, value: core.ValueNode, kind: core.GraphQLInputType) -> None:
        for misfit in misfits(value, kind):
            self.report_error(Mistake(_said(misfit), misfit.node))


def _said(misfit: Misfit) -> Said:
    return Said(misfit.words, misfit.certain, misfit.suggestion, misfit.name)


# -- words for graphql-core's rules


def _name(nodes: Sequence[Node]) -> str:
    """The name of the first node: itself, or the one that it carries."""
    node = nodes[0]
    named = node if isinstance(node, core.NameNode) else getattr(node, "name", None)
    return named.value if isinstance(named, core.NameNode) else ""


def _plainly(text: str, *, certain: bool = True, left_over: bool = False) -> Words:
    """Words that need no more than the name."""

    def words(nodes: Sequence[Node], _: ValidationContext) -> Said:
        name = _name(nodes)
        return Said(text.format(name=name), certain, None, name, left_over)

    return words


def _field(nodes: Sequence[Node], context: ValidationContext) -> Said:
    parent, name = context.get_parent_type(), _name(nodes)
    meant = meant_by(name, getattr(parent, "fields", {}))
    where = hint(meant) or holders_of(name)
    holder = parent.name if parent else ""
    return Said(f"{holder} has no field `{name}`{where}", holder in WHOLE_TYPES or obvious(name, meant), meant, name)


def _argument(nodes: Sequence[Node], context: ValidationContext) -> Said:
    name, directive = _name(nodes), context.get_directive()
    if directive:
        meant = meant_by(name, directive.args)
        return Said(f"@{directive.name} has no argument `{name}`{hint(meant)}", True, meant, name)
    declared, parent = context.get_field_def(), context.get_parent_type()
    known = declared.args if declared else {}
    holder = next((key for key, field in getattr(parent, "fields", {}).items() if field is declared), "the field")
    meant = meant_by(name, known)
    certain = holder in WHOLE_ARGUMENTS or obvious(name, meant)
    return Said(f"{holder} has no argument `{name}`{hint(meant)}", certain, meant, name)


def _type(nodes: Sequence[Node], context: ValidationContext) -> Said:
    name = _name(nodes)
    meant = meant_by(name, context.schema.type_map)
    return Said(f"the type `{name}` is not documented{hint(meant)}", obvious(name, meant), meant, name)


def _variable_name(nodes: Sequence[Node]) -> str:
    node = nodes[0]
    return node.variable.name.value if isinstance(node, core.VariableDefinitionNode) else _name(nodes)


def _unused_variable(nodes: Sequence[Node], _: ValidationContext) -> Said:
    name = _variable_name(nodes)
    return Said(f"`${name}` is declared, but never used", name=name, left_over=True)


def _misplaced_variable(nodes: Sequence[Node], context: ValidationContext) -> Said:
    definition, use = nodes
    name = _variable_name(nodes)
    declared = core.print_ast(definition.type) if isinstance(definition, core.VariableDefinitionNode) else ""
    operations = (node for node in context.document.definitions if isinstance(node, core.OperationDefinitionNode))
    usages = (usage for operation in operations for usage in context.get_recursive_variable_usages(operation))
    wanted = next((str(usage.type) for usage in usages if usage.node is use), "another type")
    return Said(f"`${name}` is declared {declared}, but is used where {wanted} is needed", name=name)


def _spread(nodes: Sequence[Node], context: ValidationContext) -> Said:
    node = nodes[0]
    if isinstance(node, core.FragmentSpreadNode):
        fragment = context.get_fragment(node.name.value)
        condition = fragment.type_condition if fragment else None
    else:
        condition = node.type_condition if isinstance(node, core.InlineFragmentNode) else None
    parent, name = context.get_parent_type(), condition.name.value if condition else "that type"
    return Said(f"{parent} is never a {name}, so the fragment is not allowed there", False, None, name)


def _definition(nodes: Sequence[Node], _: ValidationContext) -> Said:
    name = _name(nodes) or "schema"
    return Said(f"`{name}` is a definition for a schema, not for a query", name=name)


def _cycle(nodes: Sequence[Node], _: ValidationContext) -> Said:
    name = _name(nodes[-1:])
    return Said(f"the fragment `{name}` contains itself", name=name)


def _directive(nodes: Sequence[Node], context: ValidationContext) -> Said:
    name = _name(nodes)
    if context.schema.get_directive(name):
        return Said(f"the directive `@{name}` is not allowed there", True, None, name)
    return Said(f"the directive `@{name}` is not documented", False, None, name)


def _conflict(nodes: Sequence[Node], _: ValidationContext) -> Said:
    node = nodes[0]
    name = node.alias.value if isinstance(node, FieldNode) and node.alias else _name(nodes)
    return Said(f"`{name}` is selected twice in different ways (use an alias)", name=name)


def _operation(nodes: Sequence[Node], _: ValidationContext) -> Said:
    node = nodes[0]
    kind = node.operation.value if isinstance(node, core.OperationDefinitionNode) else "operation"
    return Said(f"a {kind} is not documented", False)


def _condition(nodes: Sequence[Node], _: ValidationContext) -> Said:
    kind = core.print_ast(nodes[0])
    return Said(f"no fragment can be on {kind}, which has no fields", name=kind)


def _declared(nodes: Sequence[Node], _: ValidationContext) -> Said:
    kind = core.print_ast(nodes[0])
    return Said(f"no variable can be declared {kind}, which is only for responses", name=kind)


RULES: tuple[tuple[type[core.ASTValidationRule], Words | None], ...] = (
    (core.ExecutableDefinitionsRule, _definition),
    (core.KnownOperationTypesRule, _operation),
    (core.UniqueOperationNamesRule, _plainly("two operations are named `{name}`")),
    (
        core.LoneAnonymousOperationRule,
        _plainly("an operation without a name must be the only one, and there are several"),
    ),
    (core.KnownTypeNamesRule, _type),
    (core.FragmentsOnCompositeTypesRule, _condition),
    (core.VariablesAreInputTypesRule, _declared),
    (BracesRule, None),
    (core.FieldsOnCorrectTypeRule, _field),
    (core.UniqueFragmentNamesRule, _plainly("two fragments are named `{name}`")),
    (core.KnownFragmentNamesRule, _plainly("the fragment `{name}` is used, but not defined in the query")),
    (core.NoUnusedFragmentsRule, _plainly("the fragment `{name}` is never used", left_over=True)),
    (core.PossibleFragmentSpreadsRule, _spread),
    (core.NoFragmentCyclesRule, _cycle),
    (core.UniqueVariableNamesRule, _plainly("`${name}` is declared twice")),
    (core.NoUndefinedVariablesRule, _plainly("`${name}` is used, but not declared")),
    (core.NoUnusedVariablesRule, _unused_variable),
    (core.KnownDirectivesRule, _directive),
    (core.UniqueDirectivesPerLocationRule, _plainly("the directive `@{name}` is given twice")),
    (core.KnownArgumentNamesRule, _argument),
    (core.UniqueArgumentNamesRule, _plainly("the argument `{name}` is given twice")),
    (FittingValuesRule, None),
    (NeededArgumentsRule, None),
    (core.VariablesInAllowedPositionRule, _misplaced_variable),
    (core.OverlappingFieldsCanBeMergedRule, _conflict),
    (core.UniqueInputFieldNamesRule, _plainly("the key `{name}` is given twice")),
)
"""The rules, in graphql-core's order, and their words; None for a rule of ours, which brings its own.

Left out are those for ``@defer``, ``@stream`` and subscriptions, none of which the documented schema has (the rules
above say so), and the bound of introspection, which each server sets for itself.
"""
