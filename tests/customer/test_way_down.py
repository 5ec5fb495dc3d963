"""The way down to the job works: which fields lead there, with which arguments, once fragments are spread."""

from __future__ import annotations

import pytest

from diagnose.customer.query import CustomerDocument
from diagnose.customer.way_down import Descent, NotSendable, way_down
from diagnose.json_value import Json

CONNECTIONS = "connections { jobWorks { id } }"


def down(document: str, **variables: Json) -> Descent:
    """What a document asks for on the way down."""
    read = CustomerDocument(document)
    return way_down(read, read.operations[0], variables)


def test_fragments_and_conditions_are_worked_out() -> None:
    """What cannot be told is left in."""
    found = down(
        "query Q($no: Boolean, $unknown: Boolean) { me { ...A workspaces(filters: {ids: 7}) @include(if: $no) "
        "{ connections { id } } } } fragment A on Me { ... on Me { workspaces @skip(if: $unknown) { slug "
        + CONNECTIONS + " } } }",
        no=False,
    )  # fmt: skip
    (me,) = found.fields
    (workspaces,) = me.below
    assert (workspaces.name, workspaces.arguments) == ("workspaces", {})
    assert [each.name for each in workspaces.below[0].below] == ["jobWorks"]
    assert set(found.differences) == {"its fragments are written out", "only IDs are asked for"}


def test_equal_fields_are_one_and_others_are_not() -> None:
    """As a server merges them."""
    ids = [("[7]", "id"), ("7", CONNECTIONS)]
    filtered = " ".join(f"a{some}: workspaces(filters: {{ids: {some}}}) {{ {below} }}" for some, below in ids)
    found = down(f"{{ me {{ {filtered.replace('a[7]', 'b')} workspaces {{ id }} }} }}")
    assert [each.arguments for each in found.fields[0].below] == [{"filters": {"ids": ["7"]}}, {}]
    assert found.fields[0].below[0].below


SPREADS = "\n".join(f"fragment F{number} on Workspace {{ ...F{number + 1} ...F{number + 1} }}" for number in range(40))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("{ me { workspaces { ...F0 } } }" + SPREADS + "fragment F40 on Workspace { id }", "too much"),
        ("{ me { workspaces { ...A } } } fragment A on Workspace { ...A }", "too much"),
        ("{ me { ...Gone } }", "missing"),
        ("{ me { workspaces(filters: 7) { id } } }", "filters"),
    ],
)
def test_what_cannot_be_read_within_bounds(document: str, why: str) -> None:
    """A fragment that doubles forty times, one that contains itself, a value of another type."""
    with pytest.raises(NotSendable, match=why):
        down(document)
