"""Secrets that markup, code, a command or a sentence gives to their name, in pairs that nobody can list by service."""

from __future__ import annotations

import pytest

from diagnose.secrets import Masker

TOKEN = "hT7qLw9ZrXbNc3VfKs8d"  # noqa: S105 - made up
CHOSEN = "Sommer!2024x"


@pytest.mark.parametrize(
    "text",
    [
        f'<meta name="csrf-token" content="{TOKEN}">',
        f'<input type="password" name="p" value="{CHOSEN}">',
        f'<add key="ApiKey" value="{TOKEN}" />',
        f'{{"key": "token", "value": "{TOKEN}", "type": "string"}}',
        f"- name: FILED_API_KEY\n  value: {TOKEN}",
        f"<Password>{CHOSEN}</Password>",
        f"<tr><th>API key</th><td>{TOKEN}</td></tr>",
        f"define('AUTH_KEY', '{TOKEN}');",
        f'request.header("X-Api-Key", "{TOKEN}")',
        f'client.setApiKey("{TOKEN}");',
        f'const API_KEY: string = "{TOKEN}";',
        f'secretKey := []byte("{TOKEN}")',
        f'req.SetBasicAuth("me", "{TOKEN}")',
        f"new PDO('mysql:host=db', 'tax', '{CHOSEN}')",
        f"requests.get(url, auth=('me', '{TOKEN}'))",
        f'jwt.sign(payload, "{TOKEN}")',
        f"curl -u me:{CHOSEN} https://gateway.filed.com/graphql",
        f"curl --user 'me:{TOKEN}' https://gateway.filed.com/graphql",
        f'The password for the test account is "{CHOSEN}".',
        f"Das Passwort für den Zugang lautet {CHOSEN}.",
        f"Zugangsdaten: kanzlei / {CHOSEN}",
        f"password {CHOSEN}",
        f"Mot de passe : {CHOSEN}",
        f"Hasło: {CHOSEN}",
        f"密码\uff1a{CHOSEN}",
        f"| API key    | {TOKEN} |",
        f"**Password:** {CHOSEN}",
        f"mdp : {CHOSEN}",
        f'"x-api-key": ["{TOKEN}"]',
        f"AWS Secret Access Key [None]: {TOKEN}",
        "--password Winter%2024y" + CHOSEN,
        f'Content-Disposition: form-data; name="api_key"\r\nContent-Type: text/plain\r\n\r\n{TOKEN}\r\n--b--',
        f'"db_password": {{"sensitive": true, "value": "{CHOSEN}"}}',
        f'variable "db_password" {{\n  type = string\n  default = "{CHOSEN}"\n}}',
        f"CREATE USER 'web'@'%' IDENTIFIED BY '{CHOSEN}';",
        f'<wsse:Password Type="PasswordText">{CHOSEN}</wsse:Password>',
        f"La clave de la API es {TOKEN}",
        f"Clé API : {TOKEN}",
        f"Le jeton d'accès : {TOKEN}",
        f"pw for the vpn: {CHOSEN}",
        f"Lösenordet är {CHOSEN} tack",
        f"Hasło to {CHOSEN}, proszę",
        f"密码是 {CHOSEN}",
        f"パスワードは {CHOSEN} です",
        f"API_KEY_2={TOKEN}",
        f"code_verifier={TOKEN}{TOKEN}&grant_type=authorization_code",
        f"token {TOKEN}.html",
        f"ansible_become_pass: {CHOSEN}",
        f'["DB_PASS={CHOSEN}", "PATH=/usr/bin"]',
        f"2. **API token** \u2013 {TOKEN}",
    ],
)
def test_a_secret_in_a_pair_is_masked(text: str) -> None:
    masked = Masker().mask(text)
    assert TOKEN not in masked
    assert CHOSEN not in masked
    assert "[redacted " in masked


def test_a_pin_is_masked_beside_its_name() -> None:
    assert Masker().mask("PIN: 482913, verification code is 77123") == (
        "PIN: [redacted token 1], verification code is [redacted code 2]"
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"reference": "/etc/passwd", "workspace_id": "workspace_1"}',
        '{"status": "bad token", "connection_job_id" : "job_1"}',
        "The password for the test account is in the vault.",
        "the token for the connection is connection_790",
        "docker run -u 1000:1000 acme/importer:1.2.3",
        "chown -u www-data:www-data /srv",
        "login: the page says 403/forbidden",
        'os.getenv("FILED_API_KEY_2")',
        'getToken("connection_790")',
        'const tokenKey = "accessToken";',
        '<input type="password" name="password" placeholder="at least 12 characters">',
        '{"name": "connectionId", "value": "connection_790"}',
        "<title>Token expired</title>",
        "error code 500, status code: 404",
        "token for cuqeqexo9bxmob24llx79z325 expired",
        "see ?key=connection_790",
        "the plug has pin 7",
        '["token", "secret", "password"]',
        "password must be changed after 90 days",
        'throw new Error("The token is missing")',
        "a new access token with loginViaPersonalApiToken",
        "we went from password to OAuth2 and SHA-256",
        "TWILIO_ACCOUNT_SID=AC9951f17f211cfb2c265b93e78c318f72",
        '"tokens": {"limit": "4096", "value": "2026-01-31"}',
        "IDENTIFIED BY PASSWORD EXPIRE",
        'Content-Disposition: form-data; name="connection_id"\r\n\r\nconnection_790\r\n',
        "the key for the door: next to it",
        "config = {password: user.password, token: cfg.accessToken}",
        "password = settings.DB_PASSWORD",
        "connect(user=me, password=settings.DB_PASSWORD)",
        "Authorization: Bearer config.accessToken",
        "bypass: a1b2c3d4e5, compass: north-1234",
        "the password for the portal is connection_7",
        "password policy of the firm requires level-three",
    ],
)
def test_what_only_reads_like_a_pair_stays(text: str) -> None:
    assert Masker().mask(text) == text


NAMES = """password|passwort|kennwort|passphrase|pass|pwd|pw|passcode|contraseña|senha|wachtwoord|mot de passe|mdp|clave
|hasło|heslo|jelszó|lösenord|lösenordet|passord|passordet|adgangskode|adgangskoden|salasana|api key|token|secret"""


def test_a_secret_in_a_sentence_is_masked_in_every_language() -> None:
    """``senha for the portal is …``: the name comes first, some words later what it is."""
    value = "Zq7wR9x!tB"
    told = [f"the {name} for the portal is {value}" for name in NAMES.replace("\n", "").split("|")]
    assert [text for text in told if value in Masker().mask(text)] == []


@pytest.mark.parametrize(
    "told",
    [
        "la contraseña de la cuenta es {}",
        "the password for the portal is {}",
        "Passwort für den Zugang lautet {}",
        "le mot de passe du portail est {}.",
        "password of our account: {}",
    ],
)
def test_one_digit_is_enough_where_the_sentence_gives_a_password(told: str) -> None:
    """But not where it only speaks of one."""
    assert "verde" not in Masker().mask(told.format("caballo-verde-9"))
    assert Masker().mask("the password for importers uses caballo-verde-9") == (
        "the password for importers uses caballo-verde-9"
    )
