"""Names beside which a secret stands: of headers, fields, parameters, variables; and values that only stand for one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONGEST: Final = 64

# Of the last words of a name, in small letters and without what joins them: ``accessToken``, ``X-Api-Key``,
# ``client_secret``, ``DB_PASSWORD``, ``JSESSIONID``. Leaves ``providerKey``, ``tokenExpiresAt``, ``publicKey``.
_TELLING: Final = re.compile(
    r".*(?:token|secret|password|passwd|pwd|passwort|kennwort|passphrase|passcode|contrase(?:n|ñ)a|credentials?|pwdhash"
    r"|wachtwoord|senha|has[lł]o|heslo|l[oö]senord(?:et)?|passord(?:et)?|adgangskoden?|salasana|parola|jelsz[oó]"
    r"|[sş]ifre|пароль|(?:パスワード|密码|密碼|비밀번호)(?:是|为|為|は|가|는|은)?|jeton"
    r"|codeverifier|salt|saml(?:response|request|assertion)|clientassertion|hmac|passwordhash"
    r"|(?:api|access|secret|private|auth|signing|encryption|shared|license|account|subscription|master|tls|ssl|rsa|ssh|pem"
    r"|crypto|jwt|hmac|session|cookie|admin|service|root|deploy|webhook|storage|app|bot)(?:key|schlüssel)"
    r"|secretaccesskey|secretkeybase|sessionid|sessid|sid|session|jwt|bearer|authorization|cookie|signature|otp|webhookurl)s?"
    r"|(?:motde)?passe|clave|pass|pw|mdp|auth|pat"
)
_NOT_TELLING: Final = re.compile(
    r".*(?:page|cursor|next|continuation|sync|unexpected|public|(?<!ac)count|max|(?<!ad)min|limit|num|total|input|output|prompt)"
    r"(?:token|key)s?|.*(?:inside|outside|beside|reside|aside|residence)"
    r"|.*(?:account|message|call|service|conversation|channel|event|tenant|object)sid|.*(?:default|basalt|cobalt)"
)
_IN_ADDRESS: Final = re.compile(
    r"sig|signature|hmac|token|key|code|auth|jwt|pwd|pass|assertion|ticket|otp|policy|awsaccesskeyid|keypairid|hash"
    r"|xamz(?:signature|credential|securitytoken)|xgoog(?:signature|credential)|state|nonce|skoid|sktid"
)


STEMS: Final = (
    "token", "key", "secret", "passw", "passphrase", "passe", "pwd", "kennw", "schl", "contrase", "credential", "auth",
    "pass:", "pass=", "pass :", "pw:", "pw=", "mdp",
    "bearer", "cookie", "session", "sessid", "sid", "jwt", "sig", "otp", "webhook", "passcode", "wachtw", "senha",
    "has\u0142o", "haslo", "heslo", "l\u00f6senord", "losenord", "passord", "adgangsk", "salasan", "clave", "parola",
    "jelsz", "\u015fifre", "sifre", "\u043f\u0430\u0440\u043e\u043b\u044c", "\u30d1\u30b9\u30ef\u30fc\u30c9",
    "\u5bc6\u7801", "\u5bc6\u78bc", "\ube44\ubc00\ubc88\ud638", "jeton", "verifier", "salt", "saml", "assertion",
    "hmac", "pass\"", "pass'", "pat:", "pat=", 'pat"',
)  # fmt: skip
"""Parts of the names that a secret stands beside."""


@lru_cache(maxsize=4096)
def is_telling(name: str) -> bool:
    """Tell whether a secret stands beside a name."""
    letters = _letters(name)
    told = _TELLING.fullmatch(letters) is not None or _ENDS_IN_PASS.search(name) is not None
    return bool(letters) and told and _NOT_TELLING.fullmatch(letters) is None


@lru_cache(maxsize=4096)
def is_telling_in_address(name: str) -> bool:
    """Tell whether a parameter of an address holds a secret: a signature, a token, a key, a code."""
    return is_telling(name) or _IN_ADDRESS.fullmatch(_letters(name)) is not None


_ENDS_IN_PASS: Final = re.compile(r"(?:[_.-](?i:pass|pw)|[a-z]Pass)\Z")
"""``DB_PASS``, ``smtp.pass``; leaves ``bypass``, ``compass``."""
_NUMBER: Final = re.compile(r"[_.-]?v?\d{1,2}\Z")
"""What may stand behind a name: ``API_KEY_2``, ``ses_smtp_password_v4``."""


def _letters(name: str) -> str:
    if len(name) > _LONGEST:
        return ""
    return "".join(sign for sign in _NUMBER.sub("", name.lower()) if sign.isalnum())


_PLACEHOLDER = re.compile(
    r"""(?xi) < .* > | \$ \{? [\w:]+ \}? | %\w+% | \{\{? .* \}?\} | \[ .* \] | \$\(.* | `.* | \(.* \)
    | [$\#] \{ .* | [$%@] \w+ [\[({:] .* | \*{1,3} \w{2,20} \*{1,3} | \{ [\w.]+ [\[(.] .* | \\ \( .*
    | (?:your|my|the|our|some|insert|paste|ihr|mein|dein|ihre?n?)[-_ ].* | a[-_ ][a-z_ -]* | [x*•●█▇▒▓■.…_\#-]+
    | .*(?:\.\.\.|…) | .{0,24}(?:\.\.\.|…|•{2}|█).{0,24}
    | .*(?:redacted|masked|removed|hidden|saniti[sz]ed|geschwärzt|entfernt|placeholder|example-token|x{4}|\*{3}).*
    | (?:access|bearer|api|auth|personal|filed|jwt|user)?[-_ ]?(?:token|key|jwt|secret|password|passwort|value)s?
    | bearer | basic | digest | null | none | undefined | true | false | string!?
    | filed_[a-z_]+ | authentication | authorization""",
)
# A name in code, whose last part has a telling word: ``config.accessToken``, ``Env::API_KEY``, ``user?.token``; or a
# call that gets one: ``os.environ.get("TOKEN")``. Leaves what has digits as passwords do, and words that only begin so:
# ``Anna.password77``, ``hunter2.tokenA``, ``my.keyboard``.
_PART: Final = r"(?:oauth2|auth0|s3|[A-Za-z_]{1,31})"
_IN_CODE: Final = re.compile(
    rf"(?:{_PART}(?:\(\))?(?:[?!]?\.|->|::)){{1,5}}"
    r"(?:(?:[A-Za-z_]{0,30}[a-z_])?(?:Token|Key|Jwt|JWT|Secret|Password|Bearer|Auth)"
    r"|(?:[A-Za-z_]{0,30}_)?(?:token|key|jwt|secret|password|bearer|auth|TOKEN|KEY|JWT|SECRET|PASSWORD|BEARER|AUTH))"
    r"s?(?:[A-Z_][A-Za-z_]{0,12})?"
    rf"|(?:(?:{_PART}(?:\.|::|->)){{1,5}}(?:get|fetch|read|load|env)[A-Za-z_]{{0,20}}!?|paste0?|sprintf|getenv)\(.*",
)
_SHORTEST: Final = 4
_LOOKED_AT: Final = 400


def is_placeholder(value: str, *, in_code: bool = True) -> bool:
    """Tell whether a value stands for a secret instead of being one: ``<accessToken>``, ``$TOKEN``, ``YOUR_KEY``.

    Where code may stand, so does the name of a variable: ``config.accessToken``.
    """
    bare = value[:_LOOKED_AT].strip().strip("'\"")
    return (
        len(value) < _SHORTEST
        or _PLACEHOLDER.fullmatch(bare) is not None
        or (in_code and _IN_CODE.fullmatch(bare) is not None)
    )


_OUR_ID: Final = re.compile(
    r"(?:workspace|connection(?:_job)?|job(?:_work|_artifact)?|work|artifact|user|client|file)[_-]\d[\w-]{0,40}",
    re.ASCII,
)


def is_our_id(value: str) -> bool:
    """Tell whether a value is spelled as the documented examples of the gateway's IDs: ``connection_790``."""
    return _OUR_ID.fullmatch(value) is not None
