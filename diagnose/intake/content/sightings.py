"""What a form may find: frozen values, each with the line that it stands on, gathered into the reading later.

A form knows neither the source's name nor what else the ticket holds: ``source`` stays empty in the requests and
responses here, and gathering fills it in. Requests and responses are compared by identity, for a ticket may hold two
that are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from diagnose.ids import Kind
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.response_rows import NO_ROWS, ResponseRows
from diagnose.intake.model import CustomerRequest, Grounds, SavedResponse, SecretKind
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.traced import Traced
from diagnose.intake.source.voices import Voice
from diagnose.json_value import Json
from diagnose.report_words import Symptom


@dataclass(frozen=True, eq=False)
class RequestSeen:
    """A request. ``traced`` is its document; ``variable_lines`` tells the lines of the strings in its variables.

    ``elsewhere`` marks a request to somebody else's GraphQL: it is kept until its answer is known for theirs too.
    """

    request: CustomerRequest
    traced: Traced
    variable_lines: Lines
    elsewhere: bool = False


@dataclass(frozen=True, eq=False)
class LooseVariables:
    """An object with IDs under telling keys, apart from any document: the variables of one near it, perhaps.

    ``labelled`` says that it stood under the key ``variables``: then all of it is meant for the gateway. ``as_text``
    says that it was sent as JSON in a string.
    """

    variables: dict[str, Json]
    lines: Lines
    labelled: bool = False
    as_text: bool = False


@dataclass(frozen=True, eq=False)
class SentSeen:
    """How code sends requests whose bodies it shows elsewhere: ``request`` has no document.

    ``block`` and ``call`` are the first and last line of the code around it, and of the call that sends.
    """

    request: RequestSeen
    block: tuple[int, int]
    call: tuple[int, int]


@dataclass(frozen=True, eq=False)
class ResponseSeen:
    """A saved response of ``size`` characters; ``request`` is what it answers, where the form shows that."""

    response: SavedResponse
    lines: Lines
    size: int
    request: RequestSeen | None = None
    rows: ResponseRows = NO_ROWS


@dataclass(frozen=True)
class IdSeen:
    """An ID and where it stood; the fields are those of :class:`~diagnose.intake.model.FoundId`."""

    kind: Kind | None
    value: str
    raw: str
    grounds: Grounds
    line: int
    context: str
    inventory: bool = False
    taken_back: bool = False
    """The words around it say that it is not the one meant: ``not X``, ``X works fine``."""
    corrects: bool = False
    """The words around it say that it is meant in place of another one."""


@dataclass(frozen=True)
class OtherIdSeen:
    """What is labelled as the ID of something else, such as a request: it is that wherever it stands."""

    value: str


@dataclass(frozen=True)
class SecretSeen:
    """A live-looking secret."""

    kind: SecretKind
    value: str = field(repr=False)
    line: int
    where: str


@dataclass(frozen=True)
class ReferenceSeen:
    """What the ticket calls itself, and where it says so."""

    text: str
    line: int
    said: Literal["header", "key", "subject", "words"]


@dataclass(frozen=True)
class AddressSeen:
    """An endpoint that the ticket names beside any request."""

    address: str
    line: int
    said: Literal["key", "words"]


@dataclass(frozen=True)
class ComplaintSeen:
    """What the words complain of: ``words`` is the sentence, ``sure`` one that reports an error."""

    symptom: Symptom
    words: str
    line: int
    sure: bool


@dataclass(frozen=True)
class OperationTold:
    """Words that name what an answer near them answers: a creation, or None for a query."""

    operation: str | None
    line: int


@dataclass(frozen=True)
class SourceText:
    """All of a source, decoded: to find the columns of what stood on its lines."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class PersonNamed:
    """Somebody who wrote, or is written to, as the text has the name."""

    name: str


@dataclass(frozen=True)
class Remark:
    """What could not be read as it stands, in a sentence."""

    line: int
    text: str


@dataclass(frozen=True)
class MoreIds:
    """So many IDs that nobody looked at one by one, because one place lists more than are kept of all."""

    number: int


@dataclass(frozen=True)
class FormSeen:
    """The name of a form that stood here, where no request or response tells it."""

    form: str


@dataclass(frozen=True)
class VariableAssigned:
    """A script gave a variable a value; ``value`` is what the shell's reader made of it."""

    name: str
    value: Value = field(repr=False)


@dataclass(frozen=True)
class ValuesGiven:
    """What names in the requests of any source stand for, as an exported environment gives it."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class ExchangeEnds:
    """What came before this, in this source, has nothing to do with what comes after it."""


@dataclass(frozen=True)
class EarlierTakenBack:
    """The customer asks to ignore an earlier message."""


@dataclass(frozen=True)
class Speaks:
    """Whose words follow."""

    voice: Voice


@dataclass(frozen=True)
class SourceBegins:
    """A source, or a file inside one: what follows is in it, up to its end."""

    name: str


@dataclass(frozen=True)
class SourceEnds:
    """The end of a source or of a file inside one: the kind that it was recognised as, its size in bytes."""

    kind: str
    size: int


Sighting: TypeAlias = (
    RequestSeen | LooseVariables | SentSeen | ResponseSeen | IdSeen | OtherIdSeen | SecretSeen
    | ReferenceSeen | AddressSeen | ComplaintSeen | OperationTold | SourceText | Remark | FormSeen
    | PersonNamed | VariableAssigned | ValuesGiven | MoreIds
    | ExchangeEnds | EarlierTakenBack | Speaks | SourceBegins | SourceEnds
)  # fmt: skip


def form_of(sighting: Sighting) -> str | None:
    """Name the form that a sighting shows."""
    match sighting:
        case RequestSeen(request, elsewhere=elsewhere):
            return None if elsewhere else request.form
        case ResponseSeen():
            return "json-response"
        case FormSeen(form):
            return form
        case _:
            return None


_ASIDE = SecretSeen | Remark | Speaks | ComplaintSeen | OperationTold | PersonNamed


def tell_anything(seen: Iterable[Sighting]) -> bool:
    """Tell whether sightings say what their stretch is: a mere secret or remark does not."""
    return any(not isinstance(sighting, _ASIDE) for sighting in seen)
