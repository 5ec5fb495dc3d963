"""Quote marks and signatures come off; the lines stay, and each is given to whoever speaks in it."""

from __future__ import annotations

import pytest

from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import CUSTOMER_ALONE, Voice

US, THEM = "Filed Support <support@filed.com>", "Dana <dana@taxfirm.example>"


def speaker(text: str, word: str, writer: str | None = None) -> Voice:
    """Return who says a word of a text."""
    bare, voices = unquoted(Traced.of(text), writer)
    return voices.at(bare.text.index(word))


def test_marks_come_off_and_lines_stay() -> None:
    """Nested marks too; what had any is an earlier message."""
    text, voices = unquoted(Traced.of("new\n> old\n> > older\nnew again"))
    assert text.text == "new\nold\nolder\nnew again"
    assert text.line_at(text.text.index("older")) == 3
    assert [voices.at(text.text.index(word)) for word in ("new", "old", "older", "again")] == [
        Voice.NOW, Voice.EARLIER, Voice.EARLIER, Voice.NOW,
    ]  # fmt: skip


def test_a_signature_goes_and_a_long_rest_stays() -> None:
    """Up to a dozen lines behind two hyphens are a signature; more are none."""
    assert unquoted(Traced.of("hello\n-- \nDana\n+1 555 0100"))[0].text.strip() == "hello"
    assert "line 19" in unquoted(Traced.of("hello\n-- \n" + "\n".join(f"line {n}" for n in range(20))))[0].text


def test_a_text_without_any_is_left_alone() -> None:
    """It is not even copied."""
    source = Traced.of("a -> b\n->c")
    assert unquoted(source) == (source, CUSTOMER_ALONE)


@pytest.mark.parametrize(
    "head",
    [
        f"-----Original Message-----\nFrom: {US}\nSent: Thursday 2:40 PM\nTo: Dana\nSubject: RE: x\n",
        f"Von: {US}\nGesendet: Donnerstag 14:40\nAn: Dana\nBetreff: AW: x\n",
        f"________________________________\nDe : {US}\nEnvoy\u00e9 : jeudi 14:40\n\u00c0 : Dana\nObjet : RE: x\n",
        f"-----Mensaje original-----\nDe: {US}\nEnviado el: jueves 14:40\nPara: Dana\nAsunto: RE: x\n",
        f"On Thu, 19 Nov 2026 at 14:40, {US} wrote:\n",
        f"Am Do., 19. Nov. 2026 um 14:40 Uhr schrieb {US}:\n",
        f"Le jeu. 19 nov. 2026 \u00e0 14:40, {US} a \u00e9crit :\n",
        "El jue, 19 nov 2026 a las 14:40, Filed Support\n(<support@filed.com>) escribi\u00f3:\n",
    ],
)
def test_support_speaks_below_its_head(head: str) -> None:
    """In four languages, with and without quote marks; and the customer's older message below that is theirs."""
    older = head.replace(US, THEM).replace("Filed Support\n(<support@filed.com>)", THEM)
    text = f"mine\n\n{head}\nours\n\n{older}\nfirst"
    assert [speaker(text, word) for word in ("mine", "ours", "first")] == [Voice.NOW, Voice.SUPPORT, Voice.EARLIER]


@pytest.mark.parametrize("intro", ["On Thu, 19 Nov 2026, Sam (Filed) wrote:", "Am 19.11.2026 schrieb Filed Support:"])
def test_an_intro_names_who_is_quoted_below_it(intro: str) -> None:
    """And what stands between the quoted lines is the customer's answer."""
    text = f"see below\n\n{intro}\n> which one?\n\nthis one\n\n> thanks"
    assert speaker(text, "which") is Voice.SUPPORT
    assert speaker(text, "this") is Voice.NOW
    assert speaker(text, "thanks") is Voice.SUPPORT


def test_what_support_passes_on_is_the_customers_newest_word() -> None:
    """An agent's mail on top does not make the customer's own message an old one."""
    text = f"fyi\n\nFrom: {THEM}\nSent: Thursday\nTo: Filed\nSubject: x\n\nours is empty"
    assert speaker(text, "fyi", US) is Voice.SUPPORT
    assert speaker(text, "empty", US) is Voice.NOW


@pytest.mark.parametrize(
    "text",
    [
        "[Gestern 14:02] Kanzlei A\nmine\n[Gestern 14:05] Filed Support\nours\n[Gestern 14:09] Kanzlei A\nagain",
        "Dana Whitfield  9:02 AM\nmine\n\nSam (Filed)  9:04 AM\nours\n\nDana Whitfield  9:05 AM\nagain",
        "Dana\n  9:02 AM\nmine\n9:03\nFiled Support\n  9:04 AM\nours\nDana\n  9:05 AM\nagain",
        (
            "tax-firm \u2014 11/20/2026 2:02 PM\nmine\nfiled-bot\nAPP\n \u2014 11/20/2026 2:02 PM\nours\n"
            "tax-firm \u2014 11/20/2026 2:04 PM\nagain"
        ),
        "[20.11.26, 14:02:11] Firm: mine\n[20.11.26, 14:03:02] Support: ours\n[20.11.26, 14:04:02] Firm: again",
        "(14:02:11) Cabinet A : mine\n(14:03:02) support : ours\n(14:04:02) Cabinet A : again",
        (
            "20/11/2026, 14:02 - Asesor\u00eda A: mine\n20/11/2026, 14:03 - Soporte: ours\n"
            "20/11/2026, 14:04 - Asesor\u00eda A: again"
        ),
        "Customer: mine\nSupport: ours\nCustomer: again",
    ],
)
def test_a_chat_is_told_apart_by_its_names(text: str) -> None:
    """Teams, Slack, Discord, WhatsApp, Zendesk and Intercom, as the clipboard has them."""
    assert [speaker(text, word) for word in ("mine", "ours", "again")] == [Voice.NOW, Voice.SUPPORT, Voice.NOW]


@pytest.mark.parametrize(
    "frame",
    [
        "##- Please type your reply above this line -##",
        "##- Bitte geben Sie Ihre Antwort \u00fcber dieser Zeile ein -##",
        "##- Veuillez r\u00e9pondre au-dessus de cette ligne -##",
        "##- Escriba su respuesta por encima de esta l\u00ednea -##",
    ],
)
def test_a_help_desks_frame_parts_the_answer_from_the_page(frame: str) -> None:
    """Its comments carry a name and a time each."""
    page = f"{frame}\n\nmine\n\n-------------------\n\nFiled Support, 19. Nov. 2026, 14:40 MEZ\n\nours"
    assert speaker(page, "mine") is Voice.NOW
    assert speaker(page, "ours") is Voice.SUPPORT
    assert speaker(f"above\n\n{frame}\n\nolder", "older") is Voice.EARLIER


def test_a_log_is_no_chat() -> None:
    """Times and names of modules in many lines are nobody's words."""
    log = "\n".join(f"2026-11-19 08:12:{n} ERROR filed.sync: support answered" for n in range(10, 40))
    assert unquoted(Traced.of(log))[1] == CUSTOMER_ALONE
