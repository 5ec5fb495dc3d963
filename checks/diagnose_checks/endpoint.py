"""Does a GraphQL gateway answer at the endpoint?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from diagnose.plugin import (
    GATEWAY_HOST,
    ROUTER_HOST,
    Answer,
    Certainty,
    Code,
    Context,
    Finding,
    Found,
    Passed,
    Reception,
    Result,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    listed,
    proving,
)
from diagnose.plugin import (
    GATEWAY_URL as GATEWAY,
)
from diagnose_checks._docs import DOCS_LOGIN

_ON = (SubjectKind.ENDPOINT,)
_BY_DETAIL = {
    "dns": "Check the endpoint's host name, and the machine's name resolution.",
    "tls": "Check the clock and the trusted certificates of this machine, and whether a proxy replaces certificates.",
    "proxy": "Check the proxy settings (HTTPS_PROXY, NO_PROXY) of this machine.",
}


@check(
    id="endpoint",
    title="The gateway answers GraphQL at the endpoint",
    rule=f"The documented endpoint is {GATEWAY}; the newer router ({ROUTER_HOST}) has a different schema and keys.",
    docs_url=DOCS_LOGIN,
    codes=(
        Code(
            "endpoint-unreachable",
            _ON,
            "No answer: DNS, TCP, TLS or a timeout.",
            "Check the address and the network between this machine and the gateway, then run again; if others cannot "
            "reach it either, write to support@filed.com.",
            otherwise=_BY_DETAIL,
        ),
        Code(
            "endpoint-not-graphql",
            _ON,
            "Something answers, but not GraphQL: an HTML page, other JSON, a redirect.",
            f"Use the documented endpoint, {GATEWAY}; if that is the one used, look for a proxy or firewall that "
            "answers in its place.",
        ),
        Code(
            "endpoint-wrong-surface",
            _ON,
            "The newer router answers; its schema is different.",
            f"Send these queries to {GATEWAY}, with a token from loginViaPersonalApiToken. Whether the two surfaces "
            "share IDs or keys is not documented.",
            otherwise={
                "strayed": "Send it to {right}, or rewrite it for the surface that it went to. Each has its own "
                "keys and tokens; whether they share IDs is not documented."
            },
        ),
    ),
    offline=True,
)
def endpoint(ctx: Context) -> Result:
    """Judge the endpoint by all answers together, one GraphQL answer being enough; then the customer's own requests."""
    customers = tuple(_customers(ctx))
    own = _own(ctx)
    match own:
        case Found(findings):
            return Found((*findings, *customers))
        case _ if customers:
            return Found(customers, reason=f"{own.reason}; but {_uncapitalised(customers[0].summary)}")
        case _:
            return own


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _own(ctx: Context) -> Result:
    if ctx.sight.offline:
        return Skipped("the gateway was not asked (--offline)")
    wrong = [(evidence, answer) for evidence, answer in ctx.answers if answer.detail == "wrong-surface"]
    if wrong or urlsplit(ctx.sight.endpoint).hostname == ROUTER_HOST:
        return Found((_wrong_surface(ctx, wrong),))
    if ctx.reached:
        return Passed(f"{count(len(ctx.answers), 'request')} answered at {ctx.sight.endpoint}")
    tried = [(evidence, answer) for evidence, answer in ctx.answers if answer.attempts]
    if not tried:
        return Unknown("the run was interrupted first" if ctx.sight.interrupted else _not_tried(ctx))
    evidence, answer = tried[-1]
    match answer.reception:
        case Reception.UNREACHABLE | Reception.TIMED_OUT:
            return Found((_unreachable(ctx, evidence, answer),))
        case Reception.NOT_GRAPHQL | Reception.REDIRECTED:
            return Found((_not_graphql(ctx, evidence, answer),))
        case _:
            return Unknown(f"no GraphQL response came back: {answer.summary}")


def _not_tried(ctx: Context) -> str:
    return ctx.answers[-1][1].summary if ctx.answers else "the gateway was not asked"


def _subject(ctx: Context) -> Subject:
    return Subject(kind=SubjectKind.ENDPOINT, id=ctx.sight.endpoint)


def _unreachable(ctx: Context, evidence: str, answer: Answer) -> Finding:
    began = bool(answer.attempts) and answer.attempts[-1].status is not None
    late = answer.reception is Reception.TIMED_OUT
    what = "did not answer completely" if began else "did not answer in time" if late else "did not answer"
    return Finding(
        code="endpoint-unreachable",
        subject=_subject(ctx),
        summary=f"{ctx.sight.endpoint} {what}: {answer.summary}.",
        expected="an answer from the GraphQL gateway",
        observed=answer.summary,
        case=answer.detail if answer.detail in _BY_DETAIL else "",
        details={"kind": answer.detail or str(answer.reception)},
        evidence=(evidence,),
        obstructs=True,
        proof=proving.answered(_subject(ctx), (evidence,), answer.summary),
        certainty=Certainty.PROVEN,
    )


def _not_graphql(ctx: Context, evidence: str, answer: Answer) -> Finding:
    return Finding(
        code="endpoint-not-graphql",
        subject=_subject(ctx),
        summary=f"What answers at {ctx.sight.endpoint} is not a GraphQL gateway: {answer.summary}.",
        expected="a JSON answer with data or errors",
        observed=answer.summary,
        details={"kind": answer.detail or str(answer.reception)},
        evidence=(evidence,),
        obstructs=True,
        proof=proving.answered(_subject(ctx), (evidence,), answer.summary),
        certainty=Certainty.PROVEN,
    )


def _wrong_surface(ctx: Context, refusals: list[tuple[str, Answer]]) -> Finding:
    evidence = tuple(evidence for evidence, _ in refusals)
    proof = tuple(
        step for one, answer in refusals[:1] for step in proving.answered(_subject(ctx), (one,), answer.summary)
    )
    return Finding(
        code="endpoint-wrong-surface",
        subject=_subject(ctx),
        summary=f"{ctx.sight.endpoint} is the newer router: it does not know workspaces, connections and job works the "
        "way the legacy gateway does.",
        expected=f"the legacy gateway, {GATEWAY}",
        observed="a schema in which `me` is a union of User and WorkspaceUser"
        if evidence
        else f"the router's host name, {ROUTER_HOST}",
        evidence=evidence,
        obstructs=True,
        proof=proof,
        certainty=Certainty.PROVEN if proof else Certainty.LIKELY,
    )


def _customers(ctx: Context) -> Iterator[Finding]:
    """The customer's own requests that went to the other surface than the one they were written for."""
    hosts = {"legacy": GATEWAY_HOST, "router": ROUTER_HOST}
    strayed: dict[tuple[str, str], list[int]] = {}
    for query in ctx.ticket.queries:
        endpoint, written_for = query.request.endpoint or "", query.surface
        host = urlsplit(endpoint).hostname
        if written_for is None or host not in hosts.values() or host == hosts[written_for]:
            continue
        if not query.exchange.answered:
            strayed.setdefault((endpoint.partition("?")[0], written_for), []).append(query.exchange.number)
    for (address, written_for), numbers in strayed.items():
        yield _strayed(ctx, address, written_for, f"https://{hosts[written_for]}/graphql", numbers)


def _strayed(ctx: Context, address: str, written_for: str, right: str, numbers: list[int]) -> Finding:
    first = ctx.ticket.reading.requests[numbers[0] - 1]
    theirs = "the legacy gateway" if written_for == "legacy" else "the newer router"
    some = listed([f"{number}" for number in numbers])
    which = f"request {some} is" if len(numbers) == 1 else f"requests {some} are"
    return Finding(
        code="endpoint-wrong-surface",
        subject=Subject(kind=SubjectKind.ENDPOINT, id=address),
        summary=f"The customer's {which} written for {theirs}, yet went to {address}.",
        expected=f"{right}, which the query is written for",
        observed=address,
        case="strayed",
        fields={"right": right},
        suggestion=right,
        details={
            "written_for": written_for,
            "source": first.source,
            "line": first.line,
            "requests": [*numbers[:50]],
        },
        aside=True,
    )
