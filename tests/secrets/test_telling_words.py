"""Names beside which secrets stand, and values that only stand for one."""

from __future__ import annotations

import pytest

from diagnose.secrets.telling_words import is_our_id, is_placeholder, is_telling, is_telling_in_address

# Names as services, frameworks and people write them, one for each word that tells.
TELLING = """
accessToken refreshToken refresh_token idToken X-Auth-Token csrf_tokens client_secret X-Api-Key x-api-key
APIKEY access-key AWS_SECRET_ACCESS_KEY secretKey privateKey auth_key signing-key ENCRYPTION_KEY SharedKey
license_key AccountKey Ocp-Apim-Subscription-Key masterKey tls_key ssl-key RSA_KEY sshKey pem_key cryptoKey
JWT_KEY hmac-key session_key COOKIE_KEY admin_key serviceKey root-key deploy_key webhookKey storage_key
app_key botKey API-Schlüssel DB_PASSWORD passwd PGPWD pwd_hash passphrase passcode Set-Cookie Cookie
Authorization bearer jwt X-Signature otp JSESSIONID PHPSESSID connect.sid sessid session webhookUrl
credentials credential auth pw pass mdp Passwort Kennwort motDePasse passe clave contraseña contrasena
wachtwoord senha hasło haslo heslo lösenord losenord passord adgangskode salasana parola jelszó jelszo şifre
sifre пароль パスワード 密码 密碼 비밀번호
"""
NOT_TELLING = """
providerKey tokenExpiresAt nextPageToken cursorToken next_token continuationToken syncToken unexpectedToken
publicKey countTokens maxTokens min_tokens limitToken numTokens total_tokens inputTokens outputTokens
promptTokens inside outside beside reside aside residence compass sortKey key code status
"""
IN_AN_ADDRESS = """
sig signature hmac token key code auth jwt pwd pass assertion ticket otp policy AWSAccessKeyId Key-Pair-Id
hash X-Amz-Signature X-Amz-Credential X-Amz-Security-Token X-Goog-Signature X-Goog-Credential state nonce
skoid sktid
"""


def test_telling() -> None:
    """By the last words of the name, however they are joined."""
    assert is_telling("x" * 59 + "token")
    assert [name for name in TELLING.split() if not (is_telling(name) and is_telling_in_address(name))] == []


def test_not_telling() -> None:
    """Words that hold one of the others, counts of tokens, and names that are as long as a sentence."""
    assert [name for name in (*NOT_TELLING.split(), "", "x" * 60 + "token") if is_telling(name)] == []


def test_telling_in_an_address() -> None:
    """In a query string; elsewhere a key or a code may be anything."""
    assert [name for name in IN_AN_ADDRESS.split() if not is_telling_in_address(name)] == []
    assert not any(map(is_telling_in_address, ("X-Amz-Date", "page", "id", "q", "codec")))


# One for each way of standing for a secret: templates of shells and languages, words, masks.
PLACEHOLDERS = """
<accessToken> ${TOKEN} $TOKEN $env:TOKEN %TOKEN% {{token}} {token} [token] $(cat) `cat` (none) #{token}
$tokens[0] %config{token} @token(value) **token** *token* {user.token[0]} \\(token) YOUR_KEY my-key the-token
our_key some-key insert-here paste-here mein_token dein-token ihr-token ihren_token a-token xxxx **** ●●●●
•••• ████ ---- #### abc... eyJabc… 7f3k••••m9q [redacted] was-masked value-removed hidden-here sanitized
sanitised geschwärzt entfernt-x placeholder1 example-token 7fXXXXm9q 7f***m9q access_token bearer-token
api-key auth_token personal-key filed_token jwt user-password token keys secret password passwort values
bearer basic digest null none undefined true false string string! filed_live_key authentication authorization
config.accessToken user?.token Env::API_KEY self->secret oauth2.token
"""


def test_placeholders() -> None:
    """They stand for a secret and are none, in quotation marks as well; so is what is too short for one."""
    assert [
        value for value in PLACEHOLDERS.split() if not (is_placeholder(value) and is_placeholder(f'"{value}"'))
    ] == []
    assert is_placeholder("abc")
    assert not is_placeholder("ab1!")


KINDS = "workspace connection connection_job job job_work job_artifact work artifact user client file"
SECRETS_LIKE_THEM = (
    "filed_live_7f3k2m9q", "filed_7f3k2m9q", "$ecret-Pa55word!", "%2Fpass%41word", "{7f3k2m9q", "[7f3k2m9q",
    "your7f3k2m9q", "theta7f3k2m9q", "access7f3k2m9q", "basic7f3k2m9q", "nullable7f3k", "true7f3k2m9q", "a7f3k2m9q",
    "<7f3k2m9q", "stringent-7f3k", "secret2468", "password1", "token7f3k", "example7f3k2m", "test7f3k2m9q",
    "7fxxx3k2m9q", "7f**3k2m9q", "none7f3k", "jwt7f3k2m9q", "filed_7", "a_7f3k", "(7f3k2m9q",
    "user.password123", "Anna.passwort77", "hunter2.tokenA", "my.keyboard", "abc.def.tokenXYZ12", "text-2", "card-1234",
)  # fmt: skip


@pytest.mark.parametrize("value", SECRETS_LIKE_THEM)
def test_what_only_begins_like_a_placeholder_is_a_secret(value: str) -> None:
    """A pattern that took a little more would leave these unmasked."""
    assert not is_placeholder(value)


def test_ids_as_the_documentation_spells_them() -> None:
    """A prefix and a number."""
    assert [kind for kind in KINDS.split() if not (is_our_id(f"{kind}_456") and is_our_id(f"{kind}-4-b_c"))] == []
    assert not any(map(is_our_id, ("sk_live_456", "work_", "work_a1", "work_٣", "x_work_456", f"work_{'4' * 42}")))
