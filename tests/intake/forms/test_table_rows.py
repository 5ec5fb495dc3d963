"""Tables in every notation: the heading tells the kind, and no row is swept into the wrong one."""

from __future__ import annotations

import time

import pytest

from diagnose.ids import Kind
from diagnose.intake import Source, read_sources
from diagnose.intake.model import Reading

W, C, C2 = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21", "connection_860", "connection_861"
J1, J2, WORK = "1d7f0b52-3c9e-4a81-96d4-e05a7b2c8f13", "84c6e2a9-0f1b-4d57-a3e8-7b9d5c6f2041", "work_77101"
HEADINGS = ("Client", "Workspace ID", "connection_id", "Job work", "Work ID", "Order no", "Status")
ROWS = (
    ("Household A", W, C, J1, WORK, "4500018231", "none2026"),
    ("", W, C, J2, "", "4500018232", "empty"),
)


def read(text: str, name: str = "ticket.txt") -> Reading:
    """Read one source."""
    return read_sources([Source.of_bytes(name, text.encode())])


def _joined(separator: str) -> str:
    return "\n".join(separator.join(row) for row in (HEADINGS, *ROWS))


def _markdown() -> str:
    rule = ["---"] * len(HEADINGS)
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEADINGS, rule, *ROWS))


def _psql() -> str:
    lines = [" | ".join(f"{cell:<36}" for cell in row) for row in (HEADINGS, *ROWS)]
    lines.insert(1, "-+-".join("-" * 36 for _ in HEADINGS))
    return "\n".join([*lines, "(2 rows)"])


def _jira() -> str:
    lines = [f"|{'|'.join(cell or ' ' for cell in row)}|" for row in ROWS]
    return "\n".join([f"||{'||'.join(HEADINGS)}||", *lines])


def _html() -> str:
    rows = ("".join(f"\n  <td><p>{cell}</p></td>" for cell in row) for row in (HEADINGS, *ROWS))
    return "<table border=1>" + "".join(f"<tr>{row}\n</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "table",
    [_joined(","), _joined(";"), _joined("\t"), _markdown(), _psql(), _jira(), _html(), _psql().replace("|", "│")],
    ids=["commas", "semicolons", "tabs", "markdown", "psql", "jira", "html", "box"],
)
def test_every_notation_gives_the_same(table: str, ending: str) -> None:
    """Whatever sets the cells apart, and with whichever line ends; the order's number and the status are no IDs."""
    text = f"Hi,\n\nall of these are missing:\n\n{table}\n\nRegards\n".replace("\n", ending)
    reading = read(text)
    slots = reading.slots
    assert (slots.workspace_id, slots.connection_id) == (W, C)
    assert (slots.job_work_ids, slots.work_ids) == ((J1, J2), (WORK,))
    assert (slots.connection_job_ids, slots.artifact_ids, reading.unsorted) == ((), (), ())


@pytest.mark.parametrize(
    ("heading", "slot"),
    [
        ("jobWork.id", "job_work_ids"),
        ("Filed job work (ID)", "job_work_ids"),
        ("Job-Work-ID", "job_work_ids"),
        ("**Betroffene Job Works**", "job_work_ids"),
        ("ID du job work", "job_work_ids"),
        ("Trabajo (work)", "work_ids"),
        ("work_id", "work_ids"),
        ("Artefakt-ID", "artifact_ids"),
        ("Artifact external ID", "artifact_ids"),
        ("connectionJobId", "connection_job_ids"),
        ("Importauftrag", "connection_job_ids"),
    ],
)
def test_headings(heading: str, slot: str) -> None:
    """Keys, labels in four languages, with words before them and brackets around a part of them."""
    assert getattr(read(f"{heading};Status\n{J1};empty\n{J2};empty\n").slots, slot) == (J1, J2)


@pytest.mark.parametrize("heading", ["Arbeitsbereich-ID", "Espace de travail", "Espacio de trabajo", "workspace"])
def test_headings_of_workspaces(heading: str) -> None:
    """In each language; one row is enough, and so is one that begins with its heading."""
    assert read(f"{heading}\tStatus\n{W}\tempty\n").slots.workspace_id == W
    assert read(f"Feld\tWert\n{heading}\t{W}\n").slots.workspace_id == W


@pytest.mark.parametrize(
    "heading", ["External ID", "Job work external ID", "Externe ID", "Trace ID", "Client", "Order"]
)
def test_a_column_of_something_else_names_nothing(heading: str) -> None:
    """What a heading calls something else is that, even where it looks like an ID of a job work."""
    reading = read(f"Job work | {heading}\n{J1} | {J2}\n")
    assert (reading.slots.job_work_ids, reading.slots.artifact_ids, reading.unsorted) == ((J1,), (), ())


def test_the_column_counts_more_than_the_prefix() -> None:
    """A work in the column of the job works is the documented wrong kind: it stays where the customer put it."""
    slots = read("Job work,Result\njob_work_33001,0\nwork_77102,0\n").slots
    assert (slots.job_work_ids, slots.work_ids) == (("job_work_33001", "work_77102"), ())


def test_quoted_cells() -> None:
    """With the separator, doubled quotes, and a line end inside."""
    text = f'note,job_work_id\n"Household A, ""old"", 2025",{J1}\n"two\nlines","{J2}"\n'
    assert read(text).slots.job_work_ids == (J1, J2)


def test_more_than_an_id_in_a_cell() -> None:
    """Several IDs are several; words behind an ID are none."""
    text = f"| Job work | Seen |\n|---|---|\n| {J1}, {J2} (both missing since 18th2026) | - |\n"
    assert read(text).slots.job_work_ids == (J1, J2)


def test_what_other_cells_say_in_words_counts_as_words() -> None:
    """A comment names a connection; a secret in a cell is found."""
    reading = read(
        f"job_work_id;comment\n{J1};look in connection {C}\n{J2};Bearer eyJhbGciOi.J9eyJzdWIi.c2lnbmF0dXJl\n"
    )
    assert (reading.slots.connection_id, reading.slots.job_work_ids) == (C, (J1, J2))
    assert len(reading.secrets) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Workspaces, connections, job works\n12, 3, 4\n",
        "We looked at the workspace, the connection and the job works, nothing there.\nThanks, Support\n",
        "Job works | Artifacts\n3 | 0\n",
        "Work;Hours\nbooks2025;3\nreturns2025;4\n",
        "SELECT workspace_id, connection_id\nFROM imports2025, jobs2025\n",
    ],
)
def test_no_table_of_ids(text: str) -> None:
    """Counts, prose and plain work are none."""
    reading = read(text)
    assert reading.ids == ()


def test_a_table_in_an_html_mail_keeps_its_cells_and_lines() -> None:
    """Paragraphs inside cells do not tear the row apart; a table that lays out the mail stays lines."""
    inner = "".join(f"<tr><td><p>{job}</p></td><td><p>client{job[:4]}</p></td></tr>\n" for job in (J1, J2))
    mail = (
        "From: a@firm.example\nSubject: rows\nContent-Type: text/html; charset=utf-8\n\n"
        f"<table><tr><td><p>Workspace {W}</p><p>Connection {C}</p>\n"
        f"<table><tr><th>Job work</th><th>Client</th></tr>\n{inner}</table></td><td>logo</td></tr></table>\n"
    )
    reading = read(mail, "mail.eml")
    assert (reading.slots.workspace_id, reading.slots.connection_id) == (W, C)
    assert reading.slots.job_work_ids == (J1, J2)
    lines = {found.value: found.line for found in reading.ids}
    assert (lines[J1], lines[J2]) == (6 + 1, 7 + 1)


def test_reading_is_linear() -> None:
    """Three thousand lines that look like the header of a table and are none take no time to speak of."""
    begun = time.process_time()
    read("connection, the job works, nothing\n" * 3_000 + "Job work,n\n" + f"{J1},1\n" * 3_000)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "sentence",
    [
        f"unser Workspace ist {W}, die Verbindung (Connection) {C}.\nDie Job Works sind: {J1}, {J2}\n",
        f"Our workspace is {W}, the connection (in staging) {C}.\n\nThe job works are: {J1}, {J2}\n",
        f"notre espace de travail (workspace) est {W}, la connexion (connection) {C}.\nLes job works : {J1}, {J2}\n",
        f"the workspace is {W}, conexi\u00f3n (connection) {C}.\nFaltan los job works {J1}, {J2}\n",
    ],
)
def test_two_sentences_with_commas_are_no_table(sentence: str) -> None:
    """A line that holds IDs itself heads no column, whatever words stand before them."""
    found = {(seen.kind, seen.value) for seen in read(sentence).ids}
    assert {(Kind.WORKSPACE, W), (Kind.CONNECTION, C), (Kind.JOB_WORK, J1), (Kind.JOB_WORK, J2)} == found


def test_a_number_in_a_heading_is_no_id() -> None:
    """Forms and years head columns."""
    found = {seen.value: seen.kind for seen in read(f"1099-INT 2025,Workspace ID,Job work ID\nyes,{W},{J1}\n").ids}
    assert (found[W], found[J1]) == (Kind.WORKSPACE, Kind.JOB_WORK)


@pytest.mark.parametrize("well", ["ok", "\u2713", "works", "funktioniert"])
def test_another_firm_that_is_well_is_not_meant(well: str) -> None:
    """Its row is taken back; a row of the same firm is not, for what is well in it supports its chain."""
    rows = f"| w-9 | c-909 | j-909 | {well} |\n| w-1 | c-101 | j-101 | {well} |\n| w-1 | c-101 | j-102 | missing |\n"
    slots = read(f"| Workspace ID | Connection ID | Job work ID | Result |\n|---|---|---|---|\n{rows}").slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-1", "c-101", ("j-101", "j-102"))


@pytest.mark.parametrize(
    ("first", "second"),
    [("ok | missing", "failed first, ok on retry | missing"), ("ok | missing", " | none"), ("ok | 0", "ok | \u2717"),
     ("ok | ", "ok | missing"), ("200 | ok | missing", "200 | failed | missing")],
)  # fmt: skip
def test_a_row_that_complains_anywhere_stays(first: str, second: str) -> None:
    """``ok`` of a step proves nothing beside ``missing``, nor what says ok in every row."""
    rows = f"| c-101 | j-101 | {first} |\n| c-102 | j-102 | {second} |\n"
    steps = " | ".join(["HTTP", "created", "artifacts"][-first.count("|") - 1 :])
    reading = read(f"| Connection ID | Job work ID | {steps} |\n{rows}")
    assert reading.set_aside == ()
    assert {"c-101", "c-102", "j-101", "j-102"} <= {found.value for found in reading.ids}
