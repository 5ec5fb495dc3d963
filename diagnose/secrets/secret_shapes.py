"""What the secrets of well-known services look like. Each prefix is documented by its service.

A shape is looked for where one of its stems stands (in small letters), so that a pattern never runs over a whole text.
``certain`` shapes are secrets wherever they stand; the others depend on their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class SecretShape:
    """A sort of secret: its name for people, the stems that it begins with, the pattern from there on.

    Its value is the pattern's group ``secret``, else the whole match.
    """

    name: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _shape(name: str, stems: str, pattern: str) -> SecretShape:
    return SecretShape(name, tuple(stems.split()), re.compile(pattern))


_APART = r"(?<![A-Za-z0-9_])"
"""The prefix begins a word."""
_WORD = r"(?=[A-Za-z0-9_-]{0,255}?(?:[0-9][A-Za-z]|[A-Za-z][0-9]|[a-z][A-Z]))"
"""The rest has letters and digits, or both cases: ``job_prod_000000000012`` and ``file_live_customers`` are no keys."""

CERTAIN: Final = (
    _shape("JWT", "eyj", r"(?<![A-Za-z0-9_])eyJ[\w=-]{6,8192}+\.[\w=-]{4,16384}+(?:\.[\w=-]{0,16384}){0,3}+"),
    _shape("AWS key", "akia asia abia acca aroa aida anpa anva agpa aipa a3t",
           rf"{_APART}(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|ANPA|ANVA|AGPA|AIPA|A3T[A-Z0-9])[A-Z0-9]{{16}}(?![A-Za-z0-9])"),
    _shape("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
           rf"{_APART}(?:gh[pousr]_[A-Za-z0-9]{{30,255}}+|github_pat_\w{{22,255}}+)"),
    _shape("GitLab token", "glpat- glptt- gldt- glrt- glcbt- glft- glsoat- glagent- gloas- glimt- glffct- gr1348941",
           rf"{_APART}(?:gl[a-z]{{2,6}}-[\w.-]{{16,255}}+|GR1348941[\w-]{{16,64}}+)"),
    _shape("Slack token", "xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxe. xoxc- xoxd- xapp-",
           rf"{_APART}(?:xox[a-z][-.]|xapp-)[\w.%/+-]{{10,512}}+"),
    _shape("Slack webhook", "hooks.slack.com",
           r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[\w/-]{16,256}+)"),
    _shape("live key", "_live_ _test_ _prod_ -live- -test-",
           rf"(?:(?<=[A-Za-z0-9])[_-](?:live|prod)[_-]{_WORD}[A-Za-z0-9_]{{10,255}}+"
           rf"|(?<=[rps]k)[_-]test[_-]{_WORD}[A-Za-z0-9_]{{10,255}}+)"),
    _shape("webhook secret", "whsec_", rf"{_APART}whsec_[A-Za-z0-9+/=]{{20,128}}+"),
    _shape("Google key", "aiza", rf"{_APART}AIza[\w-]{{30,45}}+"),
    _shape("Google token", "ya29. gocspx- 1//0",
           rf"{_APART}(?:ya29\.[\w-]{{20,2048}}+|GOCSPX-[\w-]{{20,64}}+|1//0[\w-]{{30,512}}+)"),
    _shape("service key", "sk-", rf"{_APART}sk-(?:proj-|ant-|or-)?{_WORD}[\w-]{{20,255}}+"),
    _shape("API key", "filed_", rf"{_APART}filed_(?:[a-z]{{2,12}}_){{0,3}}{_WORD}[A-Za-z0-9]{{16,255}}+"),
    _shape("npm token", "npm_", rf"{_APART}npm_[A-Za-z0-9]{{30,64}}+"),
    _shape("PyPI token", "pypi-", rf"{_APART}pypi-[\w-]{{50,512}}+"),
    _shape("SendGrid key", "sg.", rf"{_APART}SG\.[\w-]{{16,32}}\.[\w-]{{30,64}}+"),
    _shape("Twilio key", "sk", rf"{_APART}SK[0-9a-f]{{32}}(?![0-9A-Za-z])"),
    _shape("Mailgun key", "key-", rf"{_APART}key-[0-9a-f]{{32}}(?![0-9A-Za-z])"),
    _shape("Shopify token", "shpat_ shpca_ shppa_ shpss_", rf"{_APART}shp[a-z]{{2}}_[0-9a-fA-F]{{32}}"),
    _shape("Square token", "sq0atp- sq0csp- eaaa",
           rf"{_APART}(?:sq0[a-z]{{3}}-[\w-]{{22,64}}+|EAAA[\w-]{{58,62}}(?![\w-]))"),
    _shape("Hugging Face token", "hf_", rf"{_APART}hf_[A-Za-z]{{30,40}}+"),
    _shape("Databricks token", "dapi", rf"{_APART}dapi[0-9a-f]{{32}}"),
    _shape("DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", rf"{_APART}do[opr]_v1_[0-9a-f]{{64}}"),
    _shape("Vault token", "hvs. hvb. hvr.", rf"{_APART}hv[sbr]\.[\w-]{{20,512}}+"),
    _shape("Atlassian token", "atatt3 atctt3", rf"{_APART}AT[AC]TT3[\w=-]{{40,512}}+"),
    _shape("Postman key", "pmak-", rf"{_APART}PMAK-[0-9a-f]{{24}}-[0-9a-f]{{34}}"),
    _shape("service token", "lin_api_ glsa_ figd_ sntrys_ phx_ rubygems_ dckr_pat_ nrak- xkeysib- pat-na1- dp.pt.",
           rf"{_APART}(?:lin_api_|glsa_|figd_|sntrys_|phx_|rubygems_|dckr_pat_|NRAK-|xkeysib-|pat-na1-|dp\.pt\.)"
           r"[\w.-]{16,512}+"),
    _shape("service token",
           "ntn_ sbp_ pscale_tkn_ pscale_pw_ pscale_oauth_ gsk_ xai- r8_ pplx- tskey- cfpat- nfp_ fo1_ fm2_ sgp_ glc_"
           " sntryu_ dt0c01. tfp_ rdme_ secret_ pul- ezak dp.st. dp.ct.",
           rf"{_APART}(?:ntn_|sbp_|pscale_[a-z]{{2,5}}_|gsk_|xai-|r8_|pplx-|tskey-|CFPAT-|nfp_|fo1_|fm2_|sgp_|glc_|sntryu_"
           rf"|dt0c01\.|tfp_|rdme_|secret_|pul-|EZAK|dp\.[sc]t\.){_WORD}[\w.+/=-]{{32,512}}+"),
    _shape("Telegram token", ":aa", r"(?<=[0-9]{8}):AA[\w-]{32,34}(?![\w-])"),
    _shape("Discord token", "mt mj mz nd nt nj nz od ot",
           rf"{_APART}(?:M[Tjz]|N[DTjz]|O[DT])[A-Za-z0-9_-]{{22,26}}\.[\w-]{{6,7}}\.[\w-]{{27,40}}(?![\w-])"),
    _shape("Airtable token", "pat", rf"{_APART}pat[A-Za-z0-9]{{14}}\.[0-9a-f]{{64}}"),
    _shape("Dropbox token", "sl.", rf"{_APART}sl\.(?:u\.)?[\w-]{{60,2048}}+"),
    _shape("Facebook token", "eaa", rf"{_APART}EAA[A-Z0-9][A-Za-z0-9]{{80,512}}+"),
    _shape("Mailchimp key", "-us", r"(?<=[0-9a-f]{32})-us[0-9]{1,2}(?![\w-])"),
    _shape("Azure secret", "7q~ 8q~", r"(?<=[\w~.-]{3})[78]Q~[\w.~-]{31,34}(?![\w~-])"),
    _shape("push token", ":apa91b", r"(?<=[\w-]{6}):APA91b[\w-]{100,512}+"),
    _shape("Terraform token", ".atlasv1.", r"(?<=[A-Za-z0-9]{6})\.atlasv1\.[\w-]{40,100}+"),
    _shape("password hash", "$2a$ $2b$ $2x$ $2y$ $argon2 $5$ $6$ $y$ pbkdf2_sha {ssha",
           r"(?:\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id?|d)\$[\w=,$+/.-]{30,512}+"
           r"|\$[56y]\$[\w=./$]{20,256}+|pbkdf2_sha\d{1,3}\$\d{1,9}\$[\w=+/$]{20,256}+|\{SSHA\d{0,3}\}[\w=+/]{20,256}+)"),
    _shape("age key", "age-secret-key-1", r"AGE-SECRET-KEY-1[0-9A-Z]{50,70}+"),
    # Base64 of a PEM block that is neither a certificate nor a public key, and of a JWT, as Kubernetes keeps them.
    _shape("private key", "ls0tls1crudjti",
           r"LS0tLS1CRUdJTi(?!BDRVJU|BQVUJMSUMg|BTU0gyIFBVQk)[A-Za-z0-9+/=]{40,32768}+"),
    _shape("JWT", "zxlk", rf"{_APART}ZXlK[A-Za-z0-9+/_-]{{60,32768}}+={{0,2}}"),
    _shape("private key", "private-lines:",
           r"Private-Lines: \d{1,3}\s{1,2}(?P<secret>(?:[A-Za-z0-9+/=]{1,64}\n?){1,200}+)"),
    # Also within quotations (> or |), in JSON strings, and cut off before its end.
    _shape("private key", "-----begin",
           r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?P<secret>[A-Za-z0-9+/=\s>|:,.()\\-]{0,20000}?)"
           r"(?:-----END[A-Z0-9 ]{0,60}-----|\Z|\n\s*\n(?![\s>|]*[A-Za-z0-9+/=]{40}))"),
)  # fmt: skip
