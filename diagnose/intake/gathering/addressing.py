"""Which bodies code sends in which way: a query that stands alone gets the address, method and headers of the code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from diagnose.intake.content.sightings import RequestSeen, SentSeen
from diagnose.intake.gathering.joining import BARE, sent_as

_NEAR = 20
"""Calls before and behind a body that may be the ones it is sent by."""


def addressed(
    sendings: Sequence[SentSeen], requests: Sequence[RequestSeen]
) -> tuple[dict[RequestSeen, RequestSeen], list[RequestSeen]]:
    """Give each bare body the way in which the code around it sends; return the ways that are left and show more.

    What is left shows a request only where its address is known, and no other request went there.
    """
    given: dict[RequestSeen, SentSeen] = {}
    in_order = sorted(sendings, key=lambda sending: sending.call)
    lines = [sending.call[0] for sending in in_order]
    for body in filter(_is_bare, requests if sendings else ()):
        line = body.request.line
        place = bisect_left(lines, line)
        near = in_order[max(place - _NEAR, 0) : place + _NEAR]
        around = [sending for sending in near if _covers(sending.block, line)]
        if around:
            given[body] = min(around, key=lambda sending: _distance(sending, line))
    whole = {body: _sent_so(body, sending) for body, sending in given.items()}
    known = {seen.request.endpoint for seen in (*requests, *whole.values())}
    left: dict[str | None, RequestSeen] = {}
    for sending in sendings:
        if (endpoint := sending.request.request.endpoint) and endpoint not in known:
            left.setdefault(endpoint, sending.request)
    return whole, list(left.values())


def _is_bare(seen: RequestSeen) -> bool:
    shown = seen.request
    return shown.form in BARE and shown.endpoint is None and shown.method is None and shown.document is not None


def _covers(lines: tuple[int, int], line: int) -> bool:
    return lines[0] <= line <= lines[1]


def _distance(sending: SentSeen, line: int) -> tuple[bool, bool, int]:
    """Say how near a call is: first one that the body stands in, then one that shows its address."""
    first, last = sending.call
    away = 0 if first <= line <= last else min(abs(first - line), abs(last - line))
    return away > 0, sending.request.request.endpoint is None, away


def _sent_so(body: RequestSeen, sending: SentSeen) -> RequestSeen:
    # What makes a literal of code no JSON is nothing that was sent.
    return replace(body, request=replace(sent_as(body.request, sending.request.request), problems=()))
