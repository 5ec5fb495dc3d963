"""Secrets in whatever writing: masked in texts, found in finished files, and nothing else taken for one."""

from __future__ import annotations

import base64
import html
import json
import quopri
import re
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from diagnose.secrets import Masker, Secret

HUSH = 'made-up/secret+"quoted" & <more>=='
SECRET = Secret(HUSH, "access token")
JWT = ".".join(
    base64.urlsafe_b64encode(part).decode().rstrip("=")
    for part in (b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"made up","exp":1769850000}', b"made-up-signature-0123456789")
)
FORMS = {
    "raw": HUSH,
    "URL path": quote(HUSH),
    "URL": quote(HUSH, safe=""),
    "URL in small letters": quote(HUSH, safe="").replace("%2F", "%2f").replace("%2B", "%2b").lower(),
    "URL twice": quote(quote(HUSH, safe=""), safe=""),
    "form": quote_plus(HUSH),
    "query": urlencode({"q": HUSH}),
    "JSON": json.dumps({"token": HUSH}),
    "JSON in JSON": json.dumps(json.dumps({"token": HUSH})),
    "JSON with escaped slashes": json.dumps(HUSH).replace("/", "\\/"),
    "JSON in codes": "".join(f"\\u{ord(sign):04x}" for sign in HUSH),
    "HTML": html.escape(HUSH),
    "HTML as templates write it": str(escape(HUSH)),
    "JSON in HTML": str(escape(json.dumps({"token": HUSH}))),
    "HTML in decimal": "".join(f"&#{ord(sign)};" for sign in HUSH),
    "HTML in hexadecimal": "".join(f"&#x{ord(sign):X};" for sign in HUSH),
    "base64": base64.b64encode(HUSH.encode()).decode(),
    "base64 of a header": base64.b64encode(f"Bearer {HUSH}".encode()).decode(),
    "base64 shifted by one": base64.b64encode(f"x{HUSH}y".encode()).decode(),
    "base64 for URLs": base64.urlsafe_b64encode(f"xy{HUSH}".encode()).decode(),
    "base64 in lines": "\n".join(base64.b64encode(HUSH.encode()).decode()[at : at + 7] for at in range(0, 60, 7)),
    "base64 of UTF-16": base64.b64encode(HUSH.encode("utf-16-le")).decode(),
    "hexadecimal": HUSH.encode().hex(),
    "hexadecimal in capitals": HUSH.encode().hex().upper(),
    "quoted-printable": quopri.encodestring(HUSH.encode(), quotetabs=True).decode(),
    "quoted-printable in lines": "=\n".join(HUSH[at : at + 9] for at in range(0, len(HUSH), 9)),
    "capitals": HUSH.upper(),
    "letters apart": " ".join(HUSH),
    "wrapped in a quotation": f"{HUSH[:12]}\n> {HUSH[12:]}",
    "wrapped in a quotation, put on one line": f"{HUSH[:12]} > > {HUSH[12:]}",
    "an unseen character within": f"{HUSH[:9]}\u200b{HUSH[9:]}",
    "a NUL within": f"{HUSH[:9]}\0{HUSH[9:]}",
    "an unseen character, shown": f"{HUSH[:9]}\u2039U+200B\u203a{HUSH[9:]}",
    "a break within a word": f"{html.escape(HUSH[:9])}<wbr>{html.escape(HUSH[9:])}",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_secret_is_masked_and_found(form: str) -> None:
    """However it was escaped on its way, it is replaced in text and reported in bytes."""
    masker = Masker([SECRET])
    text = f"before {FORMS[form]} after"
    assert masker.leaks(text.encode()) == ("access token",)
    masked = masker.mask(text)
    assert masked.startswith("before ")
    assert masked.endswith(" after")
    assert masker.leaks(masked.encode()) == ()


@pytest.mark.parametrize("at", range(len(HUSH) - 16))
def test_any_sixteen_characters_in_a_row_give_a_secret_away(at: int) -> None:
    """Fifteen of a token do not: they are nothing that could be used, and innocent words share as many."""
    token = "madeUpToken0123456789abcdefghijklmnop"  # noqa: S105 - made up
    masker = Masker([Secret(token, "API key")])
    assert masker.leaks(f"x{token[at : at + 16]}y".encode()) == ("API key",)
    assert masker.leaks(f"x{token[at : at + 15]}-".encode()) == ()


@given(st.text("abcdefghijkXYZ0123456789-_.~+/=%&<>\\\"' ", min_size=20, max_size=60), st.text(max_size=10))
def test_a_masked_text_holds_no_secret(value: str, around: str) -> None:
    """Whatever the secret and whatever stands around it, the gate finds nothing after masking."""
    masker = Masker([Secret(value, "API key")])
    assert masker.leaks(masker.mask(f"{around}{value}{around}").encode("utf-8", "surrogatepass")) == ()


def test_secrets_can_be_added_while_running_and_are_told_apart() -> None:
    """A token from a login is masked from then on, each secret under its own name; the longest match wins."""
    masker = Masker([Secret("made-up-key-0123", "API key")])
    assert masker.mask("made-up-key-0123-and-token") == "[API key]-and-token"
    masker.add(Secret("made-up-key-0123-and-token", "access token"))
    assert masker.mask("made-up-key-0123 / made-up-key-0123-and-token") == "[API key] / [access token]"


def test_a_short_secret_is_masked_only_where_one_stands() -> None:
    """Masked everywhere, a password of a few letters would spoil other words; the gate looks there only, too."""
    masker = Masker([Secret("winter24", "password"), Secret("k9", "query of the address", "tenant")])
    assert masker.mask("password=winter24") == "password=[password]"
    assert masker.mask('{"apiKey": "winter24"}') == '{"apiKey": "[password]"}'
    assert masker.mask("https://me:winter24@host/x") == "https://me:[password]@host/x"
    assert masker.mask("?tenant=k9") == "?tenant=[query of the address]"
    assert masker.mask("the winter24 file of tenant k9x") == "the winter24 file of tenant k9x"
    assert masker.leaks(b"password: winter24") == ("password",)
    assert masker.leaks(b"winter24.pdf") == ()


def test_what_is_no_secret_of_a_secret() -> None:
    """A JWT's header, a frame, a row of signs, an ID that the key holds: all of them stand in innocent files."""
    pem = "-----BEGIN PRIVATE KEY-----\nMADEUPmadeupMADEUPmadeup0123456789\n-----END PRIVATE KEY-----"
    masker = Masker([Secret(JWT, "token"), Secret(pem, "key"), Secret("=" * 40, "line")])
    masker.add(Secret("filed_workspace_1234567890_madeUp0123456789abcdefghij", "API key"))
    assert masker.leaks(JWT.partition(".")[0].encode()) == ()
    assert masker.leaks(b"-----BEGIN PRIVATE KEY-----") == ()
    assert masker.leaks(b"=" * 80) == ()
    assert masker.leaks(b"workspace_1234567890") == ("API key",)
    masker.spare(["workspace_1234567890"])
    assert masker.leaks(b"workspace_1234567890") == ()
    assert masker.mask("workspace_1234567890") == "workspace_1234567890"


def test_an_id_that_is_the_secret_is_not_spared() -> None:
    """A gateway that says the token back as the ID of a workspace does not make it one."""
    masker = Masker([Secret("madeUpToken0123456789", "access token")])
    masker.spare(["madeUpToken0123456789", "madeUpToken012345678"])
    assert masker.mask("madeUpToken0123456789 madeUpToken012345678") == "[access token] [access token]"


def test_a_masked_token_still_reads_as_masked() -> None:
    """Otherwise it would be a malformed header: a cause of its own. The same value keeps its number."""
    masker = Masker()
    assert masker.mask(f"Authorization: Bearer {JWT}") == "Authorization: Bearer [redacted JWT 1]"
    assert masker.mask(f"again {JWT} and {JWT[:-8]}XyZ01234") == "again [redacted JWT 1] and [redacted JWT 2]"
    assert masker.mask(f"signed by nobody: {JWT.rpartition('.')[0]}.").startswith("signed by nobody: [redacted JWT ")


def test_without_secrets_nothing_changes() -> None:
    """No secret, or an empty one, masks nothing."""
    masker = Masker([Secret("", "API key")])
    assert masker.mask("any text") == "any text"
    assert masker.leaks(b"any text") == ()


@pytest.mark.parametrize(
    "told",
    [
        "password: Anna.passwort77", "password: user.password123", "password: my.keyboard22", "pass: hunter2.tokenA",
        "api_key: prod.apikey7731", "client_secret: abc.def.tokenXYZ12", "Authorization: Bearer Xk9.authZZ81q",
        "password: blue.monkey.secret", "login: password=rosa.Key9x", 'password: "user.password"',
        "https://x.example/?token=rosa.secret",
        "DB_PASSWORD=blue.key", "| password | blue.secret",
        "password: card-1234", "password: text-2024", "password: person-77", "pwd = url-99999", '"password": "firm-7"',
    ],
)  # fmt: skip
def test_what_looks_like_code_or_an_alias_is_a_secret_where_people_wrote_it(told: str) -> None:
    """A digit, a quotation mark or the end of the line tells it from ``{password: user.password}``."""
    secret = re.split(r"[ =\"]", told.rstrip('"'))[-1]
    assert secret not in Masker().mask(told)


def test_an_alias_that_a_report_has_is_no_secret_unless_it_is_known_as_one() -> None:
    """The gate would refuse every report that has it beside a telling name."""
    masker = Masker()
    assert masker.learn("password: card-1234")
    masker.spare(aliases=["text-2", "card-1234"])
    assert masker.mask('"password": "text-2"') == '"password": "text-2"'
    assert "1234" not in masker.mask('"password": "card-1234"')
