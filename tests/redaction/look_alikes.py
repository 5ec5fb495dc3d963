"""What looks like something personal and is none: our IDs, times, hashes, words of errors."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator

from tests.redaction.corpus import AROUND, Maker, Planted


def _hex(dice: random.Random, length: int) -> str:
    return "".join(dice.choices("0123456789abcdef", k=length))


def _cuid(dice: random.Random) -> str:
    return "c" + "".join(dice.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=24))


def _ulid(dice: random.Random) -> str:
    return "01" + "".join(dice.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=24))


OUR_IDS: dict[str, Maker] = {
    "UUID": lambda dice: str(uuid.UUID(int=dice.getrandbits(128), version=4)),
    "CUID": _cuid,
    "ULID": _ulid,
    "object ID": lambda dice: _hex(dice, 24),
    "connection": lambda dice: f"connection_{dice.randrange(100, 10 ** dice.randrange(3, 10))}",
    "workspace": lambda dice: f"workspace_{dice.randrange(10**5, 10**10)}",
    "job work": lambda dice: f"job_work_{dice.randrange(10**4, 10**10)}",
    "artifact": lambda dice: f"artifact_{dice.randrange(10**4, 10**6)}",
    "client": lambda dice: f"client-{dice.randrange(100, 10**6)}",
    "file": lambda dice: f"file-{dice.choice(('w2', 'k1', '1099'))}-{dice.randrange(10**5):03}",
}
"""What must survive whole."""


def _listed(text: str) -> Maker:
    values = [line.strip() for line in text.strip().splitlines()]
    return lambda dice: dice.choice(values)


LOOK_ALIKES: dict[str, Maker] = {
    "time": lambda dice: (
        f"2026-{dice.randrange(1, 12):02}-{dice.randrange(1, 28):02}T{dice.randrange(24):02}:30:00.123Z"
    ),
    "date": lambda dice: f"{dice.randrange(2015, 2027)}-{dice.randrange(1, 12):02}-{dice.randrange(1, 28):02}",
    "milliseconds": lambda dice: str(1_700_000_000_000 + dice.randrange(10**11)),
    "hash": lambda dice: _hex(dice, dice.choice((32, 40, 64))),
    "bare ten digits": lambda dice: str(dice.randrange(10**9, 10**10)),
    "IP address": lambda dice: (
        f"{dice.randrange(1, 223)}.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(256)}"
    ),
    "version": lambda dice: f"{dice.randrange(10)}.{dice.randrange(100)}.{dice.randrange(1000)}",
    "size": lambda dice: f"{dice.randrange(1, 999)},{dice.randrange(1000):03},{dice.randrange(1000):03} bytes",
    "code": _listed(
        "BAD_USER_INPUT\nGRAPHQL_VALIDATION_FAILED\nUNAUTHENTICATED\nE_FILE_TOO_LARGE\nP2002\nSQLSTATE 23505"
    ),
    "HTTP phrase": _listed(
        "403 Forbidden\n404 Not Found\n500 Internal Server Error\n"
        "415 Unsupported Media Type\n413 Content Too Large\n504 Gateway Timeout\n429 Too Many Requests"
    ),
    "status": _listed("completed\npending\nFAILED\nquarantined_for_review\nIN_PROGRESS\nDownload Failed"),
    "type": _listed("W2\n1099-INT\nK-1\nIndividual Tax Return\nBank Statement\nForm 1040"),
    "field": _listed(
        "me.workspaces.connections.jobWorks\njobWorkArtifacts[0].workArtifact.status\n$connectionId\nCreateJobWorkInput"
    ),
    "message": _listed(
        """
        Invalid PDF structure: xref table not found
        The file is password protected
        Connection refused by host after 3 attempts
        SSL certificate has expired
        Unexpected token < in JSON at position 0
        Cannot return null for non-nullable field JobWork.id
        Rate limit exceeded, retry after 60 seconds
        Access Denied
        getaddrinfo ENOTFOUND
        Page 3 of 12 is blank; OCR confidence 0.41
        Did not find a matching Tax Year
        """
    ),
    "our address": _listed(
        "https://gateway.filed.com/graphql\nhttps://docs.filed.com/apis/endpoint/get-job-works\nsupport@filed.com"
    ),
}
"""What looks like something personal, and is none."""


def kept_texts(make: Maker, dice: random.Random) -> Iterator[Planted]:
    for text in AROUND:
        value = make(dice)
        yield Planted(text.replace("{}", value).replace("{{", "{").replace("}}", "}"), (value,))
