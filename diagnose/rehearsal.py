"""Playing a scenario: the real diagnosis against the embedded gateway, compared with what must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.checking.registry import Checks
from diagnose.diagnosis import Diagnosis, Listener, Settings, diagnose
from diagnose.exit_codes import Exit, exit_code
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import AccessToken, ApiKey
from diagnose.gateway.timing import Timing
from diagnose.intake import Source, read_sources
from diagnose.report import Report, SubjectKind
from diagnose.sandbox import Dialect, Expect, Faults, Gateway, Scenario, serve
from diagnose.secrets import Secret
from diagnose.stopping import Stop
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.slots import ids_by_kind
from diagnose.ticket.ticket import Ticket, make_ticket


@dataclass(frozen=True)
class Rehearsal:
    """A scenario's diagnosis. ``code`` is what `diagnose run` would have exited with; ``differences`` are sentences."""

    scenario: Scenario
    diagnosis: Diagnosis
    code: Exit
    differences: tuple[str, ...]


def ticket_of(scenario: Scenario) -> Ticket:
    """Return the scenario's ticket as `diagnose run` would read it: from its files, or else from options."""
    if scenario.sources:
        sources = [Source.of_bytes(file.name, file.data) for file in scenario.sources]
        return ticket_from(Options(), read_sources(sources))
    return make_ticket(ids_by_kind(scenario.ticket), reference=scenario.ticket.reference)


def settings_for(gateway: Gateway) -> Settings:
    """Return the settings that point a run at the gateway with its scenario's credentials."""
    kind, secret = gateway.credential
    credential = ApiKey(Secret(secret, "API key")) if kind == "api-key" else AccessToken(Secret(secret, "access token"))
    return Settings(endpoint=parse_endpoint(gateway.client_url), credential=credential)


def rehearse(
    scenario: Scenario,
    checks: Checks,
    *,
    run_id: str,
    dialect: Dialect | None = None,
    faults: Faults | None = None,
    timing: Timing | None = None,
    listener: Listener | None = None,
    deadline: float = 60.0,
    stop: Stop | None = None,
) -> Rehearsal:
    """Start the gateway, diagnose the scenario's ticket for real, stop the gateway, and compare."""
    with serve(scenario, dialect=dialect, faults=faults) as gateway:
        settings = replace(settings_for(gateway), deadline=deadline)
        # The proxy variables of the machine are none of a loopback server's business.
        diagnosis = diagnose(
            ticket_of(scenario),
            settings,
            checks,
            run_id=run_id,
            timing=timing,
            environ={},
            listener=listener,
            stop=stop,
        )
        expected = scenario.expect.at(settings.endpoint.shown)
    code = exit_code(diagnosis.report)
    return Rehearsal(scenario, diagnosis, code, tuple(differences(expected, diagnosis.report, code)))


def differences(expected: Expect, report: Report, code: Exit) -> Iterator[str]:
    """Yield a sentence for everything that did not come out as the scenario says it must."""
    if report.verdict.status != expected.status:
        yield f"the verdict is {report.verdict.status}, not {expected.status}"
    if code != expected.exit_code:
        yield f"the exit code is {int(code)}, not {expected.exit_code}"
    notices = tuple(report.finding(notice).code for notice in report.notices)
    if notices != expected.notices:
        yield f"the notices are {notices}, not {expected.notices}"
    causes = [(cause.code, cause.subject.kind.value, cause.subject.id) for cause in report.verdict.causes]
    wanted = [(cause.code, cause.kind, cause.id) for cause in expected.causes]
    if causes != wanted:
        yield f"the causes are {causes}, not {wanted}"
        return
    for cause, want in zip(report.verdict.causes, expected.causes, strict=True):
        suggestion = report.finding(cause.finding).suggestion
        if want.suggestion is not None and suggestion != want.suggestion:
            yield f"the suggestion for {cause.subject.id} is {suggestion}, not {want.suggestion}"
    links = {(link.kind, link.id) for link in report.chain.links}
    for kind, some_id in expected.resolved.items():
        if (SubjectKind(kind), some_id) not in links:
            yield f"the {kind} {some_id} was not resolved"
