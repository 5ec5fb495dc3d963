"""The rules of ours beside graphql-core's, and the words of each rule. What the words come to: test_validation."""

from __future__ import annotations

import graphql as core
import pytest
from graphql import specified_rules, validate

from diagnose.customer.documented import schema
from diagnose.customer.rules import (
    RULES,
    BracesRule,
    FittingValuesRule,
    Mistake,
    NeededArgumentsRule,
    Words,
)

OURS = (BracesRule, NeededArgumentsRule, FittingValuesRule)


def mistakes(rule: type[core.ASTValidationRule], document: str) -> list[tuple[str, str]]:
    """What one rule alone says of a document, and the name that it is about."""
    found = validate(schema(), core.parse(document), [rule])
    assert all(isinstance(error, Mistake) for error in found)
    return [(error.said.text, error.said.name) for error in found if isinstance(error, Mistake)]


@pytest.mark.parametrize(
    ("rule", "document", "said"),
    [
        (BracesRule, "{ me { id { x } } }", [("`id` has no fields of its own", "id")]),
        (BracesRule, "{ me }", [("`me` needs fields of its own, in braces", "me")]),
        (BracesRule, "{ me { } }", [("the braces after `me` are empty", "me")]),
        (BracesRule, "{ me { id } unknown }", []),
        (NeededArgumentsRule, "{ me { id @include } }", [("@include needs the argument `if`", "if")]),
        (
            NeededArgumentsRule,
            'mutation { createJobWorks(connectionJobId: "j") { id } }',
            [("createJobWorks needs the argument `inputs`", "inputs")],
        ),
        (NeededArgumentsRule, "{ unknown me { id @unknown } }", []),
        (NeededArgumentsRule, "{ me { workspaces { id } } }", []),
        (
            FittingValuesRule,
            "query($x: Int = true) { me { id } }",
            [("true is given where a whole number (Int) is needed", "")],
        ),
        (FittingValuesRule, "query($x: Unknown = 1) { me { id @unknown(a: 1) } }", []),
    ],
)
def test_a_rule_of_ours_says_its_mistakes(
    rule: type[core.ASTValidationRule], document: str, said: list[tuple[str, str]]
) -> None:
    """In words already; what is not documented at all, another rule says."""
    assert mistakes(rule, document) == said


def test_every_rule_has_words_but_ours() -> None:
    """graphql-core's messages are shown to nobody."""
    words: dict[type[core.ASTValidationRule], Words | None] = dict(RULES)
    assert len(words) == len(RULES), "a rule in the table twice would say everything twice"
    assert {rule for rule, given in words.items() if given is None} == set(OURS)


def test_no_rule_of_graphql_core_is_forgotten() -> None:
    """Those that are not in the table are taken over by ours, or are about what no page documents."""
    left_out = {rule.__name__ for rule in specified_rules} - {rule.__name__ for rule, _ in RULES}
    ours = {"ScalarLeafsRule", "ProvidedRequiredArgumentsRule", "ValuesOfCorrectTypeRule"}
    undocumented = {
        "SingleFieldSubscriptionsRule",
        "DeferStreamDirectiveOnRootField",
        "DeferStreamDirectiveOnValidOperationsRule",
        "DeferStreamDirectiveLabel",
        "StreamDirectiveOnListField",
        "MaxIntrospectionDepthRule",
    }
    assert ours <= left_out <= ours | undocumented
