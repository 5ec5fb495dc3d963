"""Threads, chats and corrections, read whole: the later word of the customer wins."""

from __future__ import annotations

import json

import pytest

from diagnose.ids import Kind
from diagnose.intake import Reading, Slots, Source, read_sources

W, C, X, J = "workspace_204417", "connection_860", "connection_861", "job_work_33001"
US = "Filed Support <support@filed.com>"
CHAIN = Slots(workspace_id=W, connection_id=C, job_work_ids=(J,))
MINE = f"Workspace {W}, connection {C}, job work {J}: empty list."
OURS = f"Connection {X} of workspace workspace_9 is fine, job work job_work_44001 too."


def read(text: str, name: str = "ticket.txt") -> Reading:
    """Read one text."""
    return read_sources([Source.of_bytes(name, text.encode())])


def mail(body: str, kind: str = "plain") -> str:
    """Return an e-mail of the customer's."""
    head = "From: Dana <dana@taxfirm.example>\nTo: support@filed.com\nSubject: RE: job works\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/{kind}; charset=utf-8\n\n{body}\n"


@pytest.mark.parametrize(
    "html",
    [
        f'<div>{MINE}</div><div class="gmail_quote">On Thu, Sam wrote:<br><blockquote>{OURS}</blockquote></div>',
        (f"<div>{MINE}</div><div style='border-top:solid 1pt'><p><b>Von:</b> Filed Support<br><b>Gesendet:</b> heute"
        f"<br><b>An:</b> Dana<br><b>Betreff:</b> x</p></div><p>{OURS}</p>"),
        f'<p>{MINE}</p><blockquote type="cite"><div>Le 19 nov., Filed Support a écrit :</div>{OURS}</blockquote>',
        f"<p>{MINE}</p><blockquote><p>{OURS}</p><blockquote>connection connection_1</blockquote></blockquote>",
        f"<p>Workspace {W}, connection <s>{X}</s> {C}, job work <del>job_work_44001</del> {J}</p>",
        f'<p>Workspace {W}, connexion <span style="text-decoration:line-through">{X}</span> {C}, job work {J}</p>',
    ],
)  # fmt: skip
def test_an_html_reply_is_read_like_a_plain_one(html: str) -> None:
    """Gmail, Outlook and Apple Mail quote, and people strike through, each in their own tags."""
    reading = read(mail(html, "html"), "ticket.eml")
    assert reading.slots == CHAIN
    assert reading.ambiguities == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{MINE}\n\nCorrection: the connection is {C}, not {X}.",
        f"Workspace {W}, connection {X}, job work {J}.\n\nCorrection: the connection is {C}, not {X}.",
        f"Nachtrag: bitte die Connection {X} ignorieren, richtig ist {C}.\nWorkspace {W}, Job Work {J}",
        f"Workspace {W}, Verbindung {X}, Job Work {J}\n\nKorrektur: Die Verbindung ist {C}, nicht {X}.",
        f"workspace {W}, connexion {X}, job work {J}\nErratum : la connexion est {C}, pas {X}",
        f"workspace {W}, conexión {X}, job work {J}\nFe de erratas: la conexión es {C}, no {X}.",
        f"Workspace {W}, job work {J}: use {C} instead of {X}.",
        f"My query with {C} shows nothing for job work {J}; with {X} it works fine. Workspace {W}.",
        f"Workspace {W}, Connection {C}: Job Work {J} fehlt. In Connection {X} funktioniert alles.",
        f"workspace {W}, connexion {C}, job work {J} manque ; la connexion {X} fonctionne bien.",
        f"workspace {W}, conexión {C}, falta job work {J}; la conexión {X} funciona correctamente.",
        f"**Workspace** {W}\n**Connection** ~~{X}~~ `{C}`\n**Job work** {J}",
        f"Workspace {W}\nConnection {C}\nJob work {J}\n(connection {X} was from our sandbox)",
    ],
)
def test_what_is_taken_back_is_no_id_of_the_ticket(text: str) -> None:
    """Corrections, errata, struck and rejected mentions, in four languages."""
    reading = read(text)
    assert reading.slots == CHAIN
    assert reading.ambiguities == ()


def test_what_does_not_work_is_not_taken_back() -> None:
    """A negation makes the difference, and an ID that is the only one is never dropped."""
    assert read(f"Connection {C} does not work. Workspace {W}.").slots.connection_id == C
    assert read(f"Connection {C} works fine in the app, the API shows nothing.").slots.connection_id == C
    both = read(f"Job works {J} and job_work_33002 are not there; nothing works with {J}.")
    assert both.slots.job_work_ids == (J, "job_work_33002")


@pytest.mark.parametrize(
    "plea", ["Please ignore my first mail.", "Bitte meine erste Mail ignorieren.", "Ignorez mon premier message."]
)
def test_an_earlier_mail_may_be_taken_back_whole(plea: str) -> None:
    """Not even what the newest mail does not name is taken from it."""
    reading = read(mail(f"{plea} Workspace {W}, connection {C}.\n\n> job work job_work_44001 in connection {X}"))
    assert reading.slots == Slots(workspace_id=W, connection_id=C)


@pytest.mark.parametrize(
    ("question", "kind"), [("Which workspace is it?", Kind.WORKSPACE), ("Und welche Job Works?", Kind.JOB_WORK)]
)
def test_an_answer_is_read_by_the_question(question: str, kind: Kind) -> None:
    """Between quoted lines or in a chat, the ID alone is the answer."""
    answer = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21"
    inline = read(mail(f"On Thu, {US} wrote:\n> {question}\n\n{answer}\n\n> thanks"))
    chat = read(f"[14:02] Dana: hello\n[14:05] Filed Support: {question}\n[14:09] Dana: {answer}")
    assert {found.kind for reading in (inline, chat) for found in reading.ids} == {kind}
    assert inline.unsorted == chat.unsorted == ()


def test_an_oops_in_a_chat_corrects() -> None:
    """The right connection has no label but that of the wrong one."""
    right = "c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64"
    reading = read(
        f"[14:02] Dana: connection {X}\n[14:05] Support: ok\n[14:09] Dana: oops, wrong connection. It's {right}"
    )
    assert reading.slots == Slots(connection_id=right)
    assert reading.ambiguities == ()


def test_two_customers_are_never_mixed() -> None:
    """The first whole chain is judged, and the second is said; two halves are one chain."""
    other = "Firm B: workspace workspace_9, connection connection_9, job works job_work_91, job_work_92"
    reading = read(f"Firm A: {MINE}\n{other}")
    assert reading.slots == CHAIN
    assert reading.ambiguities == ()
    (chain,) = reading.others
    assert chain.ids == (
        (Kind.WORKSPACE, "workspace_9"), (Kind.CONNECTION, "connection_9"),
        (Kind.JOB_WORK, "job_work_91"), (Kind.JOB_WORK, "job_work_92"),
    )  # fmt: skip
    assert read(f"Workspace {W}\nConnection {C}\nConnection {X}\n").ambiguities != ()


def test_support_alone_is_better_than_nothing() -> None:
    """When the customer names nothing at all, what support wrote down is what there is."""
    assert read(mail(f"still empty\n\nOn Thu, {US} wrote:\n> {MINE}")).slots == CHAIN


def test_an_older_request_is_superseded_and_supports_example_is_none() -> None:
    """A query below a newer one is not judged, nor is one that support asks to run."""

    def body(connection: str) -> str:
        return json.dumps(
            {"query": f'{{ me {{ workspaces {{ connections(filters: {{ids: ["{connection}"]}}) {{ id }} }} }} }}'}
        )

    older = f"From: Dana <dana@taxfirm.example>\nSent: Wednesday\nTo: Filed\nSubject: x\n\n{body(X)}"
    reading = read(mail(f"now with\n{body(C)}\n\n{older}"))
    assert len(reading.requests) == 1
    assert reading.slots.connection_id == C
    ours = read(mail(f"{MINE}\n\nFrom: {US}\nSent: Wednesday\nTo: Dana\nSubject: x\n\nplease run\n{body(X)}"))
    assert ours.requests == ()
    assert ours.slots == CHAIN


@pytest.mark.parametrize(
    "quote",
    [
        f'[quote="filed-support, post:3"]\n{OURS}\n[/quote]',
        f"[quote]{OURS}[/quote]",
        f"{{quote}}\n{OURS}\n{{quote}}",
    ],
)
def test_a_forums_quotation_is_older(quote: str) -> None:
    """Wherever it stands; what follows it is the newest again."""
    assert read(f"{quote}\n\n{MINE}\n").slots == CHAIN
    assert read(f"{MINE}\n\n{quote}\n").slots == CHAIN


def test_a_help_desk_names_who_commented() -> None:
    """Alone on a line, above the words."""
    page = f"Reply above this line.\n\nDana Whitfield commented:\n\n{MINE}\n\nFiled Support commented:\n\n{OURS}\n"
    assert read(page).slots == CHAIN
