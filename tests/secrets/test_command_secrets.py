"""Passwords in commands: each tool takes them in its own way, and means other things by the same options."""

from __future__ import annotations

import pytest

from diagnose.secrets import Masker

WORDS = "lagoon-Thistle-63"
"""A password as a generator of words makes it: only its place tells."""


@pytest.mark.parametrize(
    "command",
    [
        f"mysql -h db -u root -p{WORDS} tax",
        f"mysqldump --single-transaction -u root -p'{WORDS}' tax > dump.sql",
        f"redis-cli -h cache -a {WORDS} ping",
        f"ldapsearch -x -D cn=admin,dc=firm -w {WORDS} -b dc=firm",
        f"sshpass -p '{WORDS}' scp a.pdf deploy@host:",
        f"docker login registry.example \\\n  -u robot -p {WORDS}",
        f"twine upload -u __token__ -p {WORDS} dist/*",
        f"mongosh --host db -u svc -p {WORDS}",
        f"sqlcmd -S db -U sa -P{WORDS}",
        f"net use Z: \\\\files\\tax /user:firm\\svc {WORDS}",
        f"smbclient //files/tax -U svc%{WORDS}",
        f"openssl rsa -in key.pem -passin pass:{WORDS}",
        f"curl -x proxy:3128 -u svc@firm.example:{WORDS} https://api.example",
        f'echo "{WORDS}" | docker login --username ci --password-stdin',
        f"echo {WORDS} | sudo -S systemctl restart importer",
        f'ConvertTo-SecureString "{WORDS}" -AsPlainText -Force',
        f"machine api.example login svc password {WORDS}",
        f"machine api.example\n  login svc\n  password {WORDS}\n",
        f"importer --password {WORDS} --connection connection_790",
    ],
)
def test_a_password_in_a_command_is_masked(command: str) -> None:
    masked = Masker().mask(command)
    assert WORDS not in masked
    assert "[redacted password 1]" in masked


def test_an_answer_to_a_digest_challenge_is_masked() -> None:
    """Whoever has it can try passwords as fast as the machine goes."""
    answer = "3f786850e387550fdab836ed7e6dc881"
    header = f'Authorization: Digest username="me", nonce="9f86d081884c7d65", uri="/", response="{answer}"'
    assert Masker().mask(header) == header.replace(answer, "[redacted password 1]")


@pytest.mark.parametrize(
    "command",
    [
        "docker run -p 8080:80 --rm importer:1.2.3",
        "mkdir -p /srv/in && ssh -p 2222 deploy@host",
        "mysql -u root -p -h db tax",
        "mysql --port=3306 --protocol=tcp",
        "redis-cli -p 6379 ping",
        "curl -u $USER:$PASS https://api.example",
        "mongosh --port 27017 connection_790",
        "echo connection_790 | xargs diagnose run --connection",
        "openssl s_client -connect gateway.filed.com:443",
        "zip -r reports.zip diagnosis",
        "diagnose run ticket.eml --token-file token.txt --ticket-ref T-1007",
    ],
)
def test_other_options_stay(command: str) -> None:
    assert Masker().mask(command) == command
