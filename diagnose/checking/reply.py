"""The draft of an answer to the customer: three to five plain sentences, for whoever works on the ticket to send.

It never asks for a secret, and never states one side of a tie. What keeps this run from looking is the engineer's own
to mend, and is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from diagnose.checking.results import ReplyWords
from diagnose.checking.verdict import Judged
from diagnose.outside import ExternalId, OperationName, OutsideId, Told
from diagnose.report import (
    Cause,
    Certainty,
    Corrected,
    NotLookedAt,
    ReportFinding,
    Status,
    SubjectKind,
    TrialOutcome,
)

_THANKS = "Thank you for your message."
_LOOKED = "We looked at what it names, and found everything in order."
_NOT_YET = "We could not look at everything yet, and will come back to you."
_IF_NOT = "If that does not help, please send us the request and the answer that you get, without tokens or keys."
_MOST_CAUSES = 2
_AS_IT_IS = ReplyWords("{summary}", "{remedy}")
_KIND = {SubjectKind.CONNECTION_JOB: "connection job", SubjectKind.JOB_WORK: "job work"}


def draft_reply(
    judged: Judged, not_looked_at: Sequence[NotLookedAt], endpoint: str, corrected: Sequence[Corrected] = ()
) -> str:
    """Return the draft, one paragraph; ``endpoint`` is the address that this run asked."""
    verdict, by_id = judged.verdict, {finding.id: finding for finding in judged.findings}
    causes = [(cause, by_id[cause.finding]) for cause in verdict.causes if not _runs_own(cause, endpoint)]
    noticed = next(_noticed(judged, by_id), [])
    told = list(_told(causes, judged.replies, _MOST_CAUSES - bool(noticed)))
    if not told:
        told = [_LOOKED if verdict.status in {Status.HEALTHY, Status.WARNING} else _NOT_YET]
    elif verdict.status is Status.PROBLEM and len(told) + len(noticed) < 4:  # noqa: PLR2004 - five with thanks
        told += [*_tried(corrected)]
    told += noticed
    if verdict.status is Status.PROBLEM:
        closing = [] if any(cause.certainty is Certainty.TIED for cause, _ in causes) else [_IF_NOT]
    else:
        closing = list(_wanted(not_looked_at))
    return " ".join([_THANKS, *told, *(closing if len(told) <= 3 else ())])  # noqa: PLR2004 - five with thanks and closing


def _tried(corrected: Sequence[Corrected]) -> Iterator[str]:
    for each in corrected:
        if each.tried and each.tried.outcome is TrialOutcome.RETURNED:
            yield f"We tried your request with this change: it {each.tried.text}."


def _noticed(judged: Judged, by_id: Mapping[str, ReportFinding]) -> Iterator[list[str]]:
    """Yield what the codes of notices say to the customer, in sentences."""
    for notice in judged.notices:
        if notice in judged.replies:
            yield [*filter(None, _filled(by_id[notice], judged.replies[notice]))]


def _runs_own(cause: Cause, endpoint: str) -> bool:
    subject = cause.subject
    return subject.kind is SubjectKind.TOKEN or (subject.kind is SubjectKind.ENDPOINT and subject.id == endpoint)


def _told(causes: Sequence[tuple[Cause, ReportFinding]], replies: Mapping[str, ReplyWords], most: int) -> Iterator[str]:
    """Yield what was found and what to do, for the first causes; those alike are told as one."""
    alike: dict[tuple[str, bool], list[tuple[Cause, ReportFinding]]] = {}
    for cause, finding in causes:
        alike.setdefault((finding.code, cause.certainty is Certainty.TIED), []).append((cause, finding))
    for group in list(alike.values())[:most]:
        cause, finding = group[0]
        if cause.certainty is Certainty.TIED:
            yield _first_sentence(_neutral(finding))
            yield _question(cause)
            return
        found, please = _filled(finding, replies.get(finding.id, _AS_IT_IS))
        yield f"{found[:-1]} (and {len(group) - 1:,} more like it)." if len(group) > 1 else found
        yield from [please] if please else []


def _neutral(finding: ReportFinding) -> str:
    """What was seen, without the tool's own conclusion."""
    return f"{finding.summary.partition(': either ')[0].rstrip('.')}."


def _question(cause: Cause) -> str:
    asked = cause.rivals[0].tells_apart if cause.rivals else "Which of them did the customer mean?"
    return asked.replace("did the customer mean", "did you mean")


def _filled(finding: ReportFinding, words: ReplyWords) -> tuple[str, str]:
    fields = _fields(finding)
    needed = re.findall(r"\{(\w+)\}", words.found + words.please)
    if not all(fields[name] for name in needed if name != "reason"):
        return fields["summary"], fields["remedy"]
    please = words.please
    if please == "Please {remedy}":
        please = f"Please {fields['remedy'][:1].lower()}{fields['remedy'][1:]}"
    return _filled_in(words.found, fields), _filled_in(please, fields)


def _filled_in(template: str, fields: Mapping[str, str]) -> str:
    """Fill in by name alone: what is filled in may hold braces."""
    text = re.sub(r"\{(\w+)\}", lambda found: fields.get(found[1], found[0]), template)
    return text[:1].upper() + text[1:] if template.startswith("{name}") else text


def _fields(finding: ReportFinding) -> dict[str, str]:
    reason = _detail(finding, "reason").rstrip(".")
    return {
        "id": _of_sort(finding),
        "kind": _KIND.get(finding.subject.kind, finding.subject.kind.value),
        "right": f"{OutsideId(finding.suggestion)}" if finding.suggestion else "",
        "name": _name(finding),
        "reason": f": {Told(reason)}" if reason else "",
        "summary": _first_sentence(finding.summary),
        "remedy": _first_sentence(finding.remedy),
    }


def _name(finding: ReportFinding) -> str:
    """What the customer calls an artifact: their own ID for it, and the job work that it is on."""
    given, job_work = _detail(finding, "external_id"), OutsideId(_detail(finding, "job_work_id"))
    name = f"{ExternalId(given)}" if given else _of_sort(finding)
    return f"the artifact {name} on {job_work}" if job_work else f"the artifact {name}"


def _of_sort(finding: ReportFinding) -> str:
    """Return the subject's ID as a value from outside: what is personal in it is masked where the report is written."""
    subject = finding.subject
    match subject.kind:
        case SubjectKind.TOKEN | SubjectKind.ENDPOINT | SubjectKind.REQUEST | SubjectKind.TICKET:
            return subject.id
        case SubjectKind.QUERY:
            return f"{OperationName(subject.id)}"
        case _:
            return f"{OutsideId(subject.id)}"


def _detail(finding: ReportFinding, key: str) -> str:
    value = finding.details.get(key)
    return value if isinstance(value, str) else ""


def _first_sentence(text: str) -> str:
    """Return the first sentence; a full stop within an ID or an address ends none."""
    return f"{re.split(r'(?<=[.?!]) +(?=[A-Z])', text, maxsplit=1)[0].rstrip('.')}."


def _wanted(not_looked_at: Sequence[NotLookedAt]) -> Iterator[str]:
    wanted = list(dict.fromkeys(item.ask_for for item in not_looked_at if item.ask_for))[:2]
    if wanted:
        asked = " and ".join(wanted).replace("that they got", "that you got")
        yield f"To look further, please send us {asked}, without tokens or keys."
    else:
        yield "If something is still missing, please send us the request and the answer that you get."
