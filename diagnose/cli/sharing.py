"""What the files of a run tell of people: aliases, or everything on request; the map stays with the engineer."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from diagnose.cli.file_reading import bounded
from diagnose.cli.file_writing import write_file
from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker
from diagnose.cli.wanted import Sharing
from diagnose.diagnosis import Privacy
from diagnose.outside import Reference
from diagnose.redaction.aliases import AliasTable, NotAMap, as_map, from_map, put_back
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.ticket.ticket import Ticket

_MOST: Final = 64 * 1024 * 1024
_OWNER_ONLY: Final = 0o600


def privacy_of(sharing: Sharing, ticket: Ticket) -> Privacy:
    """Return what the attachment may tell; Wrong for a map that is none, or beside --show-personal-data.

    Files are named by the ticket's reference, so its alias is given out before all others.
    """
    if sharing.show_personal_data and sharing.alias_map is not None:
        raise Wrong("Give --show-personal-data or --alias-map, not both: with all values shown, there are no aliases.")
    name, aliases = None, dict[str, str]()
    if sharing.alias_map is not None:
        name, aliases = map_at(sharing.alias_map)
    privacy = Privacy(sharing.show_personal_data, aliases, name)
    if sharing.show_personal_data or not ticket.reference:
        return privacy
    table = AliasTable.continued(aliases)
    Resolver(table, Scrubber(table), mask=run_masker().mask).value(Reference(ticket.reference))
    return Privacy(sharing.show_personal_data, table.aliases, name)


def name_for_files(ticket: Ticket, privacy: Privacy) -> str:
    """Return what the files are named after: the ticket's reference, or the alias that stands for it."""
    reference = ticket.reference or ""
    return reference if privacy.show else privacy.aliases.get(reference, reference)


def keep_map(sharing: Sharing, privacy: Privacy, aliases: Mapping[str, str]) -> None:
    """Write the map, for its owner alone. Raises Wrong where it cannot be written."""
    if sharing.alias_map is None or privacy.map_name is None:
        return
    write_map(sharing.alias_map, privacy.map_name, aliases)


def write_map(path: str, name: str, aliases: Mapping[str, str]) -> None:
    """Write a map, for its owner alone. Raises Wrong where it cannot be written, or its name has become a secret."""
    place = Path(path)
    if leaked := run_masker().leaks(os.fsencode(path)):
        raise Wrong(f"The alias map was not written: its name would have contained the {' and the '.join(leaked)}.")
    try:
        if place.exists():
            place.chmod(_OWNER_ONLY)
        write_file(place, as_map(aliases, name).encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise Wrong(f"Cannot write the alias map {path!r}: {error.strerror}.") from error


def map_at(path: str) -> tuple[str, dict[str, str]]:
    """Return a map's name and aliases; where there is none yet, a name for a new one."""
    if not path:
        raise Wrong("--alias-map is empty: name a file.")
    masker = run_masker()
    if masker.holds(path):
        raise Wrong(f"The path {masker.mask(path)!r} contains a secret: give the alias map another name.")
    if not Path(path).exists():
        return token_hex(8), {}
    return _read(path)


def _read(path: str) -> tuple[str, dict[str, str]]:
    data = bounded(path, _MOST, "for an alias map", called="the alias map")
    try:
        return from_map(data.decode("utf-8", "surrogatepass"))
    except (NotAMap, UnicodeDecodeError) as error:
        why = str(error) if isinstance(error, NotAMap) else "it is not text"
        raise Wrong(f"{path!r} is not an alias map: {why}.") from error


def _octets(text: str) -> bytes:
    """Bytes that were no text come out as they came in; half of a surrogate pair, from a map, as the map has it."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def put_true_values_back(path: str) -> int:
    """Copy standard input to standard output with the true values in the aliases' place."""
    _, aliases = _read(path)
    if sys.stdin is None or sys.stdout is None:
        raise Wrong("Standard input or output is closed: the text comes from one and goes to the other.")
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(_octets(put_back(text, aliases)))
        sys.stdout.buffer.flush()
    return 0
