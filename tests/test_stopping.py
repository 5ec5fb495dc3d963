"""The wish that a run end: it is kept, and wakes whoever waits."""

from __future__ import annotations

from diagnose.stopping import Stop


def test_who_waits_is_woken_and_nobody_else() -> None:
    stop, woken = Stop(), list[str]()
    with stop.calling(lambda: woken.append("before")):
        pass
    with stop.calling(lambda: woken.append("now")):
        stop.request(2)
    assert (bool(stop), stop.signal, woken) == (True, 2, ["now"])


def test_who_waits_too_late_is_woken_at_once() -> None:
    stop, woken = Stop(), list[str]()
    stop.request(15)
    with stop.calling(lambda: woken.append("now")):
        assert woken == ["now"]
