"""How much of a ticket is read. All of these are choices of this tool; what is left out is said in a note."""

from __future__ import annotations

MAX_TEXT = 64 * 1024 * 1024
"""Bytes of a source that is not a HAR."""
MAX_FULL = 1024 * 1024
"""Characters of a text that is read in full; of a longer one, its telling places are."""
MAX_CLOSE = 2 * 1024 * 1024
"""Characters of such places."""
MAX_UNPACKED = 1024 * 1024 * 1024
"""Bytes that a gzip'd source may grow to."""
MAX_RATIO = 100
"""Unpacked to packed bytes, once more than ``RATIO_FREE`` came out; recorded traffic packs 5 to 30 times."""
RATIO_FREE = 16 * 1024 * 1024
MAX_HAR_ENTRY = 8 * 1024 * 1024
"""Bytes of one HAR entry, bodies included."""
MAX_COMMAND = 2 * 1024 * 1024
"""Characters of one pasted command."""
SHORT_COMMAND = 16 * 1024
"""The same once much of the text was read in vain."""
MAX_DOCUMENT = 1024 * 1024
"""Characters of one GraphQL document that are kept."""
MAX_DEPTH = 200
"""Nesting of JSON in a ticket."""
MAX_WITHIN = 12
"""Texts and values inside one another, such as JSON in a log in a mail; what is inside more of them is not read."""
MAX_PLACES = 200_000
"""Strings of one JSON value whose own line is kept; the rest have the line that the value begins on."""
MAX_PLACED = 1024 * 1024
"""Characters of a valid JSON value over several lines in which each string's own line is told."""
MAX_KEPT_DATA = 6 * 1024 * 1024
"""Characters of saved responses kept as evidence, over all sources."""
MAX_KEPT_RESPONSE = 2 * 1024 * 1024
"""Characters of one saved response kept as evidence."""
MAX_IDS = 100_000
"""IDs kept, each counted once a kind, source and form."""
MAX_INVENTORY = 20_000
"""Of them, IDs that saved responses merely list."""
MAX_NOTES = 100
"""Notes a source."""
MAX_SECRETS = 5_000
MAX_REQUESTS = 20_000
MAX_PARTS = 200
"""MIME parts of one e-mail."""
MAX_MAIL_DEPTH = 8
CONTEXT = 120
"""Characters of text shown around an ID."""
VAIN = 200
"""What a stretch that came to nothing costs, in characters, beside those that were read for it."""
WASTE = 4 * 1024 * 1024
"""Characters that may be read in vain or twice in one text, beside three times its own length."""
TOO_LONG = f"It is longer than {MAX_TEXT // 1024 // 1024} MB; only the beginning was read."
