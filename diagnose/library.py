"""The library's face: a ticket in, a report out. It prints nothing, writes nothing and keeps nothing between calls.

The command line, and whatever else drives a run, reads tickets by :func:`read_ticket` too.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from math import inf
from pathlib import Path
from secrets import token_hex
from signal import SIGTERM
from types import SimpleNamespace
from typing import TypeAlias, TypedDict, Unpack, cast

from diagnose.checking.registry import Checks, load_checks
from diagnose.checking.runner import Selection
from diagnose.diagnosis import Privacy, Settings, diagnose, ticket_secrets
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError
from diagnose.intake import Reading, Source, read_sources
from diagnose.investigation.known.bounds import Reach
from diagnose.report import Report
from diagnose.secrets import Masker, Secret
from diagnose.secrets.run_secrets import of_address
from diagnose.secrets.telling_words import is_our_id
from diagnose.stopping import Stop
from diagnose.ticket.from_reading import Options, shown_name, ticket_from
from diagnose.ticket.secret_ids import without_secret_ids, words_beside_ids
from diagnose.ticket.slots import SLOTS, ids_by_kind
from diagnose.ticket.ticket import Ticket, TicketError
from diagnose.vendor import GATEWAY_URL

__all__ = ["DiagnoseOptions", "TicketText", "as_bytes", "diagnose_ticket", "diagnose_ticket_async", "read_ticket"]


@dataclass(frozen=True)
class TicketText:
    """A file of the ticket that is held in memory; the report calls it by its name."""

    name: str
    content: bytes | str


Part: TypeAlias = str | bytes | Path | TicketText
"""A part of the ticket: its text (never a path), its bytes, a file, or a file that is held in memory."""


class DiagnoseOptions(TypedDict, total=False):
    """What a diagnosis may be given beside the ticket; times in seconds unless they are a timedelta."""

    workspace_id: str
    connection_id: str
    connection_job_ids: Sequence[str]
    job_work_ids: Sequence[str]
    work_ids: Sequence[str]
    artifact_ids: Sequence[str]
    """Of artifacts that are expected to be there, or the customer's external IDs. IDs given override the ticket's."""
    reference: str
    """What the help desk calls the ticket."""
    endpoint: str
    access_token: str
    api_key: str
    """Exchanged for an access token; without either, and not offline, CredentialError."""
    source_platform: str
    offline: bool
    timeout: float
    """Of one request."""
    deadline: float
    """Of reading, asking and judging together."""
    stale_after: timedelta
    max_job_works: int
    only: Sequence[str]
    """The checks that run, by their IDs; all, unless given."""
    skip: Sequence[str]
    show_personal_data: bool
    environ: Mapping[str, str]
    """Read for proxy settings, and for secrets to mask; os.environ unless given."""


def diagnose_ticket(*parts: Part, **given: Unpack[DiagnoseOptions]) -> Report:
    """Diagnose a ticket against the live gateway. The report holds no secret, and aliases for what is personal.

    Raises ValueError with one sentence, before anything is asked, for what cannot be used (TicketError where nothing
    names an ID, CredentialError, EndpointError, ProxySettingError), TypeError for an option that there is not or a
    value of another type, and UnreadableSourceError for a file that cannot be read. Whatever the gateway does is in the
    report. Inside an event loop, use :func:`diagnose_ticket_async`; this one raises RuntimeError there.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise RuntimeError("Inside an event loop, await diagnose_ticket_async(...) instead.")
    return _diagnosed(parts, given, Stop())


async def diagnose_ticket_async(*parts: Part, **given: Unpack[DiagnoseOptions]) -> Report:
    """Do the same as :func:`diagnose_ticket` beside a running event loop; being cancelled ends the asking."""
    stop = Stop()
    try:
        return await asyncio.to_thread(_diagnosed, parts, given, stop)
    except asyncio.CancelledError:
        stop.request(SIGTERM)
        raise


def _diagnosed(parts: Sequence[Part], given: DiagnoseOptions, stop: Stop) -> Report:
    _check(parts, given)
    masker, endpoint = Masker(), given.get("endpoint", GATEWAY_URL)
    for secret in of_address(endpoint):
        masker.add(secret)
    checks = load_checks()
    settings = Settings(
        endpoint=parse_endpoint(endpoint),
        credential=None if given.get("offline") else _credential(given),
        signed_in_with="" if given.get("offline") else "the caller",
        source_platform=given.get("source_platform", "filed-diagnose"),
        timeout=given.get("timeout", 15.0),
        deadline=given.get("deadline", 60.0),
        stale_after=given.get("stale_after", timedelta(hours=1)),
        reach=Reach(max_job_works=given.get("max_job_works", 1000)),
        selection=_selection(given, checks),
        privacy=Privacy(show=given.get("show_personal_data", False)),
    )
    until = time.monotonic() + settings.deadline
    late = lambda: bool(stop) or time.monotonic() > until  # noqa: E731 - asked often, and said in one line
    ticket = read_ticket([*_sources(parts)], _options(given), masker, late)
    return diagnose(
        ticket,
        replace(settings, deadline=max(until - time.monotonic(), 0.0)),
        checks,
        run_id=token_hex(8),
        environ=given.get("environ", os.environ),
        masker=masker,
        stop=stop,
    ).attachment


def _check(parts: Sequence[object], given: DiagnoseOptions) -> None:
    """Refuse what no type checker was asked about: a mistyped option would be left out without a word."""
    for part in parts:
        if not isinstance(part, (str, bytes, Path, TicketText)):
            raise TypeError(f"A part of the ticket is str, bytes, Path or TicketText, not {type(part).__name__}.")
    for name in given.keys() - DiagnoseOptions.__annotations__.keys():
        near = get_close_matches(name, DiagnoseOptions.__annotations__, 1)
        raise TypeError(f"There is no option {name!r}" + (f": did you mean {near[0]}?" if near else "."))
    values = cast("Mapping[str, object]", given)
    for name in _LISTS & given.keys():
        if isinstance(values[name], str):
            raise TypeError(f"{name} is a list of texts, not one text.")
    for name in _NUMBERS & given.keys():
        value = values[name]
        if not isinstance(value, (int, float)):
            raise TypeError(f"{name} is a number.")
        if not 0 < value < inf:  # not a number is not more than 0 either
            raise ValueError(f"{name} must be more than 0, and finite.")


_LISTS = {slot.key for slot in SLOTS.values() if slot.many} | {"only", "skip"}
_NUMBERS = {"timeout", "deadline", "max_job_works"}


def _selection(given: DiagnoseOptions, checks: Checks) -> Selection:
    selection = Selection(tuple(given.get("only", ())), tuple(given.get("skip", ())))
    known = [check.id for check in checks.checks]
    for name in (*selection.only, *selection.skip):
        if name not in known:
            raise ValueError(f"There is no check {name!r}; the checks are {', '.join(known)}.")
    return selection


def _sources(parts: Sequence[Part]) -> Iterator[Source]:
    """Name each part as the report calls it: by its file name, else by its number."""
    for number, part in enumerate(parts, 1):
        match part:
            case Path():
                yield Source.of_path(part, shown_name(str(part)))
            case TicketText():
                yield Source.of_bytes(shown_name(part.name), _bytes(part.content))
            case str() | bytes():
                yield Source.of_bytes("ticket" if len(parts) == 1 else f"ticket {number}", _bytes(part))


def _bytes(content: str | bytes) -> bytes:
    return as_bytes(content) if isinstance(content, str) else content


def as_bytes(text: str) -> bytes:
    """Return a text as a file would hold it; half a character, which no file can hold, becomes a question mark."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _options(given: DiagnoseOptions) -> Options:
    named = {kind: ids for kind, ids in ids_by_kind(SimpleNamespace(**_slots(given))).items() if ids}
    return Options(named, given.get("reference"))


def _slots(given: DiagnoseOptions) -> Mapping[str, object]:
    return {slot.key: cast("Mapping[str, object]", given).get(slot.key) for slot in SLOTS.values()}


def _credential(given: DiagnoseOptions) -> AccessToken | ApiKey:
    token, key = given.get("access_token"), given.get("api_key")
    if token:
        return AccessToken(Secret(token, "access token"))
    if key:
        return ApiKey(Secret(key, "API key"))
    raise CredentialError("No credentials: give access_token or api_key, or offline=True.")


def read_ticket(
    sources: Sequence[Source], options: Options, masker: Masker, late: Callable[[], bool] = lambda: False
) -> Ticket:
    """Read the sources and put the options before them; the masker learns what is secret in them.

    A secret in the place of an ID is dropped where a source has it, and refused where an option has it: it must not
    be sent to the gateway. ``late`` says when there is no more time for reading: what was read by then is the ticket.
    Raises TicketError and UnreadableSourceError.
    """
    reading = Reading()
    if sources:
        reading = read_sources(sources, late=late)
        for found in reading.secrets:
            masker.add(found.secret)
        masker.learn(words_beside_ids(reading))
        reading = without_secret_ids(reading, masker.holds)
    ticket = ticket_from(options, reading)
    for secret in ticket_secrets(ticket):
        masker.add(secret)
    _refuse_secrets(ticket, masker)
    return ticket


def _refuse_secrets(ticket: Ticket, masker: Masker) -> None:
    for some_id in ticket:
        if not is_our_id(some_id.id) and masker.holds(some_id.id):
            raise TicketError(
                f"The {some_id.kind.words} ID looks like a secret ({masker.mask(some_id.id)}), so nothing was sent: "
                "give the ID instead."
            )
