"""Stand-ins are near to one another where the true values are, and nothing else of those can be read in them."""

from __future__ import annotations

import re

import pytest

from diagnose.capsule.standing_in import ComparedValues, stand_ins, with_aliases
from diagnose.ids import Kind
from diagnose.investigation.reasoning.near import near
from diagnose.redaction.aliases import looks_like_alias
from tests.capsule.lived import played


def made(
    named: list[str], known: list[str], *, public: tuple[str, ...] = (), types: tuple[str, ...] = ()
) -> dict[str, str]:
    """The stand-ins by true value; what is public has no alias, and stands for itself."""
    values = [value for value in dict.fromkeys([*named, *known]) if value not in public]
    aliases = {value: f"id-{number}" for number, value in enumerate(values, 1)}
    found = {
        each.alias: each.value
        for each in stand_ins(aliases, aliases.values(), ComparedValues(named, known, frozenset(types)))
    }
    return {**dict.fromkeys(public, ""), **{value: found[alias] for value, alias in aliases.items()}}


NEAR = {
    "a key too many": ("weatherby-2024-w22", ["weatherby-2024-w2", "abernathy-2024-w2"]),
    "a key too few": ("weathrby-2024-w2", ["weatherby-2024-w2", "abernathy-2024-w2"]),
    "another key": ("weatherbx-2024-w2", ["weatherby-2024-w2", "abernathy-2024-w2"]),
    "two swapped": ("weahterby-2024-w2", ["weatherby-2024-w2", "abernathy-2024-w2"]),
    "two slips in a long one": ("waetherbyy-20241112", ["weatherby-20241112", "abernathy-2024-w2"]),
    "another case": ("Weatherby-2024-W2", ["weatherby-2024-w2", "abernathy-2024-w2"]),
    "two as near": ("weatherby-2024-w3", ["weatherby-2024-w2", "weatherby-2024-w4"]),
    "one nearer than another": ("weatherby-20241112", ["weatherby-20241113", "weatherbyy-2024111"]),
    "none near": ("weatherby-2024-w2", ["abernathy-2023-k1", "cartwright-1"]),
    "a number of nine digits": ("219098766", ["219098765", "219098111"]),
    "an address": ("ann@weatherby.examples", ["ann@weatherby.example", "bob@weatherby.example"]),
    "with blanks": ("Ann Weatherby W2", ["Ann Weatherbyy W2", "Bob Cartwright"]),
}


@pytest.mark.parametrize("name", NEAR)
def test_who_was_near_is_near(name: str) -> None:
    """As the rule for near misses sees it, the only candidate or one of several."""
    typed, live = NEAR[name]
    found = made([typed], live)
    truly, again = near(typed, live), near(found[typed], [found[value] for value in live])
    assert {found[value] for value in truly.ids} == set(again.ids)
    assert (None if truly.only is None else found[truly.only]) == again.only


@pytest.mark.parametrize("name", NEAR)
def test_nothing_of_the_values_is_in_them(name: str) -> None:
    typed, live = NEAR[name]
    for stand_in in made([typed], live).values():
        for word in re.findall(r"[a-z]{4,}|\d{5,}", " ".join([typed, *live]).casefold()):
            assert word not in stand_in.casefold()


def test_near_to_an_id_of_the_gateway_is_as_near_to_that() -> None:
    """Which is public, and stands for itself."""
    public = ("connection_310472001", "connection_631877002")
    typed = "conection_31047200I"
    found = made([typed], [*public], public=public)
    assert found[typed] != typed
    assert near(typed, public).only == near(found[typed], public).only == public[0]


def test_those_that_nothing_names_are_near_to_nobody() -> None:
    live = [f"weatherby-{number}" for number in range(50)]
    found = made([], live)
    assert len({*found.values()}) == 50
    assert all(near(found[value], [found[other] for other in live if other != value]).ids == () for value in live)


def test_words_of_documents_stay_and_shapes_do() -> None:
    """``K-1`` tells which document was meant; where digits and hyphens stand, what may be an ID at all."""
    found = made(["weatherby-K-1_2024", "219-09-8765"], [], types=("k1",))
    assert re.fullmatch(r"[b-z]{9}-K-1_[1-9]{4}", found["weatherby-K-1_2024"])
    assert re.fullmatch(r"[1-9]{3}-[1-9]{2}-[1-9]{4}", found["219-09-8765"])
    alike = made(["weatherby-1234", "weatherby-9876"], [])
    assert len({stand_in.split("-")[0] for stand_in in alike.values()}) == 1


def test_addresses_of_ours_keep_their_host_and_headers_their_type() -> None:
    aliases = {
        "https://router.apps.filed.com/weatherby": "address-1",
        "https://weatherby.example/x": "address-2",
        "application/json; for=Weatherby": "header-value-1",
        "not used": "id-1",
    }
    found = {
        each.alias: each.value
        for each in stand_ins(aliases, ["address-1", "address-2", "header-value-1"], ComparedValues())
    }
    assert re.fullmatch("https://router.apps.filed.com/[A-Za-z]{12}", found["address-1"])
    assert found["address-2"].isalpha()
    assert found["header-value-1"].startswith("application/json; x=")
    assert "id-1" not in found
    assert not any("eatherby" in value for value in found.values())


def test_in_a_report_no_stand_in_is_left() -> None:
    """Whole words alone; a short one may stand there by chance, and stays."""
    report = played("wrong-connection").done.attachment
    told = with_aliases(report, {"connection_789": "id-7", "job": "id-8"})
    assert "connection_789" not in told.model_dump_json()
    assert told.verdict.causes[0].subject.id == "id-7"
    assert "job_work_20931" in told.model_dump_json()
    assert with_aliases(report, {}) is report
    assert looks_like_alias("id-7")
    assert Kind.WORK.value == "work"
