"""Takes what the forms find, source by source, and makes one reading of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from diagnose.intake.content.abridged import ABRIDGED, is_abridged
from diagnose.intake.content.named_ids import ids_by_key
from diagnose.intake.content.placeholders import fill_request
from diagnose.intake.content.sightings import (
    AddressSeen,
    ComplaintSeen,
    EarlierTakenBack,
    ExchangeEnds,
    IdSeen,
    LooseVariables,
    MoreIds,
    OperationTold,
    OtherIdSeen,
    PersonNamed,
    ReferenceSeen,
    Remark,
    RequestSeen,
    ResponseSeen,
    SecretSeen,
    SentSeen,
    Sighting,
    SourceBegins,
    SourceEnds,
    SourceText,
    Speaks,
    ValuesGiven,
    form_of,
)
from diagnose.intake.gathering.addressing import addressed
from diagnose.intake.gathering.answering import told_answers
from diagnose.intake.gathering.belonging import Belongings, belongings, copies, sent_alone
from diagnose.intake.gathering.chains import chain_of
from diagnose.intake.gathering.joining import join
from diagnose.intake.gathering.naming import (
    Given,
    ids_in_document,
    ids_in_variables,
)
from diagnose.intake.gathering.open_source import AnswerPlace, OpenSource
from diagnose.intake.gathering.pairing import Exchanges, document_of, pair
from diagnose.intake.gathering.resolve import finish
from diagnose.intake.gathering.response_ids import keep_ids
from diagnose.intake.gathering.store import Store, found_id
from diagnose.intake.gathering.weight import MENTIONED, SAID, AnswerRows, Say, Weight
from diagnose.intake.model import Grounds, Reading, SourceInfo, ToldSymptom
from diagnose.intake.source.voices import Voice


class Gatherer:
    """Gathers sightings; what comes in is never changed."""

    def __init__(self) -> None:
        self._store = Store()
        self._sources: list[OpenSource] = []
        self._open: list[OpenSource] = []
        self._variables: dict[RequestSeen, tuple[str, Belongings]] = {}
        self._homes: dict[ResponseSeen, AnswerPlace] = {}
        self._values: dict[str, str] = {}
        self._voices: dict[RequestSeen, Voice] = {}

    @property
    def last_request(self) -> RequestSeen | None:
        """The last request of the last source, for variables in the next one."""
        return next(reversed(self._sources[-1].requests), None) if self._sources else None

    @property
    def is_reading(self) -> bool:
        """True between the beginning of a source and its end."""
        return bool(self._open)

    def take(self, seen: Sighting) -> None:
        """Take the next sighting."""
        match seen:
            case SourceBegins(name):
                self._begin(name)
            case SourceEnds(kind, size):
                self._end(kind, size)
            case PersonNamed(name):
                self._store.person(name)
            case _:
                self._found(self._open[-1], seen)

    def finish(self) -> Reading:
        """Pair what is left, over all sources, and return the reading."""
        self._settle(self._sources)
        return finish(self._store)

    def _begin(self, name: str) -> None:
        if self._open:
            self._open.append(OpenSource(f"{self._open[-1].name}/{name}"))
        else:
            self._open.append(OpenSource(name, len(self._store.sources)))
            self._store.sources.append(SourceInfo(name, "unreadable", 0))

    def _end(self, kind: str, size: int) -> None:
        source = self._open.pop()
        info = SourceInfo(source.name, kind, size, tuple(source.forms))
        if self._open:
            self._settle([source])
            self._store.sources.append(info)
        else:
            self._store.sources[source.place] = info
            self._sources.append(source)

    def _found(self, source: OpenSource, seen: Sighting) -> None:
        if name := form_of(seen):
            source.forms[name] = None
        match seen:
            case RequestSeen():
                source.requests.append(seen)
                self._voices[seen] = source.voice
            case LooseVariables():
                source.loose.append(seen)
            case SentSeen():
                source.sendings.append(seen)
            case OperationTold():
                source.operations.append(seen)
            case ResponseSeen(request=RequestSeen(elsewhere=True)):
                pass
            case ResponseSeen():
                source.responses.append(seen)
                self._homes[seen] = AnswerPlace(source.name, self._store.fits(seen.size))
            case ExchangeEnds():
                self._settle([source])
            case _:
                self._mentioned(source, seen)

    def _mentioned(self, source: OpenSource, seen: Sighting) -> None:
        match seen:
            case IdSeen():
                self._named(source, seen)
            case EarlierTakenBack():
                self._store.earlier_taken_back |= source.voice is Voice.NOW
            case ReferenceSeen(text, _, said):
                self._store.reference(text, Say(Voice.NOW if said in {"header", "key"} else source.voice, SAID[said]))
            case AddressSeen(address, _, said):
                self._store.endpoint(address, Say(Voice.NOW if said == "key" else source.voice, SAID[said]))
            case OtherIdSeen(value):
                self._store.others.add(value)
            case SecretSeen(kind, value, line, where):
                self._store.secret(kind, value, source.name, line, where)
            case ComplaintSeen(symptom, words, line, sure):
                self._store.complaint(ToldSymptom(symptom, words, source.name, line, sure), source.voice)
            case _:
                self._around(source, seen)

    def _around(self, source: OpenSource, seen: Sighting) -> None:
        match seen:
            case Speaks(voice):
                source.voice = voice
            case ValuesGiven(values):
                self._values.update(values)
            case SourceText(text):
                self._store.texts[source.name] = text
            case Remark(line, text):
                self._store.note(source.name, line, text)
            case MoreIds(number):
                self._store.left_out["IDs"] += number

    def _named(self, source: OpenSource, seen: IdSeen) -> None:
        voice = Voice.NOW if seen.grounds is Grounds.FIELD else source.voice
        weight = Weight.CORRECTED if seen.corrects and voice is Voice.NOW else MENTIONED[seen.grounds]
        if seen.taken_back and voice is not Voice.SUPPORT:
            self._store.taken_back.add((seen.kind, seen.value))
        place = (source.name, len(self._store.named_at))
        self._store.named_at.setdefault((seen.kind, seen.value), place)
        if weight is Weight.CORRECTED:
            self._store.corrected_at[seen.kind, seen.value] = place
        self._store.found(found_id(source.name, seen), Say(voice, weight))

    # -- requests and responses

    def _settle(self, sources: Sequence[OpenSource]) -> None:
        """Pair requests with responses, and keep both with the IDs that they name."""
        last: RequestSeen | None = None
        for source in sources:
            self._settle_loose(source, last)
            self._settle_sendings(source)
            self._settle_told(source)
            last = source.requests[-1] if source.requests else last
        answers = pair([Exchanges(source.requests, source.responses) for source in sources])
        for source in sources:
            for joined in join(source.requests):
                if given := next((self._variables[part] for part in joined.parts if part in self._variables), None):
                    self._variables[joined.whole] = given
                answer = next((answers[part] for part in joined.parts if part in answers), None)
                if not joined.whole.elsewhere:
                    self._keep_request(source, joined.whole, answer)
        answered = set(answers.values())
        for source in sources:
            for lone in source.responses:
                if lone not in answered:
                    self._keep_response(lone, {})
            source.requests.clear()
            source.responses.clear()

    def _settle_loose(self, source: OpenSource, last: RequestSeen | None) -> None:
        """Give variables that stood apart to the document that declares them; of others, keep the IDs by their keys.

        A source without any request may hold the variables of the ``last`` one before it.
        """
        copied = copies(source.requests)
        source.requests[:] = [seen for seen in source.requests if seen not in copied]
        for copy, sent in copied.items():
            if copy in self._variables and not sent.request.variables:
                where, variables = self._variables.pop(copy)
                self._variables.setdefault(sent, (where, variables))
        asked = source.requests or ([last] if last else [])
        given, left = belongings(source.loose, asked, self._variables.keys())
        self._variables |= {seen: (source.name, variables) for seen, variables in given.items()}
        for loose in left:
            if alone := sent_alone(loose):
                source.requests.append(alone)
                continue
            for named in ids_by_key(loose.variables, loose.lines):
                self._mentioned(source, named)
        source.loose.clear()

    def _settle_sendings(self, source: OpenSource) -> None:
        """Put the bodies in code together with how it sends them."""
        whole, left = addressed(source.sendings, source.requests)
        for body, sent in whole.items():
            self._voices[sent] = self._voices.pop(body, Voice.NOW)
            if body in self._variables:
                self._variables[sent] = self._variables.pop(body)
        source.requests[:] = [*(whole.get(seen, seen) for seen in source.requests), *left]
        source.sendings.clear()

    def _settle_told(self, source: OpenSource) -> None:
        """Let words tell what an answer answers that shows nothing of it."""
        named = told_answers(source.responses, source.operations, source.requests)
        for answer, told in named.items():
            self._homes[told] = self._homes.pop(answer)
        source.responses[:] = [named.get(answer, answer) for answer in source.responses]

    def _keep_request(self, source: OpenSource, seen: RequestSeen, answer: ResponseSeen | None) -> None:
        document, request, voice = document_of(seen), seen.request, self._voices.pop(seen, Voice.NOW)
        abridged = is_abridged(request.document or "")
        if remark := ABRIDGED if abridged else document.remark:
            self._store.note(source.name, request.line, remark)
        response = answer.response if answer else None
        index = self._keep_response(answer, document.aliases) if answer else None
        given_in, given = self._given(source, seen)
        as_text = request.variables_as_text or (seen in self._variables and self._variables[seen][1].as_text)
        request = fill_request(replace(request, variables=given.variables, variables_as_text=as_text), self._values)
        given = replace(given, variables=request.variables)
        request = replace(
            request,
            source=source.name,
            document=None if abridged else request.document,
            response=index,
            quoted=voice is not Voice.NOW,
            variables_complete=given.lines.complete,
            operation_name=request.operation_name
            or (document.operations[0] if len(document.operations) == 1 else None),
        )
        weight, came_back = Weight.of_response(response), AnswerRows(response)
        named = [(source.name, named) for named in ids_in_document(seen, document)]
        named += [(given_in, named) for named in ids_in_variables(given, document)]
        if any(isinstance(item, IdSeen) and came_back.lacks(item) for _, item in named):
            weight = Weight.INCOMPLETE
        for where, item in named:
            match item:
                case IdSeen():
                    self._store.found(found_id(where, item), Say(voice, weight))
                case Remark(line, text):
                    self._store.note(where, line, text)
                case SecretSeen(kind, value, line, place):
                    self._store.secret(kind, value, where, line, place)
        if request.endpoint:
            self._store.endpoint(request.endpoint, Say(voice, weight))
        self._store.request(request, chain_of(named, source.name, request.line), Say(voice, weight))

    def _given(self, source: OpenSource, seen: RequestSeen) -> tuple[str, Given]:
        """Return the variables of a request, also when they stood further on, and the source that they stood in."""
        if seen not in self._variables:
            return source.name, Given(seen.request.variables, seen.variable_lines)
        where, later = self._variables[seen]
        return where, Given(later.variables, later.lines)

    def _keep_response(self, seen: ResponseSeen, aliases: Mapping[str, str]) -> int | None:
        home = self._homes.pop(seen)
        keep_ids(self._store, home.source, seen, aliases)
        if not (response := replace(seen.response, source=home.source)).failing:
            self._store.troubled |= seen.rows.troubled
        return self._store.response(response if home.kept else replace(response, data=None, left_out=True))
