"""A file of comma-separated values without what is personal or secret: each cell redacted by its heading.

RFC 4180; with semicolons, tabs or bars too, as spreadsheets write them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Final

_SEPARATORS: Final = ",;\t|"


def redacted_table(text: str, cell: Callable[[str, str], str]) -> str | None:
    """Return the table with each cell through ``cell``, beside its heading; None for a text that is no table."""
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004 - a heading and a row, two columns
        return None
    heading = rows[0]
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n" if "\r\n" in text else "\n")
    writer.writerow([cell(name, "") for name in heading])
    for row in rows[1:]:
        writer.writerow([cell(value, heading[at] if at < len(heading) else "") for at, value in enumerate(row)])
    return written.getvalue()
