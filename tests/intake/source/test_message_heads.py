"""The lines that begin a message, and those that only look like it."""

from __future__ import annotations

import pytest

from diagnose.intake.source.message_heads import attribution, chat_head, header_block, is_original


@pytest.mark.parametrize(
    "line",
    [
        "Sent: 11/18/2026 9:03 AM", "18.11.2026 09:03", "le 18/11/2026 \u00e0 09:03",
        "2026-11-20T13:00:02Z INFO rows=0",
        "date: Thu, 19 Nov 2026 21:12:01 GMT", "[2026-11-19 08:12:44] sent body={}",
        "[08:12:44] ERROR filed.sync: no rows",
        "Workspace: workspace_1", "we filed it for all our clients and firms at 14:02",
    ],
)  # fmt: skip
def test_a_time_alone_begins_no_message(line: str) -> None:
    """Nor does a line of a log or a header of HTTP."""
    assert chat_head([line, "more"], 0) is None


def test_headers_of_a_mail_come_together() -> None:
    """One of them alone is a sentence."""
    assert header_block(["From: a", "to b"], 0) is None
    head = header_block(["**Von:** Dana", "**Gesendet:** heute", "**An:** Filed", "", "x"], 0)
    assert head is not None
    assert (head.name.strip("* "), head.lines) == ("Dana", 3)


def test_an_intro_may_be_wrapped() -> None:
    """Gmail breaks it before the address."""
    head = attribution(["On Thu, 19 Nov 2026 at 14:40 Filed Support <", "support@filed.com> wrote:", ""], 0)
    assert head is not None
    assert head.lines == 2
    assert "support@filed.com" in head.name
    assert attribution(["On Thursday we wrote to you.", "No answer came."], 0) is None


@pytest.mark.parametrize(
    "line",
    ["-----Urspr\u00fcngliche Nachricht-----", "Begin forwarded message:", "---------- Forwarded message ---------"],
)
def test_the_original_message_is_announced(line: str) -> None:
    """In every language of the customers."""
    assert is_original(line)
    assert not is_original(f"see the {line} below")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Od: Filed Support <support@filed.com>",
            "Odesl\u00e1no: \u010dtvrtek 19. listopadu 2026 14:40",
            "Komu: Jana",
            "",
            "x",
        ],
        [
            "Felad\u00f3: Filed <support@filed.com>",
            "D\u00e1tum: 2026. nov. 19. 14:40",
            "C\u00edmzett: a@b.example",
            "",
            "x",
        ],
    ],
)
def test_headers_in_any_language_are_told_by_address_and_time(lines: list[str]) -> None:
    """Without a time, it is a list of contacts."""
    head = header_block(lines, 0)
    assert head is not None
    assert (head.lines, "filed" in head.name.lower()) == (3, True)
    assert header_block([lines[0], "Tel: 030", "Fax: 031"], 0) is None


@pytest.mark.parametrize(
    "line",
    [
        "19. 11. 2026 v 14:40, Filed Support <support@filed.com> napsal:",
        "Filed Support <support@filed.com> kirjoitti 19.11.2026 klo 14.40:",
        "W dniu 19.11.2026 o 14:40, Filed Support pisze:",
        "---- On Thu, 19 Nov 2026 14:40:11 -0500 Filed Support <support@filed.com> wrote ---",
    ],
)
def test_an_intro_in_any_language(line: str) -> None:
    """By its words, or by the address, the time and the colon at its end."""
    assert attribution([line, "x"], 0) is not None
    assert attribution([line.replace("<support@filed.com>", "").rstrip(":- ").replace("wrote", ""), "x"], 0) is None
