"""The file of a capsule: a ZIP of a few known members and a manifest, written the same each time, read with distrust.

Whoever opens one has it from somebody else. So nothing is unpacked to a disk, no size that the file claims is believed,
and what is not exactly what :func:`packed` makes is refused with a clause that says why.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from diagnose.foreign_text import fit
from diagnose.gateway.receiving.strict_json import BadJson, NotJson, loads
from diagnose.json_value import Json

CAPSULE_VERSION: Final = 1
MANIFEST: Final = "manifest.json"
REPORT: Final = "report.json"
MEMBERS: Final = (REPORT, "ticket.json", "run.json", "exchanged.json", "aliases.json")
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of a capsule's file; the largest run that was tried makes one of a few MiB."""
_MOST_UNPACKED: Final = 192 * 1024 * 1024
"""Of all members together."""
_MOST_RATIO: Final = 200
"""Bytes that one packed byte may become; lists of ten thousand like rows become 60."""
_SMALL: Final = 4 * 1024 * 1024
"""Bytes up to which a member's ratio is nobody's concern."""
_MOST_DIRECTORY: Final = 64 * 1024
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY: Final = (stat.S_IFREG | 0o600) << 16
_UNIX: Final = 3
_ENCRYPTED: Final = 0x1
_END: Final = struct.Struct("<4s4H2LH")
"""End of central directory (APPNOTE 4.3.16): signature, disks, entries here and in all, size, offset, comment."""
_BEGINNING: Final = b"PK\x03\x04"


class NotACapsule(Exception):
    """The bytes are no capsule that may be read; the message is a clause about the file: ``it has …``."""


def looks_packed(data: bytes) -> bool:
    """Tell whether a file begins as a capsule does, so that whoever gave it meant one."""
    return data.startswith(_BEGINNING)


def packed(members: Mapping[str, bytes], about: Mapping[str, Json]) -> bytes:
    """Return the file: the members with a manifest that says ``about`` whom it is, and the SHA-256 of each."""
    listed: list[Json] = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()
    ]
    manifest = {"capsule": CAPSULE_VERSION, **about, "members": listed}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in {MANIFEST: _as_json(manifest), **members}.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _OWNER_ONLY, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return file.getvalue()


def _as_json(value: Mapping[str, Json]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members, each as the manifest says it is. Raises NotACapsule."""
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names([entry.orig_filename for entry in entries])
            left = _MOST_UNPACKED
            found: dict[str, bytes] = {}
            for entry in entries:
                found[entry.filename] = _member(archive, entry, left)
                left -= len(found[entry.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise NotACapsule("it is a damaged ZIP file") from error
    _check_manifest(found)
    return found


def parts(data: bytes) -> Iterable[bytes]:
    """Return what a file of :func:`packed` holds, for who searches it; nothing for any other."""
    if not looks_packed(data):
        return ()
    try:
        return tuple(unpacked(data).values())
    except NotACapsule:
        return ()


def _check_directory(data: bytes) -> None:
    """Read the end of the directory before anything makes values of its entries: a file may claim millions."""
    if len(data) > MOST_BYTES:
        raise NotACapsule(f"it has more than {MOST_BYTES // 2**20} MiB")
    if not looks_packed(data):
        raise NotACapsule("it is not a ZIP file")
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + _END.size:
        raise NotACapsule("it is a damaged ZIP file")
    _, disk, first, here, entries, size, offset, comment = _END.unpack_from(data, at)
    if disk or first or here != entries or len(data) != at + _END.size + comment or offset + size != at:
        raise NotACapsule("it is a damaged ZIP file, or has more in it than its directory says")
    if entries > len(MEMBERS) + 1 or size > _MOST_DIRECTORY:
        raise NotACapsule(f"it has {entries:,} members instead of {len(MEMBERS) + 1}")


def _check_names(names: list[str]) -> None:
    for name in names:
        if name not in {MANIFEST, *MEMBERS}:
            raise NotACapsule(f"it has a member {fit(name, 60)!r}, which no capsule has")
        if names.count(name) > 1:
            raise NotACapsule(f"it has the member {name!r} twice")
    if lacking := [name for name in (MANIFEST, *MEMBERS) if name not in names]:
        raise NotACapsule(f"it lacks {lacking[0]!r}")


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member's bytes, read within bounds whatever it claims."""
    if entry.flag_bits & _ENCRYPTED:
        raise NotACapsule(f"{entry.filename!r} in it is encrypted")
    mode = entry.external_attr >> 16
    if entry.is_dir() or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
        raise NotACapsule(f"{entry.filename!r} in it is not a file")
    bound = min(most, max(_SMALL, entry.compress_size * _MOST_RATIO))
    if entry.file_size > bound:
        raise NotACapsule(f"{entry.filename!r} in it would unpack to {entry.file_size:,} bytes")
    with archive.open(entry) as file:
        data = file.read(bound + 1)
    if len(data) > bound:
        raise NotACapsule(f"{entry.filename!r} in it would unpack to more than {bound:,} bytes")
    return data


def _check_manifest(found: Mapping[str, bytes]) -> None:
    manifest = json_of(found[MANIFEST], MANIFEST)
    version = manifest.get("capsule") if isinstance(manifest, dict) else None
    if not isinstance(manifest, dict) or type(version) is not int:
        raise NotACapsule("its manifest does not say that it is a capsule")
    if version != CAPSULE_VERSION:
        kind = "newer than" if version > CAPSULE_VERSION else "not one of those"
        raise NotACapsule(f"it is of capsule version {version}, {kind} what this tool reads ({CAPSULE_VERSION})")
    listed = manifest.get("members")
    told = {
        entry.get("name"): (entry.get("bytes"), entry.get("sha256"))
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict)
    }
    for name in MEMBERS:
        if told.get(name) != (len(found[name]), hashlib.sha256(found[name]).hexdigest()):
            raise NotACapsule(f"{name!r} in it was changed since it was written: its SHA-256 is not the manifest's")


def json_of(data: bytes, name: str) -> Json:
    """Return a member's JSON. Raises NotACapsule for what readers understand differently, or nests too deep."""
    try:
        return loads(data)
    except (NotJson, BadJson) as error:
        raise NotACapsule(f"{name!r} in it is not JSON that can be read: {error}") from error
