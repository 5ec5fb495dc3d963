"""The digest of a report: whether a report is still as it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from pydantic import JsonValue

KEY = "digest"


def digest_of(report: Mapping[str, JsonValue]) -> str:
    """Return the SHA-256 of a report's JSON without its digest, in hexadecimal.

    The order of keys, white space and how characters are escaped do not count; every value does.
    """
    told = {key: value for key, value in report.items() if key != KEY}
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
