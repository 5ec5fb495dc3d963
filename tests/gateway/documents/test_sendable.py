"""The documents: valid against the documented schema, and nothing but queries and the login exchange."""

from __future__ import annotations

from importlib.resources import files

import pytest
from graphql import GraphQLSyntaxError, OperationDefinitionNode, build_schema, parse, validate
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.documents.sendable import (
    DocumentError,
    MutationRefused,
    check_sendable,
    document,
    operations,
    read_document,
)
from diagnose.gateway.exchange import LOGIN

SCHEMA = build_schema((files("diagnose.gateway") / "schema.graphql").read_text(encoding="utf-8"))


def test_there_are_documents() -> None:
    """The folder is found, and holds the login exchange and the queries."""
    assert {LOGIN, "TicketChain", "Search", "JobWorks", "JobWorksShallow", "Connections"} <= set(operations())


@pytest.mark.parametrize("operation", operations())
def test_every_document_is_valid_as_it_is_sent(operation: str) -> None:
    """Minified, it is one operation of the file's name, valid against the schema, and means the same as the file."""
    source = (files("diagnose.gateway") / "documents" / f"{operation}.graphql").read_text(encoding="utf-8")
    sent = parse(document(operation))
    assert validate(SCHEMA, sent) == []
    assert sent.to_dict(locations=False) == parse(source).to_dict(locations=False)
    (definition,) = sent.definitions
    assert isinstance(definition, OperationDefinitionNode)
    assert definition.name is not None
    assert definition.name.value == operation


@pytest.mark.parametrize("operation", operations())
def test_documents_on_the_wire_hold_no_comments_and_no_spare_space(operation: str) -> None:
    """They travel small, on one line."""
    assert "#" not in document(operation)
    assert "\n" not in document(operation)
    assert "  " not in document(operation)


MUTATIONS = [
    "mutation { createWorkspace(input: {}) { id } }",
    "mutation CreateWorkspace($input: X!) { createWorkspace(input: $input) { id } }",
    f"mutation {LOGIN} {{ createWorkspace(input: {{}}) {{ id }} }}",
    f"mutation {LOGIN} {{ loginViaPersonalApiToken: createWorkspace(input: {{}}) {{ id }} }}",
    f"mutation {LOGIN} {{ a: loginViaPersonalApiToken(token: 1) {{ accessToken }} }}",
    f"mutation {LOGIN} {{ loginViaPersonalApiToken(token: 1) {{ accessToken }} createWorkspace {{ id }} }}",
    f"mutation {LOGIN} {{ ...f }} fragment f on Mutation {{ createWorkspace {{ id }} }}",
    f"mutation {LOGIN} {{ ... on Mutation {{ createWorkspace {{ id }} }} }}",
    f"mutation {LOGIN} {{ loginViaPersonalApiToken(token: 1) {{ accessToken }} }} fragment f on Mutation {{ x }}",
    f"mutation {LOGIN} {{ loginViaPersonalApiToken(token: 1) {{ accessToken }} }} mutation B {{ createWorkspace }}",
    "query A { me { id } } mutation B { createWorkspace { id } }",
    "#query\nmutation\n#{\nB { createWorkspace { id } }",
    'mutation B($a: S = "}") { createWorkspace { id } }',
    '"""query { me }""" mutation B { createWorkspace { id } }',
    "subscription S { me { id } }",
    "\ufeffmutation,B,{createWorkspace{id}}",
]


@pytest.mark.parametrize("text", MUTATIONS)
def test_no_other_mutation_can_be_loaded_or_sent(text: str) -> None:
    """Under whatever name, alias, fragment or second operation, it is refused at both places."""
    for refuse in (lambda: check_sendable(text), lambda: read_document(text, LOGIN)):
        with pytest.raises(DocumentError):
            refuse()


def test_the_refusal_of_a_mutation_says_so() -> None:
    """A plain mutation is refused as a mutation, not as a broken document."""
    with pytest.raises(MutationRefused, match="CreateWorkspace"):
        check_sendable(MUTATIONS[1])


@pytest.mark.parametrize(
    "text", ["", "query A {", "query A }", "type A { id: ID }", "query A { \x00 }", 'query A { a(b: "']
)
def test_what_is_no_document_is_refused(text: str) -> None:
    """Broken texts and schema definitions cannot be loaded."""
    with pytest.raises(DocumentError):
        read_document(text, "A")


def test_words_in_strings_and_fields_are_no_mutations() -> None:
    """A query may contain the word: in a string, a comment, a field."""
    text = 'query A { mutation(subscription: "mutation B { x }", b: """ \\""" mutation """) # mutation\n{ query } }'
    check_sendable(text)
    assert parse(read_document(text, "A")).to_dict(locations=False) == parse(text).to_dict(locations=False)


@pytest.mark.parametrize("operation", ["Nothing", "../schema", "", "TicketChain.graphql", "a\x00b"])
def test_only_names_of_documents_load(operation: str) -> None:
    """A name leads to a file beside the module or to an error, never elsewhere."""
    with pytest.raises(DocumentError):
        document(operation)


@given(st.text(alphabet='{}()[]"#\\ \n,:$@!.|=&aquerymutation', max_size=60))
def test_the_reader_never_breaks(text: str) -> None:
    """Any text is either read or refused; a mutation that graphql-core can parse is never let through."""
    try:
        check_sendable(text)
        definitions = parse(text).definitions
    except (DocumentError, GraphQLSyntaxError):
        return
    kinds = {node.operation.value for node in definitions if isinstance(node, OperationDefinitionNode)}
    assert kinds <= {"query"}
