"""What a ticket says, as values: the reading that the rest of the tool works from.

Positions are the source's name and the 1-based line in the customer's own file, also for what stood inside an e-mail,
a quotation, a fence or a curl body. No field holds a secret: where one stood, the text says ``<masked>``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from diagnose.ids import Kind
from diagnose.json_value import Json
from diagnose.report_words import Symptom
from diagnose.secrets import Secret


class UnreadableSourceError(Exception):
    """A source could not be opened or read; the message is one sentence for people."""


@dataclass(frozen=True)
class Source:
    """One thing to read: a name for people, and how to open its bytes (opened and closed once)."""

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of_path(cls, path: Path, name: str | None = None) -> Source:
        """Read a file; huge ones are streamed."""
        return cls(name or str(path), lambda: path.open("rb"))

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> Source:
        """Read bytes that are already here, such as a paste."""
        return cls(name, lambda: BytesIO(data))


class Grounds(StrEnum):
    """Why an ID is taken for its kind, strongest first (a field counts as much as an argument)."""

    ARGUMENT = "argument"
    """The argument of the customer's request that it was given to."""
    FIELD = "field"
    """The field of a saved response, or the key of a ticket file, that it stood in."""
    WORDS = "words"
    """The words before it."""
    PREFIX = "prefix"
    """A prefix that the documentation's example values have."""
    NONE = "none"


@dataclass(frozen=True)
class FoundId:
    """One ID and where it stood.

    ``value`` is the ID exactly as written, ``raw`` the same with the quotes around it in prose. ``context`` is the
    argument (``jobWorks(filters.ids)``), the path in the response, or the words around it. ``inventory`` marks IDs
    that a saved response merely lists: they are evidence, and name nothing in the ticket by themselves.
    """

    kind: Kind | None
    value: str
    raw: str
    evidence: Grounds
    source: str
    line: int
    context: str
    inventory: bool = False
    column: int | None = None
    """1-based, in characters of the line as the source has it; None where the line holds it in another form."""
    quote: str = ""
    """The line around it, secrets masked; empty where the source was not kept as text."""
    caret: int | None = None
    """Where in the quote it begins, counted from 0."""


@dataclass(frozen=True)
class ToldSymptom:
    """What the customer's own words say went wrong; ``sure`` where they report an error that they were shown."""

    symptom: Symptom
    words: str
    source: str
    line: int
    sure: bool = False


@dataclass(frozen=True)
class OtherChain:
    """A whole chain of IDs besides the one that the ticket is judged by: another customer's."""

    ids: tuple[tuple[Kind, str], ...]
    source: str
    line: int


@dataclass(frozen=True)
class AuthorizationForm:
    """What the Authorization header looked like; never its value.

    ``scheme`` is the scheme word as written. ``problem`` is None or one of ``empty``, ``no-scheme``,
    ``other-scheme``, ``scheme-twice``, ``no-token``, ``quoted``, ``white-space``, ``not-ascii``,
    ``placeholder`` (a mask or a name in the token's place), ``example`` (the words of an example there).
    ``expires_at`` is the ``exp`` claim of a token that is a JWT, in UTC: all that is kept of it.
    """

    scheme: str | None
    has_token: bool
    problem: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class CustomerRequest:
    """A request that the customer sent, or says they did.

    ``headers`` (lower-cased names, those that matter only) is None when the form shows none, as for a bare body;
    it holds the default content type that the named command really sends. ``headers_complete`` is False when some
    came from a file that was not given. ``form`` says what it was read from. ``problems`` are sentences about the
    request as sent (a body that is not valid JSON). ``response`` is an index into the reading's responses.
    ``variables_complete`` is False when code gave some of them by names or calls, which only running it would tell,
    and when they are known from something else than the request, such as the fields of a log line.
    """

    document: str | None
    variables: Mapping[str, Json]
    source: str
    line: int
    form: str
    operation_name: str | None = None
    method: str | None = None
    endpoint: str | None = None
    headers: Mapping[str, str] | None = None
    headers_complete: bool = True
    authorization: AuthorizationForm | None = None
    problems: tuple[str, ...] = ()
    response: int | None = None
    quoted: bool = False
    """True inside ``>`` quoting: an earlier message of the thread."""
    variables_complete: bool = True
    variables_as_text: bool = False
    """True when they were sent as JSON in a string, where an object belongs."""


@dataclass(frozen=True)
class SavedResponse:
    """A response that the customer saved.

    ``operation`` is the root field it answers (``createJobWorks``), or the deepest list of the chain for ``me``
    (``jobWorks``, ``connections``, ``workspaces``), None when nothing tells. ``at`` is the time that a recording
    gives, as written. ``data`` is None and ``left_out`` True when it was too large to keep; ``empty`` names the
    lists of the chain that came back empty, or ``me`` when that was null.
    """

    source: str
    line: int
    operation: str | None = None
    data: Json = None
    errors: tuple[Json, ...] = ()
    status: int | None = None
    at: str | None = None
    left_out: bool = False
    empty: tuple[str, ...] = ()

    @property
    def failing(self) -> bool:
        """True when it shows a failure, or not what was asked for."""
        return bool(self.errors) or bool(self.empty) or (self.status or 0) >= 400  # noqa: PLR2004


class SecretKind(StrEnum):
    """What a secret is."""

    ACCESS_TOKEN = "access-token"  # noqa: S105
    API_KEY = "api-key"
    COOKIE = "cookie"
    PASSWORD = "password"  # noqa: S105


@dataclass(frozen=True)
class FoundSecret:
    """A live-looking secret in the ticket: the place, and the value for masking and ``--use-ticket-token`` only."""

    kind: SecretKind
    source: str
    line: int
    where: str
    secret: Secret = field(repr=False)


@dataclass(frozen=True)
class Note:
    """What could not be read as it stands, and why, in a sentence."""

    source: str
    line: int
    text: str


@dataclass(frozen=True)
class SourceInfo:
    """A source as recognised: ``kind`` of the whole, ``forms`` of what was found in it, ``bytes`` as given."""

    name: str
    kind: str
    bytes: int
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slots:
    """The ticket's chain as read, one slot a field; every ID as written."""

    workspace_id: str | None = None
    connection_id: str | None = None
    connection_job_ids: tuple[str, ...] = ()
    job_work_ids: tuple[str, ...] = ()
    work_ids: tuple[str, ...] = ()
    artifact_ids: tuple[str, ...] = ()
    reference: str | None = None
    endpoint: str | None = None


@dataclass(frozen=True)
class Ambiguity:
    """Sources disagree about one slot: what was chosen, what else stood there, and why."""

    slot: str
    chosen: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Reading:
    """Everything that was read, in the order of the sources and their lines."""

    sources: tuple[SourceInfo, ...] = ()
    ids: tuple[FoundId, ...] = ()
    unsorted: tuple[str, ...] = ()
    requests: tuple[CustomerRequest, ...] = ()
    responses: tuple[SavedResponse, ...] = ()
    secrets: tuple[FoundSecret, ...] = ()
    notes: tuple[Note, ...] = ()
    slots: Slots = Slots()
    ambiguities: tuple[Ambiguity, ...] = ()
    told: tuple[ToldSymptom, ...] = ()
    """What the customer's newest words complain of."""
    people: tuple[str, ...] = ()
    """Names in its headers, salutations and signatures, as written: what a report must not tell."""
    others: tuple[OtherChain, ...] = ()
    """Whole chains of other customers, which are not judged."""
    corrections: tuple[str, ...] = ()
    """IDs of unknown kind that the customer names in place of another one."""
    set_aside: tuple[str, ...] = ()
    """IDs that the customer takes back, calls healthy or corrects: nobody looks at them, which the report says."""
    ids_left_out: int = 0
    """IDs beyond those that are kept of one ticket."""
