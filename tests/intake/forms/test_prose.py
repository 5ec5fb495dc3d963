"""Labels before and behind IDs, in four languages, and what is labelled as something else."""

from __future__ import annotations

import pytest

from diagnose.intake import Reading, Slots, Source, read_sources
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.forms.prose import context_of, read_prose
from diagnose.intake.source.traced import Traced

W, C = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21", "c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64"
J, K = "1d7f0b52-3c9e-4a81-96d4-e05a7b2c8f13", "84c6e2a9-0f1b-4d57-a3e8-7b9d5c6f2041"
OTHER = "2f6d1c4e-9a7b-4c35-8e10-77ab21c0d9f4"
CHAIN = Slots(workspace_id=W, connection_id=C, job_work_ids=(J, K))


def read(text: str) -> Reading:
    """Read one text."""
    return read_sources([Source.of_bytes("ticket.txt", text.encode())])


@pytest.mark.parametrize(
    "text",
    [
        f"{W} is our workspace ID, {C} the connection. These job works do not come: {J}, {K}.",
        f"{W} ist unser Workspace, {C} die Verbindung. Folgende Job Works fehlen uns: {J} und {K}",
        f"{W} est notre espace de travail, {C} la connexion ; les job works sont {J} et {K}.",
        f"{W} es nuestro espacio de trabajo, {C} la conexión. Los job works que faltan: {J} y {K}",
        f"workspace (ID: {W}), connection (ID: {C}), job works (IDs: {J}, {K})",
        f"{W} (workspace), {C} (connection), {J} and {K} (those are the job work IDs)",
        f"ws: {W} conn: {C} job works `{J}` `{K}`",
        f"in our work-\nspace {W} the\nconnection\n{C} lacks the job\nworks {J} and {K}",
        f"Workspace\u00a0:\u00a0{W}\nConnexion\u202f:\u2009{C}\nJob\u00a0works\u3000{J}, {K}",
        f"Workspace {W[:14]}\n{W[14:]}, Connection {C[:24]}\r\n  {C[24:]}, Job Works {J}, {K[:9]}\n{K[9:]}.",
        f"1. Workspace ID: {W}\n2. Connection ID: {C}\n3. Job work IDs: {J}, {K}\n\n4 Result",
        f"Workspace {{{W}}}, Connection urn:uuid:{C}, Job Works {{{J}}}; {{{K}}}",
        f"• Espacio de trabajo: {W}\n• Conexión: {C}\n• Job works que faltan:\n   \u2013 {J}\n   \u2013 {K}",
    ],
)  # fmt: skip
def test_labels_tell_the_kind(text: str) -> None:
    """Wherever the label stands, and whatever spaces and line ends are between."""
    reading = read(text)
    assert reading.slots == CHAIN
    assert reading.unsorted == ()


@pytest.mark.parametrize(
    "label",
    [
        "Request ID: {}", "x-request-id {}", "Anfrage-ID {}", "réf. requête {}", "id. de solicitud {}", "trace {}",
        'client_msg_id": "{}"', "@requestId={}", "correlation-id: {}", "Message-ID: <{}@taxfirm.example>",
        "![screen](https://github.com/user-attachments/assets/{})", "[cid:{}]", "{}.png", "{} is the request ID",
        "{} (trace ID)", 'Set("X-Request-Id", "{}")', "Bestellung Nr. {}", "facture n° {}", "pedido {}", "order no. {}",
        "Vorgangs-ID {}", "event_id: {}", "sesión: {}", "commit {}",
    ],
)  # fmt: skip
def test_what_is_labelled_as_something_else_is_no_id(label: str) -> None:
    """In four languages, beside the label or behind it; also where it stands again without one."""
    reading = read(f"Workspace {W}\n{label.format(OTHER)}\n\nsee {OTHER}")
    assert reading.unsorted == ()
    assert reading.slots == Slots(workspace_id=W)


def test_a_prefix_labelled_as_an_own_number_is_none() -> None:
    """The customer's order may be called like our jobs."""
    assert read("Connection connection_1. Auftragsnummer job_2026_4471").slots == Slots(connection_id="connection_1")


def test_an_error_that_names_an_id_names_it() -> None:
    """``message:`` before an ID with a documented prefix is no label of another sort of ID."""
    assert read("error message: connection_789 not found").slots.connection_id == "connection_789"


def test_the_slot_counts_more_than_the_prefix() -> None:
    """A work's ID among the job works is a mistake that the report must see."""
    assert read("Job work work_77101 is missing in connection job_12.").slots == Slots(
        connection_id="job_12", job_work_ids=("work_77101",)
    )


def test_masked_ids_name_nothing() -> None:
    """And what stands beside them is read."""
    reading = read(f"Workspace 6b1f3c0e-****-****-****-0d4f5c1e7a21, connexion c2a9…3d64, job works 1d7f…8f13 et {K}")
    assert reading.slots == Slots(job_work_ids=(K,))
    assert reading.unsorted == ()


def test_stacked_labels_are_not_taken_for_one_with_an_id() -> None:
    """Labels one below the other head a table; the IDs below them are not all the last one's."""
    assert read(f"Workspace\nConnection\n{W}\n{C}").slots == Slots()


def ids(text: str) -> list[tuple[str | None, str]]:
    return [(seen.kind, seen.value) for seen in read_prose(Traced.of(text)) if isinstance(seen, IdSeen)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("workspace id: ws-1", [("workspace", "ws-1")]),
        ("job works a1x, b2x and c3x", [("job_work", "a1x"), ("job_work", "b2x"), ("job_work", "c3x")]),
        ("Job work IDs:\n- a1x\n- b2x", [("job_work", "a1x"), ("job_work", "b2x")]),
        ("die Verbindung lautet c-17", [("connection", "c-17")]),
        ("connection_789 is empty", [("connection", "connection_789")]),
        ("artifact ID 4711", [("artifact", "4711")]),
        ("the connection failed 3 times", []),
        ("connection on 2026-01-31", []),
        ("the work of 2 people", []),
        ("request id: 0f8fad5b-d9cb-469f-a165-70867728950e", []),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", [(None, "0f8fad5b-d9cb-469f-a165-70867728950e")]),
    ],
)
def test_ids(text: str, found: list[tuple[str | None, str]]) -> None:
    """Words tell the kind, lists go on, dates and counts are none."""
    assert ids(text) == found


def test_the_context_cuts_no_word() -> None:
    """Neither at its beginning nor at its end."""
    text = "x" * 80 + " before connection_789 after " + "y" * 80
    start = text.index("connection_789")
    assert context_of(text, start, start + 14) == "before connection_789 after"
