"""A planted corpus: made-up secrets of every sort in the texts that they come in, and what only looks like one.

Each sort is a function of a seed that gives ``(text, planted)`` pairs, so that the corpus is as large as one likes and
no real key stands in the repository.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
import uuid
from collections.abc import Callable
from typing import TypeAlias

Sort: TypeAlias = Callable[[int], list[tuple[str, str]]]
_ALNUM = string.ascii_letters + string.digits
_UPPER = string.ascii_uppercase + string.digits
_HEX = "0123456789abcdef"
_URL = _ALNUM + "-_"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

BARE = (
    "{}",
    "we use {} for it",
    "Error: request with {} failed (403 Forbidden)",
    '{{"message": "no access for {}"}}',
    "> > key was\n> > {}\n> > thanks",
    "<p>see {}</p>",
)
"""Texts in which a secret has nothing telling beside it."""


def _made(alphabet: str, length: int) -> Callable[[random.Random], str]:
    return lambda dice: "".join(dice.choices(alphabet, k=length))


def _prefixed(prefix: str, alphabet: str, length: int, texts: tuple[str, ...] = BARE) -> Sort:
    """A prefix that is never in one piece here: scanners of repositories look for whole ones."""
    return _planted(lambda dice: prefix.replace("|", "") + _made(alphabet, length)(dice), texts)


def _planted(make: Callable[[random.Random], str], texts: tuple[str, ...]) -> Sort:
    def sort(seed: int) -> list[tuple[str, str]]:
        dice = random.Random(seed)  # noqa: S311 - the same corpus each time
        return [(text.format(secret), secret) for text in texts for secret in [make(dice)]]

    return sort


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def jwt(dice: random.Random, signed: bool = True) -> str:
    claims = {"sub": f"user_{dice.randrange(1000)}", "exp": dice.randrange(2_000_000_000), "jti": _made(_HEX, 12)(dice)}
    head = f"{_encoded({'alg': 'HS256', 'typ': 'JWT'})}.{_encoded(claims)}"
    return f"{head}.{_made(_URL, 43)(dice)}" if signed else f"{head}."


def pem(dice: random.Random) -> str:
    return "\n".join(_made(_ALNUM + "+/", 64)(dice) for _ in range(6))


def _basic(dice: random.Random) -> str:
    return base64.b64encode(f"me:{_made(_ALNUM, 14)(dice)}".encode()).decode()


def _password(dice: random.Random) -> str:
    return f"{dice.choice(('Winter', 'Kanzlei', 'tax', 'Sommer'))}{dice.choice('!#-_$')}{_made(string.digits, 4)(dice)}"


_PEM = (
    "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
    "the key:\n-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----\nplease help",
    "-----BEGIN OPENSSH PRIVATE KEY-----\n{}",
)
_TOKENS = (
    "token: {}", 'accessToken = "{}"', '{{"access_token": "{}"}}', "my access token is {}", "X-Auth-Token: {}",
    "auth_token={}", "the secret '{}' was rejected", "Authorization: Bearer {}", "used bearer {} then",
)  # fmt: skip
_KEYS = (
    "api_key={}", "X-Api-Key: {}", '{{"apiKey": "{}"}}', "API key: {}", "aws_secret_access_key = {}",
    "export FILED_API_KEY={}",
)  # fmt: skip
_QUERIES = (
    "https://files.example/f.pdf?sig={}&se=2026", "https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Signature={}",
    "GET /download?token={} HTTP/1.1", "see https://x.example/cb?state=1234&code={}", "https://maps.example/?key={}#top",
    "fetching https://f.example/a?X-Amz-Security-Token={}&X-Amz-Date=20260131T093000Z failed",
)  # fmt: skip
_COOKIES = ("Cookie: session={}", "Set-Cookie: sid={}; Path=/; HttpOnly", "curl -H 'Cookie: theme=dark; JSESSIONID={}'")
_SESSIONS = ("session ID: {}", "sessionid={}", '{{"sessionId": "{}"}}', "PHPSESSID={}")
_PASSWORDS = ("password: {}", "pwd={}", '{{"password": "{}"}}', "https://me:{}@gateway.example/graphql", "Passwort: {}",
              "DB_PASSWORD='{}'")  # fmt: skip


def _quoted_pem(seed: int) -> list[tuple[str, str]]:
    secret = pem(random.Random(seed))  # noqa: S311
    text = f"-----BEGIN PRIVATE KEY-----\n{secret}\n-----END PRIVATE KEY-----"
    return [("\n".join(f"> {line}" for line in text.split("\n")), secret.split("\n")[2])]


PLANTED: dict[str, Sort] = {
    "AWS key ID": _prefixed("AK|IA", _UPPER, 16),
    "AWS temporary key ID": _prefixed("AS|IA", _UPPER, 16),
    "GitHub token": _prefixed("gh|p_", _ALNUM, 36),
    "GitHub fine-grained token": _prefixed("github|_pat_", _ALNUM, 60),
    "GitLab token": _prefixed("gl|pat-", _URL, 20),
    "Slack token": _prefixed("xo|xb-", string.digits + string.ascii_letters, 40),
    "Slack webhook": _planted(_made(_ALNUM, 24), ("post to https://hooks.slack.com/services/T0123/B0123/{}",)),
    "Stripe key": _prefixed("sk|_live_", _ALNUM, 24),
    "Stripe-like key": _prefixed("fd|_live_", _ALNUM, 24),
    "Google key": _prefixed("AI|za", _URL, 35),
    "Google token": _prefixed("ya|29.", _URL, 60),
    "service key": _prefixed("sk|-proj-", _ALNUM, 40),
    "npm token": _prefixed("np|m_", _ALNUM, 36),
    "SendGrid key": _planted(lambda dice: f"SG{'.'}{_made(_URL, 22)(dice)}.{_made(_URL, 43)(dice)}", BARE),
    "JWT": _planted(jwt, BARE),
    "JWT without signature": _planted(lambda dice: jwt(dice, signed=False), BARE[:4]),
    "PEM": _planted(pem, _PEM),
    "PEM in a quotation": _quoted_pem,
    "basic auth": _planted(
        _basic, ("Authorization: Basic {}", "-H 'authorization: basic {}'", "with Basic {} it works")
    ),
    "opaque token": _planted(_made(_URL, 40), _TOKENS),
    "hexadecimal token": _planted(_made(_HEX, 32), _TOKENS),
    "API key": _planted(_made(_ALNUM, 32), _KEYS),
    "AWS secret": _planted(_made(_ALNUM + "+/", 40), ("aws_secret_access_key = {}", '"SecretAccessKey": "{}"')),
    "signed address": _planted(_made(_HEX, 64), _QUERIES),
    "code in an address": _planted(_made(_URL, 24), _QUERIES),
    "cookie": _planted(_made(_ALNUM, 26), _COOKIES),
    "session ID": _planted(_made(_HEX, 32), _SESSIONS),
    "UUID as a token": _planted(lambda dice: str(uuid.UUID(int=dice.getrandbits(128))), _TOKENS[:5]),
    "password": _planted(_password, _PASSWORDS),
}  # fmt: skip
"""Sorts of secrets."""

_AROUND_IDS = (
    "{}", "job work {} has no artifacts", '{{"id": "{}"}}', "connection: {}", '"connectionId": "{}"', "ids: [{}]",
    "workspace_id={}", "https://app.filed.com/w/{}/clients", "The key problem is {}.",
    "jobWorks(filters: {{ids: [\"{}\"]}})",
    "request ID {}", "x-request-id: {}", "artifact {} of session 3", "--job-work {}", "providerKey {} is wrong",
)  # fmt: skip
_AROUND = (
    "{}",
    "it says {} here",
    '{{"value": "{}"}}',
    "at {}, the import failed",
    "> {}",
    "status: {}",
    "{}: no access",
)


def cuid(dice: random.Random) -> str:
    return "c" + _made(string.ascii_lowercase + string.digits, 24)(dice)


def ulid(dice: random.Random) -> str:
    return "01" + _made(_CROCKFORD, 24)(dice)


_CHAIN = ("workspace", "connection", "job", "job_work", "work", "job_artifact")

OUR_IDS: dict[str, Sort] = {
    "documented ID": _planted(lambda dice: f"{dice.choice(_CHAIN)}_{dice.randrange(10**6)}", _AROUND_IDS),
    "UUID": _planted(lambda dice: str(uuid.UUID(int=dice.getrandbits(128))), _AROUND_IDS),
    "CUID": _planted(cuid, _AROUND_IDS),
    "ULID": _planted(ulid, _AROUND_IDS),
    "hexadecimal ID": _planted(_made(_HEX, 24), _AROUND_IDS),
    "number": _planted(_made("123456789", 10), _AROUND_IDS),
    "external ID": _planted(lambda dice: f"client-{dice.randrange(10**5)}-w2-{dice.randrange(999):03}", _AROUND_IDS),
    "ID with test in it": _planted(lambda dice: f"job_test_{dice.randrange(10**12):012}", _AROUND_IDS),
}
"""IDs of the chain: every one of them must survive."""


def _one_of(*words: str) -> Callable[[random.Random], str]:
    return lambda dice: dice.choice(words)


_ENUMERATIONS = _one_of(
    "UNAUTHENTICATED", "TOKEN_EXPIRED", "tax_software", "practice_management", "F1120S", "IN_PROGRESS"
)
_PHRASES = _one_of(
    "403 Forbidden", "Invalid token", "the API key is invalid", "Bearer authentication", "password required",
    "Unexpected token < in JSON", "secret santa", "Basic information", "session expired", "not_started",
)  # fmt: skip
_STAND_INS = _one_of(
    "<token>", "YOUR_API_KEY", "[access token]", "[redacted JWT 5]", "***", "$FILED_ACCESS_TOKEN", "${TOKEN}"
)

HARMLESS: dict[str, Sort] = {
    "time": _planted(
        lambda dice: f"2026-01-{dice.randrange(10, 31)}T09:30:{dice.randrange(10, 60)}.000Z",
        (*_AROUND, "token expired at {}", "session {}"),
    ),
    "hash": _planted(
        lambda dice: hashlib.sha256(dice.randbytes(8)).hexdigest(), (*_AROUND, "sha256: {}", "commit {}", 'etag: "{}"')
    ),
    "base64": _planted(
        lambda dice: base64.b64encode(dice.randbytes(30)).decode(),
        (*_AROUND, "integrity sha256-{}", "data:image/png;base64,{}"),
    ),
    "enumeration value": _planted(
        _ENUMERATIONS, (*_AROUND, "code: {}", '"code": "{}"', "token: {}", "auth: {}", "?status={}")
    ),
    "phrase": _planted(_PHRASES, _AROUND),
    "error code": _planted(
        lambda dice: f"ERR_{dice.choice(('TLS', 'NET', 'AUTH'))}_{dice.randrange(100, 600)}",
        (*_AROUND, "error code {}", "code={}"),
    ),
    "version": _planted(
        lambda dice: f"{dice.randrange(9)}.{dice.randrange(40)}.{dice.randrange(9)}",
        (*_AROUND, "token-service {}", "auth: v{}"),
    ),
    "placeholder": _planted(_STAND_INS, ("token: {}", "Authorization: Bearer {}", '"apiKey": "{}"', "password={}")),
    "trace": _planted(_made(_HEX, 16), ("trace {}", "cf-ray: {}-FRA", "traceparent: 00-{}", "span_id={}")),
    "page cursor": _planted(_made(_ALNUM, 20), ('"cursor": "{}"', '"nextPageToken": "{}"', '"endCursor": "{}"')),
}
"""What looks like a secret and is none."""
