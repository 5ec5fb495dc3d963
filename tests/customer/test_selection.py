"""What a query selects with its variables: conditions, fragments, aliases, defaults, and all that in linear time."""

from __future__ import annotations

import pytest

from diagnose.customer.listings import Listing
from diagnose.json_value import Json
from tests.checks.tickets import JOB_WORKS, LIST, listing
from tests.customer.queries import query_of

HEAD = "me { workspaces { connections { jobWorks { id "
TAIL = " } } }"


def listings(
    document: str, variables: dict[str, Json] | None = None, operation_name: str | None = None
) -> tuple[Listing, ...]:
    return query_of(document, variables, operation_name).listings


def test_a_listing_has_its_arguments_from_variables() -> None:
    """Filters, window, connection and selection, as the gateway would see them."""
    (found,) = listings(LIST, listing(*JOB_WORKS[:2], limit=5, offset=2))
    assert (found.connection_ids, found.filters) == (("connection_790",), {"ids": JOB_WORKS[:2]})
    assert (found.limit, found.offset, found.windowed, found.selects_artifacts) == (5, 2, True, True)


@pytest.mark.parametrize(
    "document",
    [
        'query Q { me { workspaces { connections(filters: { ids: "c" }) { jobWorks(limit: 3) { id } } } } }',
        'query Q($n: Int = 3) { me { workspaces { connections(filters: {ids: ["c"]}) { jobWorks(limit: $n) { id }}}}}',
        """query Q { me { ...A } } fragment A on Me { workspaces { connections(filters: { ids: ["c"] }) { ...B } } }
        fragment B on ProviderConnection { jobWorks(limit: 3) { id } }""",
        """query Q { me { ... on Me { w: workspaces { c: connections(filters: { ids: ["c"] }) {
        j: jobWorks(limit: 3) { id } } } } } }""",
    ],
)
def test_a_listing_is_found_however_it_is_written(document: str) -> None:
    """A literal, a default, fragments, aliases."""
    (found,) = listings(document)
    assert (found.connection_ids, found.limit, found.offset, found.selects_artifacts) == (("c",), 3, None, False)


def test_only_the_chosen_operation_is_listed() -> None:
    """operationName says which of two was run."""
    document = "query A { me { workspaces { connections { jobWorks(limit: 1) { id } } } } } "
    document += document.replace("query A", "query B").replace("limit: 1", "limit: 2")
    (found,) = listings(document, operation_name="B")
    assert found.limit == 2


@pytest.mark.parametrize("document", ["query {", "mutation M { x }", "fragment F on Me { ...F }", "}" * 99])
def test_what_is_no_listing_has_none(document: str) -> None:
    """Broken and empty documents, and ones that list nothing."""
    assert listings(document) == ()


def test_a_fragment_that_contains_itself_ends() -> None:
    """Hostile, and no endless walk."""
    document = "query A { me { ...F } } fragment F on Me { ...F workspaces { connections { jobWorks { id } } } }"
    assert len(listings(document)) == 1


@pytest.mark.parametrize("value", [True, "5", [5], {"n": 5}, 5.0])
def test_a_limit_that_is_no_number_is_no_limit(value: Json) -> None:
    """The variables check says what is wrong with it; no window is computed from it."""
    (found,) = listings(LIST, {**listing(), "limit": value})
    assert found.limit is None


def test_a_filter_on_a_variable_without_a_value_filters_nothing() -> None:
    """A query pasted without its variables says nothing about the IDs that it was sent with."""
    document = "query Q($ids: [ID!]) { me { workspaces { connections { "
    document += 'jobWorks(filters: { ids: $ids, workIds: ["w"] }) { id } } } } }'
    (unknown,), (empty,) = listings(document), listings(document, {"ids": []})
    assert (unknown.filters, empty.filters) == ({"workIds": ("w",)}, {"ids": (), "workIds": ("w",)})


CONDITIONS: list[tuple[str, str, dict[str, Json], bool]] = [
    ("", "@include(if: false)", {}, False),
    ("", "@include(if: true)", {}, True),
    ("", "@skip(if: true)", {}, False),
    ("", "@skip(if: false)", {}, True),
    ("($on: Boolean!)", "@include(if: $on)", {"on": False}, False),
    ("($on: Boolean!)", "@include(if: $on)", {"on": True}, True),
    ("($on: Boolean!)", "@include(if: $on)", {}, True),
    ("($on: Boolean!)", "@include(if: $on)", {"on": "false"}, True),
    ("($off: Boolean!)", "@skip(if: $off)", {"off": True}, False),
    ("($on: Boolean = false)", "@include(if: $on)", {}, False),
    ("($on: Boolean = false)", "@include(if: $on)", {"on": True}, True),
    ("($off: Boolean = true)", "@skip(if: $off)", {}, False),
    ("($off: Boolean = true)", "@skip(if: $off)", {"off": False}, True),
    ("", "@include(if: true) @skip(if: true)", {}, False),
    ("", "@include(if: false) @skip(if: false)", {}, False),
    ("", "@live", {}, True),
]
PLACES = {
    "field": "query Q{declared} { " + HEAD + "jobWorkArtifacts {condition} { id } }" + TAIL + " }",
    "inline fragment": "query Q{declared} { " + HEAD + "... {condition} { jobWorkArtifacts { id } } }" + TAIL + " }",
    "named fragment": "query Q{declared} { " + HEAD + "...A {condition} }" + TAIL + " } "
    "fragment A on JobWork { jobWorkArtifacts { id } }",
    "field in a fragment": "query Q{declared} { " + HEAD + "...A }" + TAIL + " } "
    "fragment A on JobWork { a: jobWorkArtifacts {condition} { id } }",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("declared", "condition", "variables", "selected"), CONDITIONS)
def test_a_condition_leaves_the_artifacts_in_or_out(
    place: str, declared: str, condition: str, variables: dict[str, Json], selected: bool
) -> None:
    """By a literal, a variable, a default; what cannot be told counts as selected."""
    document = PLACES[place].replace("{declared}", declared).replace("{condition}", condition)
    (found,) = listings(document, variables)
    assert (found.selects_artifacts, found.drops_artifacts) == (selected, not selected)


def test_artifacts_asked_for_again_are_not_dropped() -> None:
    """Left out once, and asked for beside that: they come."""
    document = f"query Q {{ {HEAD} jobWorkArtifacts @skip(if: true) {{ id }} a: jobWorkArtifacts {{ id }} }}{TAIL} }}"
    (found,) = listings(document)
    assert (found.selects_artifacts, found.drops_artifacts) == (True, False)


def test_a_listing_that_is_left_out_was_not_asked_for() -> None:
    """A condition above the jobWorks takes them away as well."""
    document = "query Q($on: Boolean!) { me @include(if: $on) { workspaces { connections { jobWorks { id } } } } }"
    assert (listings(document, {"on": False}), len(listings(document, {"on": True}))) == ((), 1)


def test_one_fragment_under_two_connections_is_two_listings() -> None:
    """Each is asked of the connection that it stands under."""
    document = """query Q { me { workspaces { a: connections(filters: { ids: ["c1"] }) { ...J }
    b: connections(filters: { ids: ["c2"] }) { ...J } } } } fragment J on ProviderConnection { jobWorks { id } }"""
    assert [found.connection_ids for found in listings(document)] == [("c1",), ("c2",)]


@pytest.mark.parametrize(
    "spread",
    ["...F{next} ...F{next}", "...F{next} ... {{ ...F{next} }}", "a: me {{ ...F{next} }} b: me {{ ...F{next} }}"],
)
def test_fragments_that_double_are_evaluated_once_each(spread: str) -> None:
    """Two hundred fragments that each spread the next twice: written out, they would never come to an end."""
    fragments = [f"fragment F{n} on Me {{ {spread.format(next=n + 1)} }}" for n in range(200)]
    last = "fragment F200 on Me { workspaces { connections { jobWorks { id } } } }"
    assert len(listings(" ".join(["query Q { me { ...F0 } }", *fragments, last]))) == 1


def test_a_thousand_listings_are_bounded() -> None:
    """Nobody reads them all."""
    fields = " ".join(f"j{n}: jobWorks {{ id }}" for n in range(1_000))
    assert len(listings(f"query Q {{ me {{ workspaces {{ connections {{ {fields} }} }} }} }}")) == 500


def test_a_long_chain_of_fragments_is_followed() -> None:
    """Twelve hundred fragments, each within the one before: more than Python would recurse into."""
    fragments = [f"fragment F{n} on Me {{ ...F{n + 1} }}" for n in range(1_200)]
    last = "fragment F1200 on Me { workspaces { connections { jobWorks { id } } } }"
    assert len(listings(" ".join(["query Q { me { ...F0 } }", *fragments, last]))) == 1


def test_the_deepest_document_that_is_read_is_evaluated() -> None:
    """Two hundred levels of fields."""
    document = "query Q { " + "a { " * 197 + "jobWorks { id }" + " }" * 198
    assert len(listings(document)) == 1


def test_roots_are_those_of_the_chosen_operation() -> None:
    """Aliases and fragments seen through, conditions kept."""
    document = (
        "query A { x: me { id } ...R health @skip(if: true) } query B { health } fragment R on Query { createClient }"
    )
    assert query_of(document, operation_name="A").roots == {"me", "createClient"}
