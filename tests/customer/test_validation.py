"""What is said of a query and its variables: one clause a mistake, certain only where the documentation is."""

from __future__ import annotations

import pytest
from graphql import parse, validate

from diagnose.customer.documented import schema
from diagnose.customer.problems import NotJudged, Problem
from diagnose.customer.rules import RULES
from diagnose.json_value import Json
from tests.checks.tickets import LIST, listing
from tests.customer.queries import query_of

HEAD = "query Q($w: ID!, $c: ID!, $f: JobWorkFilters) { me { workspaces(filters: { ids: [$w] }) "
HEAD += "{ connections(filters: { ids: [$c] }) { "


def problems_of(document: str) -> tuple[Problem, ...]:
    found = query_of(document).problems
    assert not isinstance(found, NotJudged), found
    return found


_UNDECLARED = "is given, but the query declares no such variable"


def around(job_works: str) -> str:
    return HEAD + job_works + " } } } }"


CERTAIN = {
    "jobWorks has no argument `filter`; did you mean `filters`?": around("jobWorks(filter: $f) { id }"),
    "JobWork has no field `jobWorkArtefacts`; did you mean `jobWorkArtifacts`?": around(
        "jobWorks(filters: $f) { jobWorkArtefacts { id } }"
    ),
    "JobWork has no field `taxYear`": around("jobWorks(filters: $f) { taxYear }"),
    "JobWorkFilters has no key `id`; did you mean `ids`?": around(
        'jobWorks(filters: { id: ["j"] }) { id } x: id @skip'
    ),
    "`jobWorkArtifacts` needs fields of its own, in braces": around("jobWorks(filters: $f) { jobWorkArtifacts }"),
    "`id` has no fields of its own": around("jobWorks(filters: $f) { id { x } }"),
    "`$limit` is used, but not declared": around("jobWorks(filters: $f, limit: $limit) { id }"),
    "`$f` is declared, but never used": around("jobWorks { id }"),
    "`$w` is declared String!, but is used where ID! is needed": around("jobWorks(filters: $f) { id }").replace(
        "$w: ID!", "$w: String!"
    ),
    "the type `JobWorksFilter` is not documented; did you mean `JobWorkFilters`?": around(
        "jobWorks(filters: $f) { id }"
    ).replace("JobWorkFilters", "JobWorksFilter"),
    '"10" is given where a whole number (Int) is needed': around('jobWorks(filters: $f, limit: "10") { id }'),
    "loginViaPersonalApiToken has no argument `apiKey`": "mutation M($k: String!) "
    "{ loginViaPersonalApiToken(apiKey: $k) { accessToken } }",
    "loginViaPersonalApiToken needs the argument `token`": "mutation M { loginViaPersonalApiToken { accessToken } }",
    "createJobWorks needs the argument `inputs`": 'mutation M { createJobWorks(connectionJobId: "j") { id } }',
    "CreateJobWorkArtifactsInput needs the key `type`": 'mutation M { createJobWorkArtifacts(jobWorkId: "j", '
    'inputs: [{ name: "n", externalId: "e" }]) { id } }',
    "an operation without a name must be the only one, and there are several": "{ me { id } } query B { me { id } }",
    "two operations are named `A`": "query A { me { id } } query A { me { id } }",
    "the fragment `F` is used, but not defined in the query": "query A { me { ...F } }",
    "the fragment `F` is never used": "query A { me { id } } fragment F on Me { id }",
    "the fragment `F` contains itself": "query A { me { ...F } } fragment F on Me { id ...F }",
    "the argument `filters` is given twice": around("jobWorks(filters: $f, filters: $f) { id }"),
    "`$w` is declared twice": around("jobWorks(filters: $f) { id }").replace("$w: ID!", "$w: ID!, $w: ID!"),
    "the braces after `me` are empty": "query A { me { } }",
    "`id` is selected twice in different ways (use an alias)": "query A { me { id id: workspaces { id } } }",
}
SYNTAX = {
    "it ends too early; a closing brace may be missing": "query A { me { id }",
    "a name is expected, not `{`": "query A { me { workspaces( { id } } }",
    'there is a typographic quotation mark (U+201C) instead of a straight one (")': "{ a(b: \u201cx\u201d) }",
    "strings are written in double quotes (\"), not in single ones (')": "{ a(b: 'x') }",
    "a quotation mark is not closed on its line": '{ a(b: "x) }',
    "there is an invisible character (U+200B)": "{ a\u200b }",
    "`querry` is not allowed there": "querry { me { id } }",
}
DOUBTFUL = {
    "Work has no field `taxYear`": around("jobWorks(filters: $f) { work { taxYear } }"),
    "ProviderConnection has no field `taxYear`": around("taxYear jobWorks(filters: $f) { id }"),
    "Query has no field `jobWorks` (it is a field of ProviderConnection)": '{ jobWorks(connectionId: "c") { id } }',
    "CreateJobWorksInput needs the key `externalId`": 'mutation M { createJobWorks(connectionJobId: "j", '
    'inputs: [{ name: "n" }]) { id } }',
    "SortByOrder has no value `desc`; did you mean `DESC`?": around(
        'jobWorks(filters: $f, sortBy: { field: "x", order: desc }) { id }'
    ),
    "the directive `@live` is not documented": "query A { me { id @live } }",
    "Me is never a Work, so the fragment is not allowed there": "query A { me { id ... on Work { id } } }",
    "a subscription is not documented": "subscription S { jobWorks { id } }",
}


@pytest.mark.parametrize(("words", "document"), CERTAIN.items())
def test_what_is_certainly_wrong_is_said_in_words(words: str, document: str) -> None:
    """The clause, without graphql-core's own wording, and certain."""
    found = {problem.text: problem.certain for problem in problems_of(document)}
    assert found.get(words) is True, found


@pytest.mark.parametrize(("words", "document"), DOUBTFUL.items())
def test_what_may_only_be_undocumented_is_not_certain(words: str, document: str) -> None:
    """The gateway may know what no page lists."""
    found = {problem.text: problem.certain for problem in problems_of(document)}
    assert found.get(words) is False, found


@pytest.mark.parametrize(("words", "document"), SYNTAX.items())
def test_a_syntax_error_is_said_in_words(words: str, document: str) -> None:
    """What stands wrong, not what a parser expected."""
    (problem,) = problems_of(document)
    assert (problem.text, problem.certain) == (f"it is not GraphQL: {words}", True)


SELDOM = {
    "@include has no argument `iff`; did you mean `if`?": "query A { me { id @include(iff: true) } }",
    "@include needs the argument `if`": "query A { me { id @include(iff: true) } }",
    "the directive `@include` is given twice": "query A { me { id @include(if: true) @include(if: true) } }",
    "the directive `@skip` is not allowed there": "query A @skip(if: false) { me { id } }",
    "no fragment can be on ID, which has no fields": "query A { me { ... on ID { id } } }",
    "no variable can be declared Work, which is only for responses": "query A($x: Work) { me { id @include(if: $x) } }",
    "`Mine` is a definition for a schema, not for a query": "query A { me { id } } type Mine { id: ID }",
    "`schema` is a definition for a schema, not for a query": "query A { me { id } } schema { query: Query }",
    "the key `ids` is given twice": around("jobWorks(filters: { ids: [], ids: [] }) { id }"),
    "two fragments are named `F`": "query A { me { ...F } } fragment F on Me { id } fragment F on Me { id }",
    "null is given where ID! is needed": around("jobWorks(filters: { ids: [null] }) { id }"),
    "2147483648 is too large for an Int": around("jobWorks(filters: $f, limit: 2147483648) { id }"),
    "[] is given where JobWorkFilters is needed, which is an object": around("jobWorks(filters: [[]]) { id }").replace(
        "[[]]", "[]"
    ),
    '"yes" is given where true or false is needed': 'query A { me { id @include(if: "yes") } }',
}


@pytest.mark.parametrize(("words", "document"), SELDOM.items())
def test_mistakes_that_are_seldom_made_have_words_too(words: str, document: str) -> None:
    """Directives, definitions of a schema, keys given twice."""
    found = {problem.text: problem.certain for problem in problems_of(document)}
    assert found.get(words) is True, found


def test_every_rule_of_graphql_core_is_ours_too() -> None:
    """Whatever graphql-core finds in the documents above, at the same places we find something: no rule is left out."""
    for document in (*CERTAIN.values(), *DOUBTFUL.values(), *SELDOM.values()):
        firsts = [next(iter(error.locations or ())) for error in validate(schema(), parse(document))]
        places = {(problem.line, problem.column) for problem in problems_of(document)}
        assert {(first.line, first.column) for first in firsts} <= places, document


def test_each_rule_is_there_once() -> None:
    """A rule in the table twice would say everything twice."""
    rules = [rule for rule, _ in RULES]
    assert len(rules) == len(set(rules))


def test_fragments_that_double_are_judged_in_a_moment_or_not_at_all() -> None:
    """Sixty fragments that each spread the next twice would be a quintillion fields if they were written out."""
    chain = " ".join(f"fragment F{n} on Me {{ ...F{n + 1} ... {{ ...F{n + 1} }} }}" for n in range(60))
    assert problems_of(f"query A {{ me {{ ...F0 }} }} {chain} fragment F60 on Me {{ id }}") == ()


def test_a_left_over_is_never_said_first() -> None:
    """An unused variable is mostly the consequence of another mistake."""
    first, *_ = problems_of(around('jobWorks(filters: { id: ["j"] }) { id }'))
    assert first.name == "id"


def test_a_document_beyond_the_token_limit_is_not_judged() -> None:
    """A huge document is neither held against the schema nor called wrong."""
    document = "query A { me { " + "id " * 300_000 + "} }"
    assert query_of(document).problems == NotJudged("it has more than 10,000 tokens")


def test_a_deeply_nested_document_is_not_judged() -> None:
    """Thousands of braces end in a sentence, and are not called wrong."""
    document = "query A " + "{ a " * 3_000 + "}" * 3_000
    assert query_of(document).problems == NotJudged("it is nested too deeply")


def test_fragments_that_lead_too_deep_are_not_judged() -> None:
    """Each fragment is shallow; one within the other they are not."""
    chain = " ".join(f"fragment F{n} on Me {{ ... {{ ...F{n + 1} }} }}" for n in range(400))
    document = f"query A {{ me {{ ...F0 }} }} {chain} fragment F400 on Me {{ id }}"
    assert query_of(document).problems == NotJudged("it is nested too deeply")


def test_many_mistakes_are_bounded() -> None:
    """A thousand wrong fields are not a thousand findings, and none is the validator's own remark about that."""
    found = problems_of("query A { me { " + " ".join(f"x{number}" for number in range(1_000)) + " } }")
    assert 0 < len(found) <= 60
    assert not [problem for problem in found if "too many" in problem.text.casefold()]


def test_the_choice_of_the_operation() -> None:
    """None chosen of several, one that is not there, one that is."""
    two = "query A { me { id } } query B { me { id } }"
    nothing = query_of(two).operation_problem
    wrong = query_of(two, operation_name="C").operation_problem
    assert nothing is not None
    assert "which is meant: `A` or `B`" in nothing.text
    assert wrong is not None
    assert wrong.text == "operationName is `C`, but the query only has `A` or `B`"
    assert query_of(two, operation_name="B").operation_problem is None
    assert query_of("{ me { id } }").operation_problem is None


@pytest.mark.parametrize(
    ("changed", "words", "certain"),
    [
        ({"limit": 1.5}, "in `limit`, 1.5 is given where a whole number (Int) is needed", True),
        ({"limit": True}, "in `limit`, true is given where a whole number (Int) is needed", True),
        ({"limit": ""}, "in `limit`, an empty string is given where a whole number (Int) is needed", True),
        ({"workspaceId": ["w"]}, "in `workspaceId`, a list is given where an ID is needed", True),
        ({"workspaceId": {"id": "w"}}, "in `workspaceId`, an object is given where an ID is needed", True),
        ({"Filters": None}, f"`Filters` {_UNDECLARED}; it declares `filters`", False),
    ],
)  # fmt: skip
def test_a_variable_that_does_not_fit(changed: dict[str, Json], words: str, certain: bool) -> None:
    """What stands where, in the words of JSON and not of Python."""
    found = query_of(LIST, {**listing(), **changed}).variable_problems
    assert [(problem.text, problem.certain) for problem in found] == [(words, certain)]


@pytest.mark.parametrize("changed", [{"filters": {"ids": "job_work_1"}}, {"limit": 10}, {"limit": None}, {"offset": 0}])
def test_a_variable_that_fits(changed: dict[str, Json]) -> None:
    """GraphQL takes one value for a list of one, and null where a type allows it."""
    assert query_of(LIST, {**listing(), **changed}).variable_problems == ()


@pytest.mark.parametrize("value", ["{{limit}}", "${LIMIT}", "<limit>", "***"])
def test_what_stands_for_a_value_is_not_judged(value: str) -> None:
    """What a template or a mask had in its place is not in the ticket."""
    assert query_of(LIST, {**listing(), "limit": value}).variable_problems == ()


def test_the_documented_example_is_valid() -> None:
    """The query of the page that all this is about, as the tests use it, has nothing wrong with it."""
    assert problems_of(LIST) == ()
