"""What is said of a query and its variables: one clause a mistake, certain only where the documentation is."""

from __future__ import annotations

import pytest
from graphql import parse, validate

from diagnose.customer.graphql_messages import obvious, syntax_words, told
from diagnose.customer.validation import (
    NotJudged,
    inferred_uses,
    operation_problem,
    problems_of,
    schema,
    variable_problems,
)
from diagnose.json_value import Json
from tests.checks.tickets import LIST, listing

HEAD = "query Q($w: ID!, $c: ID!, $f: JobWorkFilters) { me { workspaces(filters: { ids: [$w] }) "
HEAD += "{ connections(filters: { ids: [$c] }) { "


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
    "`$w` is declared String!, but stands where ID! is needed": around("jobWorks(filters: $f) { id }").replace(
        "$w: ID!", "$w: String!"
    ),
    "the type `JobWorksFilter` is not documented; did you mean `JobWorkFilters`?": around(
        "jobWorks(filters: $f) { id }"
    ).replace("JobWorkFilters", "JobWorksFilter"),
    '"10" stands where a whole number (Int) is needed': around('jobWorks(filters: $f, limit: "10") { id }'),
    "loginViaPersonalApiToken has no argument `apiKey`": "mutation M($k: String!) "
    "{ loginViaPersonalApiToken(apiKey: $k) { accessToken } }",
    "loginViaPersonalApiToken needs the argument `token`": "mutation M { loginViaPersonalApiToken { accessToken } }",
    "createJobWorks needs the argument `inputs`": 'mutation M { createJobWorks(connectionJobId: "j") { id } }',
    "CreateJobWorkArtifactsInput needs the key `type`": 'mutation M { createJobWorkArtifacts(jobWorkId: "j", '
    'inputs: [{ name: "n", externalId: "e" }]) { id } }',
    "an operation without a name must be the only one, and there are several": "{ me { id } } query B { me { id } }",
    "two operations are named `A`": "query A { me { id } } query A { me { id } }",
    "the fragment `F` is used, but the query does not have it": "query A { me { ...F } }",
    "the fragment `F` is never used": "query A { me { id } } fragment F on Me { id }",
    "the fragment `F` contains itself": "query A { me { ...F } } fragment F on Me { id ...F }",
    "the argument `filters` is given twice": around("jobWorks(filters: $f, filters: $f) { id }"),
    "`$w` is declared twice": around("jobWorks(filters: $f) { id }").replace("$w: ID!", "$w: ID!, $w: ID!"),
    "the braces behind `me` are empty": "query A { me { } }",
    "`id` is asked for twice in different ways (an alias helps)": "query A { me { id id: workspaces { id } } }",
}
SYNTAX = {
    "it ends too early, perhaps without a closing brace": "query A { me { id }",
    "`{` stands where a name is expected": "query A { me { workspaces( { id } } }",
    'a typographic quotation mark (U+201C) stands where a straight one (") is needed': "{ a(b: \u201cx\u201d) }",
    "texts stand in double quotes (\"), not in single ones (')": "{ a(b: 'x') }",
    "a quotation mark is opened, but never closed on its line": '{ a(b: "x) }',
    "a character that cannot be seen (U+200B) stands there": "{ a\u200b }",
    "`querry` cannot stand there": "querry { me { id } }",
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
    "a subscription is not documented": "subscription S { jobWorks { id } }",
}


@pytest.mark.parametrize(("words", "document"), CERTAIN.items())
def test_what_is_certainly_wrong_is_said_in_words(words: str, document: str) -> None:
    """The clause, without graphql-core's own wording, and certain."""
    found = {one.text: one.certain for one in problems_of(document)}
    assert found.get(words) is True, found


@pytest.mark.parametrize(("words", "document"), DOUBTFUL.items())
def test_what_may_only_be_undocumented_is_not_certain(words: str, document: str) -> None:
    """The gateway may know what no page lists."""
    found = {one.text: one.certain for one in problems_of(document)}
    assert found.get(words) is False, found


@pytest.mark.parametrize(("words", "document"), SYNTAX.items())
def test_a_syntax_error_is_said_in_words(words: str, document: str) -> None:
    """What stands wrong, not what a parser expected."""
    (one,) = problems_of(document)
    assert (one.text, one.certain) == (f"it is not GraphQL: {words}", True)


def test_no_message_of_the_validator_comes_through_as_it_is() -> None:
    """Every rule that the documents above break has words of its own: a new version's wording shows here."""
    for document in (*CERTAIN.values(), *DOUBTFUL.values()):
        for error in validate(schema(), parse(document)):
            assert told(error.message).rule != "other", error.message


def test_a_message_that_nobody_knows_is_passed_on_tidied() -> None:
    """A clause: no full stop, names in the report's quotes."""
    assert told("Something 'new' is wrong.").words == "something `new` is wrong"
    assert syntax_words("Syntax Error: Something 'new'.") == "something `new`"


def test_a_left_over_is_never_said_first() -> None:
    """An unused variable is mostly the consequence of another mistake."""
    first, *_ = problems_of(around('jobWorks(filters: { id: ["j"] }) { id }'))
    assert first.name == "id"


def test_a_document_beyond_the_token_limit_is_not_judged() -> None:
    """A huge document is neither held against the schema nor called wrong."""
    with pytest.raises(NotJudged, match="more than 10,000 words and signs"):
        problems_of("query A { me { " + "id " * 300_000 + "} }")


def test_a_deeply_nested_document_is_not_judged() -> None:
    """Thousands of braces end in a sentence, and are not called wrong."""
    with pytest.raises(NotJudged, match="nested too deeply"):
        problems_of("query A " + "{ a " * 3_000 + "}" * 3_000)


def test_many_mistakes_are_bounded() -> None:
    """A thousand wrong fields are not a thousand findings, and none is the validator's own remark about that."""
    found = problems_of("query A { me { " + " ".join(f"x{number}" for number in range(1_000)) + " } }")
    assert 0 < len(found) <= 60
    assert not [one for one in found if "too many" in one.text.casefold()]


@pytest.mark.parametrize(
    ("name", "meant", "expected"),
    [
        ("filter", "filters", True),
        ("jobworks", "jobWorks", True),
        ("jobWorkArtefacts", "jobWorkArtifacts", True),
        ("state", "status", False),
        ("jobIds", "ids", False),
        ("anything", None, False),
    ],
)
def test_only_a_slip_is_obviously_meant(name: str, meant: str | None, expected: bool) -> None:
    """Letter case, a plural, a keystroke or two in a long word; another short word is another word."""
    assert obvious(name, meant) is expected


def test_the_choice_of_the_operation() -> None:
    """None chosen of several, one that is not there, one that is."""
    two = "query A { me { id } } query B { me { id } }"
    nothing = operation_problem(two, None)
    wrong = operation_problem(two, "C")
    assert nothing is not None
    assert "`A` or `B` is meant" in nothing.text
    assert wrong is not None
    assert wrong.text == "operationName is `C`, but it only has `A` or `B`"
    assert operation_problem(two, "B") is None
    assert operation_problem("{ me { id } }", None) is None


@pytest.mark.parametrize(
    ("changed", "words", "certain"),
    [
        ({"limit": 1.5}, "in `limit`, 1.5 stands where a whole number (Int) is needed", True),
        ({"limit": True}, "in `limit`, true stands where a whole number (Int) is needed", True),
        ({"limit": ""}, "in `limit`, an empty text stands where a whole number (Int) is needed", True),
        ({"workspaceId": ["w"]}, "in `workspaceId`, a list stands where an ID is needed", True),
        ({"workspaceId": {"id": "w"}}, "in `workspaceId`, an object stands where an ID is needed", True),
        ({"Filters": None}, f"`Filters` {_UNDECLARED}; the name that it declares is `filters`", False),
    ],
)  # fmt: skip
def test_a_variable_that_does_not_fit(changed: dict[str, Json], words: str, certain: bool) -> None:
    """What stands where, in the words of JSON and not of Python."""
    found = variable_problems(LIST, None, {**listing(), **changed})
    assert [(one.text, one.certain) for one in found] == [(words, certain)]


@pytest.mark.parametrize("changed", [{"filters": {"ids": "job_work_1"}}, {"limit": 10}, {"limit": None}, {"offset": 0}])
def test_a_variable_that_fits(changed: dict[str, Json]) -> None:
    """GraphQL takes one value for a list of one, and null where a type allows it."""
    assert variable_problems(LIST, None, {**listing(), **changed}) == ()


def test_what_is_inferred_is_found_in_the_text_and_in_the_variables() -> None:
    """A filter key that no page states, inline or given as a variable."""
    inline = around('jobWorks(filters: { workIds: ["w"] }) { id } provider { name }')
    assert inferred_uses(inline) == {"JobWorkFilters.workIds", "Provider.name"}
    assert inferred_uses(LIST, listing(filters={"workIds": ["w"]})) == {"JobWorkFilters.workIds"}
    assert inferred_uses(LIST, listing(filters={"ids": ["j"]})) == frozenset()
    assert inferred_uses("no query {") == frozenset()


def test_the_documented_example_is_valid() -> None:
    """The query of the page that all this is about, as the tests use it, has nothing wrong with it."""
    assert problems_of(LIST) == ()
