# ruff: noqa: RUF001 - look-alike characters are what it is about
"""IDs as they are pasted, cleaned, compared with those that are near, and put into a ticket."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.investigation.reasoning.near import near
from diagnose.ticket.hygiene import clean
from diagnose.ticket.ticket import MAX_REFERENCE_LENGTH, TicketError, make_ticket, named_id

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,40}[A-Za-z0-9]", fullmatch=True)


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("connection_790", "connection_790"),
        (" connection_790\n", "connection_790"),
        ("connection\u200b_790", "connection_790"),
        ("\ufeffconnection_790\u00ad", "connection_790"),
        ("\u202aconnection_790\u202c", "connection_790"),
        ("“connection_790”", "connection_790"),
        ("'connection_790',", "connection_790"),
        ("<connection_790>", "connection_790"),
        ("(connection_790)", "connection_790"),
        ("`connection_790`;", "connection_790"),
        ("connection_790\u00a0", "connection_790"),
        ("соnnесtіоn_790", "connection_790"),
        ("2c63888f–28f0—4481−be6d‑dce7a7ace732", "2c63888f-28f0-4481-be6d-dce7a7ace732"),
        ("ｃｏｎ＿７９０", "con_790"),
        ("con\x00nection\x1b[31m_790", "connection[31m_790"),
    ],
)
def test_cleaning(pasted: str, meant: str) -> None:
    """What was pasted along is taken off, look-alikes are put right, and each is told with its code point."""
    cleaned, dirt = clean(pasted)
    assert cleaned == meant
    assert bool(dirt) == (pasted != meant)
    assert all(pasted[one.index] == one.character for one in dirt)
    assert all(one.code_point.startswith("U+") for one in dirt)


def test_external_ids_keep_their_letters() -> None:
    """A customer's own external ID may hold spaces and letters of any script; only what is invisible goes."""
    assert clean("Größe W-2 – Иванов\u200b", free_text=True)[0] == "Größe W-2 – Иванов"


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
def test_cleaning_twice_changes_nothing(text: str, free_text: bool) -> None:
    """A cleaned ID is clean."""
    once, _ = clean(text, free_text=free_text)
    assert clean(once, free_text=free_text) == (once, ())


@settings(max_examples=200, deadline=None)
@given(IDS)
def test_clean_ids_are_untouched(some_id: str) -> None:
    """An ID in plain ASCII is left as it is."""
    assert clean(some_id) == (some_id, ())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_change_is_told(text: str) -> None:
    """The dirt accounts for every character that is not in the cleaned ID as it stood."""
    cleaned, dirt = clean(text)
    gone = {one.index for one in dirt}
    assert len({one.index for one in dirt}) <= len(text)
    assert "".join(c for i, c in enumerate(text) if i not in gone) in cleaned or any(one.replacement for one in dirt)


@pytest.mark.parametrize(
    ("typed", "live", "only"),
    [
        ("connection_78", ["connection_789"], "connection_789"),
        ("connection_798", ["connection_789"], "connection_789"),
        ("connection_78", ["connection_789", "connection_788"], None),
        ("connection_12", ["connection_789"], None),
        ("CONNECTION_789", ["connection_789"], "connection_789"),
        ("f6fadfa7-e5c1-4b62-9362-da5cc13da85a", ["f6fadfa7-e5c1-4b62-9362-da5cc13da58a"],
         "f6fadfa7-e5c1-4b62-9362-da5cc13da58a"),
        ("job_work_12345679", ["job_work_12345678", "job_work_12345688"], None),
        ("x", [], None),
    ],
)  # fmt: skip
def test_near(typed: str, live: list[str], only: str | None) -> None:
    """One keystroke is near, two for a long ID; a second one about as near leaves it open."""
    assert near(typed, live).only == only


@settings(max_examples=200, deadline=None)
@given(IDS, st.lists(IDS, max_size=8, unique=True))
def test_near_is_really_near(typed: str, live: list[str]) -> None:
    """What is called near is live and at most two edits away; the only one has no rival within one edit of it."""
    assume(typed not in live)
    found = near(typed, live)
    distance = {one: OSA.distance(typed.casefold(), one.casefold()) for one in live}
    assert set(found.ids) <= set(live)
    assert all(distance[one] <= 2 for one in found.ids)
    if found.only is not None:
        assert all(distance[one] > distance[found.only] for one in live if one != found.only)


@settings(max_examples=200, deadline=None)
@given(IDS, st.data())
def test_one_keystroke_is_found(some_id: str, data: st.DataObject) -> None:
    """An ID with one character changed leads to the one that was meant, where no other is like it."""
    place = data.draw(st.integers(0, len(some_id) - 1))
    typed = some_id[:place] + "~" + some_id[place + 1 :]
    assert near(typed, [some_id, "entirely-other-0123456789" * 3]).only == some_id


@pytest.mark.parametrize("bad", ["", "  ", "\u200b", "a" * (MAX_ID_LENGTH + 1), "\ud800abc"])
def test_no_id_at_all(bad: str) -> None:
    """What cannot be an ID is refused with one sentence that names the kind and holds nothing of length."""
    with pytest.raises(TicketError) as caught:
        named_id(Kind.JOB_WORK, bad)
    assert "job work ID" in str(caught.value)
    assert len(str(caught.value)) < 300
    str(caught.value).encode()


def test_longest_id() -> None:
    """An ID of exactly the longest length is taken."""
    assert named_id(Kind.WORK, "a" * MAX_ID_LENGTH).id == "a" * MAX_ID_LENGTH


@pytest.mark.parametrize("reference", ["", " ", "a" * (MAX_REFERENCE_LENGTH + 1), "T-1\n", "T-\x1b[2J", "T\u202e1"])
def test_bad_references(reference: str) -> None:
    """A ticket reference is one printable line of readable length."""
    with pytest.raises(TicketError):
        make_ticket(connection="connection_789", reference=reference)


def test_nothing_named() -> None:
    """A ticket that names nothing cannot be diagnosed, and the sentence says what to give."""
    with pytest.raises(TicketError, match="names no ID"):
        make_ticket(reference="T-1")


def test_named_as_given() -> None:
    """The report shows IDs as named, once each and in the ticket's order; the run uses them cleaned."""
    ticket = make_ticket(job_works=["job_work_2", "job_work_1\u200b", "job_work_2", "job_work_1"])
    assert ticket.ids.job_work_ids == ("job_work_2", "job_work_1\u200b")
    assert [one.id for one in ticket] == ["job_work_2", "job_work_1"]
